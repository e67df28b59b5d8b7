"""When messages arrived, by the monotonic clock, from what the driver says about the time between them."""

from collections import deque

KEPT_S = 10.0  # the driver's clock may run apart from ours
KEPT = 256


class Arrivals:
    """Sums up the driver's differences. A message is read after it has arrived, never before.

    So the earliest of the last readings says where the driver's time lies on ours. Thread: control.
    """

    def __init__(self) -> None:
        self._sum_s = 0.0
        self._late: deque[tuple[float, float]] = deque(maxlen=KEPT)

    def at(self, since_last_s: float, read_s: float) -> float:
        """Return when a message arrived that was read at `read_s`, so long after the one before it."""
        self._sum_s += since_last_s
        self._late.append((read_s, read_s - self._sum_s))
        while read_s - self._late[0][0] > KEPT_S:
            self._late.popleft()
        return self._sum_s + min(offset_s for _, offset_s in self._late)
