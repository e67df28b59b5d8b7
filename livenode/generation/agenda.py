"""What is to be done when: commands that wait for their frame, in the order in which they are due."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, replace

from livenode.generation.planner import servable_bar
from livenode.params import Refused
from livenode.surface import Command
from livenode.transport.timeline import Line, Timeline

# Planned at once, to sound at their line.
PLANNED = (
    "part/<p>/generate",
    "part/<p>/vary",
    "part/<p>/inpaint",
    "part/<p>/take/next",
    "part/<p>/take/back",
)
AHEAD_S = {
    # cut or fill rings at their line, hence run before it
    **dict.fromkeys(("transport/stop", "bar1", "loop/press"), 0.1),
    # heard in the next block: the downbeat is to have them
    **dict.fromkeys((f"part/<p>/{name}" for name in ("level", "mute", "solo", "pan", "width")), 0.005),
    **dict.fromkeys(("level", "monitor", "loop/level"), 0.005),
}
# What is done in a bar, and takes effect at its end.
FROM_NEXT_BAR = ("tempo", "meter", "tempo/nudge", "tempo/double", "tempo/halve")
MOST_WAITING = 512  # commands that wait for their bar
SOON_FRAMES = 512  # until a plan is taken up


@dataclass(frozen=True)
class Entry:
    """A command that waits for the step at `due_frame`; what it does begins at `at_frame`.

    number: the order among those due in the same step. line: the place in the music it was asked for, None
    for now. only_announce: it was planned before and sounds now. fixed: from a journal, not to be cancelled.
    """

    due_frame: int
    at_frame: int
    number: int
    command: Command
    line: Line | None = None
    only_announce: bool = False
    fixed: bool = False

    @property
    def waits(self) -> bool:
        """Whether it was given to be done at a place in the music."""
        return self.line is not None and not self.fixed

    @property
    def bar(self) -> int | None:
        """The bar it waits for, counted from 0; None: it does not wait."""
        return None if self.line is None else self.line.bar

    def plan(self, number: int, frame: int) -> Entry:
        """Return the entry that plans, at once, what is to sound at this one's bar."""
        assert self.bar is not None
        return Entry(frame, frame, number, replace(self.command, when=f"@{self.bar + 1}"))


def entry_for(
    command: Command,
    when: str,
    number: int,
    frame: int,
    timeline: Timeline | None,
    lead_frames: int,
    pressed_frame: int = -1,
) -> Entry:
    """Return the entry of a command given at `frame`. Raises Refused where its bar has begun already.

    What comes late by up to an eighth note is done at once and counts from the bar line; a riff that is to be
    made and a tempo cannot. lead_frames: how long before its bar line a riff must be begun. pressed_frame:
    what the looper's last press counted for; the next counts for a later line.

    Thread: control. Real-time safe: no.
    """
    if timeline is None or (when == "now" and command.path not in PLANNED):
        return Entry(frame, frame, number, command)
    takes_time = command.path in (*PLANNED, *FROM_NEXT_BAR)
    find = timeline.next_line if takes_time else timeline.counted_line
    try:
        line = find(frame, when)
        if command.path == "loop/press" and line.frame <= pressed_frame:
            line = timeline.next_line(pressed_frame + 1, when)
    except ValueError as problem:
        raise Refused("late", str(problem)) from None
    if takes_time:
        bar = servable_bar(timeline, line.bar, frame + SOON_FRAMES, lead_frames)
        line = Line(bar, 0.0, timeline.bar_frame(bar))
        if command.path in PLANNED:
            return Entry(line.frame, line.frame, number, command, line, only_announce=True)
        due_frame = max(timeline.bar_frame(bar - 1), line.frame - lead_frames - SOON_FRAMES)
        return Entry(due_frame, line.frame, number, command, line)
    ahead = round(AHEAD_S.get(command.path, 0.0) * timeline.samplerate)
    return Entry(max(frame, line.frame - ahead), line.frame, number, command, line)


class Agenda:
    """The entries that wait. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._count = 0

    def number(self) -> int:
        """Return the number of the next entry."""
        self._count += 1
        return self._count

    def add(self, entries: list[Entry]) -> None:
        """Take entries, or none of them: Refused where too many wait."""
        if len(self._entries) + len(entries) > MOST_WAITING and any(entry.waits for entry in entries):
            raise Refused("busy", f"{MOST_WAITING} commands wait for their bar already: send cancel")
        for entry in entries:
            insort(self._entries, entry, key=_order)

    def is_due(self, frame: int) -> bool:
        """Return whether an entry is due in the step at `frame`."""
        return bool(self._entries) and self._entries[0].due_frame <= frame

    def take_due(self, frame: int) -> Entry | None:
        """Return the first entry due in the step at `frame`, and forget it."""
        return self._entries.pop(0) if self.is_due(frame) else None

    def cancel(self) -> None:
        """Forget all that waits."""
        self._entries = [entry for entry in self._entries if entry.fixed]

    def last_args(self, path: str, part: int | None) -> tuple[int | float | str, ...] | None:
        """Return the arguments that a value row waits for, None where it waits for none."""
        waiting = [e.command.args for e in self._entries if (e.command.path, e.command.part) == (path, part)]
        return waiting[-1] if waiting else None

    def waits(self, path: str) -> bool:
        """Return whether a command of this row waits."""
        return any(entry.command.path == path and not entry.fixed for entry in self._entries)

    def follow(self, timeline: Timeline) -> None:
        """Move what waits for a place in the music to the frame it has now."""
        moved = [_moved(entry, timeline) for entry in self._entries]
        self._entries = sorted(moved, key=_order)


def _order(entry: Entry) -> tuple[int, int]:
    return entry.due_frame, entry.number


def _moved(entry: Entry, timeline: Timeline) -> Entry:
    if entry.line is None:
        return entry
    frame = timeline.beat_frame(entry.line.bar, entry.line.beat)
    return replace(entry, due_frame=frame - (entry.at_frame - entry.due_frame), at_frame=frame)
