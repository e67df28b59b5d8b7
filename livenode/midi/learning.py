"""MIDI learn: what is bound to what, and the next control that is moved bound to an address."""

from dataclasses import dataclass

from livenode.bindings import MOST_BINDINGS, Binding, Control, bind, check_target, usual_manner
from livenode.midi.messages import Move
from livenode.params import Args, Refused

LEARN_S = 30.0


@dataclass(frozen=True)
class Asked:
    """An address that waits for a control. manner: "" = what is usual."""

    address: str
    manner: str
    args: Args
    until_s: float


class Learning:
    """Waits for a control. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self.asked: Asked | None = None

    def ask(self, address: str, manner: str, args: Args, now_s: float) -> None:
        """Bind the next control that is moved to this address. Raises Refused."""
        check_target(address, manner, args)
        self.asked = Asked(address, manner, args, now_s + LEARN_S)

    def expired(self, now_s: float) -> str | None:
        """Return the address that nobody moved a control for in time, and forget it."""
        asked = self.asked
        if asked is None or now_s < asked.until_s:
            return None
        self.asked = None
        return asked.address

    def hear(self, move: Move) -> Binding | None:
        """Return the binding of a control that is moved; None where nothing waits, or it is let go."""
        asked = self.asked
        if asked is None:
            return None
        control = Control(move.kind, move.channel, move.number)
        manner = asked.manner or usual_manner(control, asked.address, asked.args)
        if move.value == 0 and manner != "fader":
            return None
        try:
            binding = bind(control, manner, asked.address, asked.args)
        except Refused:  # this control cannot act so: another may come
            return None
        self.asked = None
        return binding


def added(bindings: tuple[Binding, ...], new: Binding) -> tuple[Binding, ...]:
    """Return the bindings with a new one, less those it replaces. Refused beyond 128."""
    kept = tuple(binding for binding in bindings if not new.replaces(binding))
    if len(kept) >= MOST_BINDINGS:
        raise Refused("busy", f"{MOST_BINDINGS} controls are bound already; send midi/forget with an address")
    return (*kept, new)


def without(bindings: tuple[Binding, ...], address: str) -> tuple[Binding, ...]:
    """Return the bindings less those of an address; "all" is every one. Refused where there is none."""
    kept = tuple(binding for binding in bindings if address not in (binding.address, "all"))
    if kept == bindings and address != "all":
        there = ", ".join(sorted({binding.address for binding in bindings})) or "none"
        raise Refused("out_of_range", f"nothing is bound to {address[:80]!r}; bound are: {there}")
    return kept
