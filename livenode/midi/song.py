"""Where the ticks of a MIDI clock lie on the node's timeline. Pure functions."""

from math import floor
from typing import NamedTuple

from livenode.midi.messages import TICKS_PER_BEAT, TICKS_PER_SIXTEENTH
from livenode.transport.timeline import Timeline


class Place(NamedTuple):
    """A tick: the bar, from 0 (before it the count-in), and its number in the bar."""

    bar: int
    tick: int


def ticks_per_bar(timeline: Timeline, bar: int) -> int:
    """Return the ticks of a bar, always whole. Thread: any. Real-time safe: no."""
    return round(timeline.entry_at_bar(bar).beats_per_bar * TICKS_PER_BEAT)


def tick_frame(timeline: Timeline, place: Place) -> float:
    """Return the frame, a real number, of a tick. Thread: any. Real-time safe: no."""
    per_tick = timeline.entry_at_bar(place.bar).frames_per_beat(timeline.samplerate) / TICKS_PER_BEAT
    return timeline.bar_frame_exact(place.bar) + place.tick * per_tick


def after(timeline: Timeline, place: Place) -> Place:
    """Return the tick after one. Thread: any. Real-time safe: no."""
    if place.tick + 1 < ticks_per_bar(timeline, place.bar):
        return Place(place.bar, place.tick + 1)
    return Place(place.bar + 1, 0)


def first_after(timeline: Timeline, frame: float) -> Place:
    """Return the first tick behind a frame. Thread: any. Real-time safe: no."""
    bar, beat = timeline.position(floor(frame))
    place = Place(bar, min(ticks_per_bar(timeline, bar) - 1, int(beat * TICKS_PER_BEAT)))
    while tick_frame(timeline, place) <= frame:
        place = after(timeline, place)
    return place


def sixteenths(timeline: Timeline, bar: int) -> int:
    """Return the song position of a bar line, from bar 0. Thread: any. Real-time safe: no."""
    bars = [entry.start_bar for entry in timeline.entries] + [bar]
    found, at = 0, 0
    for until in [min(bar, max(0, start)) for start in bars]:
        found += (until - at) * (ticks_per_bar(timeline, at) // TICKS_PER_SIXTEENTH) if until > at else 0
        at = max(at, until)
    return found
