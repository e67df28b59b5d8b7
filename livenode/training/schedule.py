"""What every trainer shares: the learning-rate curve over a time budget and the running average of the weights."""

import copy
import math

import torch
from torch import nn


def learning_rate(step: int, progress: float, warm_steps: int = 100) -> float:
    """Return the factor for the peak rate: linear warm-up over steps, then cosine over `progress` 0..1 of the budget."""
    return min(1.0, (step + 1) / warm_steps) * (
        0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0)))
    )


class Average:
    """Exponential moving average of a module's parameters; its memory grows with training up to 1 / (1 - decay)."""

    def __init__(self, nets: nn.Module, decay: float = 0.998) -> None:
        self.source, self.nets, self.decay = nets, copy.deepcopy(nets).requires_grad_(False), decay

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self.decay, (step + 1) / (step + 10))
        for mean, value in zip(
            self.nets.state_dict().values(), self.source.state_dict().values(), strict=True
        ):
            mean.lerp_(value, 1 - decay) if mean.is_floating_point() else mean.copy_(value)
