"""JSON and TOML as they are read: bounded in size, depth and numbers, so that no file costs more than itself.

The one place of the runtime that parses either. It raises `DocumentError` and, for the disk, OSError. And
how text is put in a file's place: whole or not at all.
"""

import json
import os
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

TOML_BYTES = 1 << 17  # what people write: configurations, presets
TOML_LINE = 2048  # characters: tomllib takes the square of a long key, minutes for one of 100 KB
JSON_BYTES = 1 << 22
MOST_DEPTH = 96
BIGGEST = 1 << 63


class DocumentError(ValueError):
    """A document that is not taken; the text says why, and follows the file's name: "is not JSON (...)"."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises DocumentError and OSError. Thread: any."""
    return parse_toml(read_text(path, TOML_BYTES))


def read_json(path: Path, most_bytes: int = JSON_BYTES) -> Any:
    """Return what a JSON file holds. Raises DocumentError and OSError. Thread: any."""
    return parse_json(read_text(path, most_bytes), most_bytes)


def read_text(path: Path, most_bytes: int) -> str:
    """Return a file's text; no more of it is read than is allowed. Raises DocumentError and OSError."""
    try:
        with path.open("rb") as stream:
            found = stream.read(most_bytes + 1)
    except ValueError as problem:  # a NUL in its name
        raise DocumentError(f"cannot be read ({problem})") from None
    if len(found) > most_bytes:
        raise DocumentError(f"is longer than {most_bytes} bytes, which is the most that is read")
    try:
        return found.decode("utf-8-sig")  # Windows may put a mark before it
    except UnicodeDecodeError as problem:
        raise DocumentError(
            f"cannot be read: it is not UTF-8 text ({problem.reason} at byte {problem.start})"
        ) from None


def put_text(path: Path, text: str, lasting: bool = False) -> None:
    """Put text in a file's place, whole or not at all; makes its folder. Raises OSError. Thread: any.

    lasting: it is on disk when this returns, so that after a power cut there is the old text or the new.
    """
    beside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with beside.open("w", encoding="utf-8") as opened:
            opened.write(text)
            if lasting:
                opened.flush()
                os.fsync(opened.fileno())
        os.replace(beside, path)
    except Exception:
        with suppress(OSError):
            beside.unlink()
        raise
    if lasting and hasattr(os, "O_DIRECTORY"):  # Windows has no folder to be opened
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of this TOML. Raises DocumentError. Thread: any."""
    if len(text) > TOML_BYTES:
        raise DocumentError(f"is longer than {TOML_BYTES} characters, which is the most that is read")
    if any(len(line) > TOML_LINE for line in text.split("\n")):
        raise DocumentError(f"has a line longer than {TOML_LINE} characters, which is the most that is read")
    try:
        found = tomllib.loads(text)
    except RecursionError:
        raise DocumentError("is nested too deep") from None
    except ValueError as problem:  # TOMLDecodeError is one; a date or number that cannot be is another
        raise DocumentError(f"is not TOML: {problem}") from None
    _check(found)
    return found


def parse_json(text: str, most_bytes: int = JSON_BYTES) -> Any:
    """Return what this JSON holds. Raises DocumentError. Thread: any."""
    if len(text) > most_bytes:
        raise DocumentError(f"is longer than {most_bytes} characters, which is the most that is read")
    try:
        found = json.loads(text)
    except RecursionError:
        raise DocumentError("is nested too deep") from None
    except ValueError as problem:
        raise DocumentError(f"is not JSON ({problem})") from None
    _check(found)
    return found


def shown(value: object) -> str:
    """Return a value as a sentence can show it: short, and without control characters. Thread: any."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _check(found: object) -> None:
    """See that all of it can be said again: neither too deep for repr, nor a number or string that breaks."""
    level, depth = [found], 0
    while level:
        if depth > MOST_DEPTH:
            raise DocumentError(f"is nested deeper than {MOST_DEPTH}")
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below += [*value, *value.values()]
            elif isinstance(value, list):
                below += value
            elif isinstance(value, int) and abs(value) >= BIGGEST:
                raise DocumentError("holds a whole number of more than 64 bits")
            elif isinstance(value, str):
                _check_text(value)
        level, depth = below, depth + 1


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell
        raise DocumentError(f"holds text that is no Unicode: {text[:32]!r}") from None
