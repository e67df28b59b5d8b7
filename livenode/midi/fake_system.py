"""MIDI without a driver: ports that are plugged in and out by hand, and messages at times that are given."""

import time

from livenode.midi.ports import VIRTUAL, MidiError


class FakePort:
    """Both ends of a port: what is to be read, and what was sent. Thread: any."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, bytes]] = []
        self.sent: list[bytes] = []
        self.is_open = True

    def read(self) -> list[tuple[float, bytes]]:
        """Return what has come since."""
        waiting, self.waiting = self.waiting, []
        return waiting

    def send(self, data: bytes) -> None:
        """Keep what is sent."""
        if not self.is_open:
            raise MidiError("this MIDI port is closed")
        self.sent.append(data)

    def close(self) -> None:
        """Close it."""
        self.is_open = False


class FakeSystem:
    """MIDI devices by name, each with an input and an output. Passes the contract test of `System`."""

    def __init__(self, *devices: str) -> None:
        self.devices = list(devices)
        self.open_inputs: dict[str, FakePort] = {}
        self.open_outputs: dict[str, FakePort] = {}

    def inputs(self) -> list[str]:
        """Return the names of the ports that can be read."""
        return list(self.devices)

    def outputs(self) -> list[str]:
        """Return the names of the ports that can be written to."""
        return list(self.devices)

    def open_input(self, name: str) -> FakePort:
        """Open a port to read. Raises MidiError."""
        self.open_inputs[name] = self._open(name)
        return self.open_inputs[name]

    def open_output(self, name: str) -> FakePort:
        """Open a port to write to. Raises MidiError."""
        self.open_outputs[name] = self._open(name)
        return self.open_outputs[name]

    def close(self) -> None:
        """Nothing is held."""

    def _open(self, name: str) -> FakePort:
        if name != VIRTUAL and name not in self.devices:
            raise MidiError(f"the MIDI port {name} is not there any more")
        return FakePort()

    def play(self, name: str, *data: int, at_s: float | None = None) -> None:
        """Let a message come in at a device's port, now or at a time."""
        port = self.open_inputs.get(name)
        if port is not None and port.is_open and (name in self.devices or name == VIRTUAL):
            port.waiting.append((time.monotonic() if at_s is None else at_s, bytes(data)))
