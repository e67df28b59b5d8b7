"""Where the beat lies: the onsets folded at a tempo, laid beside what a beat looks like.

A place is how far before the last hop a beat lies, as a share of a pulse. What is believed of the places is
kept from block to block: it goes on with the tempo, blurs a little, and takes in what is heard.
Thread: any. Real-time safe: no.
"""

from __future__ import annotations

import numpy as np

from livenode.sync.audio_onsets import GROUPS
from livenode.sync.audio_tempo import interpolated

BINS = 24  # places of a pulse
PULSES = 8  # that are looked back at
KEEP = 0.85  # the weight of a pulse, beside the one after it
NEW_SHARE = 0.06  # of a block in what is heard: the rest was heard with the blocks before
BLUR = 0.02  # share of the belief that leaks to each neighbour a block
DOUBT = 0.002  # and to everywhere
HELD_PULSES = 0.1  # the deviation within which a beat is held
FRESH_PULSES = 16  # so long a place is known from the beginning


def folded(onsets: np.ndarray, pulse_hops: float) -> np.ndarray:
    """Return the mean onset strengths (BINS, groups) at BINS places of the last pulses.

    onsets: (hops, groups), straightened. Bin j lies j / BINS of a pulse before the last hop.
    """
    pulses = max(1, min(PULSES, int((len(onsets) - 1) / pulse_hops)))
    back = (np.arange(pulses)[:, None] + np.arange(BINS) / BINS) * pulse_hops
    places = np.maximum(len(onsets) - 1 - back.ravel(), 0)
    rows = interpolated(onsets, places).reshape(pulses, BINS, len(GROUPS))
    weights = KEEP ** np.arange(pulses)
    return np.tensordot(weights / weights.sum(), rows, 1)


def beat_scores(profile: np.ndarray, template: np.ndarray) -> np.ndarray:
    """Return how well a beat at each place (BINS,) explains a profile (BINS, groups), as log likelihoods.

    template: (BINS, groups); bin 0 is the beat, bin j is j / BINS of a pulse before it.
    """
    shifted = (np.arange(BINS)[:, None] + np.arange(BINS)) % BINS
    return np.einsum("sjg,jg->s", profile[shifted], template)


def gone_on(belief: np.ndarray, pulses: float) -> np.ndarray:
    """Return the belief (BINS,) after `pulses` more of the music: each place is further back."""
    at = (np.arange(BINS) - pulses * BINS) % BINS
    low = np.floor(at).astype(np.int64)
    share = at - low
    turned = (1 - share) * belief[low % BINS] + share * belief[(low + 1) % BINS]
    blurred = (1 - 2 * BLUR) * turned + BLUR * (np.roll(turned, 1) + np.roll(turned, -1))
    return (1 - DOUBT) * blurred + DOUBT / BINS


def taken_in(belief: np.ndarray, scores: np.ndarray, share: float = NEW_SHARE) -> np.ndarray:
    """Return the belief after scores (BINS,) were heard, of which `share` is new."""
    now = belief * np.exp(share * (scores - scores.max()))
    return now / now.sum()


def around(place: float | None, since_pulses: float = 0.0) -> np.ndarray:
    """Return a belief (BINS,) that a beat lies near a place, less certain the longer ago that was known.

    None, or a place known more than a few bars ago: anywhere.
    """
    if place is None or since_pulses > FRESH_PULSES:
        return np.full(BINS, 1 / BINS)
    apart = (np.arange(BINS) / BINS - place + 0.5) % 1 - 0.5
    near = np.exp(-0.5 * (apart / (0.08 + 0.01 * since_pulses)) ** 2)
    return 0.85 * near / near.sum() + 0.15 / BINS


def held_to(place: float) -> np.ndarray:
    """Return scores (BINS,) that keep a beat near `place`: it may creep, and does not jump."""
    apart = (np.arange(BINS) / BINS - place + 0.5) % 1 - 0.5
    return -0.5 * (apart / HELD_PULSES) ** 2


def likeliest(belief: np.ndarray) -> float:
    """Return the place, 0..1, that is believed most, between the bins."""
    span = (int(belief.argmax()) + np.arange(-2, 3)) % BINS
    turns = np.exp(2j * np.pi * span / BINS)
    return float(np.angle((belief[span] * turns).sum()) / (2 * np.pi)) % 1
