"""What every trainer shares: the learning-rate curve over a time budget and the running average of the
weights.
"""

import copy
import math
import os
from pathlib import Path

import torch
from torch import nn


def learning_rate(step: int, progress: float, warm_steps: int = 100) -> float:
    """Return the factor for the peak rate: linear warm-up over steps, then cosine over `progress` 0..1 of
    the budget.
    """
    return min(1.0, (step + 1) / warm_steps) * (
        0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    )


class Average:
    """Exponential moving average of a module's parameters; its memory grows with training up to 1 / (1 -
    decay).
    """

    def __init__(self, nets: nn.Module, decay: float = 0.998) -> None:
        self.source, self.nets, self.decay = nets, copy.deepcopy(nets).requires_grad_(False), decay

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self.decay, (step + 1) / (step + 10))
        for mean, value in zip(
            self.nets.state_dict().values(), self.source.state_dict().values(), strict=True
        ):
            mean.lerp_(value, 1 - decay) if mean.is_floating_point() else mean.copy_(value)


def state_file(path: Path) -> Path:
    """Return the file of a trainer's state: `path`, or `state.pt` in it where it is a folder."""
    return path / "state.pt" if path.is_dir() or not path.suffix else path


def save(path: Path, state: dict) -> None:
    """Write a training state through a temporary file: it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def training_state(net: nn.Module, average: Average, optimizer, spent: float, step: int) -> dict:
    """Return all that exact resume needs."""
    return {
        "net": net.state_dict(),
        "average": average.nets.state_dict(),
        "optimizer": optimizer.state_dict(),
        "spent": spent,
        "step": step,
    }
