"""A tempo map as a MIDI file: tempo, meter and markers, as audio workstations import it."""

from collections.abc import Iterable
from pathlib import Path

import mido

TICKS_PER_BEAT = 960
MOST_DRIFT_S = 0.000_25  # a tempo of a MIDI file is a whole number of microseconds: so far bars may be off
MOST_TEMPO_US = 2**24 - 1

Bar = tuple[int, int, float]  # numerator and denominator of its meter, and how many seconds it lasts


def write_tempo_map(path: Path, bars: Iterable[Bar], markers: Iterable[tuple[float, str]]) -> None:
    """Write a file whose bars last as long as they are said to; markers: (seconds from the start, text).

    Raises OSError. Thread: any. Real-time safe: no.
    """
    events: list[tuple[int, int, mido.MetaMessage]] = []
    times: list[tuple[float, int]] = [(0.0, 0)]  # (seconds, tick) of each bar line
    meter, tempo_us, written_s, asked_s, tick = (0, 0), 0, 0.0, 0.0, 0
    for numerator, denominator, seconds in bars:
        beats = 4 * numerator / denominator
        asked_s += seconds
        if abs(written_s + beats * tempo_us / 1e6 - asked_s) > MOST_DRIFT_S:
            tempo_us = max(1, min(MOST_TEMPO_US, round(1e6 * (asked_s - written_s) / beats)))
            events.append((tick, 1, mido.MetaMessage("set_tempo", tempo=tempo_us)))
        if meter != (numerator, denominator):
            meter = numerator, denominator
            signature = {"numerator": numerator, "denominator": denominator}
            events.append((tick, 0, mido.MetaMessage("time_signature", **signature)))
        written_s += beats * tempo_us / 1e6
        tick += round(beats * TICKS_PER_BEAT)
        times.append((asked_s, tick))
    for seconds, text in markers:
        events.append((_tick_at(times, seconds), 2, mido.MetaMessage("marker", text=text)))
    track, last = mido.MidiTrack(), 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - last))
        last = tick
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_BEAT, charset="utf-8")
    file.tracks.append(track)
    with path.open("xb") as stream:
        file.save(file=stream)


def _tick_at(times: list[tuple[float, int]], seconds: float) -> int:
    """Return the tick at a time, between the bar lines around it."""
    for (begin_s, begin), (end_s, end) in zip(times, times[1:], strict=False):
        if begin_s <= seconds < end_s:
            return round(begin + (end - begin) * (seconds - begin_s) / (end_s - begin_s))
    return times[-1][1]
