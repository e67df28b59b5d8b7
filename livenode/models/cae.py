"""The autoencoder: features -> latents -> controls of the synthesiser (livenode/inference/synthesis.py).

Local in time: encoder and decoder have no normalisation, attention or pooling over time. Contexts are class constants,
counted in latent frames; the manifest repeats them.
"""

import torch
from torch import Tensor, nn

from livenode.inference.features import BANDS, FINE_BINS, FINE_PER_LATENT, STFT_PER_LATENT
from livenode.inference.synthesis import NOISE_BANDS, NOISE_PER_STFT, OSCILLATORS
from livenode.models.blocks import ConvNeXt

LATENT_CHANNELS = 64
HOP_MIDDLE = 543.0  # geometric middle of 384..768 audio frames


def hop_input(hop: Tensor) -> Tensor:
    """Map hops (..., ) in audio frames to about -1..1."""
    return torch.log2(hop / HOP_MIDDLE) * 2


class Encoder(nn.Module):
    """Map features to latents in (-1, 1). Causal: its right context is that of the features alone."""

    LEFT_CONTEXT = 16

    def __init__(self, width: int = 384) -> None:
        super().__init__()
        self.frame = nn.Sequential(nn.Linear(BANDS, 128), nn.GELU())
        patch = STFT_PER_LATENT * 128 + FINE_PER_LATENT * FINE_BINS + 1
        self.patch = nn.Linear(patch, width)
        self.blocks = nn.Sequential(*[ConvNeXt(width, 4, 0) for _ in range(4)])
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, LATENT_CHANNELS)

    def forward(self, bands: Tensor, fine: Tensor, hop: Tensor) -> Tensor:
        """bands (b, 8n, BANDS), fine (b, 2n, FINE_BINS), hop (b, n) -> latents (b, n, 64)."""
        batch, latents = hop.shape
        frames = self.frame(bands).reshape(batch, latents, -1)
        x = torch.cat([frames, fine.reshape(batch, latents, -1), hop_input(hop)[..., None]], -1)
        return torch.tanh(self.out(self.norm(self.blocks(self.patch(x)))))


class Decoder(nn.Module):
    """Map latents to oscillator amplitudes and noise band gains, one step, no sampling."""

    LEFT_CONTEXT = 16
    RIGHT_CONTEXT = 2

    def __init__(self, width: int = 384, frame_width: int = 256) -> None:
        super().__init__()
        self.inp = nn.Linear(LATENT_CHANNELS + 1, width)
        self.blocks = nn.Sequential(*[ConvNeXt(width, 3, 1 if index == 0 else 0) for index in range(4)])
        self.up = nn.Linear(width, STFT_PER_LATENT * frame_width)
        self.frames = nn.Sequential(*[ConvNeXt(frame_width, 3, 3) for _ in range(2)])
        self.norm = nn.LayerNorm(frame_width)
        self.oscillators = nn.Linear(frame_width, OSCILLATORS)
        self.noise = nn.Linear(frame_width, NOISE_PER_STFT * NOISE_BANDS)
        nn.init.constant_(self.oscillators.bias, -3.5)
        nn.init.constant_(self.noise.bias, -3.5)

    def forward(self, latents: Tensor, hop: Tensor) -> tuple[Tensor, Tensor]:
        """latents (b, n, 64), hop (b, n) -> amplitudes (b, 8n, OSCILLATORS), gains (b, 32n, NOISE_BANDS)."""
        return self.controls(self.trunk(latents, hop))

    def trunk(self, latents: Tensor, hop: Tensor) -> Tensor:
        """Return the activations (b, n, width) at the latent rate."""
        return self.blocks(self.inp(torch.cat([latents, hop_input(hop)[..., None]], -1)))

    def controls(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Turn the trunk's activations into the synthesiser's controls."""
        batch, count, _ = x.shape
        x = self.norm(self.frames(self.up(x).reshape(batch, count * STFT_PER_LATENT, -1)))
        gains = positive(self.noise(x)).reshape(batch, -1, NOISE_BANDS)
        return positive(self.oscillators(x)), gains


class Levels(nn.Module):
    """A training aid, not shipped: reads the features back from the decoder's trunk, a short way for the gradient."""

    def __init__(self, width: int = 384) -> None:
        super().__init__()
        self.out = nn.Linear(width, STFT_PER_LATENT * BANDS + FINE_PER_LATENT * FINE_BINS)

    def forward(self, trunk: Tensor, bands: Tensor, fine: Tensor) -> Tensor:
        """Return the mean squared error of the features; the fine bins, which tell pitch, weigh as much as the bands."""
        batch, count, _ = trunk.shape
        made_bands, made_fine = self.out(trunk).float().split([STFT_PER_LATENT * BANDS, FINE_PER_LATENT * FINE_BINS], -1)
        error_bands = (made_bands - bands.reshape(batch, count, -1)).square().mean()
        return error_bands + (made_fine - fine.reshape(batch, count, -1)).square().mean()


def positive(x: Tensor) -> Tensor:
    """Map network outputs to amplitudes (exponentiated sigmoid, Engel et al. 2020, eq. 5 without the exponent's log)."""
    return 2 * torch.sigmoid(x.float()) ** 2.3 + 1e-7
