"""A line that says how far a long job is: it is written over on a terminal, and rare in a log."""

import sys
import time
from typing import TypeVar

Value = TypeVar("Value")
LOG_STEPS = 20  # lines in a log


class Progress:
    """Counts `total` things done and prints the time they took and the time left."""

    def __init__(self, total: int, verb: str):
        self._total, self._verb, self._done = total, verb, 0
        self._started = time.monotonic()
        self._on_terminal = sys.stdout.isatty()

    def passed(self, value: Value) -> Value:
        """Count one more and return `value`; print where it is time to."""
        self._done += 1
        done, total = self._done, self._total
        if self._on_terminal or done == total or done * LOG_STEPS // total > (done - 1) * LOG_STEPS // total:
            elapsed_s = time.monotonic() - self._started
            line = f"{done}/{total} {self._verb}, {elapsed_s / done:.2f} s each, "
            line += f"{elapsed_s / done * (total - done):.0f} s left"
            over = self._on_terminal and done < total
            print(f"{line:60}" if self._on_terminal else line, end="\r" if over else "\n", flush=True)
        return value
