"""One training in several processes, as `torchrun` starts them: each draws its own batches, gradients are
averaged, the first one writes.

    torchrun --nproc-per-node 4 -m livenode.training.train_denoiser ... --device cuda

A process that was started alone is a world of one, for which all of this does nothing.
"""

import atexit
import os
from collections.abc import Iterable

import torch
import torch.distributed
from torch import Tensor, nn

RANK, WORLD, LOCAL = (
    int(os.environ.get(name, default))
    for name, default in (("RANK", 0), ("WORLD_SIZE", 1), ("LOCAL_RANK", 0))
)


def join(device: str) -> None:
    """Meet the other processes, and take the GPU of this one's number where the device is cuda."""
    if WORLD > 1:
        if device == "cuda":
            torch.cuda.set_device(LOCAL)
        torch.distributed.init_process_group("nccl" if device == "cuda" else "gloo")
        # its threads must not outlive the interpreter
        atexit.register(torch.distributed.destroy_process_group)


def begin_alike(nets: nn.Module) -> None:
    """Give every process the first one's weights."""
    if WORLD > 1:
        for value in nets.state_dict().values():
            torch.distributed.broadcast(value, 0)


def average(gradients: Iterable[Tensor]) -> None:
    """Replace gradients by their mean over the processes."""
    if WORLD > 1:
        for gradient in gradients:
            torch.distributed.all_reduce(gradient)
            gradient /= WORLD


def agree(value: float, device: torch.device) -> float:
    """Return the first process's value."""
    if WORLD == 1:
        return value
    told = torch.tensor(value, dtype=torch.float64, device=device)
    torch.distributed.broadcast(told, 0)
    return float(told)
