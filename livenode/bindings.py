"""What a MIDI control is bound to: one line of text each, as in presets and over OSC.

    cc 1 7 fader part/1/level            a fader or knob, over the row's range
    cc 1 64 press loop/press             a pedal or key: an action, or a value that is set ...
    cc 1 64 long loop/clear              ... and another when it is held for 0.6 s
    note 10 36 press part/2/vary 0.3     with arguments
    program 1 5 press preset/load jam-bass

Kind of control, channel from 1, number, manner, address, arguments.
"""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from livenode.params import Args, Param, Refused, check, check_action, lookup
from livenode.surface import Command

KINDS = ("cc", "note", "program")
# how a control acts: see docs/osc.md, `midi/learn/as`
MANNERS = ("fader", "turn", "toggle", "hold", "press", "latch", "long")
OF_VALUES = ("fader", "turn", "toggle", "hold")  # the others carry out an action, or set given arguments
MOST_BINDINGS = 128
MOST_STEPS = 16  # up to so many whole numbers are gone through one by one


@dataclass(frozen=True)
class Control:
    """A control of a controller. channel: 1 to 16. number: 0 to 127."""

    kind: str
    channel: int
    number: int

    def text(self) -> str:
        """Return it as it is written."""
        return f"{self.kind} {self.channel} {self.number}"


@dataclass(frozen=True)
class Binding:
    """What a control does. address: a spoken path, such as part/all/mute; args: as given, checked."""

    control: Control
    manner: str
    address: str
    args: Args = ()

    @property
    def row(self) -> Param:
        """The row of the table."""
        return lookup(self.address)[0]

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The parts it acts on."""
        return lookup(self.address)[1]

    @property
    def what(self) -> str:
        """The control and how it acts."""
        return f"{self.control.text()} {self.manner}"

    def text(self) -> str:
        """Return it as it is written."""
        return " ".join([self.what, self.address, *(shlex.quote(_word(arg)) for arg in self.args)])

    def replaces(self, other: "Binding") -> bool:
        """Return whether another binding goes when this one comes: of the same control, or address."""
        if (self.manner == "long") != (other.manner == "long"):
            return False
        return self.control == other.control or (self.address, self.args) == (other.address, other.args)

    def commands(self, args: Args | None = None) -> list[Command]:
        """Return what it asks for; args: of a value row, in place of the binding's own."""
        row, when = self.row, None
        if row.kind == "action":
            pressed = check_action(row, self.args)
            args, when = pressed if pressed is not None else ((), None)
        else:
            args = check(row, self.args if args is None else args)
        return [Command(row.path, part, args, when) for part in self.parts]


def read(text: str) -> Binding:
    """Return the binding in a line of text. Raises Refused with what is wrong and what is allowed."""
    try:
        kind, channel, number, manner, address, *words = shlex.split(text)
        control = Control(kind, int(channel), int(number))
    except ValueError:
        raise Refused(
            "out_of_range", f"{text[:60]!r} is no binding; write cc 1 7 fader part/1/level"
        ) from None
    if kind not in KINDS or not 1 <= control.channel <= 16 or not 0 <= control.number <= 127:
        raise Refused(
            "out_of_range",
            f"{control.text()!r} is no control; write {', '.join(KINDS)}, a channel from 1 to 16, 0 to 127",
        )
    return bind(control, manner, address, words)


def read_all(texts: Iterable[str]) -> tuple[Binding, ...]:
    """Return the bindings in lines of text. Raises Refused."""
    return tuple(read(text) for text in texts)


