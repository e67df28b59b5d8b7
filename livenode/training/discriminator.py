"""A discriminator that hears whether a sound is true: convolutions over mel bands and time.

Regression alone makes the mean of what could have been; told apart from true sounds, a decoder learns their
detail. Hinge loss (Lim and Ye 2017) and matched features (Kumar et al. 2019), at two window lengths.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call

from livenode.training.mel import mel_matrix
from livenode.training.stft import power_spectrum

LOOKS = ((1024, 256, 80), (4096, 1024, 128))  # window, its hop, mel bands
MEL_HZ = (40.0, 20_000.0)
STRIDES = ((2, 1), (2, 2), (2, 2), (2, 1))  # bands, time
WIDTH = 48
ADVERSARIAL_WEIGHT, FEATURES_WEIGHT = 0.1, 1.0


class Look(nn.Module):
    """Verdicts on log mel bands, each of which knows its height."""

    def __init__(self, window: int, hop: int, bands: int) -> None:
        super().__init__()
        self.window, self.hop = window, hop
        self.register_buffer("mel", torch.from_numpy(mel_matrix(window, bands, *MEL_HZ)).T, persistent=False)
        self.register_buffer("height", torch.linspace(-1, 1, bands)[:, None], persistent=False)
        widths = (2, *[WIDTH] * len(STRIDES))
        self.layers = nn.ModuleList(
            nn.Conv2d(before, WIDTH, (5, 3), stride, (2, 1))
            for before, stride in zip(widths, STRIDES, strict=False)
        )
        self.verdict = nn.Conv2d(WIDTH, 1, 3, padding=1)

    def forward(self, audio: Tensor) -> list[Tensor]:
        """audio (b, frames) -> what each layer says, the verdicts (b, 1, bands, times) last."""
        levels = torch.log10(self.mel @ power_spectrum(audio, self.window, self.hop) + 1e-7) / 2 + 2
        x = torch.stack([levels, self.height.expand_as(levels)], 1)
        said = []
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), 0.2)
            said.append(x)
        return [*said, self.verdict(x)]


class Discriminator(nn.Module):
    """What is said by each of LOOKS."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = nn.ModuleList(Look(*look) for look in LOOKS)

    def forward(self, audio: Tensor) -> list[list[Tensor]]:
        """audio (b, frames), 48 kHz -> by look, what each layer says; verdicts, above 0 for true, last."""
        return [look(audio) for look in self.looks]


def adversarial_losses(net: Discriminator, made: Tensor, true: Tensor) -> tuple[Tensor, Tensor]:
    """Return the loss of who made (b, frames) audio, and the discriminator's own.

    The first has no gradient in the discriminator, the second none in what was made: their sum trains both.
    """
    frozen = {name: value.detach() for name, value in net.named_parameters()}
    own, rival = true.new_zeros(()), true.new_zeros(())
    for of_true, of_made, judged in zip(
        net(true), net(made.detach()), functional_call(net, frozen, (made,)), strict=True
    ):
        own = own + torch.relu(1 - of_true[-1]).mean() + torch.relu(1 + of_made[-1]).mean()
        rival = rival - ADVERSARIAL_WEIGHT * judged[-1].mean()
        for one, other in zip(judged[:-1], of_true[:-1], strict=True):
            wanted = other.detach()
            rival = rival + FEATURES_WEIGHT / len(STRIDES) * (one - wanted).abs().mean() / wanted.abs().mean()
    return rival / len(LOOKS), own / len(LOOKS)
