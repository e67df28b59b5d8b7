"""How the node is, as one frozen value, and what makes it degraded."""

from collections import deque
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from livenode.params import Args

OK, DEGRADED, FAULT = "ok", "degraded", "fault"
MEMORY_S = 30.0  # how long a late riff or a lost block keeps the status degraded


@dataclass(frozen=True)
class Status:
    """A snapshot of the node's health; the fields are the arguments of the `status` row, in its order.

    `status`: ok; degraded (it plays, but riffs were late or blocks lost of late, or a file that was asked for
    is no longer written); fault (it does not play). `reason`: why it is not ok.
    `cpu`: the share of a block's time that its computation takes, 0 to 1. `xruns`: blocks the device lost.
    `late`: riffs that missed their deadline. `quality`: the engine's grade. `why`: why on this backend.
    """

    status: str = OK
    device: str = ""
    samplerate: int = 0
    blocksize: int = 0
    cpu: float = 0.0
    xruns: int = 0
    late: int = 0
    engine: str = ""
    backend: str = ""
    quality: str = ""
    why: str = ""
    reason: str = ""

    def row(self) -> Args:
        """Return the arguments of the `status` row."""
        return astuple(self)

    def heartbeat(self, uptime_s: float, bar: int) -> Args:
        """Return the arguments of the `heartbeat` row; `bar` is counted from 1, 0 while stopped."""
        return (int(uptime_s), self.status, bar, self.cpu, self.xruns)


class Health:
    """What went wrong of late, from counters that only grow. Time is passed in, in seconds.

    Thread: control. Real-time safe: no.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int, int]] = deque([(-MEMORY_S, 0, 0)])
        self._problems: tuple[str, ...] = ()

    def observe(self, now_s: float, late: int, xruns: int, problems: Sequence[str]) -> list[str]:
        """Note the late riffs and lost blocks so far and what does not work; returns what is new of that."""
        self._seen.append((now_s, late, xruns))
        while now_s - self._seen[1][0] >= MEMORY_S:
            self._seen.popleft()
        new = [problem for problem in problems if problem not in self._problems]
        self._problems = tuple(problems)
        return new

    def judge(self, active: bool) -> tuple[str, str]:
        """Return the status and the reason. active: whether the device calls back."""
        if not active:
            return FAULT, "the sound device no longer calls back"
        (_, late_before, xruns_before), (_, late, xruns) = self._seen[0], self._seen[-1]
        counts = (("late riffs", late - late_before), ("lost blocks", xruns - xruns_before))
        words = [f"{what} in {MEMORY_S:.0f} s: {count}" for what, count in counts if count]
        reasons = (*words, *self._problems)
        return (DEGRADED if reasons else OK), "; ".join(reasons)
