"""Prompt towers: text and audio (as latents) in one space of 128 dimensions, unit length."""

import torch
from torch import Tensor, nn

from livenode.inference.grid_inputs import LATENT_CHANNELS, PROMPT_CHANNELS
from livenode.inference.hashing import TEXT_BUCKETS
from livenode.models.blocks import ConvNeXt

MEANING_CHANNELS = 192


class TextTower(nn.Module):
    """Map hashed word and letter counts (b, TEXT_BUCKETS) to (b, 128).

    On the way lies what a sentence encoder makes of the text (`meaning`), so that words that no caption has
    are heard as what they mean.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bag = nn.Linear(TEXT_BUCKETS, 128)
        self.net = nn.Sequential(nn.GELU(), nn.Linear(128, 384), nn.GELU(), nn.Linear(384, MEANING_CHANNELS))
        self.head = nn.Sequential(
            nn.Linear(MEANING_CHANNELS, 256), nn.GELU(), nn.Linear(256, PROMPT_CHANNELS)
        )

    def meaning(self, counts: Tensor) -> Tensor:
        """Return (b, MEANING_CHANNELS) of unit length."""
        return _unit(self.net(self.bag(counts.to(self.bag.weight.dtype))))

    def place(self, meaning: Tensor) -> Tensor:
        """Return the prompt embedding (b, 128) of a meaning."""
        return _unit(self.head((meaning * MEANING_CHANNELS**0.5).to(self.bag.weight.dtype)))

    def forward(self, counts: Tensor) -> Tensor:
        return self.place(self.meaning(counts))


class AudioTower(nn.Module):
    """Map standardised latents (b, n, 64) to (b, 128); pooling makes it independent of n."""

    def __init__(self, width: int = 160) -> None:
        super().__init__()
        self.inp = nn.Linear(LATENT_CHANNELS, width)
        self.blocks = nn.Sequential(*[ConvNeXt(width, 3, 3, 2) for _ in range(2)])
        self.out = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, PROMPT_CHANNELS))

    def forward(self, latents: Tensor) -> Tensor:
        x = self.blocks(self.inp(latents.to(self.inp.weight.dtype)))
        return _unit(self.out(torch.cat([x.mean(1), x.amax(1)], -1)))


def _unit(x: Tensor) -> Tensor:
    x = x.float()
    return x * torch.rsqrt(x.square().sum(-1, keepdim=True) + 1e-6)
