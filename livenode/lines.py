"""Lines appended to a file by a thread of their own: a full, slow or broken disk costs lines, never music."""

import errno
import os
import queue
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

MOST_WAITING = 50_000  # lines; a disk that is so far behind has failed
CLOSE_S = 5.0  # how long `close` waits for what is still to be written


class LineWriter:
    """Writes lines in order, each at once. The first that cannot be written is the last.

    stream: unbuffered bytes, owned from now on. name: what the lines are, for `problem`, which says why the
    writing ended and is "" while all is well. Torn lines are cut off, so that what was written can be read.
    Thread: control. Real-time safe: no.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.problem = ""
        self._stream, self._name = stream, name
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="livenode-lines", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Queue a line, without its end. Never raises, never waits for the disk."""
        if self.problem:
            return
        if self._waiting.qsize() >= MOST_WAITING:
            self.problem = f"{self._name} is no longer written (the disk is too slow)"
            return
        self._waiting.put(line.encode() + b"\n")

    def close(self) -> None:
        """Write what is queued and close; a disk that does not answer is left alone after CLOSE_S."""
        self._waiting.put(None)
        self._thread.join(CLOSE_S)
        if self._thread.is_alive() and not self.problem:
            self.problem = f"{self._name} is not whole (the disk does not answer)"

    def _run(self) -> None:
        while (line := self._waiting.get()) is not None:
            if not self.problem:
                self._append(line)
        with suppress(OSError):
            self._stream.close()

    def _append(self, line: bytes) -> None:
        written = 0
        try:
            while written < len(line):
                count = self._stream.write(line[written:])
                if count is None:  # a pipe that was set not to wait
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                written += count
        except OSError as problem:
            with suppress(OSError):
                self._cut(written)
            self.problem = f"{self._name} is no longer written ({problem.strerror})"

    def _cut(self, count: int) -> None:
        """Take the last `count` bytes off the file again."""
        if count:
            handle = self._stream.fileno()
            os.ftruncate(handle, os.fstat(handle).st_size - count)


def open_lines(path: Path, name: str, *, append: bool = False) -> LineWriter:
    """Open a file for lines. Raises OSError. Thread: control. Real-time safe: no."""
    return LineWriter(path.open("ab" if append else "wb", buffering=0), name)
