"""Lay one-shot samples and held notes into one stem."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

SILENT_DB = -60.0


@dataclass(frozen=True)
class Hit:
    """One sample (frames,) float32 that starts at `start_frame` with a gain.

    From `end_frame` on (None: never) it fades by 60 dB within `release_frames`.
    """

    start_frame: int
    sample: np.ndarray
    gain: float
    end_frame: int | None = None
    release_frames: int = 1


def lay(hits: Iterable[Hit], frames: int) -> np.ndarray:
    """Return the sum (frames,) float32 of all hits; what lies outside is cut off."""
    out = np.zeros(frames, np.float32)
    for hit in hits:
        sample = hit.sample
        if hit.end_frame is not None:
            held = max(0, hit.end_frame - hit.start_frame)
            sample = sample[: held + hit.release_frames].copy()
            tail = np.arange(max(0, len(sample) - held), dtype=np.float32) / hit.release_frames
            sample[held:] *= 10 ** (SILENT_DB / 20 * tail)
        first, last = max(0, hit.start_frame), min(frames, hit.start_frame + len(sample))
        if first < last:
            part = sample[first - hit.start_frame : last - hit.start_frame]
            out[first:last] += np.float32(hit.gain) * part
    return out


def repitched(sample: np.ndarray, ratio: float) -> np.ndarray:
    """Return a sample (frames,) played `ratio` times as fast, read between frames by cubic interpolation."""
    if ratio == 1.0 or len(sample) < 4:
        return sample
    at = np.arange(1, len(sample) - 2.001, ratio)
    before = at.astype(np.int64)
    x = (at - before).astype(np.float32)
    a, b, c, d = (sample[before + i] for i in (-1, 0, 1, 2))
    return (b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)))).astype(
        np.float32
    )


def gain_of(velocity: int) -> float:
    """Return the gain of a MIDI velocity: 40 dB from softest to loudest."""
    return (velocity / 127) ** 2
