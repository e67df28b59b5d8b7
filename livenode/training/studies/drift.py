"""Does the playing change for the worse over minutes? An engine on its own past for 128 bars.

The piece's bars go round on the grid. The same figures are taken soon after the start and at the end, and at
the end once more of the engine begun afresh one riff before: the same bars, context, noise and settings, so
that a difference to it comes from the long past alone. (A difference between start and end also holds what
the piece's other bars change: the true stem's own is given beside it.)
"""

from collections.abc import Sequence

import numpy as np

from livenode.generation.offline import join
from livenode.generation.riff import Settings
from livenode.inference.engine import Engine
from livenode.training.clips import RIFF_BARS, Clip
from livenode.training.faults import SILENT_DBFS
from livenode.training.intervals import mean_interval
from livenode.training.listening import MEASURES, Usual, agreements, listen, pitched_beside
from livenode.training.rollout import play
from livenode.training.studies.looping import looped
from livenode.training.studies.tone import TONES, tone
from livenode.training.studies.wanted import Wanted, cell, line, mean_row, progress, title

BARS = 128
FIRST_BAR = 2  # the first riff has heard two bars
EARLY_BARS = (4, 6)
LATE_BARS = 8
PLACES = ("early", "late", "fresh", "truth_early", "truth_late")
DIFFERENCES = {
    "late_minus_early": ("late", "early"),
    "late_minus_fresh": ("late", "fresh"),
    "truth_late_minus_early": ("truth_late", "truth_early"),
}
Long = dict[str, list[dict[str, float]]]  # place -> a row of figures for each riff that is compared


def late_bars(bars: int) -> range:
    """Return the first bars of the riffs in the last 8 of `bars` bars."""
    return range(bars - LATE_BARS, bars, RIFF_BARS)


def drift(engine: Engine, wanted: Wanted, bars: int = BARS) -> dict:
    """Return the figures of each place and their differences, with intervals.

    bars: even, at least 16. About a quarter of a minute a clip on one core of a laptop at 128 bars.
    """
    anchors = wanted.anchors()
    clips = wanted.drawn(anchors)
    rows, silent = [], dict.fromkeys(PLACES, 0)
    for number, clip in enumerate(clips, 1):
        long = play_long(engine, clip, anchors.usual, wanted.settings(clip), bars)
        for place in PLACES:
            silent[place] += sum(row["level_dbfs"] < SILENT_DBFS for row in long[place])
        rows.append({place: mean_row(long[place]) for place in PLACES})
        progress("played clip", number, len(clips))
    names = np.asarray([clip.piece.folder.name for clip in clips])
    return wanted.head("drift", engine, clips) | {
        "bars": bars,
        "early": [EARLY_BARS[0], EARLY_BARS[-1] + RIFF_BARS],
        "late": [bars - LATE_BARS, bars],
        "figures": {name: _figures(name, rows, names, wanted.seed) for name in (*MEASURES, *TONES)},
        "silent_riffs": silent,
    }


def play_long(engine: Engine, clip: Clip, usual: Usual, settings: Settings, bars: int) -> Long:
    """Play a clip for `bars` bars and measure it at each place; riffs beside silence are left out."""
    piece, timeline = clip.piece, clip.piece.timeline
    stems = piece.stems()
    pitched = pitched_beside(piece, stems, clip.stem)
    sources = (stems[clip.stem], stems.sum(0) - stems[clip.stem], pitched)
    stem, played, rest = (
        None if each is None else looped(each, timeline, piece.meta["bars"], bars) for each in sources
    )
    del stems, sources, pitched
    late = late_bars(bars)
    ours = _rollout(engine, played, clip, range(FIRST_BAR, bars, RIFF_BARS), settings)
    fresh = _rollout(engine, played, clip, range(late[0] - RIFF_BARS, bars, RIFF_BARS), settings)
    where = {
        "early": (ours, EARLY_BARS),
        "late": (ours, late),
        "fresh": (fresh, late),
        "truth_early": (stem, EARLY_BARS),
        "truth_late": (stem, late),
    }
    profiles, drum = usual.profiles(piece, clip.stem), piece.is_drum(clip.stem)
    found: Long = {place: [] for place in where}
    for place, (audio, starts) in where.items():
        for bar in starts:
            beside = listen(played, timeline, bar, rest)
            if beside.silent or listen(stem, timeline, bar, None).silent:
                continue
            sound = listen(audio, timeline, bar, None if drum else audio)
            span = slice(timeline.bar_frame(bar), timeline.bar_frame(bar + RIFF_BARS))
            found[place].append(agreements(sound, beside, profiles) | tone(audio[span]))
    return found


def _rollout(
    engine: Engine, played: np.ndarray, clip: Clip, starts: Sequence[int], settings: Settings
) -> np.ndarray:
    timeline = clip.piece.timeline
    riffs = play(engine, played, timeline, starts, settings)
    return np.nan_to_num(join(riffs, timeline.bar_frame(starts[-1] + RIFF_BARS)))


def _figures(name: str, rows: Sequence[dict], pieces: np.ndarray, seed: int) -> dict:
    """Return one figure at all places, over the clips that have it at each."""
    used = [index for index, row in enumerate(rows) if all(name in row[place] for place in PLACES)]
    groups = pieces[used]
    values = {place: np.asarray([rows[index][place][name] for index in used]) for place in PLACES}
    return {
        "n": len(used),
        **{place: mean_interval(values[place], groups, seed) for place in PLACES},
        **{
            difference: mean_interval(values[late] - values[early], groups, seed)
            for difference, (late, early) in DIFFERENCES.items()
        },
    }


def table(found: dict) -> str:
    """Return a drift study as text."""
    early, late = (f"{first}-{last}" for first, last in (found["early"], found["late"]))
    lines = [
        title(found),
        f"bars {early} and {late} of {found['bars']}, on its own past; fresh: begun {RIFF_BARS} bars before "
        f"bar {found['late'][0]}, all else the same (mean, 95 % interval)",
        line("", [f"bars {early}", f"bars {late}", "fresh", f"truth {early}", f"truth {late}", "clips"], 16),
    ]
    for name, figures in found["figures"].items():
        cells = [f"{figures[place]['value']:.3f}" for place in PLACES]
        lines.append(line(name, [*cells, str(figures["n"])], 16))
    lines.append(line("", [f"{late} minus {early}", f"{late} minus fresh", "the true stem's"], 30))
    for name, figures in found["figures"].items():
        lines.append(line(name, [cell(figures[difference]) for difference in DIFFERENCES], 30))
    lines.append(
        "silent riffs: " + ", ".join(f"{place} {count}" for place, count in found["silent_riffs"].items())
    )
    return "\n".join(lines) + "\n"
