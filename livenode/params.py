"""Find a row of the table and check what was sent to it.

`lookup` finds the row of a spoken path ("part/2/level"); `check` and `check_action` turn what arrived into
canonical arguments, or raise `Refused` with a code and a text that says what to send instead.
"""

import math
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from livenode.row import (
    CODES,
    EVERYDAY_GROUPS,
    GROUPS,
    LAST_BAR,
    NAME_CHARACTERS,
    NAME_LETTERS,
    PARTS,
    SEED_HIGH,
    TEXT_CHARACTERS,
    WHENS,
    Arg,
    Args,
    Atom,
    Key,
    Param,
)
from livenode.rows import PARAMS, ROWS

__all__ = [
    "Arg",
    "Args",
    "Atom",
    "CODES",
    "EVERYDAY_GROUPS",
    "GROUPS",
    "Key",
    "NAME_LETTERS",
    "Named",
    "PARAMS",
    "PARTS",
    "Param",
    "ROWS",
    "Refused",
    "SEED_HIGH",
    "WHENS",
    "check",
    "check_action",
    "check_when",
    "lookup",
    "spoken",
]


class Refused(ValueError):
    """A message that is not applied. `code` is one of `CODES`; `text` says what to send instead."""

    exit_code = 78  # EX_CONFIG, where the command line asked for it

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def spoken(path: str, part: int | None) -> str:
    """Return the row's path with its part filled in: ("part/<p>/level", 2) -> "part/2/level"."""
    return path if part is None else path.replace("<p>", str(part))


Named = Callable[[str], tuple[int, ...]]  # the parts that have a name


def lookup(path: str, named: Named = lambda name: ()) -> tuple[Param, tuple[int | None, ...]]:
    """Find the row of a spoken path and the parts it means: (None,) for the node, all four for `all`, those
    that are called so for a name.

    Refused as no_such_part, or as unknown_address with the nearest path there is.
    """
    if path in PARAMS and "<p>" not in path:
        return PARAMS[path], (None,)
    head, _, rest = path.partition("/")
    name, _, tail = rest.partition("/")
    row = PARAMS.get(f"part/<p>/{tail}") if head == "part" else None
    if row is None:
        raise Refused("unknown_address", f"no {path[:80]!r}; {_nearest(path[:80])}")
    if name == "all":
        return row, PARTS
    parts = (int(name),) if name in map(str, PARTS) else named(name)
    if not parts:
        raise Refused(
            "no_such_part",
            f"no part {name[:32]!r}; send part/1/{tail} to part/4/{tail}, part/all/{tail}, or a name that "
            "part/1/name to part/4/name tell",
        )
    return row, parts


@lru_cache(maxsize=256)
def _nearest(path: str) -> str:
    if any(letter in path for letter in "*?[]{}"):
        return "patterns are not matched; part/all/... means every part"
    close = get_close_matches(path, [spoken(row.path, 1) for row in ROWS], n=1, cutoff=0.5)
    return f"the nearest is {close[0]}" if close else "the table is in docs/osc.md"


def check(row: Param, args: Sequence[object]) -> Args:
    """Return the canonical arguments of a full message: ints, finite floats and strings.

    Refused as bad_count, bad_type or out_of_range; the text names what the row takes. Any number is taken as
    i, f, d, T or F; a whole-number argument takes 4.0 and not 4.5.
    """
    needed = sum(not arg.optional for arg in row.args)
    if len(args) < needed or (len(args) > len(row.args) and not row.rest):
        raise Refused("bad_count", f"{row.path} takes {_takes(row)}, got {len(args)} arguments")
    named = tuple(_canonical(row, arg, value) for arg, value in zip(row.args, args, strict=False))
    return named + tuple(_plain(row, value) for value in args[len(row.args) :])


