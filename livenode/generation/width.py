"""Pseudo-stereo: a riff's twin, noised a little and denoised anew, gives what the two sides differ by.

Nistal et al. 2024 (Diff-A-Riff) play the twin on one side. Here the riff stays in the middle and what the
twin adds to it is put on the left and taken from the right, so that the sum in mono is the riff itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

TWIN_AMOUNT = 0.3  # how far the twin is varied
SIDE_POWER = 1 / 3  # of the side against the middle, at full width: correlation (1 - 1/3) / (1 + 1/3) = 0.5
GAIN_MOST = 4.0
SILENT = 1e-9  # mean square
RAMP_FRAMES = 480  # from one bar's balance to the next's


class Balance(NamedTuple):
    """What of the middle is taken out of the twin, and how loud the rest is: as one bar has it."""

    share: float = 1.0
    gain: float = 1.0


def side_of(
    middle: np.ndarray, twin: np.ndarray, lines: Sequence[int], before: Balance | None = None
) -> tuple[np.ndarray, Balance]:
    """Return the side (frames,) float32 of two signals, and the balance of its last bar.

    lines: where each bar begins in them; what lies before the first belongs to it. before: the balance of the
    bar before them. Each bar is balanced by itself, so that it is as wide as the others and a part of a riff
    is the same as in the whole. Thread: any. Real-time safe: no.
    """
    side = np.empty(len(middle), np.float32)
    begin = 0
    for line, end in zip(lines, [*lines[1:], len(middle)], strict=True):
        now = balance(middle[line:end], twin[line:end])
        rise = np.clip(np.arange(begin - line, end - line) / RAMP_FRAMES, 0, 1)
        share, gain = (old + rise * (new - old) for old, new in zip(before or now, now, strict=True))
        rest = twin[begin:end] - np.asarray(share, np.float32) * middle[begin:end]
        side[begin:end] = gain * rest
        begin, before = end, now
    return side, before or Balance()


def balance(middle: np.ndarray, twin: np.ndarray) -> Balance:
    """Return the balance of two signals (frames,). Thread: any. Real-time safe: no."""
    own = float(np.square(middle, dtype=np.float64).sum())
    if own <= SILENT * len(middle):
        return Balance()
    share = float(middle.astype(np.float64) @ twin) / own
    rest = float(np.square(twin - share * middle, dtype=np.float64).sum())
    return Balance(share, min(GAIN_MOST, float(np.sqrt(SIDE_POWER * own / max(rest, SILENT)))))


def stereo(middle: np.ndarray, side: np.ndarray | None, width: float) -> np.ndarray:
    """Return left and right (frames, 2) float32 of a riff's signals at a width 0..1.

    Thread: any. Real-time safe: no.
    """
    apart = np.float32(width) * (np.zeros_like(middle) if side is None else side)
    return np.stack([middle + apart, middle - apart], 1)
