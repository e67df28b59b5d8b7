"""MIDI ports of the machine by python-rtmidi (the only file that imports it): ALSA, JACK, CoreMIDI, Windows.

Messages are taken from RtMidi's own queue, and arrival times from the differences it notes: a callback would
run Python in the driver's thread, which would wait there for the interpreter.
"""

import ctypes
import threading
import time
from collections.abc import Callable
from typing import Any

from livenode.midi.arrivals import Arrivals
from livenode.midi.ports import VIRTUAL, Input, MidiError, Output

QUEUE = 1024  # messages


def load_rtmidi() -> Any:
    """Import rtmidi; MidiError where it is not installed. Thread: control."""
    try:
        import rtmidi
    except ImportError as problem:
        raise MidiError(
            f"MIDI needs the extra midi: pip install 'livenode[midi]' ({problem.name or problem})"
        ) from None
    return rtmidi


class RtMidiSystem:
    """The machine's MIDI. Thread: control. Real-time safe: no.

    name: what our ports are called elsewhere. Raises MidiError where there is none.
    """

    def __init__(self, name: str) -> None:
        self._rtmidi, self._name = load_rtmidi(), name
        self._on_jack = False  # ports of ours are known to a JACK server
        self._inputs = self._listers(self._rtmidi.MidiIn)
        self._outputs = self._listers(self._rtmidi.MidiOut)
        if not self._outputs:
            raise MidiError("no MIDI on this machine: neither ALSA's sequencer nor a JACK server answers")

    def _listers(self, kind: Any) -> dict[int, Any]:
        """Return one object for each API that works, to list ports with."""
        found = {}
        for api in self._rtmidi.get_compiled_api():
            try:
                found[api] = kind(api, name=f"{self._name} list")
            except self._rtmidi.RtMidiError:
                continue
        return found

    def inputs(self) -> list[str]:
        """Return the names of the ports that can be read."""
        return [name for names in self._named(self._inputs).values() for name in names]

    def outputs(self) -> list[str]:
        """Return the names of the ports that can be written to."""
        return [name for names in self._named(self._outputs).values() for name in names]

    def _named(self, listers: dict[int, Any]) -> dict[int, list[str]]:
        own = f"{self._name} "  # our ports are not for ourselves
        return {
            api: [name for name in lister.get_ports() if not name.startswith(own)]
            for api, lister in listers.items()
        }

    def open_input(self, name: str) -> Input:
        """Open a port to read. Raises MidiError."""
        port = self._open(self._rtmidi.MidiIn, self._inputs, name, "in", queue_size_limit=QUEUE)
        return _RtMidiInput(port, self._let_go)

    def open_output(self, name: str) -> Output:
        """Open a port to write to. Raises MidiError."""
        return _RtMidiOutput(self._open(self._rtmidi.MidiOut, self._outputs, name, "out"), self._let_go)

    def close(self) -> None:
        """Let go of the drivers; ports are closed before. Thread: control."""
        for listers in (self._inputs, self._outputs):
            while listers:
                self._let_go(listers.popitem()[1])

    def _open(self, kind: Any, listers: dict[int, Any], name: str, end: str, **options: Any) -> Any:
        apis = [api for api, names in self._named(listers).items() if name == VIRTUAL or name in names]
        if not apis:
            raise MidiError(f"the MIDI port {name} is not there any more")
        try:
            port = kind(apis[0], name=f"{self._name} {end}", **options)
            if name == VIRTUAL:
                port.open_virtual_port(end)
            else:
                port.open_port(port.get_ports().index(name), end)
        except (self._rtmidi.RtMidiError, NotImplementedError, ValueError) as problem:
            raise MidiError(f"the MIDI port {name} cannot be opened ({problem}); choose another") from None
        if apis[0] == self._rtmidi.API_UNIX_JACK:
            self._on_jack = True
        return port

    def _let_go(self, port: Any) -> None:
        """Close a port, or leave it for good where it is of a JACK server that has died: closing crashes."""
        if (
            port.get_current_api() == self._rtmidi.API_UNIX_JACK
            and self._on_jack
            and not self._jack_knows_us()
        ):
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(port))
            return
        port.close_port()
        port.delete()

    def _jack_knows_us(self) -> bool:
        """Return whether the JACK server that runs now, if one does, has our ports."""
        found = []
        for kind in (self._rtmidi.MidiIn, self._rtmidi.MidiOut):
            try:
                look = kind(self._rtmidi.API_UNIX_JACK, name=f"{self._name} look")
            except self._rtmidi.RtMidiError:
                return False
            found += look.get_ports()
            look.delete()
        return any(name.startswith(f"{self._name} ") for name in found)


class _RtMidiInput:
    def __init__(self, port: Any, let_go: Callable[[Any], None]) -> None:
        self._port, self._let_go, self._arrivals = port, let_go, Arrivals()
        # nothing is left out: the time up to a message that is would be missing in the sum
        port.ignore_types(sysex=False, timing=False, active_sense=False)

    def read(self) -> list[tuple[float, bytes]]:
        found = []
        while message := self._port.get_message():
            data, since_last_s = message
            found.append((self._arrivals.at(since_last_s, time.monotonic()), bytes(data)))
        return found

    def close(self) -> None:
        self._let_go(self._port)


class _RtMidiOutput:
    def __init__(self, port: Any, let_go: Callable[[Any], None]) -> None:
        self._port, self._let_go, self._lock = port, let_go, threading.Lock()

    def send(self, data: bytes) -> None:
        with self._lock:
            try:
                self._port.send_message(list(data))
            except Exception as problem:  # as RtMidi has it: its own errors, and of a port that is closed
                raise MidiError(f"MIDI cannot be sent: {problem}") from None

    def close(self) -> None:
        with self._lock:
            self._let_go(self._port)
