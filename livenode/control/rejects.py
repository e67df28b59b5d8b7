"""Count what is refused or goes wrong, by class, and log little of it, however much there is.

A class is logged at once, then at most once in 10 s, and ever more seldom while it goes on, up to once in
10 minutes.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

LOG_EVERY_S, LOG_SELDOM_S = 10.0, 600.0
MAX_CLASSES = 64

_log = logging.getLogger("livenode.control")


@dataclass
class _Logged:
    """When a class was logged last, how many there were then, and how long it is silent."""

    at_s: float = -1e9
    seen: int = 0
    silent_s: float = LOG_EVERY_S


class Rejects:
    """Counters by class. `counts` only grows."""

    def __init__(self, now: Callable[[], float], log: Callable[[str], None] = _log.warning) -> None:
        self.counts: Counter[str] = Counter()
        self._now = now
        self._log = log
        self._logged: dict[str, _Logged] = {}

    def count(self, kind: str, detail: str = "") -> None:
        """Count one; log it unless its class spoke a short while ago."""
        if kind not in self.counts and len(self.counts) >= MAX_CLASSES:
            kind = "other"
        self.counts[kind] += 1
        last = self._logged.get(kind, _Logged())
        passed_s = self._now() - last.at_s
        if passed_s < last.silent_s:
            return
        goes_on = passed_s < 2 * last.silent_s
        silent_s = min(2 * last.silent_s, LOG_SELDOM_S) if goes_on else LOG_EVERY_S
        more = self.counts[kind] - last.seen - 1
        self._logged[kind] = _Logged(self._now(), self.counts[kind], silent_s)
        self._log(f"{kind}{': ' if detail else ''}{detail}" + (f" (and {more} more)" if more else ""))
