"""What a row of the table is: its path, arguments, ranges, default and meaning. Import from `params`."""

import math
from dataclasses import dataclass

Atom = int | float | str
Args = tuple[Atom, ...]
Key = tuple[str, int | None]

PARTS = (1, 2, 3, 4)
EVERYDAY_GROUPS = ("state", "beat", "meters", "log")  # what `all` means
GROUPS = (*EVERYDAY_GROUPS, "wave")
WHENS = ("now", "beat", "bar", "2bar", "4bar")
CODES = (
    "unknown_address", "bad_type", "bad_count", "out_of_range", "busy",
    "not_ready", "no_such_part", "late", "denied", "internal",
)  # fmt: skip
NAME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
NAME_CHARACTERS = 32
TEXT_CHARACTERS = 200
LAST_BAR = 10**6
SEED_HIGH = 2**31 - 1


@dataclass(frozen=True)
class Arg:
    """One argument. `also`: values allowed outside low..high. `word`: a name of letters, digits, _ and -.

    blank: a word that may be nothing. taken: words that mean something else.
    """

    tag: str  # i, f or s
    name: str
    low: float = -math.inf
    high: float = math.inf
    choices: Args = ()
    also: tuple[float, ...] = ()
    word: bool = False
    blank: bool = False
    taken: tuple[str, ...] = ()
    optional: bool = False

    def accepts(self) -> str:
        """Say in words what this argument takes."""
        if self.choices:
            return ", ".join(str(choice) for choice in self.choices)
        if self.tag == "s":
            word = "letters, digits, _ and -" + (", or nothing" if self.blank else "")
            return word if self.word else "a string"
        kind = "a whole number" if self.tag == "i" else "a number"
        text = kind if math.isinf(self.low) else f"{kind} from {self.low:g} to {self.high:g}"
        return text + "".join(f", or {value:g}" for value in self.also)


@dataclass(frozen=True)
class Param:
    """One row of the table.

    kind: "value" (query and set), "action" (do), "out" (told, can be asked), "session" (the server's own).
    `default` is what every part starts with; `first` is part 1's where it differs. `quantised`: an action
    that waits for `quantize`. `rest`: any further arguments follow. `preset`: stored in presets.
    """

    path: str
    kind: str
    args: tuple[Arg, ...]
    doc: str
    default: Args = ()
    first: Args | None = None
    unit: str = ""
    group: str = "state"
    preset: bool = False
    quantised: bool = False
    rest: bool = False

    @property
    def tags(self) -> str:
        """The OSC type tags of a full message, such as "ii"."""
        return "".join(arg.tag for arg in self.args)

    @property
    def low(self) -> float | None:
        """The low end of the first argument, or None where it has no range."""
        return self.args[0].low if self.args and not math.isinf(self.args[0].low) else None

    @property
    def high(self) -> float | None:
        """The high end of the first argument, or None where it has no range."""
        return self.args[0].high if self.args and not math.isinf(self.args[0].high) else None

    @property
    def choices(self) -> Args:
        """What the first argument may be, or () where it has a range or is free."""
        return self.args[0].choices if self.args else ()

    @property
    def per_part(self) -> bool:
        """True for a row that each part has."""
        return "<p>" in self.path

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The parts this row exists for: (1, 2, 3, 4), or (None,) for the node."""
        return PARTS if self.per_part else (None,)

    def default_of(self, part: int | None) -> Args:
        """Return the default arguments of this row for one part."""
        return self.first if part == 1 and self.first is not None else self.default
