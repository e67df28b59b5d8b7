"""Clock ticks as a sender means them, and as they arrive."""

from __future__ import annotations

import numpy as np

JITTER_S = 0.003


def meant(bpm: float, beats: int, start_s: float = 0.0) -> np.ndarray:
    """Return the times of the ticks of some beats, (24 * beats,) seconds."""
    return start_s + np.arange(24 * beats) * 60 / bpm / 24


def arriving(times_s: np.ndarray, seed: int, jitter_s: float = JITTER_S) -> np.ndarray:
    """Return when ticks arrive, in order: as they are meant, with a normal jitter."""
    return np.maximum.accumulate(times_s + np.random.default_rng(seed).normal(0, jitter_s, len(times_s)))
