"""One JSON line for each riff, appended to a file as it comes: what it cost and how early it was."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from livenode.figures import RiffMade
from livenode.lines import LineWriter, open_lines

STDOUT = "-"


class MetricsError(ValueError):
    """The file cannot be written; the sentence says why."""

    exit_code = 66


class MetricsWriter:
    """Writes riffs as they come. A disk that fails ends the lines, not the music; `problem` says so.

    target: a file that is appended to, STDOUT, or None for nothing. Thread: control. Real-time safe: no.
    """

    def __init__(self, target: str | None) -> None:
        try:
            self._lines = _open(target) if target else None
        except OSError as problem:
            raise MetricsError(
                f"{target} cannot be written ({problem.strerror}): give --metrics another name"
            ) from None

    @property
    def problem(self) -> str:
        """Why the lines ended early, or ""."""
        return self._lines.problem if self._lines else ""

    def write(self, riff: RiffMade) -> None:
        """Append a riff; nothing without a file."""
        if self._lines is not None:
            self._lines.write(metrics_line(riff, datetime.now(UTC)))

    def close(self) -> None:
        """Write what is left."""
        if self._lines is not None:
            self._lines.close()


def metrics_line(riff: RiffMade, now: datetime) -> str:
    """Return the line of a riff. Thread: any. Real-time safe: no."""
    fields = {**asdict(riff), "timings_ms": dict(riff.timings_ms)}
    return json.dumps({"time": now.isoformat(timespec="milliseconds"), **fields})


def _open(target: str) -> LineWriter:
    if target != STDOUT:
        return open_lines(Path(target), f"the metrics file {target}", append=True)
    stdout = open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)
    return LineWriter(stdout, "--metrics")