def bind(control: Control, manner: str, address: str, args: Sequence[object] = ()) -> Binding:
    """Return a checked binding. Raises Refused."""
    manner = manner or usual_manner(control, address, args)
    row = check_target(address, manner, args)
    if manner in ("fader", "turn") and control.kind != "cc":
        raise Refused("out_of_range", f"{manner} is for a cc; a {control.kind} can toggle, hold or press")
    if manner in ("hold", "latch", "long") and control.kind == "program":
        raise Refused(
            "out_of_range", f"{manner} is for a switch that is let go, too; a program can press or toggle"
        )
    numbers = [_number(arg, word) for arg, word in zip(row.args, args, strict=False)]
    binding = Binding(
        control, manner, address, tuple([*numbers, *(str(word) for word in args[len(numbers) :])])
    )
    binding.commands() if manner not in OF_VALUES else None
    return binding


def check_target(address: str, manner: str, args: Sequence[object]) -> Param:
    """Return the row of an address that can be bound in a manner; "" is any. Raises Refused."""
    row, _ = lookup(address)
    if row.kind not in ("value", "action"):
        raise Refused("denied", f"{address} cannot be bound: only values and actions can")
    if manner and manner not in MANNERS:
        raise Refused("out_of_range", f"manner is one of {', '.join(MANNERS)}, got {manner[:32]!r}")
    is_given = row.kind == "action" or bool(args)
    if manner in OF_VALUES and is_given:
        raise Refused("out_of_range", f"{address}: {manner} is for a value without arguments; send press")
    if not is_given and (manner not in (*OF_VALUES, "") or not can_vary(row)):
        raise Refused(
            "bad_count", f"{address}: say what to set, such as midi/learn {address} {_example(row)}"
        )
    return row


def can_vary(row: Param) -> bool:
    """Return whether a control can go through the values of a row."""
    return len(row.args) == 1 and bool(row.choices or row.low is not None)


def usual_manner(control: Control, address: str, args: Sequence[object]) -> str:
    """Return how a control acts on an address where nobody says."""
    row, _ = lookup(address)
    if row.kind == "action" or args:
        return "press"
    is_switch = row.tags != "f" and len(steps(row)) == 2
    return "toggle" if is_switch or control.kind != "cc" else "fader"


def steps(row: Param) -> Args:
    """Return the values that a row goes through one by one; its ends where there are too many."""
    if row.choices:
        return row.choices
    low, high = row.low or 0.0, row.high or 0.0
    if row.tags == "i" and high - low < MOST_STEPS:
        return tuple(range(int(low), int(high) + 1))
    return (int(low), int(high)) if row.tags == "i" else (low, high)


def value_at(row: Param, place: float) -> Args:
    """Return the value at a place, 0..1, of a row's range or among its choices."""
    if row.choices:
        return (row.choices[min(len(row.choices) - 1, int(place * len(row.choices)))],)
    low, high = row.low or 0.0, row.high or 0.0
    value = low + place * (high - low)
    return (round(value),) if row.tags == "i" else (value,)


def place_of(row: Param, args: Args) -> float:
    """Return where a value lies, 0..1."""
    if row.choices:
        return (row.choices.index(args[0]) + 0.5) / len(row.choices) if args[0] in row.choices else 0.0
    low, high = row.low or 0.0, row.high or 0.0
    return min(1.0, max(0.0, (float(args[0]) - low) / (high - low)))


def next_step(row: Param, args: Args) -> Args:
    """Return the value after this one, the first after the last."""
    values = steps(row)
    if args[0] in values:
        return (values[(values.index(args[0]) + 1) % len(values)],)
    return (values[0] if place_of(row, args) >= 0.5 else values[-1],)


def _number(arg: object, word: object) -> int | float | str:
    """Return a word as its argument takes it: a number where it is one, a whole one to all its digits."""
    if getattr(arg, "tag", "s") == "s" or not isinstance(word, str | float):
        return word if isinstance(word, int | float) else str(word)
    try:
        value = float(word)
    except ValueError:
        return str(word)
    return int(value) if value.is_integer() else value


def _word(arg: object) -> str:
    return f"{arg:g}" if isinstance(arg, float) else str(arg)


def _example(row: Param) -> str:
    return " ".join(str(arg) for arg in row.default if arg != "") or "VALUE"
