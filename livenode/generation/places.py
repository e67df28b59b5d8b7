"""Places on the bar grid: latent frames counted from bar 1 of a timeline, and where they lie in audio frames.

Latent frame `n` of a timeline is counted from bar index 0; bars of every entry hold a whole number of them,
so the count stays whole through changes of tempo, meter and density. Pure functions. Thread: any. Real-time
safe: no.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from livenode.inference.features import STFT_PER_LATENT
from livenode.transport.timeline import Timeline


class Grid(NamedTuple):
    """A timeline's entries as columns: their first bar, first latent frame, latents a bar, place and hop."""

    bars: np.ndarray
    latents: np.ndarray
    per_bar: np.ndarray
    starts: np.ndarray
    hops: np.ndarray


@lru_cache(maxsize=16)
def grid_of(timeline: Timeline) -> Grid:
    """Return the columns of a timeline's entries; the last few timelines are remembered."""
    entries = timeline.entries
    bars = np.asarray([entry.start_bar for entry in entries])
    per_bar = np.asarray([entry.latent_frames_per_bar for entry in entries])
    latents = bars[0] * per_bar[0] + np.concatenate([[0], np.cumsum(np.diff(bars) * per_bar[:-1])])
    starts = np.asarray([float(entry.start_frame) for entry in entries])
    hops = np.asarray([entry.hop(timeline.samplerate) for entry in entries])
    return Grid(bars, latents, per_bar, starts, hops)


def latent_of_bar(timeline: Timeline, bar: int) -> int:
    """Return the index of the first latent frame of a bar (negative before bar 0)."""
    grid = grid_of(timeline)
    index = max(0, bisect_right(grid.bars, bar) - 1)
    return int(grid.latents[index] + (bar - grid.bars[index]) * grid.per_bar[index])


def same_until(timeline: Timeline, bar: int, end_bar: int) -> int:
    """Return the first bar after `bar` at which the tempo or meter changes, `end_bar` at the most."""
    here = timeline.entry_at_bar(bar)
    later = [entry for entry in timeline.entries if entry.start_bar > bar]
    return min([end_bar, *(entry.start_bar for entry in later if not entry.is_like(here))])


def latent_places(timeline: Timeline, latents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where latent frames lie: (start, hop), each (n,) float64, in audio frames.

    STFT frame `j` (0..7) of a latent frame is centred at `start + j * hop`.
    """
    grid = grid_of(timeline)
    index = np.maximum(0, np.searchsorted(grid.latents, latents, side="right") - 1)
    hop = grid.hops[index]
    return grid.starts[index] + (latents - grid.latents[index]) * STFT_PER_LATENT * hop, hop


def latent_end(timeline: Timeline, latent: int) -> float:
    """Return the centre of the last STFT frame of a latent frame, in audio frames."""
    grid = grid_of(timeline)
    index = max(0, bisect_right(grid.latents, latent) - 1)
    hop = float(grid.hops[index])
    start = float(grid.starts[index]) + (latent - int(grid.latents[index])) * STFT_PER_LATENT * hop
    return start + (STFT_PER_LATENT - 1) * hop


def centres(start: np.ndarray, hop: np.ndarray) -> np.ndarray:
    """Return the centres (8n,) of the STFT frames of latent frames given by `latent_places`."""
    return (start[:, None] + np.arange(STFT_PER_LATENT) * hop[:, None]).reshape(-1)


def window_latents(timeline: Timeline, bar: int, offsets: np.ndarray) -> np.ndarray:
    """Return the latent frames `offsets` grid positions (of the bar's own grid) from the start of `bar`.

    Where earlier bars have another density, the nearest latent frame at the same beat is taken.
    """
    entry = timeline.entry_at_bar(bar)
    first = latent_of_bar(timeline, bar)
    plain = first + offsets
    begin = latent_of_bar(timeline, entry.start_bar)
    earlier = plain < begin
    if not earlier.any() or entry.start_bar == timeline.entries[0].start_bar:
        return plain
    beats_before = (begin - plain[earlier]) * STFT_PER_LATENT / entry.stft_frames_per_beat
    plain[earlier] = _walk_back(timeline, entry.start_bar, beats_before)
    return plain


def _walk_back(timeline: Timeline, bar: int, beats_before: np.ndarray) -> np.ndarray:
    """Return the latent frame that holds the place `beats_before` quarter notes before `bar`."""
    grid = grid_of(timeline)
    result = np.zeros(len(beats_before), np.int64)
    left, end = beats_before.copy(), latent_of_bar(timeline, bar)
    open_ = np.ones(len(left), bool)
    for index in reversed(range(int(np.searchsorted(grid.bars, bar)))):
        per_beat = timeline.entries[index].stft_frames_per_beat / STFT_PER_LATENT
        size = (end - int(grid.latents[index])) / per_beat
        here = open_ & ((left <= size) | (index == 0))
        result[here] = np.floor(end - left[here] * per_beat + 1e-6).astype(np.int64)
        open_ &= ~here
        if not open_.any():
            break
        left = left - size
        end = int(grid.latents[index])
    return result
