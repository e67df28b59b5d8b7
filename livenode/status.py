"""How the node is, as one frozen value, and what makes it degraded."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass

from livenode.params import Args

OK, DEGRADED, FAULT = "ok", "degraded", "fault"
MEMORY_S = 30.0  # how long a late riff or a lost block keeps the status degraded


@dataclass(frozen=True)
class Status:
    """A snapshot of the node's health; the fields are the arguments of the `status` row, in its order.

    `status`: ok; degraded (it plays, but riffs were late or blocks lost of late, or a file that was asked for
    is no longer written); fault (nothing is heard: the device is lost, and waited for, or the output is
    silent or stuck). `reason`: why it is not ok.
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


TROUBLES = ("late riffs", "lost blocks", "losses of the device")  # what is counted, and forgotten in time


class Health:
    """What went wrong of late, from counters that only grow. Time is passed in, in seconds.

    Thread: control. Real-time safe: no.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, tuple[int, ...]]] = deque([(-MEMORY_S, (0,) * len(TROUBLES))])
        self._problems: tuple[str, ...] = ()

    def observe(self, now_s: float, counts: tuple[int, ...], problems: Sequence[str]) -> list[str]:
        """Note how many TROUBLES there were so far, and what does not work; returns what is new of that."""
        self._seen.append((now_s, counts))
        while now_s - self._seen[1][0] >= MEMORY_S:
            self._seen.popleft()
        new = [problem for problem in problems if problem not in self._problems]
        self._problems = tuple(problems)
        return new

    def judge(self, active: bool, fault: str = "") -> tuple[str, str]:
        """Return status and reason. active: whether the device calls back. fault: of what it plays."""
        if not active or fault:
            return FAULT, fault if active else "the sound device no longer calls back"
        (_, before), (_, now) = self._seen[0], self._seen[-1]
        new = [count - earlier for count, earlier in zip(now, before, strict=True)]
        words = [f"{what} in {MEMORY_S:.0f} s: {n}" for what, n in zip(TROUBLES, new, strict=True) if n]
        reasons = (*words, *self._problems)
        return (DEGRADED if reasons else OK), "; ".join(reasons)


def unbroken(say: Callable[[str], None]) -> Callable[[str], None]:
    """Return a `say` that goes on without a console: its terminal was closed, or its disk is full."""

    def said(line: str) -> None:
        with suppress(OSError):
            say(line)

    return said
