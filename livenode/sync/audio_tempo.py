"""How likely each tempo is, from onset strengths: a softmax over candidates within half an octave.

A candidate is a tempo and a bend: the tempo now, and how it has been changing. The onsets are laid on a time
axis on which that change is taken out; what is asked of each candidate is how alike the music is to itself
some pulses and bars of it earlier. The weights are learned (livenode/training/train_follow.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livenode.sync.audio_onsets import GROUPS, HOPS_PER_S
from livenode.sync.audio_weights import Weights

WINDOW_HOPS = 10 * HOPS_PER_S
LONGEST_LAG_HOPS = 600
TEMPI = 2.0 ** np.linspace(-0.5, 0.5, 141)  # as ratios to the node's tempo: half a percent apart
# Shares of the tempo a second; 2 % a bar of two seconds is 0.01.
BENDS = np.array([-0.009, -0.0045, 0.0, 0.0045, 0.009])
PULSE_LAGS = (0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1, 1.25, 4 / 3, 1.5, 5 / 3, 1.75, 2, 2.5, 3, 4)
BAR_LAGS = (0.5, 0.75, 1.0, 1.5, 2.0)
NEAR_STEPS = 4  # of TEMPI: 2 %
FEATURES = (len(PULSE_LAGS) + len(BAR_LAGS)) * (len(GROUPS) + 1)


@dataclass(frozen=True)
class Meter:
    """What is counted (1.0 in 4/4, 1.5 in 6/8, 0.5 in 7/8) and the bar, both in quarter notes."""

    pulse_beats: float
    bar_beats: float


def meter_of(numerator: int, denominator: int) -> Meter:
    """Return the pulse and the bar of a meter. Thread: any. Real-time safe: no."""
    compound = denominator == 8 and numerator % 3 == 0
    return Meter((3 if compound else 1) * 4 / denominator, numerator * 4 / denominator)


def straightened(onsets: np.ndarray, bend: float) -> np.ndarray:
    """Return onsets (hops, groups) on the axis on which a tempo that changes by `bend` a second stands still.

    The last hop stays where it is and time there passes as before; what lies before the start is left out.

    Thread: any. Real-time safe: no.
    """
    if bend == 0.0:
        return onsets
    bend = bend / HOPS_PER_S
    straight = np.arange(1 - len(onsets), 1)
    place = (np.sqrt(np.maximum(1 + 2 * bend * straight, 0)) - 1) / bend + len(onsets) - 1
    return interpolated(onsets, place[place >= 0])


def interpolated(rows: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return rows (n, ...) at real-numbered places (m,), linearly. Thread: any. Real-time safe: no."""
    low = np.clip(places.astype(np.int64), 0, len(rows) - 2)
    share = (places - low)[:, None]
    return (1 - share) * rows[low] + share * rows[low + 1]


def self_likeness(onsets: np.ndarray) -> np.ndarray:
    """Return how alike onsets (hops, groups) are to themselves, (LONGEST_LAG_HOPS + 1, groups + 1).

    Correlation coefficients, -1..1, over the hops that both have; the last column is of all groups added.

    Thread: any. Real-time safe: no.
    """
    rows = np.concatenate([onsets, onsets.sum(1, keepdims=True)], 1)
    rows = rows - rows.mean(0)
    spectrum = np.fft.rfft(rows, 2 * len(rows), axis=0)
    sums = np.fft.irfft(np.abs(spectrum) ** 2, axis=0)[: LONGEST_LAG_HOPS + 1]
    means = sums / (len(rows) - np.arange(len(sums)))[:, None]
    return means / np.maximum(means[0], 1e-6)


def tempo_features(onsets: np.ndarray, bpm: float, meter: Meter) -> np.ndarray:
    """Return what is asked of each candidate, (bends, tempi, FEATURES) float32.

    bpm: the node's tempo, in quarter notes. A lag that is too long for one candidate is asked of none: 0.

    Thread: any. Real-time safe: no.
    """
    beat_hops = 60 * HOPS_PER_S / (bpm * TEMPI)
    lags = np.concatenate(
        [np.multiply(PULSE_LAGS, meter.pulse_beats), np.multiply(BAR_LAGS, meter.bar_beats)]
    )
    usable = lags * beat_hops.max() <= LONGEST_LAG_HOPS - 1
    found = np.zeros((len(BENDS), len(TEMPI), len(lags), len(GROUPS) + 1), np.float32)
    places = beat_hops[:, None] * lags[usable]
    for row, bend in zip(found, BENDS, strict=True):
        likeness = self_likeness(straightened(onsets, bend))
        row[:, usable] = interpolated(likeness, places.ravel()).reshape(*places.shape, -1)
    return found.reshape(len(BENDS), len(TEMPI), FEATURES)


def log_prior(known: float) -> np.ndarray:
    """Return the log of what is expected of the tempi before anything is heard, (tempi,).

    known: how much of it lies near the node's tempo (a deviation of 6 %), the rest anywhere.

    Thread: any. Real-time safe: no.
    """
    near = np.exp(-0.5 * (np.log2(TEMPI) / np.log2(1.06)) ** 2)
    return np.log(known * near / near.sum() + (1 - known) / len(TEMPI))


@dataclass(frozen=True)
class Heard:
    """The likeliest tempo now, the bend with which it came, and the share of belief within 2 % of it."""

    bpm: float
    bend: float
    confidence: float


def hear_tempo(onsets: np.ndarray, bpm: float, meter: Meter, weights: Weights, known: float) -> Heard:
    """Return what tempo onsets (WINDOW_HOPS, groups) have, beside the node's `bpm`.

    known: see log_prior.

    Thread: any. Real-time safe: no.
    """
    scores = tempo_features(onsets, bpm, meter) @ weights.tempo + log_prior(known)
    scores += weights.bends[:, None]
    belief = np.exp(scores - scores.max())
    belief /= belief.sum()
    of_tempo = belief.sum(0)
    near = np.convolve(of_tempo, np.ones(2 * NEAR_STEPS + 1), "same")
    best = int(near.argmax())
    span = slice(max(0, best - NEAR_STEPS), best + NEAR_STEPS + 1)
    mean = float(np.exp(np.average(np.log(TEMPI[span]), weights=of_tempo[span])))
    bend = float(np.average(BENDS, weights=belief[:, span].sum(1)))
    return Heard(bpm * mean, bend, float(near[best]))
