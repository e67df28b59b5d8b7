"""The journal of a performance: one JSON object a line, every command, riff and level change with its frame.

What a journal and the recorded input hold is enough to play the set again, sample for sample, on the virtual
driver.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from livenode.journal_rows import Row, RowError, read_rows
from livenode.lines import open_lines
from livenode.rt.memory import Change
from livenode.surface import Command
from livenode.sync.reading import Reading


class JournalError(ValueError):
    """A journal that cannot be read or written; the sentence says which line."""

    exit_code = 66


def change_row(change: Change) -> Row:
    """Return the row of a level change."""
    return {"frame": change.frame, "target": change.name, "value": change.value}


class JournalWriter:
    """Writes rows as they come, one line each; a disk that fails ends the journal, not the performance.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, path: Path | None) -> None:
        try:
            self._lines = open_lines(path, f"the journal {path}") if path else None
        except OSError as problem:
            raise JournalError(f"{path} cannot be written ({problem.strerror}): give another name") from None

    @property
    def problem(self) -> str:
        """Why the journal ended early, or ""."""
        return self._lines.problem if self._lines else ""

    def write(self, row: Row) -> None:
        """Append a row; nothing without a file."""
        if self._lines is not None:
            self._lines.write(json.dumps(row))

    def changes(self, changes: list[Change]) -> None:
        """Append what the callback took."""
        for change in changes:
            self.write(change_row(change))

    def close(self) -> None:
        """Write what is left."""
        if self._lines is not None:
            self._lines.close()

    def __enter__(self) -> "JournalWriter":
        return self

    def __exit__(self, kind: type | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


@dataclass(frozen=True)
class Arrival:
    """When a riff, or its first bar, came from the worker: the step's frame, its place among all that came,
    its cost, its engine, what it said if it failed.
    """

    frame: int
    place: int
    cost_ms: float
    failed: str | None = None
    engine: str = ""


@dataclass(frozen=True)
class Start:
    """How a node was started: frames of a block; the lead of its riffs, from what the first cost (its first
    bar, and whole), or fixed.

    pad_frames: silence before the input (a virtual run, to bring bar 1 to its place). round_trip_frames: of
    the sound card, from output to input, as calibrated.
    """

    blocksize: int
    opening_ms: float = 0.0
    whole_ms: float = 0.0
    lead_ms: float | None = None
    pad_frames: int = 0
    round_trip_frames: int = 0

    def row(self) -> Row:
        """Return the first row of a journal."""
        return {"frame": 0, **asdict(self)}


@dataclass(frozen=True)
class Performance:
    """A journal as read.

    commands: (step, the frame at which it takes effect, command). arrivals: when each riff came from the
    worker, by (part, number): its first bar, then all of it. riffs: the rows of those
    that were made. start: how the node was started.
    switches: (step, engine, why it could not be loaded or "", what its first riff cost). clock: (step, what
    the outside clock said by which a decision was taken in it).
    """

    commands: tuple[tuple[int, int, Command], ...]
    changes: tuple[Change, ...]
    arrivals: dict[tuple[int, int], list[Arrival]]
    riffs: tuple[Row, ...]
    start: Start
    switches: tuple[tuple[int, str, str, tuple[float, float] | None], ...] = ()
    clock: tuple[tuple[int, Reading], ...] = ()


def read(path: Path) -> Performance:
    """Read a journal; a last line that a power cut has torn is left out. Raises JournalError."""
    try:
        rows, _ = read_rows(path)
        return _performance(rows)
    except OSError as problem:
        raise JournalError(f"{path} cannot be read ({problem})") from None
    except RowError as problem:
        raise JournalError(f"{path}, {problem}: not a journal of this livenode") from None
    except (KeyError, TypeError, StopIteration) as problem:
        raise JournalError(f"{path}: a row lacks {problem}: not a journal of this livenode") from None


def _performance(rows: list[Row]) -> Performance:
    made = [row for row in rows if "riff" in row]
    started = next(row for row in rows if "blocksize" in row)
    arrivals: dict[tuple[int, int], list[Arrival]] = {}
    for place, row in enumerate(made):
        arrival = Arrival(row["frame"], place, row["ms"], row.get("failed"), row.get("engine", ""))
        arrivals.setdefault((row["riff"], row["number"]), []).append(arrival)
    return Performance(
        commands=tuple(
            (row["frame"], row["at"], Command(row["path"], row["part"], tuple(row["args"]), row["when"]))
            for row in rows
            if "path" in row
        ),
        changes=tuple(Change(row["frame"], row["target"], row["value"]) for row in rows if "target" in row),
        arrivals=arrivals,
        switches=tuple(
            (row["frame"], row["switched"], row["failed"], tuple(row["cost"]) if row.get("cost") else None)
            for row in rows
            if "switched" in row
        ),
        clock=tuple((row["frame"], Reading(**row["clock"])) for row in rows if "clock" in row),
        riffs=tuple(row for row in made if "start_bar" in row),
        start=Start(**{key: started[key] for key in Start.__dataclass_fields__ if key in started}),
    )


Write = Callable[[Row], None]
