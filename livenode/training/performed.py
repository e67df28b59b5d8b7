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
WITHOUT_TEMPO = ("noise", "grains", "pad")
SLOWEST, FASTEST = 0.75, 1.35  # a ramp ends there, as a share of the first tempo


@dataclass(frozen=True)
class Performance:
    """Audio (frames,) float32 and its true beats. ramp: share of the first tempo it rises by a second."""

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


def without_tempo(audio: np.ndarray, rng: np.random.Generator, what: str, seconds: int = 10) -> np.ndarray:
    """Return audio (frames,) that has no tempo, of one of WITHOUT_TEMPO.

    grains: pieces of `audio`, each at any time. pad: a chord that is held.
    """
    frames = seconds * SAMPLERATE
    if what == "noise":
        return (rng.standard_normal(frames) * 10 ** rng.uniform(-4, -1)).astype(np.float32)
    if what == "pad":
        return _pad(rng, frames)
    found = np.zeros(frames, np.float32)
    place, mean_frames = 0.0, rng.uniform(0.1, 0.5) * SAMPLERATE
    while place < frames:
        grain = audio[int(rng.integers(max(1, len(audio) - SAMPLERATE))) :][: int(rng.uniform(2400, 28_800))]
        grain = grain[: frames - int(place)]
        found[int(place) :][: len(grain)] += grain * np.linspace(1, 0, len(grain), dtype=np.float32)
        place += 2000 + rng.exponential(mean_frames)
    return found


def _pad(rng: np.random.Generator, frames: int) -> np.ndarray:
    times = np.arange(frames) / SAMPLERATE
    found = np.zeros(frames)
    for pitch in rng.uniform(40, 76, 4):
        for partial in (1, 2, 3, 1.003):
            found += np.sin(2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * partial * times + rng.uniform(0, 6))
    return (0.02 * found).astype(np.float32)
