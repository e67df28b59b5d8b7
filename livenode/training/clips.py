"""Held-out pieces on the bar grid, and the clips an engine is evaluated on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.transport.timeline import Timeline

ROLLOUT_BARS = (4, 6, 8)  # riffs begin at these bars (from 0), each continuing the one before
MEASURED_BARS = (6, 8)
RIFF_BARS = 2
REPEAT_BARS = 4  # the oracle that repeats plays the true stem of so many bars ago


@dataclass(frozen=True)
class Piece:
    """A piece of a data folder; its audio is read when asked for."""

    folder: Path
    meta: dict
    measured: tuple[int, ...] = MEASURED_BARS

    @property
    def timeline(self) -> Timeline:
        """The bar grid: frame 0 is bar 0."""
        return Timeline.start(SAMPLERATE, 0, self.meta["bpm"], *self.meta["meter"])

    @property
    def grid(self) -> tuple[int, int, int]:
        """Meter and density: pieces of one grid can be compared place by place."""
        return (*self.meta["meter"], self.timeline.entries[0].stft_frames_per_beat)

    @property
    def measured_bars(self) -> tuple[int, ...]:
        """Those of the measured bars at which a whole riff fits into the piece."""
        return tuple(bar for bar in self.measured if bar + RIFF_BARS <= self.meta["bars"])

    def stems(self) -> np.ndarray:
        """Return the stems (stems, frames) float32."""
        return np.load(self.folder / "stems.npy", mmap_mode="r").astype(np.float32) / 32767

    def is_drum(self, stem: int) -> bool:
        """Say whether a stem is drums."""
        return bool(self.meta["stems"][stem]["drum"])


@dataclass(frozen=True)
class Clip:
    """A stem taken out of a piece, one of its captions, and another piece, less a stem, as wrong context."""

    piece: Piece
    stem: int
    prompt: str
    other: Piece
    other_stem: int
    seed: int


def load_pieces(data: Path, split: str, measured: tuple[int, ...] = MEASURED_BARS) -> list[Piece]:
    """Return the pieces of a split that are long enough to be measured once.

    measured: the bars at which riffs are measured. Raises FileNotFoundError where there are none.
    """
    found = [
        Piece(path.parent, json.loads(path.read_text()), measured)
        for path in sorted(data.glob("[0-9]*/meta.json"))
    ]
    pieces = [piece for piece in found if piece.meta["split"] == split and piece.measured_bars]
    if not pieces:
        bars = min(measured) + RIFF_BARS
        raise FileNotFoundError(
            f"no {split} pieces of {bars} bars or more in {data}: make some (livenode data), or "
            "name the other --split"
        )
    return pieces


def draw_clips(pieces: Sequence[Piece], count: int, seed: int) -> list[Clip]:
    """Draw clips: every piece once before any comes again, no stem twice.

    Pieces that are alone on their grid are left out. `other` is one of the six pieces of the same grid that
    are nearest in tempo. Raises FileNotFoundError where all are alone.
    """
    rng = np.random.default_rng([seed, 1])
    order = [int(index) for index in rng.permutation(len(pieces))]
    stems = {index: list(rng.permutation(len(pieces[index].meta["stems"]))) for index in order}
    clips: list[Clip] = []
    while len(clips) < count and any(stems.values()):
        for index in order:
            piece = pieces[index]
            others = [each for each in pieces if each is not piece and each.grid == piece.grid]
            others = [each for each in others if set(each.measured_bars) >= set(piece.measured_bars)]
            if not others:
                stems[index] = []
            if len(clips) == count or not stems[index]:
                continue
            others.sort(key=lambda each: abs(np.log(each.meta["bpm"] / piece.meta["bpm"])))
            other = others[int(rng.integers(min(6, len(others))))]
            stem = int(stems[index].pop())
            prompt = str(rng.choice(piece.meta["stems"][stem]["captions"]))
            other_stem = int(rng.integers(len(other.meta["stems"])))
            clips.append(Clip(piece, stem, prompt, other, other_stem, int(rng.integers(2**31))))
    if not clips:
        raise FileNotFoundError(
            f"none of the {len(pieces)} pieces has another of its meter and about its tempo to be compared "
            "with: add one of the same split, or name the other --split"
        )
    return clips
