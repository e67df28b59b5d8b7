"""What becomes of what the worker made: placed at its bar, or at the next if it is late; noted and told."""

from dataclasses import replace

from livenode.generation.bench import Failure
from livenode.generation.board import Board
from livenode.generation.part import Part, Pass, Plan
from livenode.generation.planner import Cost, LeadTime, joins_at
from livenode.generation.promises import Promises
from livenode.generation.riff import Riff
from livenode.generation.scene import Scene
from livenode.rt.memory import Memory
from livenode.transport.timeline import Timeline

Row = dict[str, object]


class Arrivals:
    """Takes riffs from the worker into the rings. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory, lead: LeadTime, board: Board, promises: Promises) -> None:
        self._memory, self._lead, self._board, self._promises = memory, lead, board, promises
        self.made = 0
        self.late = 0

    def take(self, part: Part, made: Riff | Failure, cost_ms: float, scene: Scene) -> bool:
        """Take a result of a part, which came in the step of `scene`; returns whether it was placed.

        What was dropped meanwhile (stopped, re-aligned, held or re-timed) is let fall.
        """
        plan = part.flight
        if plan is None or plan.number != made.number:
            return False
        row: Row = {"frame": scene.frame, "riff": part.number, "number": made.number, "ms": cost_ms}
        if isinstance(made, Failure):
            part.flight = None
            if plan.again:
                part.mends_from = scene.timeline.bar_frame(scene.timeline.position(scene.frame).bar + 1)
            else:
                part.last_start, part.last_bars = plan.start_bar, plan.bars
                part.retry_bar = plan.start_bar + 1
            self._board.journal({**row, "failed": made.text})
            self._board.say("error", None, (f"part/{made.part}/generate", "internal", made.text))
            return False
        if made.bars < plan.bars:
            return self._open(part, plan, made, row, cost_ms, scene)
        return self._complete(part, plan, made, row, cost_ms, scene)

    def _open(self, part: Part, plan: Plan, opening: Riff, row: Row, cost_ms: float, scene: Scene) -> bool:
        """Place a riff's first bar, where it is in time; the rest is under way."""
        self._board.journal({**row, "engine": opening.engine, "opening": True})
        in_time = self._joins(opening.start_bar, scene) == opening.start_bar
        if in_time:
            in_time = part.place(opening, scene.timeline, opening.start_bar, opening.start_bar)
            self._promises.kept(part, opening, rest_follows=True)
        margin = self._margin_frames(plan, scene)
        part.flight = replace(plan, opening_ms=cost_ms, margin_frames=margin, late=not in_time)
        return in_time

    def _complete(self, part: Part, plan: Plan, riff: Riff, row: Row, cost_ms: float, scene: Scene) -> bool:
        """Place a riff, or the rest of one whose first bar is there; a late one from the next bar on."""
        part.flight = None
        opened = plan.opening_ms is not None and not plan.late
        opening_ms = cost_ms if plan.opening_ms is None else plan.opening_ms
        margin = self._margin_frames(plan, scene) if plan.margin_frames is None else plan.margin_frames
        if not plan.again:
            part.last_start, part.last_bars = plan.start_bar, plan.bars
            if cost_ms:
                self._lead.measured(plan.work, Cost(opening_ms, cost_ms))
        due_bar = plan.start_bar + opened
        join_bar = self._joins(due_bar, scene)
        in_time = join_bar == due_bar and not plan.late
        placed = join_bar < riff.start_bar + riff.bars or scene.goes_on(part.number)
        if placed and _grid_differs(scene.timeline, riff.start_bar, join_bar):
            part.torn, placed = Pass(riff, riff.start_bar, riff.start_frame, join_bar, 0, 0), False
        if placed:
            in_time &= part.place(riff, scene.timeline, riff.start_bar, join_bar)
            part.torn = None
            self._promises.kept(part, riff, rest_follows=False)
        self.made += 1
        self.late += not in_time
        lead = {
            "lead_frames": scene.timeline.bar_frame(plan.start_bar) - plan.heard_frame,
            "late": int(not in_time),
        }
        self._note({**row, **lead, "opening_ms": opening_ms, "margin_frames": margin}, riff)
        self._tell(riff, opening_ms, 1000 * margin / self._memory.samplerate, in_time)
        return placed

    def _note(self, row: Row, riff: Riff) -> None:
        place = {"start_bar": riff.start_bar, "start_frame": riff.start_frame}
        timings = dict(riff.timings_ms)
        self._board.journal(
            {**row, **place, "engine": riff.engine, "backend": riff.backend, "timings_ms": timings}
        )

    def _tell(self, riff: Riff, opening_ms: float, margin_ms: float, in_time: bool) -> None:
        name = f"{riff.part}-{riff.number}"
        told = (str(riff.part), name, float(opening_ms), float(margin_ms), int(not in_time))
        self._board.say("generation", None, told)
        state = ("ready" if in_time else "late", "playing", riff.start_bar + 1)
        self._board.tell("part/<p>/state", riff.part, state)

    def _joins(self, bar: int, scene: Scene) -> int:
        """Return the first bar from `bar` on at whose line a riff can still join."""
        edge = joins_at(self._memory, scene.frame)
        while scene.timeline.bar_frame(bar) < edge:
            bar += 1
        return bar

    def _margin_frames(self, plan: Plan, scene: Scene) -> int:
        """Return how early a riff came; negative: too late for its bar."""
        return scene.timeline.bar_frame(plan.start_bar) - joins_at(self._memory, scene.frame)


def _grid_differs(timeline: Timeline, bar: int, other: int) -> bool:
    """Return whether a riff made for one bar's grid would not fit another's."""
    return not timeline.entry_at_bar(bar).is_like(timeline.entry_at_bar(other))
