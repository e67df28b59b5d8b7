"""How the bars follow an outside clock: what is moved, and by how much. Pure functions.

A bar line that is a few milliseconds off is moved there: the join absorbs it, and what sounds is not made
anew. A new tempo, or bars that lie elsewhere, take one bar of whatever length leads to the clock's next line,
and the clock's tempo from then on: the sounding riff ends at the bar line it was made for.
Thread: any. Real-time safe: no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from livenode.sync.reading import Reading
from livenode.transport.timeline import MAX_BPM, MIN_BPM, Timeline

ABSORBED_S = 0.010  # by which a bar line may move: the length of the fade that joins two riffs


@dataclass(frozen=True)
class Rule:
    """How a kind of clock is followed.

    tempo_share: a difference of tempo up to this share is left alone. line_s: a bar line no further off than
    this is left where it is. slew_share: the most by which the tempo changes from bar to bar; None: at once.
    has_bar1: its beat 0 is bar 1. takes_bars: it knows no bars, and counts from the node's bar 1.
    """

    tempo_share: float
    line_s: float
    slew_share: float | None = None
    has_bar1: bool = False
    takes_bars: bool = False


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "link": Rule(1e-4, 0.0002),
        "midi": Rule(1e-3, 0.0005, has_bar1=True),
        "audio": Rule(0.005, 0.008, 0.02, takes_bars=True),
    }
)


@dataclass(frozen=True)
class Move:
    """A bar line goes to `frame`, a real number; the tempo stays."""

    bar: int
    frame: float


@dataclass(frozen=True)
class Tempo:
    """A tempo from a bar on."""

    bar: int
    bpm: float


def off_frames(timeline: Timeline, bar: int, reading: Reading, bar1_beat: float = 0.0) -> float:
    """Return by how many frames the clock's nearest bar line lies behind the node's line of `bar`.

    bar1_beat: the beat of the clock that is the node's bar 1.
    """
    line, beats_per_bar = timeline.bar_frame_exact(bar), timeline.entry_at_bar(bar).beats_per_bar
    bars = (reading.beat_at(line, timeline.samplerate) - bar1_beat) / beats_per_bar
    return (round(bars) - bars) * beats_per_bar * 60 * timeline.samplerate / reading.bpm


def move(timeline: Timeline, bar: int, off: float, rule: Rule) -> Move | None:
    """Return where the line of `bar` goes, which is `off` frames off; None: it stays, or is too far off."""
    if not rule.line_s < abs(off) / timeline.samplerate <= ABSORBED_S:
        return None
    return Move(bar, timeline.bar_frame_exact(bar) + off)


def tempi(timeline: Timeline, bar: int, off: float, bpm: float, rule: Rule) -> list[Tempo]:
    """Return the tempi from `bar` on, whose line is `off` frames off a clock of `bpm`; [] where it fits."""
    entry = timeline.entry_at_bar(bar)
    wanted = min(MAX_BPM, max(MIN_BPM, bpm))
    is_near = abs(off) <= ABSORBED_S * timeline.samplerate
    if is_near and abs(wanted / entry.bpm - 1) <= rule.tempo_share:
        return []
    leads_there = wanted * _leading(off / (entry.beats_per_bar * 60 * timeline.samplerate / wanted), wanted)
    if rule.slew_share is not None:
        return _slewed(timeline, bar, wanted, leads_there, rule)
    return [Tempo(bar, leads_there), Tempo(bar + 1, wanted)]


def _slewed(timeline: Timeline, bar: int, wanted: float, leads_there: float, rule: Rule) -> list[Tempo]:
    """Return the tempo of `bar`, little by little: the tempo first, then the lines; [] where it has that."""
    assert rule.slew_share is not None
    entry, before_bpm = timeline.entry_at_bar(bar), timeline.entry_at_bar(bar - 1).bpm
    most = before_bpm * rule.slew_share
    goal = leads_there if abs(wanted - before_bpm) <= most else wanted
    bpm = min(before_bpm + most, max(before_bpm - most, goal))
    is_settled = entry.start_bar == bar and abs(bpm / entry.bpm - 1) <= rule.tempo_share
    return [] if is_settled else [Tempo(bar, bpm)]


def _leading(off_bars: float, bpm: float) -> float:
    """Return the share of the tempo with which one bar ends on a line that lies `off_bars` from it: of all
    lines the one that changes the bar's length least.
    """
    shares = [1 / (1 + off_bars + lines) for lines in (-1, 0, 1) if 1 + off_bars + lines > 0]
    possible = [share for share in shares if MIN_BPM <= share * bpm <= MAX_BPM]
    return min(possible, key=lambda share: abs(log(share)), default=1.0)