def check_action(row: Param, args: Sequence[object]) -> tuple[Args, str | None] | None:
    """Return an action's arguments and its `when` (None = as `quantize` says), or None for a released button.

    A row without arguments takes nothing, a `when`, or a number: non-zero is a press, 0 a release.
    """
    if row.path == "panic":  # whatever it carries, it is meant
        released = len(args) == 1 and isinstance(args[0], int | float) and args[0] == 0
        return None if released else ((), "now")
    when = None
    if len(args) > len(row.args) and isinstance(args[-1], str):
        when, args = check_when(args[-1]), args[:-1]
    if not row.args and len(args) == 1:
        number = _canonical(row, Arg("f", "press"), args[0])
        if number == 0:
            return None
        args = ()
    canonical = check(row, args)
    return canonical, when if row.quantised else ("now" if row.path == "tempo/tap" else when or "now")


def check_when(text: str) -> str:
    """Return a valid `when`: now, beat, bar, 2bar, 4bar, or @ and a bar number from 1. Refused otherwise."""
    digits = text[1:8]
    if text in WHENS:
        return text
    if text.startswith("@") and len(text) <= 8 and digits.isascii() and digits.isdigit():
        if 1 <= int(digits) <= LAST_BAR:
            return f"@{int(digits)}"
    raise Refused("out_of_range", f"when is {', '.join(WHENS)} or @<bar>, got {text[:32]!r}")


def _takes(row: Param) -> str:
    words = [f"{arg.name} ({arg.accepts()}{', optional' if arg.optional else ''})" for arg in row.args]
    return ", ".join(words) if words else "no argument"


def _plain(row: Param, value: object) -> Atom:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise Refused("bad_type", f"{row.path} takes numbers and strings")


def _canonical(row: Param, arg: Arg, value: object) -> Atom:
    if arg.tag == "s":
        return _text(row, arg, value)
    if not isinstance(value, int | float):
        raise Refused("bad_type", f"{row.path}: {arg.name} is {arg.accepts()}, not {_kind(value)}")
    if isinstance(value, int) and abs(value) >= 1 << 63:  # too much for a float, and to be repeated
        raise Refused("out_of_range", f"{row.path}: {arg.name} is {arg.accepts()}")
    if not math.isfinite(value):
        raise Refused("bad_type", f"{row.path}: {arg.name} is {arg.accepts()}, not {value}")
    if arg.tag == "i" and value != int(value):
        raise Refused("bad_type", f"{row.path}: {arg.name} is {arg.accepts()}, got {value:g}")
    number = int(value) if arg.tag == "i" else float(value)
    fits = number in arg.choices if arg.choices else arg.low <= number <= arg.high or number in arg.also
    if not fits:
        raise Refused("out_of_range", f"{row.path}: {arg.name} is {arg.accepts()}, got {number:g}")
    return number


def _text(row: Param, arg: Arg, value: object) -> str:
    if not isinstance(value, str):
        raise Refused("bad_type", f"{row.path}: {arg.name} is {arg.accepts()}, not {_kind(value)}")
    if arg.choices and value not in arg.choices:
        raise Refused("out_of_range", f"{row.path}: {arg.name} is one of {arg.accepts()}, got {value[:32]!r}")
    if value in arg.taken:
        raise Refused("out_of_range", f"{row.path}: {value!r} means something else; send another {arg.name}")
    longest = NAME_CHARACTERS if arg.word else TEXT_CHARACTERS
    if len(value) > longest or (arg.word and not value and not arg.blank):
        raise Refused(
            "out_of_range", f"{row.path}: {arg.name} has 1 to {longest} characters, got {len(value)}"
        )
    if arg.word and not NAME_LETTERS.issuperset(value):
        raise Refused("out_of_range", f"{row.path}: {arg.name} is made of {arg.accepts()}, got {value!r}")
    return value


def _kind(value: object) -> str:
    kinds = {str: "a string", bytes: "a blob", bool: "a boolean", int: "a number", float: "a number"}
    return kinds.get(type(value), "nothing")
