"""Networks as an engine holds them: the autoencoder's latents standardised, inputs by name, ONNX graphs."""

import logging
import warnings

import onnx
import torch
from torch import Tensor, nn

from livenode.inference.engine import DECODE_LATENTS, DECODE_LEFT, DECODE_RIGHT, ENCODE_LATENTS, ENCODE_LEFT
from livenode.inference.features import BANDS, FINE_BINS, FINE_PER_LATENT, STFT_PER_LATENT
from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    GLOBAL_CHANNELS,
    GUIDANCE_CHANNELS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    WINDOW_LATENTS,
)
from livenode.inference.hashing import TEXT_BUCKETS

AUDIO_LATENTS = (8, 1024)  # least and greatest length of an audio prompt


class Standardised(nn.Module):
    """Encoder that gives, or decoder that takes, standardised latents."""

    def __init__(self, net: nn.Module, mean: Tensor, std: Tensor) -> None:
        super().__init__()
        self.net = net
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)


class StandardEncoder(Standardised):
    """bands, fine, hop -> standardised latents."""

    def forward(self, bands: Tensor, fine: Tensor, hop: Tensor) -> Tensor:
        return (self.net(bands, fine, hop) - self.mean) / self.std


class StandardDecoder(Standardised):
    """Standardised latents, hop -> amplitudes, noise gains; latents are held within five deviations."""

    def forward(self, latents: Tensor, hop: Tensor) -> tuple[Tensor, Tensor]:
        return self.net(latents.clamp(-5, 5) * self.std + self.mean, hop)


def example_inputs(guided: bool = False, batch: int = 1) -> dict[str, dict[str, Tensor]]:
    """Return `batch` inputs of the shapes the runtime uses, by component and input name."""
    encode, decode = ENCODE_LEFT + ENCODE_LATENTS, DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT
    hop = 500.0
    single = {
        "encoder": {
            "bands": torch.randn(1, encode * STFT_PER_LATENT, BANDS),
            "fine": torch.randn(1, encode * FINE_PER_LATENT, FINE_BINS),
            "hop": torch.full((1, encode), hop),
        },
        "decoder": {"latents": torch.randn(1, decode, LATENT_CHANNELS), "hop": torch.full((1, decode), hop)},
        "denoiser": {
            "x": torch.randn(1, WINDOW_LATENTS, LATENT_CHANNELS),
            "sigma": torch.ones(1),
            "condition": torch.randn(1, WINDOW_LATENTS, CONDITION_CHANNELS),
            "prompt": torch.randn(1, PROMPT_CHANNELS + 1),
            "globals": torch.randn(1, GLOBAL_CHANNELS + GUIDANCE_CHANNELS * guided),
        },
        "text_tower": {"counts": torch.randn(1, TEXT_BUCKETS)},
        "audio_tower": {"latents": torch.randn(1, WINDOW_LATENTS // 2, LATENT_CHANNELS)},
    }
    return {
        component: {name: torch.cat([value] * batch) for name, value in inputs.items()}
        for component, inputs in single.items()
    }


def to_onnx(component: str, net: nn.Module, inputs: dict[str, Tensor]) -> onnx.ModelProto:
    """Return the ONNX graph of a network for inputs of these names and shapes; an audio prompt may be shorter
    or longer.
    """
    length = torch.export.Dim("n", min=AUDIO_LATENTS[0], max=AUDIO_LATENTS[1])
    dynamic = {"latents": {1: length}} if component == "audio_tower" else None
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it tells of packages that are not needed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of torch, about itself
        return torch.onnx.export(
            net,
            tuple(inputs.values()),
            input_names=list(inputs),
            dynamo=True,
            dynamic_shapes=dynamic,
            verbose=False,
        ).model_proto
