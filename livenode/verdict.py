"""What a machine can do, from what riffs cost on it: which lengths and steps are safe. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from livenode.generation.planner import Cost, bounded_p99, most_cost_ms

BARS = (1, 2, 4, 8)
SPARE = 0.75  # a cost below this share of what may be is safe: other programs want the machine too
FOUR_BARS = 4  # the length that `Cost` of a step count is measured with


@dataclass(frozen=True)
class Setting:
    """How it is played: parts that play by themselves, bars of a riff, tempo, quarter notes a bar."""

    parts: int
    bars: int
    bpm: float
    beats_per_bar: float = 4.0

    @property
    def riff_ms(self) -> float:
        """How long a riff lasts."""
        return self.bars * self.beats_per_bar * 60_000 / self.bpm


@dataclass(frozen=True)
class Verdict:
    """p99 of a whole riff's cost beside the most it may be. `keeps_up`: no riff is missing at that cost."""

    cost_ms: float
    most_ms: float

    @property
    def keeps_up(self) -> bool:
        """Whether every riff is in time."""
        return self.cost_ms <= self.most_ms

    @property
    def is_safe(self) -> bool:
        """Whether there is something to spare."""
        return self.cost_ms <= SPARE * self.most_ms

    def words(self) -> str:
        """Say it."""
        share = f"{self.cost_ms:.0f} ms a riff (p99) of {self.most_ms:.0f} ms that it may take"
        if self.is_safe:
            return f"safe: {share}"
        return f"in time, with little to spare: {share}" if self.keeps_up else f"too slow: {share}"


def judge(costs: Sequence[Cost], setting: Setting) -> Verdict:
    """Return the verdict on a setting, from what riffs of it cost; at least one."""
    p99 = bounded_p99([cost.whole_ms for cost in costs])
    return Verdict(p99, most_cost_ms(setting.parts, setting.riff_ms))


def shortest_safe(cost: Cost, setting: Setting) -> int | None:
    """Return the fewest bars a riff may have to be safe, None where none is.

    cost: of a riff of four bars; setting: its bars do not count.
    """
    per_bar = (cost.whole_ms - cost.opening_ms) / (FOUR_BARS - 1)
    for bars in BARS:
        riff = Setting(setting.parts, bars, setting.bpm, setting.beats_per_bar)
        whole = Cost(cost.opening_ms, cost.opening_ms + per_bar * (bars - 1))
        if judge([whole], riff).is_safe:
            return bars
    return None


def advice(verdict: Verdict, setting: Setting, safe: Mapping[int, int | None], steps: int) -> list[str]:
    """Return what to change, the most useful first; safe: `shortest_safe` by steps; steps: those in use."""
    if verdict.is_safe:
        return []
    told = []
    bars = safe.get(steps)
    if bars is not None and bars > setting.bars:
        told.append(f"longer riffs: --bars {bars} (or /livenode/bars {bars})")
    fewer = [other for other, least in safe.items() if other < steps and least and least <= setting.bars]
    if fewer:
        told.append(f"fewer denoising steps: --steps {max(fewer)} (or /livenode/steps {max(fewer)})")
    if setting.parts > 1:
        told.append(f"fewer parts that play by themselves: {setting.parts - 1}")
    told.append("close other programs, plug in the power supply, choose the system's performance mode")
    return told
