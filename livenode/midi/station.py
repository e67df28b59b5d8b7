"""The MIDI of a node: its ports, the clock in and out, controllers and what they are bound to."""

import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from livenode.bindings import Binding, Control, read_all
from livenode.midi.clock_in import MidiClock
from livenode.midi.clock_out import ClockOut
from livenode.midi.controls import Controls
from livenode.midi.learning import Learning, added, without
from livenode.midi.map_file import load, save
from livenode.midi.messages import Message, Move, read, write
from livenode.midi.ports import VIRTUAL, Input, LastingPort, MidiError, Output, System, lasting_name
from livenode.params import Args, Refused
from livenode.surface import Command, Event, Surface
from livenode.sync.frame_clock import FrameClock
from livenode.transport.timeline import Timeline

LOOK_S = 1.0
Tell = Callable[[str, Args], None]  # an out row without a part, and its arguments
_ENDS = re.compile("capture|playback|MIDIIN|MIDIOUT")


class Station:
    """Opens the ports that are asked for, or raises MidiError. Thread: control. Real-time safe: no.

    inputs, outputs: names or parts of them. system: None where no port is asked for. frames, timeline: for
    the clocks. tell: told `midi/map`, `midi/bound` and `error`. say: told of ports that go and come. prefix:
    of addresses. map_file: remembers the bindings.
    """

    def __init__(
        self,
        system: System | None,
        inputs: Sequence[str],
        outputs: Sequence[str],
        surface: Surface,
        frames: FrameClock,
        timeline: Callable[[], Timeline | None],
        tell: Tell,
        say: Callable[[str], None],
        prefix: str = "/livenode",
        map_file: Path | None = None,
    ) -> None:
        self._system, self._surface, self._tell, self._prefix, self._map_file = (
            system,
            surface,
            tell,
            f"{prefix}/",
            map_file,
        )
        self._inputs: list[LastingPort[Input]] = []
        self._outputs: list[LastingPort[Output]] = []
        if system is not None:
            self._inputs = [
                LastingPort(name, "input", system.inputs, system.open_input, say) for name in inputs
            ]
            self._outputs = [
                LastingPort(name, "output", system.outputs, system.open_output, say) for name in outputs
            ]
        self._clock = MidiClock(frames)
        self._clock_out = ClockOut(frames, timeline, self._send_everywhere)
        self._controls = Controls(surface, self._refused)
        self._learning = Learning()
        self._shown: dict[Control, int] = {}
        self._looked_s = -LOOK_S
        self.calls: dict[str, Callable[[object, Args], None]] = {
            "midi/learn": lambda source, args: self._learn(str(args[0]), "", args[1:]),
            "midi/learn/as": lambda source, args: self._learn(str(args[1]), str(args[0]), args[2:]),
            "midi/forget": lambda source, args: self._forget(str(args[0])),
        }
        if self._outputs:
            self._clock_out.start()

    @property
    def clock(self) -> MidiClock:
        """The clock that comes in. Raises MidiError where nothing can."""
        if not self._inputs:
            raise MidiError("no MIDI input is open: start with --midi-in NAME (livenode devices lists them)")
        return self._clock

    def begin(self, texts: Args = ()) -> None:
        """Take these bindings, of a preset; without any, those of the last show."""
        if not texts and self._map_file is not None:
            texts, problem = load(self._map_file)
            if problem:
                self._tell("error", ("midi/map", "internal", problem))
                return  # a map that is told is kept: what cannot be read is not written over by none
        self._tell("midi/map", texts)

    def poll(self, now_s: float) -> None:
        """Take what has come in. Called every few milliseconds."""
        for port in self._inputs:
            for arrived_s, data in self._read(port):
                message = read(data)
                if isinstance(message, Move):
                    self._move(message, arrived_s)
                elif message is not None:
                    self._clock.take(port.name, arrived_s, message)
        self._controls.poll(now_s)
        address = self._learning.expired(now_s)
        if address is not None:
            self._tell("midi/bound", (address, "none"))
        if now_s - self._looked_s >= LOOK_S:
            self._looked_s = now_s
            if any([each.look() for each in self._ports()]):
                self._show_all()

    def heard(self, event: Event) -> None:
        """Take what the node tells: a map that was loaded, the switch of the clock, values to be shown."""
        if event.path == "midi/map":
            self._take_map(event.args)
        elif event.path in ("midi/clock", "sync/source"):
            self._switch_clock()
        else:
            for lamp in self._controls.lamps(event.path, event.part, event.args):
                self._show(lamp)

    def close(self) -> None:
        """Stop the clock and close the ports."""
        self._clock_out.close()
        for port in self._ports():
            port.close()
        if self._system is not None:
            self._system.close()

    def _ports(self) -> "list[LastingPort[Input] | LastingPort[Output]]":
        return [*self._inputs, *self._outputs]

    def _read(self, port: LastingPort[Input]) -> list[tuple[float, bytes]]:
        return port.port.read() if port.port is not None else []

    def _move(self, move: Move, arrived_s: float) -> None:
        self._shown[Control(move.kind, move.channel, move.number)] = move.value
        try:
            learned = self._learning.hear(move)
            if learned is None:
                self._controls.move(move, arrived_s)
                return
            self._keep(added(self._controls.bindings, learned))
        except Refused as refused:
            self._refused("midi/learn", refused)
            return
        self._controls.take_hold(learned, move.value, arrived_s)
        self._tell("midi/bound", (learned.address, learned.what))

    def _learn(self, address: str, manner: str, args: Args) -> None:
        if not self._inputs:
            raise Refused("not_ready", "no MIDI input is open: start with --midi-in NAME")
        address = address.removeprefix(self._prefix)
        self._learning.ask(address, manner, args, time.monotonic())
        self._tell("midi/bound", (address, "waiting"))

    def _forget(self, address: str) -> None:
        address = address.removeprefix(self._prefix)
        self._keep(without(self._controls.bindings, address))
        self._tell("midi/bound", (address, "none"))

    def _keep(self, bindings: tuple[Binding, ...]) -> None:
        self._tell("midi/map", tuple(binding.text() for binding in bindings))

    def _take_map(self, texts: Args) -> None:
        try:
            self._controls.bind(read_all(str(text) for text in texts))
        except Refused as refused:
            self._refused("midi/map", refused)
            return
        problem = save(self._map_file, texts) if self._map_file is not None else ""
        if problem:
            self._tell("error", ("midi/map", "internal", problem))

    def _switch_clock(self) -> None:
        """Send the clock or not, as the switch says, unless it would come back."""
        wanted = bool(self._surface.get("midi/clock", None)[0])
        problem = self._clock_problem() if wanted else None
        self._clock_out.is_on = wanted and problem is None
        if problem is not None:
            self._refused("midi/clock", problem)
            self._surface.submit([Command("midi/clock", None, (0,))])

    def _clock_problem(self) -> Refused | None:
        if not self._outputs:
            return Refused("not_ready", "no MIDI output is open: start with --midi-out NAME")
        both = self._both_ways()
        if both and self._surface.get("sync/source", None) == ("midi",):
            text = f"the clock comes from {both[0].name} and would go back there; choose another --midi-out"
            return Refused("denied", text)
        return None

    def _both_ways(self) -> list[LastingPort[Output]]:
        """Return the outputs of devices that are read, too."""
        inputs = {_device(port.name) for port in self._inputs} - {VIRTUAL}
        return [port for port in self._outputs if _device(port.name) in inputs]

    def _show(self, lamp: Move) -> None:
        """Let a controller show a value, unless it set it itself."""
        control = Control(lamp.kind, lamp.channel, lamp.number)
        if self._shown.get(control) != lamp.value:
            self._shown[control] = lamp.value
            for output in self._both_ways():
                with suppress(MidiError):
                    if output.port is not None:
                        output.port.send(write(lamp))

    def _show_all(self) -> None:
        """Show every value anew: a device that is back shows none of them."""
        self._shown.clear()
        for row, part in dict.fromkeys((each.row, each.parts[0]) for each in self._controls.bindings):
            for lamp in self._controls.lamps(row.path, part, self._surface.get(row.path, part)):
                self._show(lamp)

    def _send_everywhere(self, message: Message) -> None:
        """Send a message to all outputs, whichever has gone. Thread: the clock's."""
        data = write(message)
        for output in self._outputs:
            port = output.port
            if port is not None:
                with suppress(MidiError):
                    port.send(data)

    def _refused(self, address: str, refused: Refused) -> None:
        self._tell("error", (address, refused.code, refused.text))


def _device(name: str) -> str:
    return _ENDS.sub("", lasting_name(name))
