"""What time it is: the two clocks that a show goes by, read together and passed in as a value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic


@dataclass(frozen=True)
class Now:
    """A moment. `s`: of a clock that never jumps. `local`: what a clock on the wall shows, naive.

    The wall's may jump, by summer time or when it is set: it says what is open, and measures nothing.
    """

    s: float
    local: datetime


Clock = Callable[[], Now]


def machine_clock() -> Now:
    """Return the moment by this machine, in its own time zone. Thread: any. Real-time safe: no."""
    return Now(monotonic(), datetime.now())
