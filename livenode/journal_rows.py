"""The rows of a journal as they are read: one JSON object a line, each value of its kind and range."""

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

from livenode.documents import DocumentError, parse_json, shown
from livenode.params import PARAMS

Row = dict[str, Any]

LINE_BYTES = 1 << 20
MOST_ROWS = 2_000_000  # days of playing
_NUMBER = (int, float)
KINDS: dict[str, tuple[type, ...]] = {
    "frame": (int,),
    "at": (int,),
    "path": (str,),
    "part": (int, NoneType),
    "args": (list,),
    "when": (str, NoneType),
    "target": (str,),
    "value": _NUMBER,
    "riff": (int,),
    "number": (int,),
    "ms": _NUMBER,
    "start_bar": (int,),
    "switched": (str,),
    "failed": (str, NoneType),
    "engine": (str,),
    "cost": (list, NoneType),
    "clock": (dict,),
    "blocksize": (int,),
    "opening_ms": _NUMBER,
    "whole_ms": _NUMBER,
    "lead_ms": (*_NUMBER, NoneType),
    "pad_frames": (int,),
    "round_trip_frames": (int,),
    "record_frames": (int,),
    "write": (int,),
    "overtaken": (int,),
    "block": (int,),
    "lost": (int,),
    "preset": (str,),
    "values": (list,),
    "sound": (str,),
    "digest": (str,),
    "inexact": (str,),
    "known": (bool,),
    "state": (dict,),
}
_FRAMES = 1 << 48  # some two hundred years
RANGES = {
    "frame": (0, _FRAMES),
    "at": (0, _FRAMES),
    "blocksize": (1, 1 << 16),
    "pad_frames": (0, 1 << 26),
    "round_trip_frames": (0, 1 << 26),
    "record_frames": (1 << 12, 1 << 24),
    "overtaken": (0, _FRAMES),
    "block": (1, 1 << 16),
    "lost": (1, _FRAMES),
}


class RowError(ValueError):
    """A row that is not of a journal; the text names the line and what is wrong in it."""


def read_rows(path: Path) -> tuple[list[Row], bool]:
    """Return all rows of a journal, checked, and whether a last one was torn, which is left out.

    Raises RowError and OSError. Thread: any.
    """
    rows: list[Row] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.endswith(b"\n"):
            return rows, True
        if number > MOST_ROWS:
            raise RowError(f"more than {MOST_ROWS} lines, which is the most that is read")
        try:
            rows.append(_row(parse_json(line.decode("utf-8"))))
        except UnicodeDecodeError:
            raise RowError(f"line {number}: is not UTF-8 text") from None
        except (DocumentError, RowError) as problem:
            raise RowError(f"line {number}: {problem}") from None
    return rows, False


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while line := stream.readline(LINE_BYTES + 1):
            if len(line) > LINE_BYTES:
                raise RowError(f"a line is longer than {LINE_BYTES} bytes")
            yield line


def _row(found: object) -> Row:
    if not isinstance(found, dict) or "frame" not in found:
        raise RowError("not a row of a journal")
    for key, kinds in KINDS.items():
        value = found.get(key)
        if key in found and type(value) not in kinds:  # not isinstance: true is no number
            raise RowError(f"{key} cannot be {shown(value)}")
    for key, (low, high) in RANGES.items():
        if key in found and not low <= found[key] <= high:
            raise RowError(f"{key} is {low} to {high}, not {shown(found[key])}")
    if "path" in found:
        _check_command(found)
    return found


def _check_command(found: Row) -> None:
    row = PARAMS.get(found["path"])
    if row is None or found.get("part") not in row.parts:
        raise RowError(f"no row of the table is {shown(found['path'])} of part {shown(found.get('part'))}")
    for arg in found.get("args", ()):
        if type(arg) not in (int, float, str):
            raise RowError(f"{found['path']} cannot be given {shown(arg)}")
