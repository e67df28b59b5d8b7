"""Bars of audio repeated on the grid. Pure functions."""

import numpy as np

from livenode.training.measures import excerpt
from livenode.transport.timeline import Timeline

FADE_FRAMES = 240  # 5 ms before each seam, which may cut through a note


def looped(audio: np.ndarray, timeline: Timeline, loop_bars: int, bars: int) -> np.ndarray:
    """Return the first `loop_bars` bars of audio (frames,) repeated to `bars` bars, float32.

    The timeline has one tempo. Every pass begins at the frame of its own bar line, so that rounding does not
    add up.
    """
    found = np.zeros(timeline.bar_frame(bars), np.float32)
    for first in range(0, bars, loop_bars):
        start, end = timeline.bar_frame(first), timeline.bar_frame(first + loop_bars)
        once = excerpt(audio, 0, end - start)
        once[-FADE_FRAMES:] *= np.linspace(1, 0, FADE_FRAMES, dtype=np.float32)
        found[start:end] = once[: len(found) - start]
    return found
