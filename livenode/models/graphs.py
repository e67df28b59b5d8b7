"""Weights of exported graphs, by the names that the networks give them."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

CONSTANTS = ("val_", "scalar_tensor")  # what the exporter adds


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
