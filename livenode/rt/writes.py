"""The writes to the play rings, numbered, and those of them that came late: what a replay has to know.

Where a write begins depends on the moment only if it comes too late to begin where it was asked to. A replay
is told where each of these began.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LateWrite:
    """A write that began later than asked. number: of the write. start_frame: the first it reached.

    overtaken_frame: before it, what was stored was overtaken by the callback and silenced; 0: nothing.
    """

    number: int
    start_frame: int
    overtaken_frame: int = 0


class Writes:
    """Counts the writes of one memory. Thread: control. Real-time safe: yes.

    count: so many were asked for. edges: where writes that were late begin, by number (a replay).
    """

    def __init__(self) -> None:
        self.count = 0
        self.edges: Mapping[int, int] = {}
        self._late: list[LateWrite] = []

    def begin(self) -> int:
        """Count a write; returns the first frame it may reach, 0 where only the counter says so."""
        self.count += 1
        return self.edges.get(self.count, 0)

    def note(self, asked_frame: int, start_frame: int, overtaken_frame: int) -> None:
        """Note where the write that was counted last began, if that was late."""
        if start_frame > asked_frame or overtaken_frame > start_frame:
            overtaken = overtaken_frame if overtaken_frame > start_frame else 0
            self._late.append(LateWrite(self.count, start_frame, overtaken))

    def late(self) -> list[LateWrite]:
        """Return those that were late since the last call."""
        late, self._late = self._late, []
        return late
