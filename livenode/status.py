"""How the node is, as one frozen value."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, dataclass

from livenode.params import Args

OK, DEGRADED, FAULT = "ok", "degraded", "fault"


@dataclass(frozen=True)
class Status:
    """A snapshot of the node's health; the fields are the arguments of the `status` row, in its order.

    `status`: ok; degraded (it plays, but riffs were late or blocks lost of late); fault (it does not play:
    the device is lost, which `device` says, and waited for).
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

    def row(self) -> Args:
        """Return the arguments of the `status` row."""
        return astuple(self)

    def heartbeat(self, uptime_s: float, bar: int) -> Args:
        """Return the arguments of the `heartbeat` row; `bar` is counted from 1, 0 while stopped."""
        return (int(uptime_s), self.status, bar, self.cpu, self.xruns)


def unbroken(say: Callable[[str], None]) -> Callable[[str], None]:
    """Return a `say` that goes on without a console: its terminal was closed, or its disk is full."""

    def said(line: str) -> None:
        with suppress(OSError):
            say(line)

    return said
