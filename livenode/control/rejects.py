"""Count what is refused or goes wrong, by class, and log at most one line of a class in 10 s."""

import logging
from collections import Counter
from collections.abc import Callable

LOG_EVERY_S = 10.0
MAX_CLASSES = 64

_log = logging.getLogger("livenode.control")


class Rejects:
    """Counters by class. `counts` only grows."""

    def __init__(self, now: Callable[[], float], log: Callable[[str], None] = _log.warning) -> None:
        self.counts: Counter[str] = Counter()
        self._now = now
        self._log = log
        self._logged: dict[str, tuple[float, int]] = {}

    def count(self, kind: str, detail: str = "") -> None:
        """Count one; log it unless its class spoke less than 10 s ago."""
        if kind not in self.counts and len(self.counts) >= MAX_CLASSES:
            kind = "other"
        self.counts[kind] += 1
        last_s, seen = self._logged.get(kind, (-1e9, 0))
        if self._now() - last_s < LOG_EVERY_S:
            return
        more = self.counts[kind] - seen - 1
        self._logged[kind] = (self._now(), self.counts[kind])
        self._log(f"{kind}{': ' if detail else ''}{detail}" + (f" (and {more} more)" if more else ""))
