"""Networks' weights, from a trainer's state or from an engine: what a training begins with or builds on."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from livenode.training.schedule import state_file

# what a state is asked for: (component, its prefix in the state, its prefix in the graph)
PARTS = {
    "cae": (("encoder", "encoder.", "net."), ("decoder", "decoder.", "net.")),
    "towers": (("text_tower", "text.", ""), ("audio_tower", "audio.", "")),
    "denoiser": (("denoiser", "", ""),),
}
CONSTANTS = ("val_", "scalar_tensor")  # what the exporter adds


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
    return state["nets"] if part == "towers" else state["average"]


def load_scale(path: Path) -> tuple[Tensor, Tensor]:
    """Return mean and deviation (64,) of the latents, from the towers' state or from an engine."""
    if (path / "manifest.json").is_file():
        tensors = read_graph(path / "encoder.onnx")
        return tensors["mean"], tensors["std"]
    state = torch.load(state_file(path), weights_only=True)
    return state["mean"].float(), state["std"].float()


def read_graph(path: Path) -> dict[str, Tensor]:
    """Return the tensors of an exported graph by the names of the network's state dict, as fp32.

    The exporter keeps all names but those of dense layers over sequences: these it transposes and calls
    val_N. What is multiplied with such a tensor is next added to the layer's bias, which kept its name.
    """
    graph = onnx.load(str(path)).graph
    tensors = {
        tensor.name.removesuffix(".half"): torch.from_numpy(numpy_helper.to_array(tensor).copy()).float()
        for tensor in graph.initializer
    }
    readers = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in tensors:
            continue
        bias = [name for name in readers[node.output[0]].input if name.endswith(".bias")]
        if bias:
            tensors[bias[0].removesuffix("bias") + "weight"] = tensors.pop(node.input[1]).T.contiguous()
    return {name: value for name, value in tensors.items() if not name.startswith(CONSTANTS)}
