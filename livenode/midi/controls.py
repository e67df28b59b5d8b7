"""Controllers that steer the node: what is moved becomes commands, by what it is bound to."""

from collections.abc import Callable
from dataclasses import dataclass

from livenode.bindings import Binding, Control, next_step, place_of, steps, value_at
from livenode.midi.buttons import LONG, PRESS, Buttons
from livenode.midi.messages import Move
from livenode.params import PARAMS, Args, Refused
from livenode.surface import Command, Surface

NEAR = 1.5 / 127  # so near to the value a fader has taken hold of it
TURN = 1 / 127  # how far a step of an endless knob goes


@dataclass
class _Fader:
    place: float | None = None  # where it stood last, 0..1
    holds: bool = False  # whether the value is the fader's


class Controls:
    """All controllers of a node. Thread: control. Real-time safe: no.

    refused: told what could not be done: the address, and why.
    """

    def __init__(self, surface: Surface, refused: Callable[[str, Refused], None]) -> None:
        self.bindings: tuple[Binding, ...] = ()
        self.buttons = Buttons()
        self._surface, self._refused = surface, refused
        self._faders: dict[Binding, _Fader] = {}
        self._kept: list[Binding] = []  # pressed, to be carried out when they are let go

    def bind(self, bindings: tuple[Binding, ...]) -> None:
        """Take these bindings in place of those before."""
        self.bindings = bindings
        self._faders = {binding: fader for binding, fader in self._faders.items() if binding in bindings}

    def take_hold(self, binding: Binding, value: int, now_s: float) -> None:
        """Let a learned control act from its next move on: a fader has the value wherever it stands, a switch
        stands as it was moved.
        """
        self._faders[binding] = _Fader(None, holds=True)
        self.buttons.stand(binding.control, value, now_s)

    def move(self, move: Move, now_s: float) -> None:
        """Take what a control did."""
        control = Control(move.kind, move.channel, move.number)
        for binding in self._of(control, "fader"):
            self._fade(binding, move.value / 127)
        for binding in self._of(control, "turn"):
            self._turn(binding, move.value)
        for edge in self.buttons.move(control, move.value, now_s):
            self._edge(control, edge)

    def poll(self, now_s: float) -> None:
        """Take what time alone has changed."""
        for control, edge in self.buttons.poll(now_s):
            self._edge(control, edge)

    def _of(self, control: Control, *manners: str) -> list[Binding]:
        return [b for b in self.bindings if b.control == control and b.manner in manners]

    def _edge(self, control: Control, edge: str) -> None:
        if edge == LONG:
            self._act(self._of(control, "long"))
            return
        kept = [b for b in self._kept if b.control == control]
        self._kept = [b for b in self._kept if b.control != control]
        if edge == PRESS:
            presses, has_long = self._of(control, "press"), bool(self._of(control, "long"))
            # what waits for its bar may as well wait until it is known that the press is not a long one
            waiting = [b for b in presses if has_long and self._waits(b)]
            self._kept += waiting
            self._act([b for b in presses if b not in waiting])
        elif not self.buttons.was_long(control):
            self._act(kept)
        self._act(self._of(control, "latch"))
        for binding in self._of(control, "hold"):
            ends = steps(binding.row)
            self._set(binding, (ends[-1] if edge == PRESS else ends[0],))
        if edge == PRESS:
            for binding in self._of(control, "toggle"):
                self._set(binding, next_step(binding.row, self._present(binding)))

    def _waits(self, binding: Binding) -> bool:
        rolls = self._surface.get("transport/state", None) == ("rolling",)
        return binding.row.quantised and rolls and self._surface.get("quantize", None) != ("now",)

    def _fade(self, binding: Binding, place: float) -> None:
        fader = self._faders.setdefault(binding, _Fader())
        before, fader.place = fader.place, place
        present = place_of(binding.row, self._present(binding))
        if not self._surface.get("midi/pickup", None)[0]:
            fader.holds = True
        elif before is None:
            fader.holds = fader.holds or abs(place - present) <= NEAR
        else:
            kept = fader.holds and _is_near(binding, before, present)
            fader.holds = kept or abs(place - present) <= NEAR or (before - present) * (place - present) < 0
        if fader.holds:
            self._set(binding, value_at(binding.row, place))

    def _turn(self, binding: Binding, value: int) -> None:
        """Go on by what an endless knob says: 1 to 63 up, 127 to 65 down."""
        clicks, row, present = (value if value < 64 else value - 128), binding.row, self._present(binding)
        values = steps(row)
        if present[0] in values and (row.choices or len(values) > 2):
            place = min(len(values) - 1, max(0, values.index(present[0]) + clicks))
            self._set(binding, (values[place],))
            return
        click = max(TURN, 1 / ((row.high or 1.0) - (row.low or 0.0))) if row.tags == "i" else TURN
        self._set(binding, value_at(row, min(1.0, max(0.0, place_of(row, present) + clicks * click))))

    def _present(self, binding: Binding) -> Args:
        return self._surface.get(binding.row.path, binding.parts[0])

    def _set(self, binding: Binding, args: Args) -> None:
        if args != self._present(binding) or len(binding.parts) > 1:
            self._submit(binding.address, binding.commands(args))

    def _act(self, bindings: list[Binding]) -> None:
        for binding in bindings:
            self._submit(binding.address, binding.commands())

    def _submit(self, address: str, commands: list[Command]) -> None:
        try:
            self._surface.submit(commands)
        except Refused as refused:
            self._refused(address, refused)

    def lamps(self, path: str, part: int | None, args: Args) -> list[Move]:
        """Return what shows a new value of a row on the controls that are bound to it."""
        if PARAMS[path].kind != "value":
            return []
        return [
            Move(binding.control.kind, binding.control.channel, binding.control.number, _lamp(binding, args))
            for binding in self.bindings
            if binding.manner in ("fader", "turn", "toggle", "hold") and binding.control.kind != "program"
            if binding.row.path == path and binding.parts[0] == part
        ]


def _is_near(binding: Binding, place: float, present: float) -> bool:
    """Return whether a value is still what a fader set from its place."""
    return abs(place_of(binding.row, value_at(binding.row, place)) - present) <= NEAR


def _lamp(binding: Binding, args: Args) -> int:
    if binding.manner in ("toggle", "hold") and len(steps(binding.row)) == 2:
        return 127 if args[0] == steps(binding.row)[-1] else 0
    return round(127 * place_of(binding.row, args))
