"""The autoencoder: features -> latents -> controls of the synthesiser (livenode/inference/synthesis.py).

Local in time: encoder and decoder have no normalisation, attention or pooling over time. Contexts are class
constants, counted in latent frames; the manifest repeats them.
"""

import torch
from torch import Tensor, nn

from livenode.inference.features import BANDS, FINE_BINS, FINE_PER_LATENT, STFT_PER_LATENT
from livenode.inference.synthesis import NOISE_BANDS, NOISE_PER_STFT, OSCILLATORS
from livenode.models.blocks import ConvNeXt

LATENT_CHANNELS = 64
PATCH = STFT_PER_LATENT * BANDS + FINE_PER_LATENT * FINE_BINS  # features of one latent frame
HOP_MIDDLE = 543.0  # geometric middle of 384..768 audio frames


def hop_input(hop: Tensor) -> Tensor:
    """Map hops (..., ) in audio frames to about -1..1."""
    return torch.log2(hop / HOP_MIDDLE) * 2


class Encoder(nn.Module):
    """Map features to latents: a linear map (begun as the principal components) plus a causal network.

    Its right context is that of the features alone.
    """

    LEFT_CONTEXT = 12

    def __init__(self, width: int = 384) -> None:
        super().__init__()
        self.linear = nn.Linear(PATCH, LATENT_CHANNELS)
        self.frame = nn.Sequential(nn.Linear(BANDS, 128), nn.GELU())
        self.patch = nn.Linear(STFT_PER_LATENT * 128 + FINE_PER_LATENT * FINE_BINS + 1, width)
        self.blocks = nn.Sequential(*[ConvNeXt(width, 4, 0) for _ in range(3)])
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, LATENT_CHANNELS)
        nn.init.zeros_(self.out.weight)

    def forward(self, bands: Tensor, fine: Tensor, hop: Tensor) -> Tensor:
        """bands (b, 8n, BANDS), fine (b, 2n, FINE_BINS), hop (b, n) -> latents (b, n, 64)."""
        batch, latents = hop.shape
        bands, fine, hop = (value.to(self.linear.weight.dtype) for value in (bands, fine, hop_input(hop)))
        frames = self.frame(bands).reshape(batch, latents, -1)
        x = torch.cat([frames, fine.reshape(batch, latents, -1), hop[..., None]], -1)
        return self.linear(patches(bands, fine)) + self.out(self.norm(self.blocks(self.patch(x))))


