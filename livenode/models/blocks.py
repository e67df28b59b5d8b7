"""Building blocks shared by the networks: position-wise layers and causal ConvNeXt blocks over time.

Arrays inside networks are batch first, channels last: (batch, time, channels).
"""

import torch
from torch import Tensor, nn


class TimeConv(nn.Module):
    """Depthwise convolution over time that reads `left` steps before a position and `right` after it."""

    def __init__(self, width: int, left: int, right: int) -> None:
        super().__init__()
        self.left, self.right = left, right
        self.conv = nn.Conv1d(width, width, left + 1 + right, groups=width)

    def forward(self, x: Tensor) -> Tensor:
        padded = nn.functional.pad(x.transpose(1, 2), (self.left, self.right))
        return self.conv(padded).transpose(1, 2)


class ConvNeXt(nn.Module):
    """Residual block of Liu et al. 2022: depthwise convolution, LayerNorm over channels only, two dense
    layers.

    No statistic runs over time, so the block is local: output t depends on inputs t - left .. t + right
    alone.
    """

    def __init__(self, width: int, left: int, right: int, expansion: int = 3) -> None:
        super().__init__()
        self.time = TimeConv(width, left, right)
        self.norm = nn.LayerNorm(width)
        self.wide = nn.Linear(width, expansion * width)
        self.back = nn.Linear(expansion * width, width)
        self.scale = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.scale * self.back(nn.functional.gelu(self.wide(self.norm(self.time(x)))))
