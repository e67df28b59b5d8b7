"""Where the beat lies: the onsets folded at a tempo, laid beside what a beat looks like."""

from __future__ import annotations

import numpy as np

from livenode.sync.audio_onsets import GROUPS
from livenode.sync.audio_tempo import interpolated

BINS = 24  # of a pulse
PULSES = 8  # that are looked back at
EXPECTED = 0.9  # how much is expected where the beat was
NEAR_PULSES = 0.08  # the deviation of that
KEEP = 0.85  # the weight of a pulse, beside the one after it


def folded(onsets: np.ndarray, pulse_hops: float) -> np.ndarray:
    """Return the mean onset strengths (BINS, groups) at BINS places of the last pulses.

    Bin j lies j / BINS of a pulse before the last hop. onsets: (hops, groups), straightened.

    Thread: any. Real-time safe: no.
    """
    pulses = max(1, min(PULSES, int((len(onsets) - 1) / pulse_hops)))
    back = (np.arange(pulses)[:, None] + np.arange(BINS) / BINS) * pulse_hops
    places = np.maximum(len(onsets) - 1 - back.ravel(), 0)
    rows = interpolated(onsets, places).reshape(pulses, BINS, len(GROUPS))
    weights = KEEP ** np.arange(pulses)
    return np.tensordot(weights / weights.sum(), rows, 1)


def beat_scores(profile: np.ndarray, template: np.ndarray) -> np.ndarray:
    """Return the scores (BINS,) of the beat lying j / BINS of a pulse before the last hop.

    profile, template: (BINS, groups); bin 0 of the template is the beat, bin j is j / BINS before it.

    Thread: any. Real-time safe: no.
    """
    shifted = (np.arange(BINS)[:, None] + np.arange(BINS)) % BINS
    return np.einsum("sjg,jg->s", profile[shifted], template)


def beat_place(profile: np.ndarray, template: np.ndarray, expected: float | None) -> tuple[float, float]:
    """Return how far before the last hop a beat lies, as a share of a pulse, 0..1, and the belief in it.

    expected: such a share, where a beat would lie if nothing had changed (None: anywhere).

    Thread: any. Real-time safe: no.
    """
    scores = beat_scores(profile, template)
    if expected is not None:
        apart = (np.arange(BINS) / BINS - expected + 0.5) % 1 - 0.5
        scores = scores + np.log(EXPECTED * np.exp(-0.5 * (apart / NEAR_PULSES) ** 2) + 1 - EXPECTED)
    belief = np.exp(scores - scores.max())
    belief /= belief.sum()
    turns = np.exp(2j * np.pi * np.arange(BINS) / BINS)
    best = int(belief.argmax())
    span = (best + np.arange(-2, 3)) % BINS
    place = float(np.angle((belief[span] * turns[span]).sum()) / (2 * np.pi)) % 1
    return place, float(belief[span].sum())
