"""One clip played and measured: by the engine with its own and with a wrong context, and by the anchors."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from livenode.generation.riff import Riff, Settings
from livenode.inference.engine import Engine
from livenode.training.clips import REPEAT_BARS, RIFF_BARS, ROLLOUT_BARS, Clip, Piece
from livenode.training.faults import faults
from livenode.training.listening import Library, Usual, agreements, listen
from livenode.training.rollout import counted, joined, play
from livenode.transport.timeline import Timeline

SOURCES = ("ours", "truth", "repeat", "random", "unaligned", "wrong_context")
RANDOM_STEMS = 24  # looked up, not computed: many, so that the floor itself is sure
Scores = dict[str, dict[str, float]]  # source -> measure -> agreement


@dataclass(frozen=True)
class Anchors:
    """What anchors are made of: pieces, what was measured of their stems, what is usual in their meters."""

    pieces: Sequence[Piece]
    library: Library
    usual: Usual


@dataclass(frozen=True)
class Played:
    """What came of one clip. scores: None where the stem, or all that was played, is silent in every bar."""

    piece: str
    scores: Scores | None
    riffs: list[Riff]
    faults: dict[str, int]


@dataclass
class Heard:
    """What came of all clips."""

    scores: list[Scores] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    riffs: list[Riff] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)

    def add(self, played: Played) -> None:
        """Add a clip."""
        if played.scores is not None:
            self.scores.append(played.scores)
            self.pieces.append(played.piece)
        self.riffs += played.riffs
        for name, count in played.faults.items():
            self.faults[name] = self.faults.get(name, 0) + count


def play_clip(engine: Engine, clip: Clip, anchors: Anchors, settings: Settings) -> Played:
    """Play one clip with its own context and with a wrong one, and measure both beside the anchors."""
    stems, others = clip.piece.stems(), clip.other.stems()
    timeline, other_timeline = clip.piece.timeline, clip.other.timeline
    stem, other = stems[clip.stem], others[clip.other_stem]
    bars = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
    right = list(play(engine, stems.sum(0) - stem, timeline, bars, settings))
    wrong = list(play(engine, others.sum(0) - other, other_timeline, bars, settings))
    made = np.nan_to_num(joined(right, timeline)), np.nan_to_num(joined(wrong, other_timeline))
    rng, rows = np.random.default_rng(clip.seed), []
    for bar in clip.piece.measured_bars:
        row = anchored(clip, bar, anchors, stem, other, rng)
        if row is not None:
            row["ours"] = agreed(clip, bar, anchors, made[0])
            row["wrong_context"] = agreed(clip, bar, anchors, made[1], other_timeline)
            rows.append(row)
    scores = {source: _mean([row[source] for row in rows]) for source in SOURCES} if rows else None
    span = slice(timeline.bar_frame(bars[0]), timeline.bar_frame(bars[-1] + RIFF_BARS))
    found = counted(right, timeline) | {
        "riffs": len(right),
        "clicks_in_true_stems": faults(stem[span])["clicks"],
    }
    return Played(clip.piece.folder.name, scores, right, found)


def agreed(
    clip: Clip,
    bar: int,
    anchors: Anchors,
    audio: np.ndarray,
    timeline: Timeline | None = None,
    at_bar: int | None = None,
    shift_frames: float = 0.0,
) -> dict[str, float]:
    """Return how well audio (frames,) at `bar` agrees with what was played in a clip there.

    timeline, at_bar, shift_frames: where the audio's bars lie, if not where the clip's do.
    """
    truth, played = anchors.library[clip.piece.folder.name, clip.stem, bar]
    timeline, at = timeline or clip.piece.timeline, bar if at_bar is None else at_bar
    found = listen(audio, timeline, at, None if truth.chroma is None else audio, shift_frames)
    return agreements(found, played, anchors.usual.profiles(clip.piece, clip.stem))


def anchored(
    clip: Clip, bar: int, anchors: Anchors, stem: np.ndarray, other: np.ndarray, rng: np.random.Generator
) -> Scores | None:
    """Return the anchors' agreement at a bar of a clip; None where nothing is to be compared.

    stem, other: the clip's true stem and a stem of another piece, (frames,).
    """
    truth, played = anchors.library[clip.piece.folder.name, clip.stem, bar]
    if truth.silent or played.silent:
        return None
    frame, length = clip.piece.timeline.bar_frame, (RIFF_BARS + 1) * clip.piece.timeline.bar_frame(1)
    start = int(rng.integers(max(1, len(other) - length)))
    return {
        "truth": agreements(truth, played, anchors.usual.profiles(clip.piece, clip.stem)),
        "random": _random(clip, bar, anchors, rng),
        "repeat": agreed(clip, bar, anchors, stem, at_bar=bar - REPEAT_BARS),
        "unaligned": agreed(clip, bar, anchors, other, shift_frames=start - frame(bar)),
    }


def _random(clip: Clip, bar: int, anchors: Anchors, rng: np.random.Generator) -> dict[str, float]:
    """Return the mean agreement of stems of other pieces of the meter, laid on the same bars beat by beat."""
    library, usual = anchors.library, anchors.usual
    _, played = library[clip.piece.folder.name, clip.stem, bar]
    drum, own = clip.piece.is_drum(clip.stem), usual.profiles(clip.piece, clip.stem)
    found = [
        (piece, stem)
        for piece in anchors.pieces
        if piece.meta["meter"] == clip.piece.meta["meter"]
        and piece != clip.piece
        and bar in piece.measured_bars
        for stem in range(len(piece.meta["stems"]))
        if piece.is_drum(stem) == drum and not library[piece.folder.name, stem, bar][0].silent
    ]
    rows = []
    for index in rng.choice(len(found), min(RANDOM_STEMS, len(found)), replace=False) if found else ():
        piece, stem = found[int(index)]
        theirs = usual.profiles(piece, stem)
        both = (theirs[0], own[1]) if theirs is not None and own is not None else None
        rows.append(agreements(library[piece.folder.name, stem, bar][0], played, both))
    return _mean(rows)


def _mean(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    names = {name for row in rows for name in row}
    return {name: float(np.mean([row[name] for row in rows if name in row])) for name in names}
