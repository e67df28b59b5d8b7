"""How much is lost the further ahead of what was heard the engine must play, beside hearing all of it.

With a look-ahead of n bars the input is cut n bars (and the usual 0.35 s) before each riff. The riffs are
measured later in the piece than in the main evaluation, so that with the longest look-ahead a few bars have
been heard too.
"""

import numpy as np

from livenode.inference.engine import Engine
from livenode.training.clips import Clip
from livenode.training.intervals import gap_interval, mean_interval
from livenode.training.listening import MEASURES
from livenode.training.rollout import joined, play
from livenode.training.scores import Anchors, Scores, agreed, anchored
from livenode.training.studies.wanted import Wanted, cell, line, mean_row, progress, title

LOOKAHEAD_BARS = (0, 1, 2, 4)
ROLLOUT_BARS = (8, 10, 12)
MEASURED_BARS = (10, 12)
ANCHORS = ("truth", "repeat", "random", "unaligned")
FLOORS = {"rhythm": "unaligned", "groove": "random", "harmony": "random"}
POINTS = ("offline", *(f"{bars}" for bars in LOOKAHEAD_BARS))


def lookahead(engine: Engine, wanted: Wanted) -> dict:
    """Return every figure against the look-ahead, the anchors' too, with intervals.

    Pieces shorter than 12 bars are left out. wanted.mode: anticipate or loop.
    """
    anchors = wanted.anchors(MEASURED_BARS)
    clips = wanted.drawn(anchors)
    scores, pieces = [], []
    for number, clip in enumerate(clips, 1):
        found = play_clip(engine, clip, anchors, wanted)
        if found is not None:
            scores.append(found)
            pieces.append(clip.piece.folder.name)
        progress("played clip", number, len(clips))
    return wanted.head("look-ahead", engine, clips) | {
        "lookahead_bars": list(LOOKAHEAD_BARS),
        "measures": {name: _figures(name, scores, np.asarray(pieces), wanted.seed) for name in MEASURES},
    }


def play_clip(engine: Engine, clip: Clip, anchors: Anchors, wanted: Wanted) -> Scores | None:
    """Play a clip with each look-ahead, measure it and the anchors; None where nothing is to be compared."""
    stems = clip.piece.stems()
    stem, timeline = stems[clip.stem], clip.piece.timeline
    played, other = stems.sum(0) - stem, clip.other.stems()[clip.other_stem]
    starts = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
    made = {}
    for point in POINTS:
        offline = point == "offline"
        settings = wanted.settings(clip, mode=point if offline else "")
        riffs = play(engine, played, timeline, starts, settings, 0 if offline else int(point))
        made[point] = np.nan_to_num(joined(list(riffs), timeline))
    rng, rows = np.random.default_rng(clip.seed), []
    for bar in clip.piece.measured_bars:
        row = anchored(clip, bar, anchors, stem, other, rng)
        if row is not None:
            rows.append(row | {point: agreed(clip, bar, anchors, made[point]) for point in POINTS})
    return (
        {source: mean_row([row[source] for row in rows]) for source in (*ANCHORS, *POINTS)} if rows else None
    )


def _figures(measure: str, scores: list[Scores], pieces: np.ndarray, seed: int) -> dict:
    sources = (*ANCHORS, *POINTS)
    used = [index for index, row in enumerate(scores) if all(measure in row[source] for source in sources)]
    groups, floor = pieces[used], FLOORS[measure]
    values = {source: np.asarray([scores[index][source][measure] for index in used]) for source in sources}
    return {
        "n": len(used),
        "floor": floor,
        **{source: mean_interval(values[source], groups, seed) for source in sources},
        "gap_closed": {
            point: gap_interval(values[point], values[floor], values["truth"], groups, seed)
            for point in POINTS
        },
        "minus_0": {
            point: mean_interval(values[point] - values["0"], groups, seed)
            for point in POINTS
            if point != "0"
        },
    }


def table(found: dict) -> str:
    """Return a look-ahead study as text."""
    measures = found["measures"]
    names = {
        "truth": "true stem",
        "repeat": "true stem, 4 bars ago",
        "random": "another piece's stem, on the bars",
        "unaligned": "another piece's stem, anywhere",
        "offline": "all heard (offline)",
    }
    names |= {point: f"look-ahead of {point} bars" for point in POINTS[1:]}
    lines = [title(found), "agreement with what was played in the same bars (mean, 95 % interval)"]
    lines.append(line("", list(measures), 26))
    for source, name in names.items():
        lines.append(line(name, [cell(figures[source]) for figures in measures.values()], 26))
    lines.append("share of the gap closed")
    for point in POINTS:
        cells = [cell(figures["gap_closed"][point]) for figures in measures.values()]
        lines.append(line(names[point], cells, 26))
    lines.append("less a look-ahead of 0 bars, clip by clip")
    for point in measures["rhythm"]["minus_0"]:
        cells = [cell(figures["minus_0"][point]) for figures in measures.values()]
        lines.append(line(names[point], cells, 26))
    lines.append(line("floor of the gap", [figures["floor"] for figures in measures.values()], 26))
    lines.append(line("clips", [str(figures["n"]) for figures in measures.values()], 26))
    return "\n".join(lines) + "\n"
