"""What is measured of two bars of audio, of true stems as anchors too, and what is usual in a meter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.training.clips import RIFF_BARS, Piece
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.measures import (
    GROOVE_STEPS_PER_BEAT,
    RHYTHM_STEPS_PER_BEAT,
    chroma,
    excerpt,
    groove_agreement,
    harmony_agreement,
    onset_envelope,
    onset_profile,
    rhythm_agreement,
    standard,
)
from livenode.transport.timeline import Timeline

MEASURES = ("rhythm", "groove", "harmony")
USUAL_PIECES = 8  # what is usual in a meter is known from at least so many other pieces


@dataclass(frozen=True)
class Sound:
    """What is measured of two bars: onset profiles, 4 and 12 a beat, and chroma (None where not pitched)."""

    rhythm: np.ndarray
    groove: np.ndarray
    chroma: np.ndarray | None
    silent: bool


Library = dict[tuple[str, int, int], tuple[Sound, Sound]]  # (piece, stem, bar) -> the stem; all the others


def listen(
    audio: np.ndarray, timeline: Timeline, bar: int, pitched: np.ndarray | None, shift_frames: float = 0.0
) -> Sound:
    """Measure RIFF_BARS bars of audio from `bar` on; `pitched` is its pitched content, or None.

    `shift_frames` moves the grid: then the audio is not aligned.
    """
    entry = timeline.entry_at_bar(bar)
    start, beat = timeline.bar_frame_exact(bar) + shift_frames, entry.frames_per_beat(SAMPLERATE)
    beats = round(RIFF_BARS * entry.beats_per_bar)
    envelope = onset_envelope(audio, start - beat / 2, (beats + 1) * beat)
    rhythm, groove = RHYTHM_STEPS_PER_BEAT, GROOVE_STEPS_PER_BEAT
    return Sound(
        onset_profile(envelope, start, beat / rhythm, rhythm * beats),
        onset_profile(envelope, start, beat / groove, groove * beats, total=True),
        None if pitched is None else chroma(pitched, start, beat, beats),
        rms_dbfs(excerpt(audio, round(start), round(beats * beat))) < SILENT_DBFS,
    )


def pitched_beside(piece: Piece, stems: np.ndarray, index: int) -> np.ndarray | None:
    """Return what is pitched of a piece's stems (stems, frames) beside one of them; None where nothing is."""
    rest = [each for each in range(len(stems)) if each != index and not piece.is_drum(each)]
    return stems[rest].sum(0) if rest else None


def listen_to_piece(piece: Piece) -> Library:
    """Measure every stem of a piece, and all others together, at its measured bars."""
    stems, found = piece.stems(), {}
    mix = stems.sum(0)
    for index, stem in enumerate(stems):
        own = None if piece.is_drum(index) else stem
        rest = pitched_beside(piece, stems, index)
        for bar in piece.measured_bars:
            sounds = (
                listen(stem, piece.timeline, bar, own),
                listen(mix - stem, piece.timeline, bar, rest),
            )
            found[piece.folder.name, index, bar] = sounds
    return found


def agreements(made: Sound, played: Sound, usual: tuple[np.ndarray, np.ndarray] | None) -> dict[str, float]:
    """Return how well `made` agrees with what was played, by measure; those that do not apply are left out.

    usual: the usual groove profiles of the two, see `Usual`.
    """
    found = {"rhythm": rhythm_agreement(made.rhythm, played.rhythm)}
    if usual is not None:
        found["groove"] = groove_agreement(made.groove, played.groove, *usual)
    if made.chroma is not None and played.chroma is not None:
        found["harmony"] = harmony_agreement(made.chroma, played.chroma)
    return found


class Usual:
    """What is usual in a meter: mean groove profiles of stems of a role and of what is played beside them."""

    def __init__(self, pieces: Sequence[Piece], library: Library) -> None:
        self._rows = []
        by_name = {piece.folder.name: piece for piece in pieces}
        for (name, stem, _), (own, rest) in library.items():
            meta = by_name[name].meta
            if not own.silent and not rest.silent:
                role = meta["stems"][stem]["role"]
                self._rows.append(
                    (tuple(meta["meter"]), name, role, standard(own.groove), standard(rest.groove))
                )

    def profiles(self, piece: Piece, stem: int) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the usual profiles of a stem and of its context, from other pieces; None if too few are
        known.

        The stem's comes from stems of its role where at least four are known, from all others'.
        """
        rows = [
            row for row in self._rows if row[0] == tuple(piece.meta["meter"]) and row[1] != piece.folder.name
        ]
        if len({row[1] for row in rows}) < USUAL_PIECES:
            return None
        role = piece.meta["stems"][stem]["role"]
        same = [row[3] for row in rows if row[2] == role]
        own = same if len(same) >= 4 else [row[3] for row in rows]
        return np.mean(own, 0), np.mean([row[4] for row in rows], 0)
