"""OSC over TCP: each connection is fed to the session, and answered in the framing it speaks."""

import asyncio
import socket
from contextlib import suppress
from typing import cast

from livenode.control.connections import Connections
from livenode.control.framing import Stream
from livenode.control.osc import OscError
from livenode.control.target import Target

TURN_S = 0.001  # for the packets of one connection in a turn of the loop: who floods waits, not the node
KEPT_BYTES = 1 << 16  # of the system's own buffer, so that who does not read is found soon
# a client that vanished without a word is found within a minute, where the system can
KEEPALIVE = (("TCP_KEEPIDLE", 20), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3), ("TCP_USER_TIMEOUT", 50_000))


def tend(opened: socket.socket) -> None:
    """Set a connection up: no delay, a small buffer, and a look now and then whether it still stands."""
    with suppress(OSError):  # it may be gone by now; the loop finds out
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KEPT_BYTES)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in KEEPALIVE:
            if hasattr(socket, name):
                opened.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


class OscStream(asyncio.Protocol):
    """One TCP connection. Thread: control. Real-time safe: no."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._stream = Stream()
        self._target: Target | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def waiting_bytes(self) -> int:
        """How much the client has not taken yet."""
        return self._transport.get_write_buffer_size() if self._transport else 0

    def send(self, packet: bytes) -> None:
        """Send a packet; never waits."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(self._stream.framing.wrap(packet))

    def cut(self) -> None:
        """End the connection now."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection. Called by asyncio."""
        self._transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername") or ("", 0)
        self._target = self._connections.open(self, (str(peer[0]), int(peer[1])))
        if self._target is None:
            self.cut()
        else:
            tend(transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        """Take what came. Called by asyncio."""
        try:
            self._stream.feed(data)
        except OscError as error:
            self._refuse(error)
        else:
            self._take()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the connection go. Called by asyncio."""
        target, self._target, self._transport = self._target, None, None
        if target is not None:
            self._connections.close(target)

    def _take(self) -> None:
        """Hand over what is whole, for a moment; the rest waits for its turn, and so does the client."""
        if self._transport is None or self._target is None:
            return
        loop = asyncio.get_running_loop()
        until_s = loop.time() + TURN_S
        try:
            while loop.time() < until_s:
                packet = self._stream.packet()
                if packet is None:
                    self._transport.resume_reading()
                    return
                self._connections.session.receive(packet, self._target)
        except OscError as error:
            self._refuse(error)
            return
        self._transport.pause_reading()
        loop.call_soon(self._take)

    def _refuse(self, error: OscError) -> None:
        where = self._target[0] if self._target else "a connection"
        self._connections.count(f"not OSC, {error.kind}", f"from {where}, which is closed")
        self.cut()
