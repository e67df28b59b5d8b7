"""Presets: named TOML files of parameter values, checked against the same table as OSC.

    description = "a line for the performer"
    [node]
    tempo = 100
    "loop/bars" = 4
    [part.all]
    auto = 0
    [part.1]
    prompt = "warm electric bass, funk, steady"
    "guidance/context" = 1.5
    [midi]
    map = ["cc 1 64 press loop/press", "cc 1 64 long loop/clear"]

Keys are rows of the table; one with a slash stands in quotes. `[part.all]` is taken before the single parts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livenode import paths
from livenode.bindings import read_all
from livenode.documents import TOML_BYTES, DocumentError, parse_toml, put_text, read_text, shown
from livenode.params import NAME_LETTERS, PARAMS, PARTS, Args, Key, Refused, check
from livenode.surface import Command, Values

NAME_CHARACTERS = 32
MOST_OWN = 500  # presets of the user's: whoever may save over the network cannot fill the disk


class PresetError(ValueError):
    """A preset that cannot be used; the text says which file, which key, and what is allowed."""

    exit_code = 78  # EX_CONFIG


@dataclass(frozen=True)
class Preset:
    """A named set of values: (path, part) to canonical arguments."""

    name: str
    description: str
    values: Mapping[Key, Args]
    midi: tuple[str, ...] = ()  # what MIDI controls are bound to; () = as it is

    def commands(self, when: str | None = None) -> list[Command]:
        """Return the values as commands of one bundle."""
        return [Command(path, part, args, when) for (path, part), args in self.values.items()]


def folders() -> list[Path]:
    """Return where presets are looked for: the user's own first, then those that come with the package."""
    return [paths.user_presets(), paths.shipped("presets")]


def names(where: Sequence[Path] | None = None) -> list[str]:
    """Return the names of all presets, sorted."""
    found = {file.stem for folder in where or folders() if folder.is_dir() for file in folder.glob("*.toml")}
    return sorted(name for name in found if is_name(name))


def is_name(name: str) -> bool:
    """Return whether a preset can have this name: 1 to 32 letters, digits, _ or -."""
    return 1 <= len(name) <= NAME_CHARACTERS and NAME_LETTERS.issuperset(name)


def load(name: str, where: Sequence[Path] | None = None) -> Preset:
    """Read a preset by name. Raises `PresetError`; for an unknown name it lists those there are."""
    where = where or folders()
    files = [folder / f"{name}.toml" for folder in where] if is_name(name) else []
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        raise PresetError(f"no preset {name[:40]!r}; there are {', '.join(names(where)) or 'none'}")
    try:
        return parse(name, read_text(file, TOML_BYTES))
    except DocumentError as error:
        raise PresetError(f"{file} {error}") from None
    except OSError as error:
        raise PresetError(f"{file} cannot be read: {error}") from None


def parse(name: str, text: str) -> Preset:
    """Return the preset written in this TOML. Raises `PresetError` naming the key and what is allowed."""
    try:
        return from_tables(name, parse_toml(text))
    except DocumentError as error:
        raise PresetError(f"preset {name} {error}") from None


def from_tables(name: str, tables: Mapping[str, object]) -> Preset:
    """Return the preset of these tables, as TOML has them. Raises `PresetError`."""
    unknown = [key for key in tables if key not in ("description", "node", "part", "midi")]
    if unknown:
        raise PresetError(
            f"preset {name}: no {shown(unknown[0])} there; "
            "a preset has description, [node], [part.1] and [midi]"
        )
    values = _rows(name, "", _table(name, "node", tables.get("node", {})), (None,))
    parts = _table(name, "part", tables.get("part", {}))
    allowed = {"all": PARTS, **{str(part): (part,) for part in PARTS}}
    for key in sorted(parts, key=lambda key: (key != "all", key)):
        if key not in allowed:
            raise PresetError(f"preset {name}: no part {shown(key)}; parts are {', '.join(allowed)}")
        values |= _rows(name, "part/<p>/", _table(name, f"part.{key}", parts[key]), allowed[key])
    return Preset(name, str(tables.get("description", "")), values, _midi(name, tables.get("midi", {})))


