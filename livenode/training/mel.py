"""Mel bands over the bins of a Fourier transform: O'Shaughnessy's mel, 2595 log10(1 + f / 700)."""

from functools import cache

import numpy as np

from livenode.inference.features import SAMPLERATE


@cache
def mel_matrix(window: int, bands: int, low_hz: float, high_hz: float) -> np.ndarray:
    """Return (window / 2 + 1, bands) float32: triangles between low_hz and high_hz, each of sum 1."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (low_hz, high_hz))
    edges = 700 * (10 ** (np.linspace(low, high, bands + 2) / 2595) - 1) * window / SAMPLERATE
    bins = np.arange(window // 2 + 1)[:, None]
    rising = (bins - edges[:-2]) / np.maximum(edges[1:-1] - edges[:-2], 1)
    falling = (edges[2:] - bins) / np.maximum(edges[2:] - edges[1:-1], 1)
    weights = np.clip(np.minimum(rising, falling), 0, None)
    weights[np.round(edges[1:-1]).astype(int), np.arange(bands)] += 1e-3  # low bands lie between bins
    return (weights / weights.sum(0)).astype(np.float32)
