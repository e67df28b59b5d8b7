"""The log of a show: what the node says, with the time, in a file that is limited in size.

A sentence that comes again and again is counted, and told with its count ever more seldom. Writing has a
thread of its own, so that a slow disk holds nobody up; while the disk is full lines are lost, and counted.
"""

import logging
import queue
import re
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path

from livenode.show.moment import Clock

FILE_BYTES, OLD_FILES = 2_000_000, 3  # 8 MB together
AGAIN_S, SELDOM_S = 10.0, 3600.0
MOST_SENTENCES = 256
LONGEST = 1000


class LogError(ValueError):
    """The log cannot be written; the sentence says why."""

    exit_code = 66


@dataclass
class _Said:
    """When a sentence was written last, for how long it is only counted, and how often it was since."""

    at_s: float
    silent_s: float
    more: int = 0


class Repeats:
    """Counts what is said again, numbers in it aside. Time is passed in, in seconds. Thread: any one."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, _Said] = OrderedDict()

    def line(self, text: str, now_s: float) -> str:
        """Return what to write of a sentence: itself, with how often it came meanwhile, or nothing."""
        kind = re.sub(r"\d+", "#", text)
        said = self._said.pop(kind, None)
        if said is not None and now_s - said.at_s < said.silent_s:
            said.more += 1
            self._said[kind] = said
            return ""
        goes_on = said is not None and now_s - said.at_s < 2 * said.silent_s
        silent_s = min(2 * said.silent_s, SELDOM_S) if said and goes_on else AGAIN_S
        self._said[kind] = _Said(now_s, silent_s)
        if len(self._said) > MOST_SENTENCES:
            self._said.popitem(last=False)
        return text if said is None or not said.more else f"{text} (and {said.more} more like it)"


class _File(RotatingFileHandler):
    """The file; what cannot be written is counted in `lost`."""

    lost = 0
    problem = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line. Called by logging."""
        lost = self.lost
        super().emit(record)
        if lost == self.lost:
            self.problem = ""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Count a line that was lost. Called by logging."""
        self.lost += 1
        self.problem = f"the log {self.baseFilename} cannot be written"
        with suppress(OSError, ValueError):  # what is left of the line would come out at the next
            self.close()


class Log:
    """Writes sentences to a file, and to FILE.1 to FILE.3 what was before.

    LogError where it cannot be opened. Thread: any. Real-time safe: no.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _File(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")
        except OSError as problem:
            raise LogError(
                f"{path} cannot be written ({problem.strerror}): give --log another name"
            ) from None
        waiting: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
        self._door = QueueHandler(waiting)
        self._listener = QueueListener(waiting, self._file)
        self._listener.start()
        self._repeats, self._clock, self._lock = Repeats(), clock, threading.Lock()

    @property
    def problem(self) -> str:
        """Why lines are lost, "" while all is well."""
        return self._file.problem

    @property
    def lost(self) -> int:
        """How many lines could not be written."""
        return self._file.lost

    def say(self, text: str) -> None:
        """Write a sentence, unless it was said a short while ago. Never raises, never waits for the disk."""
        now = self._clock()
        with self._lock:
            line = self._repeats.line(" ".join(text.splitlines())[:LONGEST], now.s)
        if line:
            told = f"{now.local:%Y-%m-%d %H:%M:%S} {line}"
            self._door.handle(logging.makeLogRecord({"msg": told, "args": None}))

    def close(self) -> None:
        """Write what is left."""
        self._listener.stop()
        self._file.close()
