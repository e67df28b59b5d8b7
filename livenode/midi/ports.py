"""What MIDI ports are to the node: found by part of a name, and opened again when they come back."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

VIRTUAL = "virtual"  # a port of our own that others connect to, where the system allows


class MidiError(RuntimeError):
    """A port that cannot be had, or MIDI that cannot; the text says what to do."""

    exit_code = 74  # EX_IOERR


class Port(Protocol):
    """An open port."""

    def close(self) -> None:
        """Close it."""


class Input(Port, Protocol):
    """A port to read. Thread: control."""

    def read(self) -> list[tuple[float, bytes]]:
        """Return what has come since: (when, by time.monotonic(), the message)."""


class Output(Port, Protocol):
    """A port to write to."""

    def send(self, data: bytes) -> None:
        """Send a message at once. Thread: any."""


class System(Protocol):
    """The MIDI of a machine: `RtMidiSystem`, or `FakeSystem`. Both pass the same test. Thread: control."""

    def inputs(self) -> list[str]:
        """Return the names of the ports that can be read."""

    def outputs(self) -> list[str]:
        """Return the names of the ports that can be written to."""

    def open_input(self, name: str) -> Input:
        """Open a port of `inputs`, or VIRTUAL. Raises MidiError."""

    def open_output(self, name: str) -> Output:
        """Open a port of `outputs`, or VIRTUAL. Raises MidiError."""

    def close(self) -> None:
        """Let go of the drivers; ports are closed before."""


def choose(names: Sequence[str], wanted: str, kind: str) -> str:
    """Return the name that is wanted, or the only one that holds it. Raises MidiError with a list."""
    if wanted == VIRTUAL or wanted in names:
        return wanted
    found = [name for name in names if wanted.lower() in name.lower()]
    if len({lasting_name(name) for name in found}) == 1:
        return found[0]
    there = ", ".join(found or names) or "none"
    problem = f"several MIDI {kind}s hold {wanted!r}" if found else f"no MIDI {kind} {wanted!r}"
    raise MidiError(f"{problem}; there are: {there}")


def lasting_name(name: str) -> str:
    """Return a name without the numbers that change when a device is plugged in again."""
    return re.sub(r" \d+(:\d+)?$", "", name)


P = TypeVar("P", bound=Port)


class LastingPort(Generic[P]):
    """A port that is opened again when its device comes back. Thread: control. Real-time safe: no.

    names: lists the ports there are. wanted: a name or part of one. say: told when it goes and comes.
    Raises MidiError where it is not there at first.
    """

    def __init__(
        self,
        wanted: str,
        kind: str,
        names: Callable[[], list[str]],
        open_port: Callable[[str], P],
        say: Callable[[str], None],
    ) -> None:
        self._names, self._open, self._say = names, open_port, say
        self.name = choose([] if wanted == VIRTUAL else names(), wanted, kind)
        self.port: P | None = open_port(self.name)
        self._twins = self._alike()  # those beside it while it was there are other devices

    def look(self) -> bool:
        """See whether the device has gone, or is back (at once under another number, if that was quick).

        Returns whether it is back.
        """
        if self.name == VIRTUAL:
            return False
        alike = self._alike()
        if self.port is not None and self.name not in alike:
            self.close()
            self._say(f"MIDI port lost: {self.name}; waiting for it")
        found = [name for name in alike if name == self.name or name not in self._twins]
        is_away = self.port is None
        if is_away and found:
            with suppress(MidiError):  # another program may hold it still
                self.port, self.name = self._open(found[0]), found[0]
                self._say(f"MIDI port is back: {self.name}")
        if self.port is not None:
            self._twins = alike
        return is_away and self.port is not None

    def _alike(self) -> list[str]:
        names = [] if self.name == VIRTUAL else self._names()
        return [name for name in names if lasting_name(name) == lasting_name(self.name)]

    def close(self) -> None:
        """Close it."""
        port, self.port = self.port, None
        if port is not None:
            with suppress(MidiError):
                port.close()
