"""What the node counts, as frozen values: each riff with its cost and margin; all figures at one moment."""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from livenode import __version__
from livenode.params import Args
from livenode.rt.counters import Counters
from livenode.status import Status

KEPT_RIFFS = 256


@dataclass(frozen=True)
class RiffMade:
    """A riff as it came from the worker.

    bar: its first, counted from 1, 0 where it failed. opening_ms: what its first bar cost, cost_ms: all of
    it, timings_ms: its stages. lead_ms: from the last frame it heard to its first. margin_ms: how early it
    came, negative where it was late. fallback: what sounded in its place, "" where it was in time. frame:
    the step in which it came.
    """

    part: int
    number: int
    bar: int
    opening_ms: float
    cost_ms: float
    timings_ms: tuple[tuple[str, float], ...]
    lead_ms: float
    margin_ms: float
    late: bool
    fallback: str
    engine: str
    frame: int
    failed: str = ""


def riff_made(row: Mapping[str, Any], samplerate: int, fallback: str) -> RiffMade:
    """Return the riff of a journal row that has "riff". fallback: the setting in force."""
    missed = bool(row.get("late")) or "failed" in row
    return RiffMade(
        part=row["riff"],
        number=row["number"],
        bar=row.get("start_bar", -1) + 1,
        opening_ms=row.get("opening_ms", row["ms"]),
        cost_ms=row["ms"],
        timings_ms=tuple(row.get("timings_ms", {}).items()),
        lead_ms=1000 * row.get("lead_frames", 0) / samplerate,
        margin_ms=1000 * row.get("margin_frames", 0) / samplerate,
        late=bool(row.get("late")),
        fallback=fallback if missed else "",
        engine=row.get("engine", ""),
        frame=row["frame"],
        failed=row.get("failed", ""),
    )


@dataclass(frozen=True)
class RiffFigures:
    """Counts of riffs since the start; costs and margins of the last KEPT_RIFFS, 0 before the first."""

    made: int = 0
    late: int = 0
    failed: int = 0
    fallbacks: int = 0
    cost_p50_ms: float = 0.0
    cost_p99_ms: float = 0.0
    margin_p50_ms: float = 0.0
    margin_least_ms: float = 0.0


@dataclass
class RiffLog:
    """The last riffs, oldest first. Thread: control. Real-time safe: no."""

    last: deque[RiffMade] = field(default_factory=lambda: deque(maxlen=KEPT_RIFFS))
    failed: int = 0

    def take(self, riff: RiffMade) -> None:
        """Note a riff."""
        self.failed += bool(riff.failed)
        self.last.append(riff)

    def figures(self, made: int, late: int, fallbacks: int) -> RiffFigures:
        """Return the figures of these riffs beside the band's own counts."""
        costs = [riff.cost_ms for riff in self.last]
        margins = [riff.margin_ms for riff in self.last if not riff.failed]
        return RiffFigures(
            made=made,
            late=late,
            failed=self.failed,
            fallbacks=fallbacks,
            cost_p50_ms=percentile(costs, 0.5),
            cost_p99_ms=percentile(costs, 0.99),
            margin_p50_ms=percentile(margins, 0.5),
            margin_least_ms=min(margins, default=0.0),
        )


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of them lies, 0 of none. Thread: any. Real-time safe: no."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


@dataclass(frozen=True)
class Attended:
    """What is done while nobody looks after the node.

    hours: open, opening, closing or closed. attract: off, waiting or attracting. silences: how often there
    was no sound although the transport rolled, silent_s: for how long there is none now. watchdog_fed, saves:
    how often the watchdog was fed and the state kept.
    """

    hours: str = "open"
    attract: str = "off"
    silences: int = 0
    silent_s: float = 0.0
    watchdog_fed: int = 0
    saves: int = 0


@dataclass(frozen=True)
class Figures:
    """All that the node counts, at one moment. `bar` is counted from 1, 0 while stopped."""

    name: str
    status: Status
    uptime_s: float
    bar: int
    counters: Counters
    riffs: RiffFigures
    attended: Attended = Attended()
    device_losses: int = 0

    def row(self) -> Args:
        """Return the arguments of the `counters` row."""
        riffs = self.riffs
        counts = (riffs.made, riffs.late, riffs.fallbacks, self.counters.xruns)
        return (*counts, riffs.cost_p50_ms, riffs.cost_p99_ms)

    def document(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return {
            "name": self.name,
            "version": __version__,
            "uptime_s": self.uptime_s,
            "bar": self.bar,
            "status": asdict(self.status),
            "counters": {**asdict(self.counters), "xruns": self.counters.xruns},
            "riffs": asdict(self.riffs),
            "attended": asdict(self.attended),
            "device_losses": self.device_losses,
        }
