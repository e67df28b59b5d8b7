"""A part's promise of a new riff at a bar: whether it is kept, and what sounds instead where it is not.

The fallback is in the ring long before: the riff's repeat; with `mute` and `dry` nothing, and with `dry` the
input is let through. A promise is broken when the riff can no longer join at its bar line.
"""

from livenode.generation.board import Board
from livenode.generation.part import Part
from livenode.generation.planner import joins_at
from livenode.generation.riff import Riff
from livenode.generation.scene import Scene
from livenode.rt.memory import Memory

FOREVER = 1 << 62


class Promises:
    """Counts broken promises and tells them. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory, board: Board) -> None:
        self._memory, self._board = memory, board
        self._missing: dict[int, tuple[int, int]] = {}  # part -> the frames between which its fallback sounds
        self.broken = 0

    def check(self, part: Part, scene: Scene) -> None:
        """Break the promise of a part, once, where its riff is not there in time."""
        if part.due is None or scene.timeline.bar_frame(part.due) >= joins_at(self._memory, scene.frame):
            return
        bar, coming = part.due, part.flight or part.plan
        kept = [one.riff for one in part.passes if one.riff.start_bar == one.start_bar == bar]
        if kept:
            part.due = bar + 1 if coming and coming.number == kept[-1].number else None
            return
        part.due = coming.start_bar if coming and coming.start_bar > bar else None
        self._missing[part.number] = scene.timeline.bar_frame(bar), FOREVER
        self.broken += 1
        self._board.say("part/<p>/missed", part.number, (scene.values.text("fallback"), bar + 1))
        self._board.tell("part/<p>/state", part.number, ("late", "playing", (part.due or bar + 1) + 1))
        if not scene.goes_on(part.number) and part.passes:
            part.silenced = part.passes[-1]
            part.cut(part.silenced.end_frame)

    def kept(self, part: Part, riff: Riff, rest_follows: bool) -> None:
        """Note that a riff of the part is in the ring, or its first bar; one promised before is still due."""
        if part.due is None or part.due >= riff.start_bar:
            part.due = riff.start_bar + 1 if rest_follows else None
        begun, _ = self._missing.get(part.number, (FOREVER, FOREVER))
        self._missing[part.number] = begun, part.passes[-1].start_frame

    def forget(self) -> None:
        """Drop what was noted: the music starts anew."""
        self._missing.clear()

    def wants_input(self, scene: Scene) -> bool:
        """Return whether the input is to be heard now in place of a part."""
        if scene.values.text("fallback") != "dry":
            return False
        return any(
            begun <= scene.frame < end and scene.on("part/<p>/auto", number)
            for number, (begun, end) in self._missing.items()
        )
