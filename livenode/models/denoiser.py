"""The denoiser: a multi-scale U-Net over latent frames with FiLM at every scale (Diff-A-Riff; EDM
preconditioning).

Karras et al. 2022 (EDM), sigma_data = 1 because latents are standardised per channel.
"""

import math

import torch
from torch import Tensor, nn

from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    GLOBAL_CHANNELS,
    GUIDANCE_CHANNELS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    WINDOW_LATENTS,
    guidance_inputs,
)
from livenode.models.blocks import TimeConv

FILM_CHANNELS = 192


class Block(nn.Module):
    """ConvNeXt block whose normalised activations are scaled and shifted by the global condition (FiLM)."""

    def __init__(self, width: int, expansion: int) -> None:
        super().__init__()
        self.time = TimeConv(width, 3, 3)
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.film = nn.Linear(FILM_CHANNELS, 2 * width)
        self.wide = nn.Linear(width, expansion * width)
        self.back = nn.Linear(expansion * width, width)
        self.scale = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x: Tensor, film: Tensor) -> Tensor:
        gain, shift = self.film(film)[:, None].chunk(2, -1)
        y = self.norm(self.time(x)) * (1 + gain) + shift
        return x + self.scale * self.back(nn.functional.gelu(self.wide(y)))


class Attention(nn.Module):
    """Self-attention over the whole window with learned positions."""

    def __init__(self, width: int, positions: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.position = nn.Parameter(torch.randn(positions, width) * 0.02)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        nn.init.zeros_(self.out.weight)

    def forward(self, x: Tensor) -> Tensor:
        batch, count, width = x.shape
        qkv = self.qkv(self.norm(x) + self.position).reshape(batch, count, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // self.heads), -1)
        return x + self.out((weights @ v).transpose(1, 2).reshape(batch, count, width))


class Denoiser(nn.Module):
    """D(x, sigma | condition): (b, 192, 64) noisy latents -> estimate of the clean ones.

    A `guided` one (a student of training/distill.py) takes the two guidance strengths after the globals.
    """

    WIDTHS = (192, 256, 384)

    def __init__(self, guided: bool = False) -> None:
        super().__init__()
        self.guided = guided
        low, middle, high = self.WIDTHS
        self.inp = nn.Linear(LATENT_CHANNELS + CONDITION_CHANNELS, low)
        self.sigma = nn.Linear(64, FILM_CHANNELS)
        self.register_buffer("frequencies", torch.linspace(0.0, 4.0, 32).exp())
        self.globals = nn.Linear(GLOBAL_CHANNELS + GUIDANCE_CHANNELS * guided, FILM_CHANNELS)
        self.prompt = nn.Linear(PROMPT_CHANNELS + 1, FILM_CHANNELS)
        self.mix = nn.Sequential(nn.SiLU(), nn.Linear(FILM_CHANNELS, FILM_CHANNELS), nn.SiLU())
        self.down0 = nn.ModuleList([Block(low, 3) for _ in range(2)])
        self.to1 = nn.Linear(2 * low, middle)
        self.down1 = nn.ModuleList([Block(middle, 3) for _ in range(2)])
        self.to2 = nn.Linear(2 * middle, high)
        self.deep = nn.ModuleList([Block(high, 3) for _ in range(3)])
        self.attention = nn.ModuleList([Attention(high, WINDOW_LATENTS // 4, 6) for _ in range(2)])
        self.from2 = nn.Linear(high, 2 * middle)
        self.up1 = nn.ModuleList([Block(middle, 3) for _ in range(2)])
        self.attend1 = Attention(middle, WINDOW_LATENTS // 2, 4)
        self.from1 = nn.Linear(middle, 2 * low)
        self.up0 = nn.ModuleList([Block(low, 3) for _ in range(2)])
        self.out_norm = nn.LayerNorm(low)
        self.out = nn.Linear(low, LATENT_CHANNELS)
        nn.init.zeros_(self.out.weight)

    def forward(
        self, x: Tensor, sigma: Tensor, condition: Tensor, prompt: Tensor, globals_: Tensor
    ) -> Tensor:
        """Estimate clean latents.

        x (b, n, 64); sigma (b,); condition (b, n, CONDITION_CHANNELS); prompt (b, 129): embedding and mask;
        globals_ (b, GLOBAL_CHANNELS), with GUIDANCE_CHANNELS more for a guided one. Whatever the weights are,
        all that comes and goes is fp32.
        """
        kind = self.inp.weight.dtype
        told = self.prompt(prompt.to(kind)) + self.globals(globals_.to(kind))
        film = self.mix(self._sigma_embedding(sigma) + told)
        scale = sigma[:, None, None]
        c_in = torch.rsqrt(1 + scale**2)
        fine = self.inp(torch.cat([c_in * x, condition], -1).to(kind))
        for block in self.down0:
            fine = block(fine, film)
        middle = self.to1(_halve(fine))
        for block in self.down1:
            middle = block(middle, film)
        deep = self.to2(_halve(middle))
        for index, block in enumerate(self.deep):
            deep = block(deep, film)
            if index < len(self.attention):
                deep = self.attention[index](deep)
        middle = middle + _double(self.from2(deep))
        for block in self.up1:
            middle = block(middle, film)
        middle = self.attend1(middle)
        fine = fine + _double(self.from1(middle))
        for block in self.up0:
            fine = block(fine, film)
        output = self.out(self.out_norm(fine))
        return x / (1 + scale**2) + output * scale * c_in

    def _sigma_embedding(self, sigma: Tensor) -> Tensor:
        angle = torch.log(sigma)[:, None] / 4 * self.frequencies
        return self.sigma(torch.cat([angle.sin(), angle.cos()], -1).to(self.sigma.weight.dtype))


def load_denoiser(weights: dict[str, Tensor]) -> Denoiser:
    """Return the network of a state dict, guided or not, ready to be asked."""
    net = Denoiser(guided=weights["globals.weight"].shape[1] > GLOBAL_CHANNELS).eval()
    net.load_state_dict(weights)
    return net


def unguided(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of a network without guidance inputs that does what this one does at strengths 1."""
    if not load_denoiser(weights).guided:
        return weights
    matrix, strengths = weights["globals.weight"], torch.from_numpy(guidance_inputs(1.0, 1.0))
    return weights | {
        "globals.weight": matrix[:, :GLOBAL_CHANNELS],
        "globals.bias": weights["globals.bias"] + matrix[:, GLOBAL_CHANNELS:] @ strengths,
    }


def _halve(x: Tensor) -> Tensor:
    batch, count, width = x.shape
    return x.reshape(batch, count // 2, 2 * width)


def _double(x: Tensor) -> Tensor:
    batch, count, width = x.shape
    return x.reshape(batch, count * 2, width // 2)
