"""What audio follow is fitted to: stretches of performances with a tempo, and of sound without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.sync.audio_beat import BINS, folded
from livenode.sync.audio_onsets import (
    BLOCK_FRAMES,
    BLOCK_READ_FRAMES,
    HOP_FRAMES,
    HOPS_PER_S,
    WINDOW_FRAMES,
    band_powers,
    onset_strengths,
)
from livenode.sync.audio_tempo import BENDS, TEMPI, WINDOW_HOPS, straightened, tempo_features
from livenode.training.clips import Piece
from livenode.training.performed import KINDS, WITHOUT_TEMPO, Performance, perform, without_tempo

KIND_SHARES = (0.25, 0.15, 0.2, 0.25, 0.15)
RAMP_SHARE, STEEPEST = 0.4, 0.01
NEAR = 0.01  # so near to the true tempo a candidate is right
KNOWN = (0.5, 0.9)  # how much of what is expected lies at the node's tempo
KNOWN_SHARE, KNOWN_WITHIN = 0.75, 0.1  # of the node's tempi; the others lie anywhere within half an octave
STRETCHES = 4  # of a performance
SHORTEST_HOPS = 250  # have been heard of it
WITHOUT_SHARES = (0.2, 0.4, 0.4)  # of WITHOUT_TEMPO, one such example to five others


@dataclass(frozen=True)
class Example:
    """A stretch beside a node's tempo: what is asked of the candidates, float16.

    right: which tempi are, (tempi,) bool; None: it has no tempo. known: see `audio_tempo.log_prior`. profile:
    the onsets of a pulse, whose beat lies `place` bins before the end.
    """

    features: np.ndarray
    known: float
    right: np.ndarray | None = None
    profile: np.ndarray | None = None
    place: float = 0.0


def examples(pieces: Sequence[Piece], rng: np.random.Generator) -> list[Example]:
    """Return STRETCHES examples of a performance of each piece, and every fifth time one without a tempo."""
    found: list[Example] = []
    for number, piece in enumerate(pieces, 1):
        kind = str(rng.choice(list(KINDS), p=KIND_SHARES))
        ramp = float(rng.uniform(-STEEPEST, STEEPEST)) if rng.random() < RAMP_SHARE else 0.0
        heard = perform(piece, kind, ramp)
        if heard is None:
            continue
        powers = powers_of(heard.audio)
        ends = rng.integers(min(SHORTEST_HOPS, len(powers) - 1), len(powers), STRETCHES)
        found += [_with_tempo(heard, powers, int(end), rng) for end in ends]
        if rng.random() < 0.2 * STRETCHES:
            found.append(_without(heard, rng))
        if number % 50 == 0:
            print(f"heard piece {number}/{len(pieces)}", flush=True)
    return found


def powers_of(audio: np.ndarray) -> np.ndarray:
    """Return the powers (hops, bands) of audio (frames,), as a node hears it block by block."""
    padded = np.concatenate([np.zeros(WINDOW_FRAMES - HOP_FRAMES, np.float32), audio])
    starts = range(0, len(audio) // BLOCK_FRAMES * BLOCK_FRAMES, BLOCK_FRAMES)
    return np.concatenate([band_powers(padded[start:][:BLOCK_READ_FRAMES]) for start in starts])


def _window(powers: np.ndarray, end: int) -> np.ndarray:
    """Return the powers of the window that ends before hop `end`, silence before the beginning."""
    rows = powers[max(0, end - WINDOW_HOPS) : end]
    return np.pad(rows, ((WINDOW_HOPS - len(rows), 0), (0, 0)))


def _node_bpm(rng: np.random.Generator, bpm: float) -> float:
    """Draw a tempo the node may have while `bpm` is played."""
    if rng.random() < KNOWN_SHARE:
        return bpm * (1 + rng.uniform(-KNOWN_WITHIN, KNOWN_WITHIN))
    return bpm * 2 ** rng.uniform(-0.5, 0.5)


def _with_tempo(heard: Performance, powers: np.ndarray, end: int, rng: np.random.Generator) -> Example:
    """Return the stretch that ends before hop `end`."""
    now_s = end * HOP_FRAMES / SAMPLERATE
    bpm = heard.bpm(now_s)
    node_bpm = _node_bpm(rng, bpm)
    onsets = onset_strengths(_window(powers, end))
    off = np.abs(TEMPI * node_bpm / bpm - 1)
    bend = BENDS[np.argmin(np.abs(BENDS - heard.ramp))]
    return Example(
        tempo_features(onsets, node_bpm, heard.meter).astype(np.float16),
        float(rng.choice(KNOWN)),
        off <= max(NEAR, off.min()),  # the true tempo may lie a little beyond the last candidate
        folded(straightened(onsets, bend), 60 * HOPS_PER_S * heard.meter.pulse_beats / bpm),
        heard.beat(now_s) / heard.meter.pulse_beats % 1 * BINS,
    )


def _without(heard: Performance, rng: np.random.Generator) -> Example:
    what = str(rng.choice(WITHOUT_TEMPO, p=WITHOUT_SHARES))
    powers = powers_of(without_tempo(heard.audio, rng, what))
    onsets = onset_strengths(_window(powers, len(powers)))
    features = tempo_features(onsets, float(rng.uniform(50, 200)), heard.meter)
    return Example(features.astype(np.float16), float(rng.choice(KNOWN)))
