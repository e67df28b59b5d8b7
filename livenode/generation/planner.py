"""When the next riff starts and how much of the input it hears: functions of the timeline and the settings.

Thread: any. Real-time safe: no.
"""

from collections import deque

from livenode.generation.riff import PRE_FRAMES
from livenode.rt.memory import Memory
from livenode.transport.timeline import Timeline

LATEST_FIRST_BAR = 4  # the first riff starts at most this many bars after bar 1
WINDOW_COSTS = 64
SETTLE_S = 0.03  # how late control may be with a write, so that where it is cut does not depend on the moment
MARGIN_MS = 150.0  # guard, fade and settling (70 ms), two ticks, and some air
START_COST_MS = 400.0


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


class LeadTime:
    """How long before its bar line a riff is begun: a bounded p99 of measured costs, and a margin.

    fixed_ms: a constant instead (virtual runs). Thread: control. Real-time safe: no.
    """

    def __init__(self, samplerate: int, fixed_ms: float | None = None) -> None:
        self._samplerate, self._fixed_ms = samplerate, fixed_ms
        self._costs_ms: deque[float] = deque(maxlen=WINDOW_COSTS)

    def measured(self, cost_ms: float) -> None:
        """Take the cost of a riff: from the request until it was made."""
        self._costs_ms.append(cost_ms)

    def frames(self, parts: int) -> int:
        """Return the lead in frames when `parts` parts are made one after the other."""
        if self._fixed_ms is not None:
            return round(self._fixed_ms * self._samplerate / 1000)
        costs = sorted(self._costs_ms)
        typical = costs[min(len(costs) - 1, int(0.99 * len(costs)))] if costs else START_COST_MS
        lead_ms = max(1, parts) * min(4000.0, max(80.0, 1.3 * typical)) + MARGIN_MS
        return round(lead_ms * self._samplerate / 1000)
