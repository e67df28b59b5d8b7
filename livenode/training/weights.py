"""Networks' weights, from a trainer's state or from an engine: what a training begins with or builds on."""

from pathlib import Path

import torch
from torch import Tensor

from livenode.models.graphs import read_graph
from livenode.training.schedule import state_file

# what a state is asked for: (component, its prefix in the state, its prefix in the graph)
PARTS = {
    "cae": (("encoder", "encoder.", "net."), ("decoder", "decoder.", "net.")),
    "towers": (("text_tower", "text.", ""), ("audio_tower", "audio.", "")),
    "denoiser": (("denoiser", "", ""),),
}


def load_weights(path: Path, part: str) -> dict[str, Tensor]:
    """Return the averaged weights of "cae", "towers" or "denoiser" under a path, with the names of PARTS.

    path: a trainer's folder or state file, or the folder of an engine, whose weights have fp16's precision.
    Raises FileNotFoundError where there is neither.
    """
    if (path / "manifest.json").is_file():
        found: dict[str, Tensor] = {}
        for component, prefix, graph_prefix in PARTS[part]:
            tensors = read_graph(path / f"{component}.onnx")
            found |= {
                prefix + name.removeprefix(graph_prefix): value
                for name, value in tensors.items()
                if name.startswith(graph_prefix)
            }
        return found
    state = torch.load(state_file(path), weights_only=True, map_location="cpu")
    if part == "towers":
        return state["nets"]
    prefixes = tuple(prefix for _, prefix, _ in PARTS[part])
    return {name: value for name, value in state["average"].items() if name.startswith(prefixes)}


def load_scale(path: Path) -> tuple[Tensor, Tensor]:
    """Return mean and deviation (64,) of the latents, from the towers' state or from an engine."""
    if (path / "manifest.json").is_file():
        tensors = read_graph(path / "encoder.onnx")
        return tensors["mean"], tensors["std"]
    state = torch.load(state_file(path), weights_only=True)
    return state["mean"].float(), state["std"].float()
