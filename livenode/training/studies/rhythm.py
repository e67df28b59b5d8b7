"""Rhythm by other measures, beside the main one: what a click track would win, and an outside ear.

Report only. Grid F1: onsets on the same 16ths as what was played. Beat F: a beat tracker that is not ours
hears the accompaniment alone; are its beats the grid's? A click track wins these: its values stand beside.
"""

from collections.abc import Sequence

import numpy as np

from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.clips import RIFF_BARS, ROLLOUT_BARS, Clip, Piece, draw_clips, load_pieces
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.intervals import mean_interval
from livenode.training.listening import listen
from livenode.training.measures import excerpt, rhythm_agreement
from livenode.training.rollout import joined, play
from livenode.training.studies.clicks import click_track, pulse_places
from livenode.training.studies.onbars import random_stem
from livenode.training.studies.onsets import beat_f_measure, grid_f1, madmom_beats_s, tracked_beats_s
from livenode.training.studies.wanted import Wanted, cell, line, mean_row, progress, title

TRACKERS = {"beat_f_librosa": tracked_beats_s, "beat_f_madmom": madmom_beats_s}
NAMES = {
    "ours": "this engine",
    "truth": "true stem",
    "random": "another piece's stem, on the bars",
    "unaligned": "another piece's stem, anywhere",
    "clicks": "a click on every beat",
    "clicks_16ths": "a click on every 16th note",
}


def rhythm(engine: Engine, wanted: Wanted) -> dict:
    """Return rhythm agreement, grid F1 and beat F-measure of the engine and of anchors, with intervals."""
    pieces = load_pieces(wanted.data, wanted.split)
    clips = draw_clips(pieces, wanted.clips, wanted.seed)
    rows, names = [], []
    for number, clip in enumerate(clips, 1):
        row = play_clip(engine, clip, pieces, wanted)
        if row is not None:
            rows.append(row)
            names.append(clip.piece.folder.name)
        progress("played clip", number, len(clips))
    groups = np.asarray(names)
    measures = list(rows[0]["ours"]) if rows else []
    figures = {
        measure: {
            source: mean_interval(np.asarray([row[source][measure] for row in rows]), groups, wanted.seed)
            for source in NAMES
        }
        for measure in measures
    }
    return wanted.head("rhythm", engine, clips) | {"n": len(rows), "measures": figures}


def play_clip(engine: Engine, clip: Clip, pieces: Sequence[Piece], wanted: Wanted) -> dict | None:
    """Return source -> figure -> value of a clip; None where a source to compare with is silent."""
    stems = clip.piece.stems()
    stem, timeline = stems[clip.stem], clip.piece.timeline
    played, other = stems.sum(0) - stem, clip.other.stems()[clip.other_stem]
    starts = [bar for bar in ROLLOUT_BARS if bar + RIFF_BARS <= clip.piece.meta["bars"]]
    bars = starts[-1] + RIFF_BARS - starts[0]
    first, frames = timeline.bar_frame(starts[0]), timeline.bar_frame(starts[0] + bars)
    rng = np.random.default_rng(clip.seed)
    theirs = random_stem(clip, pieces, starts[0], bars, rng)
    if theirs is None or min(rms_dbfs(each[first:frames]) for each in (stem, played)) < SILENT_DBFS:
        return None
    made = joined(list(play(engine, played, timeline, starts, wanted.settings(clip))), timeline)
    moved = int(rng.integers(max(1, len(other) - frames))) if len(other) > frames else 0
    sources = {
        "ours": np.nan_to_num(made),
        "truth": stem,
        "random": theirs,
        "unaligned": excerpt(other, moved, frames),
        "clicks": click_track(timeline, starts[0] + bars),
        "clicks_16ths": click_track(timeline, starts[0] + bars, _sixteenths(clip)),
    }
    beats_s = (pulse_places(timeline, starts[0], bars) - first) / SAMPLERATE
    beside = {bar: listen(played, timeline, bar, None).rhythm for bar in starts}
    found = {}
    for source, audio in sources.items():
        rows = []
        for bar in starts:
            profile = listen(audio, timeline, bar, None).rhythm
            agreement = rhythm_agreement(profile, beside[bar])
            rows.append({"rhythm": agreement, "grid_f1": grid_f1(profile, beside[bar])})
        found[source] = mean_row(rows)
        for name, tracker in TRACKERS.items():
            heard_s = tracker(excerpt(audio, first, frames - first))
            if heard_s is not None:
                found[source][name] = beat_f_measure(heard_s, beats_s)
    return found


def _sixteenths(clip: Clip) -> int:
    """Return how many 16th notes a pulse has."""
    timeline = clip.piece.timeline
    pulses = len(pulse_places(timeline, 0, 1))
    return round(4 * timeline.entry_at_bar(0).beats_per_bar / pulses)


def table(found: dict) -> str:
    """Return a study of rhythm as text."""
    lines = [title(found), f"means over {found['n']} clips, 95 % interval; report only"]
    lines.append(line("", list(found["measures"]), 26))
    for source, name in NAMES.items():
        lines.append(line(name, [cell(figures[source]) for figures in found["measures"].values()], 26))
    return "\n".join(lines) + "\n"
