"""Pieces as a performer would play them to a node: one kind of stems, at a tempo that may change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.sync.audio_tempo import Meter, meter_of
from livenode.training.clips import Piece
from livenode.training.faults import SILENT_DBFS, rms_dbfs

# What is heard of a piece, by the roles of its stems; None: all of them.
KINDS: dict[str, tuple[str, ...] | None] = {
    "mix": None,
    "drums": ("drum",),
    "bass": ("bass", "walk"),
    "chords": ("chord",),
    "lines": ("arpeggio", "scale", "plectrum", "melody"),
}
SLOWEST, FASTEST = 0.75, 1.35  # a ramp ends there, as a share of the first tempo


@dataclass(frozen=True)
class Performance:
    """Audio (frames,) float32 and its true beats. ramp: share of the first tempo by which it rises a second."""

    audio: np.ndarray
    first_bpm: float
    meter: Meter
    ramp: float = 0.0

    def bpm(self, second: float) -> float:
        """Return the tempo at a second, in quarter notes a minute."""
        return self.first_bpm * float(np.clip(1 + self.ramp * second, SLOWEST, FASTEST))

    def beat(self, second: float) -> float:
        """Return the quarter notes since bar 1 at a second."""
        return self.first_bpm / 60 * float(played_s(np.asarray(second), self.ramp))


def played_s(seconds: np.ndarray, ramp: float) -> np.ndarray:
    """Return how much of a piece has been played after `seconds` of a ramp that began at its own tempo."""
    if ramp == 0.0:
        return seconds
    turn = ((FASTEST if ramp > 0 else SLOWEST) - 1) / ramp
    inside = np.minimum(seconds, turn)
    return inside + ramp * inside**2 / 2 + np.maximum(seconds - turn, 0) * (1 + ramp * turn)


def ramped(audio: np.ndarray, ramp: float) -> np.ndarray:
    """Return audio (frames,) as a tape that becomes faster by `ramp` of its first speed a second."""
    if ramp == 0.0:
        return audio
    frames = np.arange(int(len(audio) / SLOWEST))
    places = played_s(frames / SAMPLERATE, ramp) * SAMPLERATE
    return np.interp(places[places < len(audio) - 1], np.arange(len(audio)), audio).astype(np.float32)


def perform(piece: Piece, kind: str, ramp: float = 0.0) -> Performance | None:
    """Return what a piece's stems of one kind sound like; None where there are none, or they are silent."""
    roles = KINDS[kind]
    chosen = [n for n, stem in enumerate(piece.meta["stems"]) if roles is None or stem["role"] in roles]
    if not chosen:
        return None
    audio = piece.stems()[chosen].sum(0)
    if rms_dbfs(audio) < SILENT_DBFS:
        return None
    return Performance(ramped(audio, ramp), piece.meta["bpm"], meter_of(*piece.meta["meter"]), ramp)


def without_tempo(audio: np.ndarray, rng: np.random.Generator, what: str) -> np.ndarray:
    """Return ten seconds without a tempo: "noise", or "grains" of audio, each at any time, "pad": one held."""
    frames = 10 * SAMPLERATE
    found = np.zeros(frames, np.float32)
    if what == "noise":
        return (rng.standard_normal(frames) * 10 ** rng.uniform(-4, -1)).astype(np.float32)
    if what == "pad":
        times = np.arange(frames) / SAMPLERATE
        for pitch in rng.uniform(40, 76, 4):
            partial = 440 * 2 ** ((pitch - 69) / 12) * np.array([1, 2, 3, 1.003])
            found += np.sin(2 * np.pi * partial[:, None] * times + rng.uniform(0, 6, (4, 1))).sum(0) * 0.02
        return found
    place = 0.0
    while place < frames:
        length = int(rng.uniform(0.05, 0.6) * SAMPLERATE)
        grain = audio[int(rng.integers(max(1, len(audio) - length))) :][:length]
        end = min(frames, int(place) + len(grain))
        found[int(place) : end] += grain[: end - int(place)] * np.hanning(2 * len(grain))[len(grain) :][: end - int(place)]
        place += rng.exponential(rng.uniform(0.1, 0.5)) * SAMPLERATE + 2000
    return found