class Decoder(nn.Module):
    """Map latents to oscillator amplitudes and noise band gains, one step, no sampling.

    On the way it restores the features (`levels`), which training compares with the true ones.
    """

    LEFT_CONTEXT = 13
    RIGHT_CONTEXT = 2

    def __init__(self, width: int = 384, frame_width: int = 256) -> None:
        super().__init__()
        self.linear = nn.Linear(LATENT_CHANNELS, PATCH)
        self.inp = nn.Linear(LATENT_CHANNELS + 1, width)
        self.blocks = nn.Sequential(*[ConvNeXt(width, 3, 1 if index == 0 else 0) for index in range(4)])
        self.levels = nn.Linear(width, PATCH)
        self.up = nn.Linear(width, STFT_PER_LATENT * 128)
        self.join = nn.Linear(128 + BANDS + FINE_BINS, frame_width)
        self.frames = nn.Sequential(*[ConvNeXt(frame_width, 3, 3) for _ in range(2)])
        self.norm = nn.LayerNorm(frame_width)
        self.oscillators = nn.Linear(frame_width, OSCILLATORS)
        self.noise = nn.Linear(frame_width, NOISE_PER_STFT * NOISE_BANDS)
        nn.init.zeros_(self.levels.weight)
        nn.init.constant_(self.oscillators.bias, -3.5)
        nn.init.constant_(self.noise.bias, -3.5)

    def forward(self, latents: Tensor, hop: Tensor) -> tuple[Tensor, Tensor]:
        """latents (b, n, 64), hop (b, n) -> amplitudes (b, 8n, OSCILLATORS), gains (b, 32n, NOISE_BANDS)."""
        amplitudes, gains, _ = self.controls(latents, hop)
        return amplitudes, gains

    def controls(self, latents: Tensor, hop: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the synthesiser's controls and the restored features (b, n, PATCH)."""
        batch, count = hop.shape
        x, restored = self._restore(latents, hop)
        bands, fine = restored.split([STFT_PER_LATENT * BANDS, FINE_PER_LATENT * FINE_BINS], -1)
        fine = fine.reshape(batch, count * FINE_PER_LATENT, 1, FINE_BINS)
        fine = fine.expand(-1, -1, STFT_PER_LATENT // FINE_PER_LATENT, -1)
        rows = [self.up(x), bands, fine]
        x = self.join(torch.cat([row.reshape(batch, count * STFT_PER_LATENT, -1) for row in rows], -1))
        x = self.norm(self.frames(x))
        gains = positive(self.noise(x)).reshape(batch, -1, NOISE_BANDS)
        return rivalry(self.oscillators(x)), gains, restored

    def restored(self, latents: Tensor, hop: Tensor) -> Tensor:
        """Return the restored features (b, n, PATCH) alone."""
        return self._restore(latents, hop)[1]

    def _restore(self, latents: Tensor, hop: Tensor) -> tuple[Tensor, Tensor]:
        latents, hop = (value.to(self.linear.weight.dtype) for value in (latents, hop_input(hop)))
        x = self.blocks(self.inp(torch.cat([latents, hop[..., None]], -1)))
        return x, self.linear(latents) + self.levels(x)


def patches(bands: Tensor, fine: Tensor) -> Tensor:
    """Return the features of each latent frame side by side: (b, n, PATCH)."""
    batch, frames, _ = bands.shape
    latents = frames // STFT_PER_LATENT
    return torch.cat([bands.reshape(batch, latents, -1), fine.reshape(batch, latents, -1)], -1)


def begin_with_principal_components(encoder: Encoder, decoder: Decoder, rows: Tensor) -> None:
    """Set the linear maps of both to the principal components of `rows` (m, PATCH), whitened to a deviation
    of 0.5.

    Fine bins, which tell pitch, weigh double. From random weights the network needs an hour for what this
    gives at once.
    """
    weight = torch.cat([torch.ones(STFT_PER_LATENT * BANDS), torch.full((FINE_PER_LATENT * FINE_BINS,), 2.0)])
    mean = rows.mean(0)
    centred = (rows - mean) * weight
    values, vectors = torch.linalg.eigh(centred.T @ centred / len(rows))
    scale = values[-LATENT_CHANNELS:].sqrt() * 2
    basis = vectors[:, -LATENT_CHANNELS:]
    with torch.no_grad():
        encoder.linear.weight.copy_((basis * weight[:, None] / scale).T)
        encoder.linear.bias.copy_(-encoder.linear.weight @ mean)
        decoder.linear.weight.copy_(basis * scale / weight[:, None])
        decoder.linear.bias.copy_(mean)


RIVALS, SHARPNESS = 2, 3.0


def rivalry(x: Tensor) -> Tensor:
    """Map network outputs (..., OSCILLATORS) to amplitudes of which only the strongest of neighbours is left.

    Each is weighed by its share in a softmax over itself and RIVALS on both sides, two thirds of a semitone:
    several oscillators on one partial would beat with each other.
    """
    x = x.float()
    padded = nn.functional.pad(x, (RIVALS, RIVALS), value=-20.0)
    near = torch.stack([padded[..., k : k + x.shape[-1]] for k in range(2 * RIVALS + 1)])
    share = torch.exp(SHARPNESS * x - torch.logsumexp(SHARPNESS * near, 0))
    return positive(x) * share


def positive(x: Tensor) -> Tensor:
    """Map network outputs to amplitudes (exponentiated sigmoid, Engel et al. 2020, eq. 5 without the
    exponent's log).
    """
    return 2 * torch.sigmoid(x.float()) ** 2.3 + 1e-7
