"""The journal of a performance: one JSON object a line, every command, riff and level change with its frame.

What a journal and the recorded input hold is enough to play the set again, sample for sample, on the virtual
driver.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from livenode.rt.memory import Change
from livenode.surface import Command

Row = dict[str, Any]


class JournalError(ValueError):
    """A journal that cannot be read or written; the sentence says which line."""

    exit_code = 66


class JournalWriter:
    """Writes rows as they come, one line each. Thread: control. Real-time safe: no."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._stream: TextIO | None = path.open("w", encoding="utf-8") if path else None
        except OSError as problem:
            raise JournalError(f"{path} cannot be written ({problem.strerror}): give another name") from None

    def write(self, row: Row) -> None:
        """Append a row; nothing without a file."""
        if self._stream is not None:
            self._stream.write(json.dumps(row) + "\n")

    def changes(self, changes: list[Change]) -> None:
        """Append what the callback took."""
        for change in changes:
            self.write({"frame": change.frame, "target": change.name, "value": change.value})

    def __enter__(self) -> "JournalWriter":
        return self

    def __exit__(self, kind: type | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()


@dataclass(frozen=True)
class Performance:
    """A journal as read: commands with their frames, level changes, and the lead of each riff in frames."""

    commands: tuple[tuple[int, Command], ...]
    changes: tuple[Change, ...]
    leads: dict[tuple[int, int], int]
    riffs: tuple[Row, ...]


def read(path: Path) -> Performance:
    """Read a journal. Raises JournalError."""
    rows = []
    try:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            rows.append(json.loads(line))
            if not isinstance(rows[-1], dict) or "frame" not in rows[-1]:
                raise JournalError(f"{path}, line {number}: not a row of a journal")
    except (OSError, UnicodeDecodeError) as problem:
        raise JournalError(f"{path} cannot be read ({problem})") from None
    except json.JSONDecodeError as problem:
        raise JournalError(f"{path}: {problem}: not a journal") from None
    try:
        return _performance(rows)
    except (KeyError, TypeError) as problem:
        raise JournalError(f"{path}: a row lacks {problem}: not a journal") from None


def _performance(rows: list[Row]) -> Performance:
    riffs = tuple(row for row in rows if "riff" in row)
    commands = tuple(
        (row["frame"], Command(row["path"], row["part"], tuple(row["args"]), row["when"]))
        for row in rows
        if "path" in row
    )
    changes = tuple(Change(row["frame"], row["target"], row["value"]) for row in rows if "target" in row)
    leads = {(row["riff"], row["start_bar"]): row["lead_frames"] for row in riffs}
    return Performance(commands, changes, leads, riffs)


Write = Callable[[Row], None]
