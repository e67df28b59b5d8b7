"""Map frames to bars and beats and back: an immutable list of tempo and meter entries."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from livenode.transport.grid import DENSITIES, STFT_FRAMES_PER_LATENT, stft_frames_per_beat

MIN_BPM, MAX_BPM = 30.0, 300.0
MIN_NUMERATOR, MAX_NUMERATOR = 1, 32
DENOMINATORS = (1, 2, 4, 8, 16)
MOST_ENTRIES, KEPT_ENTRIES = 256, 128  # of a timeline that is changed again and again
QUANTISED_BARS = {"bar": 1, "2bar": 2, "4bar": 4}
LATE_BEATS = 0.5  # so much after a bar line a press still counts for it


class Position(NamedTuple):
    """A place in the music: bar index (0-based) and beat in the bar (quarter notes, 0.0 is the downbeat)."""

    bar: int
    beat: float


class Line(NamedTuple):
    """A place where a command takes effect, with its audio frame."""

    bar: int
    beat: float
    frame: int


@dataclass(frozen=True)
class Entry:
    """Tempo, meter and grid that hold from one bar on.

    start_frame: the exact (not rounded) frame of bar `start_bar`.
    """

    start_bar: int
    start_frame: float
    bpm: float
    numerator: int
    denominator: int
    stft_frames_per_beat: int

    def __post_init__(self) -> None:
        check_bpm(self.bpm)
        check_meter(self.numerator, self.denominator)
        if self.stft_frames_per_beat not in DENSITIES:
            raise ValueError(
                f"stft_frames_per_beat is {self.stft_frames_per_beat}, must be one of {DENSITIES}"
            )
        if self.stft_frames_per_beat * self.numerator * 4 % (self.denominator * STFT_FRAMES_PER_LATENT):
            raise ValueError(
                f"a bar of {self.numerator}/{self.denominator} holds a fraction of a latent frame at "
                f"{self.stft_frames_per_beat} STFT frames a beat; choose a denser grid"
            )

    @property
    def beats_per_bar(self) -> float:
        """Quarter notes a bar. Thread: any. Real-time safe: no."""
        return self.numerator * 4 / self.denominator

    @property
    def latent_frames_per_bar(self) -> int:
        """Latent frames a bar, always whole. Thread: any. Real-time safe: no."""
        return self.stft_frames_per_beat * self.numerator * 4 // (self.denominator * STFT_FRAMES_PER_LATENT)

    def frames_per_beat(self, samplerate: int) -> float:
        """Return audio frames a quarter note, a real number. Thread: any. Real-time safe: no."""
        return 60.0 * samplerate / self.bpm

    def frames_per_bar(self, samplerate: int) -> float:
        """Return audio frames a bar, a real number. Thread: any. Real-time safe: no."""
        return self.beats_per_bar * self.frames_per_beat(samplerate)

    def is_like(self, other: Entry) -> bool:
        """Return whether tempo, meter and grid are the same: only the place of the bars may differ.

        Thread: any. Real-time safe: no.
        """
        return replace(self, start_bar=other.start_bar, start_frame=other.start_frame) == other

    def hop(self, samplerate: int) -> float:
        """Return audio frames per STFT frame, a real number. Thread: any. Real-time safe: no."""
        return self.frames_per_beat(samplerate) / self.stft_frames_per_beat


@dataclass(frozen=True)
class Timeline:
    """Where every bar and beat lies, as a pure function of the frame counter.

    entries: ordered by `start_bar`, at least one; the first also holds for all bars before it.
    A bar starts at `round(start_frame + (bar - start_bar) * frames_per_bar)`: nothing is accumulated.
    """

    samplerate: int
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        bars = [entry.start_bar for entry in self.entries]
        if not bars or any(a >= b for a, b in zip(bars, bars[1:], strict=False)):
            raise ValueError(f"entries must start at strictly rising bars, got {bars}")

    @classmethod
    def start(
        cls,
        samplerate: int,
        bar0_frame: float,
        bpm: float,
        numerator: int = 4,
        denominator: int = 4,
        density: int | None = None,
    ) -> Timeline:
        """Return a timeline with bar 0 at `bar0_frame`. density: the grid in use before, held near a switch.

        Thread: any. Real-time safe: no.
        """
        return cls(samplerate, (_entry(0, float(bar0_frame), bpm, numerator, denominator, density),))

    def entry_at_bar(self, bar: int) -> Entry:
        """Return the entry that holds `bar`. Thread: any. Real-time safe: no."""
        return self.entries[max(0, bisect_right(self.entries, bar, key=lambda e: e.start_bar) - 1)]

    def entry_at_frame(self, frame: int) -> Entry:
        """Return the entry that holds `frame`. Thread: any. Real-time safe: no."""
        return self.entries[max(0, bisect_right(self.entries, frame, key=lambda e: round(e.start_frame)) - 1)]

    def bar_frame_exact(self, bar: int) -> float:
        """Return the real-numbered frame of the downbeat of `bar`. Thread: any. Real-time safe: no."""
        entry = self.entry_at_bar(bar)
        return entry.start_frame + (bar - entry.start_bar) * entry.frames_per_bar(self.samplerate)

    def bar_frame(self, bar: int) -> int:
        """Return the frame of the downbeat of `bar`. Thread: any. Real-time safe: no."""
        return round(self.bar_frame_exact(bar))

    def beat_frame(self, bar: int, beat: float) -> int:
        """Return the frame of `beat` (quarter notes from the downbeat) of `bar`.

        Thread: any. Real-time safe: no.
        """
        entry = self.entry_at_bar(bar)
        return round(self.bar_frame_exact(bar) + beat * entry.frames_per_beat(self.samplerate))

    def position(self, frame: int) -> Position:
        """Return the bar and beat at `frame`; the frame of a bar or beat line gives exactly that line.

        Thread: any. Real-time safe: no.
        """
        entry = self.entry_at_frame(frame)
        bar = entry.start_bar + int((frame - entry.start_frame) // entry.frames_per_bar(self.samplerate))
        if self.bar_frame(bar + 1) <= frame:  # the line was rounded down to this frame
            bar += 1
        frames_per_beat = entry.frames_per_beat(self.samplerate)
        beat = (frame - self.bar_frame_exact(bar)) / frames_per_beat
        if self.beat_frame(bar, round(beat)) == frame:
            beat = float(round(beat))
        return Position(bar, max(0.0, beat))

    def next_line(self, frame: int, when: str) -> Line:
        """Return the first place at or after `frame` where a command given as `when` takes effect.

        when: "now", "beat", "bar", "2bar", "4bar" (bars counted from bar 0), or "@5" for the fifth bar
        (1-based, as on screen). A bar that has begun already is a ValueError.

        Thread: any. Real-time safe: no.
        """
        position = self.position(frame)
        if when == "now":
            return Line(position.bar, position.beat, frame)
        if when == "beat":
            return self._next_beat(frame, position)
        if when in QUANTISED_BARS:
            bar = position.bar if position.beat == 0.0 else position.bar + 1
            bar = ceil(bar / QUANTISED_BARS[when]) * QUANTISED_BARS[when]
            return Line(bar, 0.0, self.bar_frame(bar))
        return self._absolute_bar(frame, position, when)

    def counted_line(self, frame: int, when: str) -> Line:
        """Return the place that a command given at `frame` counts for: the next line, or a bar line that has
        passed by an eighth note at the most, from bar 0 on.

        Raises as `next_line`. Thread: any. Real-time safe: no.
        """
        bar, beat = self.position(frame)
        meant = when == f"@{bar + 1}" or (when in QUANTISED_BARS and bar % QUANTISED_BARS[when] == 0)
        if meant and bar >= 0 and beat <= min(LATE_BEATS, self.entry_at_bar(bar).beats_per_bar / 2):
            return Line(bar, 0.0, self.bar_frame(bar))
        return self.next_line(frame, when)

    def with_tempo(self, bpm: float, at_bar: int) -> Timeline:
        """Return a timeline with a new tempo from `at_bar` on; entries at or after that bar are replaced.

        Thread: any. Real-time safe: no.
        """
        entry = self.entry_at_bar(at_bar)
        return self._with_entry(at_bar, bpm, entry.numerator, entry.denominator)

    def with_meter(self, numerator: int, denominator: int, at_bar: int) -> Timeline:
        """Return a timeline with a new meter from `at_bar` on; entries at or after that bar are replaced.

        Thread: any. Real-time safe: no.
        """
        return self._with_entry(at_bar, self.entry_at_bar(at_bar).bpm, numerator, denominator)

    def moved(self, bar: int, frame: float) -> Timeline:
        """Return a timeline in which `bar`, and all behind it, begins at `frame`; the tempo stays.

        Where it was changed often, the oldest places are forgotten. Thread: any. Real-time safe: no.
        """
        return self._from(replace(self.entry_at_bar(bar), start_bar=bar, start_frame=float(frame)))

    def realigned(self, bar0_frame: int) -> Timeline:
        """Return a timeline whose bar 0 is at `bar0_frame`, with the tempo, meter and grid in force there.

        Thread: any. Real-time safe: no.
        """
        entry = self.entry_at_frame(bar0_frame)
        return Timeline(self.samplerate, (replace(entry, start_bar=0, start_frame=float(bar0_frame)),))

    def _with_entry(self, bar: int, bpm: float, numerator: int, denominator: int) -> Timeline:
        density = self.entry_at_bar(bar).stft_frames_per_beat
        return self._from(_entry(bar, self.bar_frame_exact(bar), bpm, numerator, denominator, density))

    def _from(self, entry: Entry) -> Timeline:
        """Return a timeline in which an entry holds from its bar on; of very many the oldest are left out."""
        entries = (*(e for e in self.entries if e.start_bar < entry.start_bar), entry)
        return Timeline(self.samplerate, entries if len(entries) <= MOST_ENTRIES else entries[-KEPT_ENTRIES:])

    def _next_beat(self, frame: int, position: Position) -> Line:
        beat = float(ceil(position.beat))
        if beat >= self.entry_at_bar(position.bar).beats_per_bar:
            return Line(position.bar + 1, 0.0, self.bar_frame(position.bar + 1))
        return Line(position.bar, beat, self.beat_frame(position.bar, beat))

    def _absolute_bar(self, frame: int, position: Position, when: str) -> Line:
        number = when[1:]
        if not when.startswith("@") or not number.isdecimal():
            raise ValueError(
                f"{when!r} is no time: write now, beat, bar, 2bar, 4bar or @ and a bar, as in @5"
            )
        bar = int(number) - 1
        if bar < 0:
            raise ValueError(f"{when!r} is no time: bars are counted from 1")
        if self.bar_frame(bar) < frame:
            raise ValueError(f"bar {bar + 1} has begun already: the music is in bar {position.bar + 1}")
        return Line(bar, 0.0, self.bar_frame(bar))


def check_bpm(bpm: float) -> None:
    """Raise ValueError unless `bpm` is a tempo from 30 to 300. Thread: any. Real-time safe: no."""
    if not MIN_BPM <= bpm <= MAX_BPM:  # also catches NaN
        raise ValueError(f"tempo is {bpm:g} bpm, must be {MIN_BPM:g} to {MAX_BPM:g}")


def check_meter(numerator: int, denominator: int) -> None:
    """Raise ValueError unless the meter is 1-32 over 1, 2, 4, 8 or 16. Thread: any. Real-time safe: no."""
    if numerator != int(numerator) or not MIN_NUMERATOR <= numerator <= MAX_NUMERATOR:
        raise ValueError(
            f"meter is {numerator}/{denominator}, the first number must be {MIN_NUMERATOR} to {MAX_NUMERATOR}"
        )
    if denominator not in DENOMINATORS:
        raise ValueError(
            f"meter is {numerator}/{denominator}, the second number must be one of {DENOMINATORS}"
        )


def _entry(
    bar: int, frame: float, bpm: float, numerator: int, denominator: int, density: int | None
) -> Entry:
    check_bpm(bpm)
    check_meter(numerator, denominator)
    density = stft_frames_per_beat(bpm, numerator * 4 / denominator, density)
    return Entry(bar, frame, float(bpm), int(numerator), int(denominator), density)
