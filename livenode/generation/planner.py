"""When the next riff starts and how much of the input it hears: functions of the timeline and the settings.

Thread: any. Real-time safe: no.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any, NamedTuple

from livenode.generation.riff import PRE_FRAMES
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.transport.timeline import Timeline

LATEST_FIRST_BAR = 4  # the first riff starts at most this many bars after bar 1
WINDOW_COSTS = 128
LEAST_MS, MOST_MS, STALL = 10.0, 8000.0, 4.0
SETTLE_S = 0.03  # how late control may be with a write, so that where it is cut does not depend on the moment
AIR_MS = 40.0  # two ticks of control, a step, and what p99 leaves out
TURN_MS = 10.0  # from the arrival of a riff to the request of the next: a tick of control, and a step
START_COST_MS = 400.0
SETTLED_COSTS, UNSETTLED = 5, 1.6  # until so many are measured, riffs may cost so much more: they hear others
UNSETTLED_SHARE = 0.6  # of a riff's length: no longer are leads made for that


def first_bar(mode: str, bars: int, loop_bars: int) -> int:
    """Return the bar index of the first riff: after a riff's length, or the loop's, was heard."""
    return min(LATEST_FIRST_BAR, loop_bars if mode == "loop" else max(bars, 2))


def reachable(memory: Memory, frame: int) -> int:
    """Return the first frame that a write begun in the step at `frame` surely still reaches."""
    return frame + memory.guard_frames() + round(SETTLE_S * memory.samplerate)


def joins_at(memory: Memory, frame: int) -> int:
    """Return the first frame at which a riff may join in the step at `frame`: its fade-in is reachable."""
    return reachable(memory, frame) + PRE_FRAMES


def servable_bar(timeline: Timeline, wanted_bar: int, frame: int, lead_frames: int) -> int:
    """Return the first bar at or after `wanted_bar` that can be served when a riff takes `lead_frames`."""
    bar = max(wanted_bar, timeline.position(frame).bar)
    while timeline.bar_frame(bar) - lead_frames < frame:
        bar += 1
    return bar


@dataclass(frozen=True)
class Work:
    """What a riff's cost depends on: denoising steps (0: the engine's own), takes, bars, side."""

    steps: int = 0
    takes: int = 1
    bars: int = 4
    wide: bool = False


def work_of(values: Values, number: int) -> Work:
    """Return what a part's riff made with these values costs by. Thread: any. Real-time safe: no."""
    steps, takes, bars = (int(values.number(name)) for name in ("steps", "takes", "bars"))
    return Work(steps, takes, bars, values.number("part/<p>/width", number) > 0)


class Cost(NamedTuple):
    """The milliseconds that the first bar of a riff took, and all of it."""

    opening_ms: float
    whole_ms: float


class LeadTime:
    """How long before its bar line a riff is begun: what the last ones cost on this machine, and a margin.

    fixed_ms: a constant instead (virtual runs). Thread: control. Real-time safe: no.
    """

    def __init__(self, memory: Memory, fixed_ms: float | None = None) -> None:
        self._memory, self._fixed_ms = memory, fixed_ms
        self._costs: dict[Work, deque[Cost]] = {}
        self._latest = Work()

    def forget(self) -> None:
        """Drop what was measured: another engine makes the riffs."""
        self._costs.clear()

    def state(self) -> dict[str, object]:
        """Return what was measured, as data."""
        costs = [[asdict(work), list(map(list, costs))] for work, costs in self._costs.items()]
        return {"costs": costs, "latest": asdict(self._latest), "fixed_ms": self._fixed_ms}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what another had measured, from its `state`."""
        self.forget()
        for work, costs in state["costs"]:
            for cost in costs:
                self.measured(Work(**work), Cost(*cost))
        self._latest, self._fixed_ms = Work(**state["latest"]), state["fixed_ms"]

    def measured(self, work: Work, cost: Cost) -> None:
        """Take what a riff cost."""
        self._costs.setdefault(work, deque(maxlen=WINDOW_COSTS)).append(cost)
        self._latest = work

    def cost(self, work: Work) -> Cost:
        """Return the p99 of the last costs, at most STALL times their median.

        A single stall is not taken for the machine's speed: the fallback is there for it. Work not done yet
        is taken to cost as much more than the work done last as there is more of it.
        """
        costs = self._costs.get(work)
        if costs is not None:
            opening, whole = (bounded_p99(column) for column in zip(*costs, strict=True))
            return Cost(opening, max(opening, whole))
        if not self._costs:
            return Cost(START_COST_MS, START_COST_MS)
        known = self._latest if self._latest in self._costs else next(iter(self._costs))
        opening, whole = self.cost(known)
        sides = 2.0 if work.wide and not known.wide else 1.0
        more = sides * max(1.0, work.takes / known.takes)
        if work.steps and known.steps:
            more *= max(1.0, work.steps / known.steps)
        bars = sides * max(1.0, (work.bars - 1) / max(1, known.bars - 1))
        return Cost(more * opening, more * opening + bars * (whole - opening))

    def frames(self, works: Sequence[Work], bar_ms: float) -> int:
        """Return the lead in frames of the first of `works`, the parts' riffs in the order they are made in.

        Each hears the one before whole; of the last the first bar is enough, and the rest by its end. The
        first leads are longer: a riff that was made to warm up heard nobody beside the performer.
        """
        if self._fixed_ms is not None:
            return round(self._fixed_ms * self._memory.samplerate / 1000)
        costs = [self.cost(work) for work in works]
        opening, whole = costs[-1] if costs else (0.0, 0.0)
        total_ms = sum(each for _, each in costs[:-1]) + max(opening, whole - bar_ms)
        if works and sum(map(len, self._costs.values())) < SETTLED_COSTS:
            total_ms = max(total_ms, min(UNSETTLED * total_ms, UNSETTLED_SHARE * works[0].bars * bar_ms))
        total_ms += AIR_MS
        return joins_at(self._memory, 0) + round(total_ms * self._memory.samplerate / 1000)


def bounded_p99(costs_ms: Sequence[float]) -> float:
    """Return the 99th percentile (nearest rank), within LEAST_MS and MOST_MS and STALL times the median."""
    ordered = sorted(costs_ms)
    p99 = ordered[ceil(0.99 * len(ordered)) - 1]
    return min(p99, STALL * ordered[len(ordered) // 2], MOST_MS) if p99 > LEAST_MS else LEAST_MS


def most_cost_ms(parts: int, riff_ms: float) -> float:
    """Return what a whole riff may cost where so many parts want one each `riff_ms`; more, and one is late.

    The parts' riffs are made one after the other, and must be done before the first part's next is begun.
    """
    return min(MOST_MS, riff_ms / parts - TURN_MS)