def save(
    name: str, values: Values, folder: Path | None = None, description: str = "", midi: Sequence[str] = ()
) -> Path:
    """Write every preset row of a snapshot, and what MIDI controls are bound to, and return the file.

    The file is whole or not there: it is written beside its place and moved. Raises `PresetError`.
    """
    if not is_name(name):
        raise PresetError(
            f"a preset's name has 1 to {NAME_CHARACTERS} letters, digits, _ or -, not {name[:40]!r}"
        )
    folder = folder or paths.user_presets()
    file = folder / f"{name}.toml"
    if not file.exists() and folder.is_dir() and len(list(folder.glob("*.toml"))) >= MOST_OWN:
        raise PresetError(f"{MOST_OWN} presets are in {folder}: save over one of them, or remove some")
    try:
        put_text(file, write(values, description, midi))
    except OSError as error:
        raise PresetError(f"preset {name} cannot be saved in {folder}: {error.strerror}") from None
    return file


def write(values: Values, description: str = "", midi: Sequence[str] = ()) -> str:
    """Return every preset row of a snapshot, and bindings, as TOML that `parse` reads back."""
    found = tables(values)
    lines = [f"description = {_toml(description)}", "", "[node]", *_lines(found["node"])]
    for part, table in found["part"].items():
        lines += ["", f"[part.{part}]", *_lines(table)]
    if midi:
        lines += ["", "[midi]", "map = [", *(f"  {_toml(text)}," for text in midi), "]"]
    return "\n".join(lines) + "\n"


def tables(values: Values) -> dict[str, dict[str, Any]]:
    """Return every preset row of a snapshot as tables that `from_tables` reads back."""

    def table(part: int | None) -> dict[str, object]:
        rows = [row for row in PARAMS.values() if row.preset and row.per_part == (part is not None)]
        found = {row.path.removeprefix("part/<p>/"): values.get(row.path, part) for row in rows}
        return {key: args[0] if len(args) == 1 else list(args) for key, args in found.items()}

    return {"node": table(None), "part": {str(part): table(part) for part in PARTS}}


def _rows(
    name: str, before: str, table: Mapping[str, object], parts: Sequence[int | None]
) -> dict[Key, Args]:
    values = {}
    for key, value in table.items():
        row = PARAMS.get(before + key)
        if row is None or not row.preset:
            known = [row for row in PARAMS.values() if row.preset and row.per_part == bool(before)]
            keys = [row.path.removeprefix(before) for row in known]
            raise PresetError(f"preset {name}: no key {shown(key)}; there are {', '.join(keys)}")
        try:
            args = check(row, value if isinstance(value, list) else [value])
        except Refused as refused:
            raise PresetError(f"preset {name}: {refused.text}") from None
        values.update({(row.path, part): args for part in parts})
    return values


def _midi(name: str, table: object) -> tuple[str, ...]:
    texts = _table(name, "midi", table).get("map", [])
    unknown = set(_table(name, "midi", table)) - {"map"}
    if unknown or not isinstance(texts, list):
        raise PresetError(f'preset {name}: [midi] has map = ["cc 1 7 fader part/1/level"], and nothing else')
    try:
        return tuple(binding.text() for binding in read_all(str(text) for text in texts))
    except Refused as refused:
        raise PresetError(f"preset {name}: {refused.text}") from None


def _table(name: str, key: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise PresetError(f"preset {name}: {key} is a table, [{key}], not {shown(value)}")
    return value


def _lines(table: Mapping[str, object]) -> list[str]:
    return [f"{json.dumps(key) if '/' in key else key} = {_toml(value)}" for key, value in table.items()]


def _toml(value: object) -> str:
    if isinstance(value, str):  # a JSON string is a TOML string but for DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(_toml(each) for each in value)}]" if isinstance(value, list) else repr(value)
