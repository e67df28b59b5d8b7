"""The bar lines of a set as they passed, for a program that cuts and mixes it."""

from collections.abc import Iterator
from dataclasses import dataclass

from livenode.transport.timeline import Entry, Timeline

LEAST_BEATS = 0.25  # a bar line that follows sooner is one that `bar1` has moved


@dataclass(frozen=True)
class Stretch:
    """One bar, or the part of one that there was. numerator, denominator: its meter. frames: its length."""

    numerator: int
    denominator: int
    frames: float

    @property
    def beats(self) -> float:
        """Its quarter notes."""
        return 4 * self.numerator / self.denominator


class BarLines:
    """Notes bar lines while a set is played. first_frame: what the map begins with. Thread: control."""

    def __init__(self, samplerate: int, first_frame: int) -> None:
        self._samplerate, self._first_frame = samplerate, first_frame
        self._lines: list[tuple[int, Entry]] = []

    def look(self, frame: int, timeline: Timeline | None) -> None:
        """Note the bar line before a frame, if it is new."""
        if timeline is None:
            return
        bar = timeline.position(frame).bar
        line, entry = timeline.bar_frame(bar), timeline.entry_at_bar(bar)
        last = self._lines[-1][0] if self._lines else self._first_frame - 1
        if line - last > (LEAST_BEATS * entry.frames_per_beat(self._samplerate) if self._lines else 0):
            self._lines.append((line, entry))

    def stretches(self, end_frame: int) -> Iterator[Stretch]:
        """Yield what lies between the lines, from the first frame to the last.

        Where a bar was cut short, or nothing rolled, a stretch has as many whole beats as fit best.
        """
        if not self._lines:
            yield Stretch(4, 4, end_frame - self._first_frame)
            return
        if self._lines[0][0] > self._first_frame:
            yield from self._between(self._lines[0][1], self._lines[0][0] - self._first_frame)
        ends = [line for line, _ in self._lines[1:]] + [end_frame]
        for (line, entry), end in zip(self._lines, ends, strict=True):
            if end > line:
                yield from self._between(entry, end - line)

    def _between(self, entry: Entry, frames: int) -> Iterator[Stretch]:
        if abs(frames - entry.frames_per_bar(self._samplerate)) < 0.02 * frames:
            yield Stretch(entry.numerator, entry.denominator, frames)
            return
        beats = max(1, round(frames / entry.frames_per_beat(self._samplerate)))
        for first in range(0, beats, 4):
            count = min(4, beats - first)
            yield Stretch(count, 4, frames * count / beats)
