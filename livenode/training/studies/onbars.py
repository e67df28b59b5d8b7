"""A stem of another piece laid on the bars of a clip, as sound: what fits the bars and nothing else."""

from collections.abc import Sequence

import numpy as np
import soxr

from livenode.training.clips import Clip, Piece
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.measures import excerpt
from livenode.transport.timeline import Timeline

NEAREST = 6  # one of so many pieces nearest in tempo


def at_tempo(audio: np.ndarray, timeline: Timeline, wanted: Timeline) -> np.ndarray:
    """Return audio (frames,) of one timeline at the tempo of another of the same meter.

    As a tape is: pitch changes with tempo.
    """
    have, want = timeline.bar_frame_exact(1), wanted.bar_frame_exact(1)
    return soxr.resample(audio, have, want) if have != want else audio


def random_stem(
    clip: Clip, pieces: Sequence[Piece], first_bar: int, bars: int, rng: np.random.Generator
) -> np.ndarray | None:
    """Return a stem of another piece, drums for drums, at the clip's tempo; (frames,) from bar 0 on.

    One that sounds in the bars, of the pieces of the meter nearest in tempo; None where there is none.
    """
    timeline = clip.piece.timeline
    near = [
        piece
        for piece in pieces
        if piece.meta["meter"] == clip.piece.meta["meter"]
        and piece.folder != clip.piece.folder
        and piece.meta["bars"] >= first_bar + bars
    ]
    near.sort(key=lambda piece: abs(np.log(piece.meta["bpm"] / clip.piece.meta["bpm"])))
    for index in rng.permutation(min(NEAREST, len(near))):
        piece = near[int(index)]
        drum = clip.piece.is_drum(clip.stem)
        same = [stem for stem in range(len(piece.meta["stems"])) if piece.is_drum(stem) == drum]
        start, end = piece.timeline.bar_frame(first_bar), piece.timeline.bar_frame(first_bar + bars)
        for stem in rng.permutation(np.asarray(same, int)):
            audio = piece.stems()[int(stem)]
            if rms_dbfs(audio[start:end]) >= SILENT_DBFS:
                return excerpt(
                    at_tempo(audio, piece.timeline, timeline), 0, timeline.bar_frame(first_bar + bars)
                )
    return None
