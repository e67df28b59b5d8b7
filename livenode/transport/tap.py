"""Find the tempo of taps."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from livenode.transport.timeline import MAX_BPM, MIN_BPM

LONGEST_GAP_S = 2.5  # a longer pause starts a new count
SHORTEST_GAP_S = 0.1  # a shorter one is a bouncing switch
MOST_INTERVALS = 8


def tap_tempo(tap_frames: Sequence[int], samplerate: int) -> float | None:
    """Return the tempo in bpm, to a tenth, clipped to 30-300; None with fewer than two usable taps.

    tap_frames: frames of the taps, oldest first. The count begins after the last pause longer than
    2.5 s; of at most the last eight intervals the median is taken, so that one bad tap does no harm.

    Thread: any. Real-time safe: no.
    """
    intervals: list[int] = []
    later: int | None = None
    for frame in reversed(tap_frames):
        if later is None:
            later = frame
            continue
        gap = later - frame
        if gap > LONGEST_GAP_S * samplerate or len(intervals) == MOST_INTERVALS:
            break
        if gap < SHORTEST_GAP_S * samplerate:
            continue
        intervals.append(gap)
        later = frame
    if not intervals:
        return None
    return min(MAX_BPM, max(MIN_BPM, round(60.0 * samplerate / median(intervals), 1)))
