"""How strongly notes begin in what the performer plays, a hundred times a second.

A hop is 10 ms. Hop n is centred 1024 frames before frame (n + 1) * HOP_FRAMES, where it is complete.
"""

from __future__ import annotations

from functools import cache

import numpy as np

SAMPLERATE = 48_000
HOP_FRAMES = 480
HOPS_PER_S = SAMPLERATE // HOP_FRAMES
WINDOW_FRAMES = 2048
BLOCK_HOPS = 20  # computed together, at absolute places: the same bits however the calls come
BLOCK_FRAMES = BLOCK_HOPS * HOP_FRAMES
BLOCK_READ_FRAMES = BLOCK_FRAMES + WINDOW_FRAMES - HOP_FRAMES
BANDS = 36
GROUPS = ((0, 7), (7, 16), (16, 26), (26, 36))  # bands that are added up: bass, low, middle, high
RISE_HOPS = 2  # a rise is measured over 20 ms, about as long as the window's slope
LEAST_RISE = 0.1  # 1 dB: less is how tones that are held play into each other
RANGE_DB = 60.0  # below the loudest band of the stretch nothing is heard
FLOOR_POWER = 1e-9  # nor below -90 dBFS a band
MEAN_HOPS = 40  # onsets are what rises above the mean of 0.4 s before and after


def band_powers(audio: np.ndarray) -> np.ndarray:
    """Return the powers (BLOCK_HOPS, BANDS) of a block: audio (BLOCK_READ_FRAMES,) float32, ±1.0, to its end.

    Thread: any. Real-time safe: no.
    """
    rows = np.lib.stride_tricks.sliding_window_view(audio, WINDOW_FRAMES)[::HOP_FRAMES]
    spectrum = np.fft.rfft(rows * np.hanning(WINDOW_FRAMES).astype(np.float32))
    power = (spectrum.real**2 + spectrum.imag**2) * (16 / WINDOW_FRAMES**2)
    return (power @ _band_matrix()).astype(np.float32)


def onset_strengths(powers: np.ndarray) -> np.ndarray:
    """Return onset strengths (hops, groups) of powers (hops, BANDS), float32, zero or more.

    In each band the rise of level, over the loudest of three neighbouring bands 20 ms before (Boeck and
    Widmer 2013: vibrato is no onset); less its mean; each group at a deviation of 1. Zeros for silence.

    Thread: any. Real-time safe: no.
    """
    floor = max(FLOOR_POWER, float(powers.max(initial=0)) * 10 ** (-RANGE_DB / 10))
    level = np.log10(np.maximum(powers, floor))
    before = np.pad(level[:-RISE_HOPS], ((RISE_HOPS, 0), (1, 1)), "edge")
    before = np.maximum(np.maximum(before[:, :-2], before[:, 1:-1]), before[:, 2:])
    rise = np.maximum(level - before - LEAST_RISE, 0)
    grouped = np.stack([rise[:, low:high].sum(1) for low, high in GROUPS], 1)
    above = np.maximum(grouped - _moving_mean(grouped), 0)
    return above / np.maximum(above.std(0), 1e-3)


def _moving_mean(values: np.ndarray) -> np.ndarray:
    padded = np.pad(values, ((MEAN_HOPS + 1, MEAN_HOPS), (0, 0)), "reflect")
    sums = np.cumsum(padded, 0, dtype=np.float64)
    return (sums[2 * MEAN_HOPS + 1 :] - sums[: -2 * MEAN_HOPS - 1]) / (2 * MEAN_HOPS + 1)


@cache
def _band_matrix() -> np.ndarray:
    """Return the (1025, BANDS) matrix of triangles, from 40 Hz to 16 kHz: no narrower than two bins."""
    mel = np.linspace(_mel(40.0), _mel(16_000.0), BANDS + 2)
    edges = 700 * (10 ** (mel / 2595) - 1) * WINDOW_FRAMES / SAMPLERATE
    edges = np.maximum(edges, 1 + np.arange(BANDS + 2))
    bins = np.arange(WINDOW_FRAMES // 2 + 1)[:, None]
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    return np.clip(np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)), 0, None)


def _mel(hz: float) -> float:
    return float(2595 * np.log10(1 + hz / 700))
