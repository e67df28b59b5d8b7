"""A recipe: everything that a rendering depends on, as data that is written beside it and read again.

    {"livenode": 1, "engine": "default", "input": "guitar.wav", "bars": 0,
     "values": {"node": {"tempo": 120.0}, "part": {"1": {"prompt": "bass"}}}, ...}

The values are those of a preset, by the same rows; the parts that play are those with `auto` on.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from livenode import presets
from livenode.documents import JSON_BYTES, DocumentError, parse_json, read_text, shown
from livenode.params import PARTS
from livenode.surface import Values

FORMAT = 1
LENGTH_MOST = 4096  # bars
BAR1_MOST_S = 7200


class RecipeError(ValueError):
    """A recipe that cannot be used; the sentence says which file, which key, and what is allowed."""

    exit_code = 78  # EX_CONFIG


@dataclass(frozen=True)
class Recipe:
    """How a rendering is made.

    input: the file to play to, "" = from nothing; bar1_s: seconds to its first downbeat. bars: how long, 0 =
    as the input. loop: the end leads into the beginning. mix: the input is in the sum. of: the recipe of
    which this is a variation by `amount` 0..1, or of which `inpaint`, (first bar from 1, bars), is made anew.
    digests: sha256 of the engine's manifest, of the input and of each sound, by name.
    """

    values: Values = field(default_factory=Values)
    engine: str = "default"
    backend: str = "auto"
    clap: str = ""
    input: str = ""
    bar1_s: float = 0.0
    bars: int = 0
    loop: bool = False
    mix: bool = False
    of: "Recipe | None" = None
    amount: float = 0.0
    inpaint: tuple[int, int] | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[int, ...]:
        """The parts that play, in the order in which they are made."""
        return tuple(part for part in PARTS if self.values.number("part/<p>/auto", part))


_PLAIN = {"engine": str, "backend": str, "clap": str, "input": str, "bars": int, "loop": bool, "mix": bool}
_NUMBERS = ("bar1_s", "amount")
_RANGES = {"bars": (0, LENGTH_MOST), "bar1_s": (0, BAR1_MOST_S), "amount": (0, 1)}


def write(recipe: Recipe) -> str:
    """Return the recipe as JSON that `parse` reads back."""
    return json.dumps(_mapping(recipe), indent=1, ensure_ascii=False) + "\n"


def check(recipe: Recipe) -> None:
    """Raise RecipeError unless each of its own values is one that `parse` takes."""
    for key in (*_PLAIN, *_NUMBERS):
        _check(key, getattr(recipe, key), "the recipe")


def _check(key: str, value: Any, name: str) -> None:
    kind = _PLAIN.get(key, (int, float) if key in _NUMBERS else object)
    fits = isinstance(value, kind) and (kind in (bool, object) or not isinstance(value, bool))
    low, high = _RANGES.get(key, (None, None))
    if not fits or (low is not None and not low <= value <= high):
        raise RecipeError(f"{name}: {key} cannot be {shown(value)}")


def _mapping(recipe: Recipe) -> dict[str, object]:
    kept = {one.name: getattr(recipe, one.name) for one in fields(recipe)}
    own = {"of": recipe.of and _mapping(recipe.of), "values": presets.tables(recipe.values)}
    return {"livenode": FORMAT, **kept, **own, "digests": dict(recipe.digests)}


def load(path: str | Path) -> Recipe:
    """Read a recipe. Raises RecipeError."""
    try:
        return parse(read_text(Path(path), JSON_BYTES), str(path))
    except DocumentError as error:
        raise RecipeError(f"{path}: {error}") from None
    except OSError as error:
        raise RecipeError(f"{path}: cannot be read ({error})") from None


def parse(text: str, name: str) -> Recipe:
    """Return the recipe written in this JSON. Raises RecipeError."""
    try:
        return _recipe(parse_json(text), name)
    except DocumentError as error:
        raise RecipeError(f"{name}: {error}") from None


def _recipe(found: object, name: str) -> Recipe:
    if not isinstance(found, dict) or found.get("livenode") != FORMAT:
        raise RecipeError(f"{name}: is not a recipe of this livenode: give the .json beside what it rendered")
    known = {one.name for one in fields(Recipe)} | {"livenode"}
    for key, value in found.items():
        if key not in known:
            raise RecipeError(f"{name}: no key {shown(key)}; there are {', '.join(sorted(known))}")
        _check(key, value, name)
    return Recipe(
        **{key: found[key] for key in (*_PLAIN, *_NUMBERS) if key in found},
        values=_values(found.get("values", {}), name),
        of=None if found.get("of") is None else _recipe(found["of"], name),
        inpaint=_inpaint(found.get("inpaint"), name),
        digests=_digests(found.get("digests", {}), name),
    )


def _values(tables: object, name: str) -> Values:
    if not isinstance(tables, dict):
        raise RecipeError(f"{name}: values is a table of node and part, not {shown(tables)}")
    try:
        return Values().with_values(presets.from_tables(name, tables).values.items())
    except presets.PresetError as error:
        raise RecipeError(str(error)) from None


def _inpaint(found: object, name: str) -> tuple[int, int] | None:
    if found is None:
        return None
    if not isinstance(found, list) or len(found) != 2 or not all(type(each) is int for each in found):
        raise RecipeError(f"{name}: inpaint is a first bar and a number of bars, not {shown(found)}")
    return (found[0], found[1])


def _digests(found: object, name: str) -> Mapping[str, str]:
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise RecipeError(f"{name}: digests names files and their sha256, not {shown(found)}")
    return found
