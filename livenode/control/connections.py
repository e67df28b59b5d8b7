"""Open connections: OSC over TCP and over WebSocket, each a host of its own to the session.

What a client does not read is kept up to a bound, then its connection is closed: nobody else waits for it.
"""

from collections.abc import Callable
from itertools import count
from typing import Protocol

from livenode.control.session import Session
from livenode.control.target import Target, connection_host

MAX_CONNECTIONS = 32
MAX_WAITING_BYTES = 1 << 17  # of one connection; a snapshot is a tenth of it


class Wire(Protocol):
    """One connection's way out. Thread: control."""

    @property
    def waiting_bytes(self) -> int:
        """How much the client has not taken yet."""

    def send(self, packet: bytes) -> None:
        """Send a packet; never waits."""

    def cut(self) -> None:
        """End the connection now."""


class Connections:
    """The open connections. Thread: control. Real-time safe: no.

    session: takes what they say. allows: whether an address is heard.
    """

    def __init__(self, session: Session, allows: Callable[[str], bool]) -> None:
        self.session = session
        self.count = session.rejects.count
        self._allows = allows
        self._wires: dict[str, Wire] = {}
        self._numbers = count(1)

    def open(self, wire: Wire, peer: tuple[str, int]) -> Target | None:
        """Take a new connection; returns who it is, or None where it is refused (and counted)."""
        if not self._allows(peer[0]):
            self.count("not allowed", f"{peer[0]} is in no allowed network; see --allow")
            return None
        if len(self._wires) >= MAX_CONNECTIONS:
            self.count("busy", f"{MAX_CONNECTIONS} connections are open; {peer[0]} has to wait for one")
            return None
        target = (connection_host(peer[0], next(self._numbers)), peer[1])
        self._wires[target[0]] = wire
        return target

    def send(self, target: Target, packet: bytes) -> None:
        """Send to a connection; one that does not read is closed, one that is gone says nothing."""
        wire = self._wires.get(target[0])
        if wire is None:  # it asked before it went, and is told after
            self.session.left(target[0])
            return
        if wire.waiting_bytes + len(packet) > MAX_WAITING_BYTES:
            self.count("does not read", f"{target[0]}: its connection is closed")
            wire.cut()
            self.close(target)
        else:
            wire.send(packet)

    def close(self, target: Target) -> None:
        """Forget a connection, and all that it was to hear."""
        self._wires.pop(target[0], None)
        self.session.left(target[0])  # one that was cut may have asked for more since

    def stop(self) -> None:
        """End every connection."""
        for wire in list(self._wires.values()):
            wire.cut()
        self._wires.clear()
