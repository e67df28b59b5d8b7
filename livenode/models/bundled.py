"""An engine's networks as torch modules, made from the weights in its graphs."""

from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from livenode.models.cae import Decoder, Encoder
from livenode.models.denoiser import load_denoiser
from livenode.models.graphs import read_graph
from livenode.models.standard import StandardDecoder, StandardEncoder
from livenode.models.towers import AudioTower, TextTower

MADE: dict[str, Callable[[dict[str, Tensor]], nn.Module]] = {
    "encoder": lambda weights: StandardEncoder(Encoder(), weights["mean"], weights["std"]),
    "denoiser": load_denoiser,
    "decoder": lambda weights: StandardDecoder(Decoder(), weights["mean"], weights["std"]),
    "text_tower": lambda weights: TextTower(),
    "audio_tower": lambda weights: AudioTower(),
}


def load_networks(folder: Path, half: bool = False) -> dict[str, nn.Module]:
    """Return the networks of an engine's folder by component, ready to be asked; fp32 inputs and outputs.

    half: parameters in fp16, and the arithmetic with them.
    """
    networks = {}
    for component, make in MADE.items():
        weights = read_graph(folder / f"{component}.onnx")
        net = make(weights)
        net.load_state_dict({name: weights[name] for name in net.state_dict()})
        if half:
            for parameter in net.parameters():
                parameter.data = parameter.data.half()
        networks[component] = net.eval().requires_grad_(False)
    return networks
