"""The journal of a performance: one JSON object a line, every command, riff and level change with its frame.

What a journal and the recorded input hold is enough to play the set again, sample for sample, on the virtual
driver.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

from livenode.journal_rows import Row, RowError, read_rows
from livenode.lines import open_lines
from livenode.rt.layout import RECORD_FRAMES
from livenode.rt.memory import Change, Memory
from livenode.rt.writes import LateWrite
from livenode.surface import Command
from livenode.sync.reading import Reading


class JournalError(ValueError):
    """A journal that cannot be read or written; the sentence says which line."""

    exit_code = 66


def change_row(change: Change) -> Row:
    """Return the row of a level change."""
    return {"frame": change.frame, "target": change.name, "value": change.value}


def late_row(late: LateWrite) -> Row:
    """Return the row of a write that began later than asked."""
    row = {"frame": late.start_frame, "write": late.number}
    return {**row, "overtaken": late.overtaken_frame} if late.overtaken_frame else row


def noted(memory: Memory) -> list[Row]:
    """Return the rows of what callback and writer noted since the last call. Thread: control."""
    late = [late_row(late) for late in memory.writes.late()]
    return [*map(change_row, memory.changes()), *late]


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
    the sound card, from output to input, as calibrated. frame: where the journal begins. record_frames: of
    the record ring, beyond which nothing is remembered.
    """

    blocksize: int
    opening_ms: float = 0.0
    whole_ms: float = 0.0
    lead_ms: float | None = None
    pad_frames: int = 0
    round_trip_frames: int = 0
    frame: int = 0
    record_frames: int = RECORD_FRAMES

    def row(self) -> Row:
        """Return the first row of a journal."""
        return asdict(self)


@dataclass(frozen=True)
class Performance:
    """A journal as read.

    commands: (step, the frame at which it takes effect, command). arrivals: when each riff came from the
    worker, by (part, number): its first bar, then all of it. riffs: the rows of those
    that were made. start: how the node was started.
    switches: (step, engine, why it could not be loaded or "", what its first riff cost). clock: (step, what
    the outside clock said by which a decision was taken in it). late_writes: where writes to the rings began
    that came late, by their number; overtaken: how many frames of them the callback overtook. blocks: (step,
    the frames of a block from then on). presets, sounds: what was loaded, in its order. state: how the node
    was where the journal begins; None: as a node starts. known_frame: up to which all is written down. torn:
    the last line was torn, and is left out. inexact: why it does not tell all. lost: (first frame, frames) of
    what was not recorded.
    """

    commands: tuple[tuple[int, int, Command], ...]
    changes: tuple[Change, ...]
    arrivals: dict[tuple[int, int], list[Arrival]]
    riffs: tuple[Row, ...]
    start: Start
    switches: tuple[tuple[int, str, str, tuple[float, float] | None], ...] = ()
    clock: tuple[tuple[int, Reading], ...] = ()
    late_writes: Mapping[int, int] = field(default_factory=dict)
    overtaken: int = 0
    blocks: tuple[tuple[int, int], ...] = ()
    presets: tuple[Row, ...] = ()
    sounds: tuple[Row, ...] = ()
    state: Row | None = None
    known_frame: int | None = None
    torn: bool = False
    inexact: tuple[str, ...] = ()
    lost: tuple[tuple[int, int], ...] = ()


def read(path: Path) -> Performance:
    """Read a journal; a last line that a power cut has torn is left out. Raises JournalError."""
    try:
        rows, is_torn = read_rows(path)
        return _performance(rows, is_torn)
    except OSError as problem:
        raise JournalError(f"{path} cannot be read ({problem})") from None
    except RowError as problem:
        raise JournalError(f"{path}, {problem}: not a journal of this livenode") from None
    except (KeyError, TypeError, StopIteration) as problem:
        raise JournalError(f"{path}: a row lacks {problem}: not a journal of this livenode") from None


def _performance(rows: list[Row], is_torn: bool) -> Performance:
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
        late_writes={row["write"]: row["frame"] for row in rows if "write" in row},
        overtaken=sum(row["overtaken"] - row["frame"] for row in rows if "overtaken" in row),
        blocks=tuple((row["frame"], row["block"]) for row in rows if "block" in row),
        presets=tuple(row for row in rows if "preset" in row),
        sounds=tuple(row for row in rows if "sound" in row),
        state=next((row["state"] for row in rows if "state" in row), None),
        known_frame=max((row["frame"] for row in rows if row.get("known")), default=None),
        torn=is_torn,
        inexact=tuple(row["inexact"] for row in rows if "inexact" in row),
        lost=tuple((row["frame"], row["lost"]) for row in rows if "lost" in row),
    )


Write = Callable[[Row], None]
