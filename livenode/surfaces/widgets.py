"""From rows of the table to widgets: what a hand can do with a row. The formats draw these, and no other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from livenode.config import Config
from livenode.params import PARAMS, PARTS, Args, Atom, Param, spoken

MANY_STEPS = 1000  # no fader is moved to one whole number of so many
SHARES = 4  # an amount that is sent once: quarters of its range
FEW = 8


@dataclass(frozen=True)
class Wiring:
    """Where the node is, and where the surface hears it."""

    host: str = "127.0.0.1"
    port: int = Config.port
    reply_port: int = 9000
    prefix: str = Config.prefix

    def address(self, path: str) -> str:
        """Return the address of a spoken path: "tempo" -> "/livenode/tempo"."""
        return f"{self.prefix}/{path}"


@dataclass(frozen=True)
class Widget:
    """One row as something to touch.

    kind: "fader" (its range), "switch" (0 and 1), "press" (1, then 0), "options" (one of them), "text"
    (typed, or one of the options), "told" (shown only). A fader may have options too, beyond its range.
    """

    row: Param
    part: int | None
    kind: str
    options: tuple[Args, ...] = ()

    @property
    def path(self) -> str:
        """The spoken path, without prefix."""
        return spoken(self.row.path, self.part)

    @property
    def caption(self) -> str:
        """The path in words; a part's, without the part."""
        return self.row.path.removeprefix("part/<p>/").replace("/", " ")

    @property
    def low(self) -> float:
        """The low end of a fader."""
        return self.row.args[0].low

    @property
    def high(self) -> float:
        """The high end of a fader."""
        return self.row.args[0].high

    @property
    def whole(self) -> bool:
        """True for a fader of whole numbers."""
        return self.row.args[0].tag == "i"

    def words(self, args: Args) -> str:
        """Spell arguments for a button: (3, 4) -> "3/4"; a number that the table explains, as it does."""
        text = "/".join(arg if isinstance(arg, str) else number(arg) for arg in args)
        explained = re.search(rf"(?:; |, ){re.escape(text)} = ([\w ]+)", self.row.doc)
        return explained.group(1) if explained and text else text or "none"


Ready = Mapping[str, tuple[Args, ...]]


def widget(row: Param, part: int | None, ready: Ready) -> Widget | None:
    """Return the widget of a row; None where it can only be typed, or is the conversation's own.

    ready: arguments to offer, for rows that take more than a range or a choice.
    """
    options = ready.get(row.path) or _options(row)
    kind = _kind(row, options)
    return Widget(row, part, kind, options) if kind else None


def widgets(part: int | None, ready: Ready) -> list[Widget]:
    """Return the widgets of the node, or of a part, in the order of the table."""
    rows = [row for row in PARAMS.values() if row.per_part == (part is not None)]
    return [found for row in rows if (found := widget(row, part, ready))]


def everything(ready: Ready) -> list[Widget]:
    """Return the widgets of the node, then those of each part."""
    return [found for part in (None, *PARTS) for found in widgets(part, ready)]


def is_word(arg: Atom) -> bool:
    """Return whether a patcher's message box holds this as it is: not "", and no string of digits."""
    return not isinstance(arg, str) or bool(arg.strip("0123456789."))


def number(value: float) -> str:
    """Spell a number, shortly: 2.0 -> "2"."""
    return f"{value:.10g}"


def _kind(row: Param, options: tuple[Args, ...]) -> str:
    if row.kind == "session":
        return ""
    if row.kind == "out":
        return "told" if row.default else ""  # what only passes by has nothing to show
    if not row.args:
        return "press"
    if len(row.args) == 1 and row.args[0].tag == "s" and not row.choices:
        return "text"
    if len(row.args) == 1 and row.kind == "value" and row.low is not None and row.high is not None:
        if (row.tags, row.low, row.high) == ("i", 0, 1):
            return "switch"
        if row.tags == "f" or row.high - row.low <= MANY_STEPS:
            return "fader"
    return "options" if options else ""


def _options(row: Param) -> tuple[Args, ...]:
    if len(row.args) != 1 or row.kind == "out":
        return ()
    arg, low, high = row.args[0], row.low, row.high
    if arg.choices:
        return tuple((choice,) for choice in arg.choices)
    if low is None or high is None:
        return ()
    if row.kind == "action":
        return tuple((low + share * (high - low) / SHARES,) for share in range(1, SHARES + 1))
    if arg.tag == "i" and high - low > MANY_STEPS:
        return tuple((int(low) + step,) for step in range(FEW))
    return tuple((int(value) if arg.tag == "i" else value,) for value in arg.also)
