"""The UDP port of the node: an asyncio endpoint around `Session`, polled every few milliseconds."""

import asyncio
import errno
import ipaddress
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from livenode.control.feedback import Target
from livenode.control.session import Clock, Session
from livenode.surface import Event, Surface

POLL_S = 0.005
LOOPBACK = ("127.0.0.0/8",)
PRIVATE = (*LOOPBACK, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
_IP_RECVERR = 11  # Linux: tell an unconnected socket which host refused its packet


class ControlError(RuntimeError):
    """The control port cannot be opened as asked; the text says what to do."""

    exit_code = 78  # EX_CONFIG


class PortBusy(ControlError):
    """Another program has the port."""


@dataclass(frozen=True)
class ControlOptions:
    """How to listen. `lan`: on all interfaces. `allow`: CIDR; none = loopback, or private with `lan`."""

    port: int = 7400
    prefix: str = "/livenode"
    name: str = "livenode"
    feedback: tuple[str, ...] = ()
    lan: bool = False
    allow: tuple[str, ...] = ()
    state_file: Path | None = None


class ControlServer(asyncio.DatagramProtocol):
    """The OSC server of one node. Thread: control. Real-time safe: no.

    `start` opens the port, or raises `PortBusy` or `ControlError`; `stop` closes it.
    """

    def __init__(
        self,
        surface: Surface,
        options: ControlOptions | None = None,
        now: Clock = time.monotonic,
        wall: Clock = time.time,
    ) -> None:
        self.options = options or ControlOptions()
        self._networks = parse_networks(self.options.allow or (PRIVATE if self.options.lan else LOOPBACK))
        self._now = now
        self._socket: socket.socket | None = None
        self._transport: asyncio.DatagramTransport | None = None
        self._poller: asyncio.Task[None] | None = None
        self.session = Session(
            surface,
            self._send,
            self.options.prefix,
            self.options.name,
            [parse_target(text) for text in self.options.feedback],
            self.options.state_file,
            now,
            wall,
        )
        self._allowed = lru_cache(maxsize=256)(self._in_networks)

    @property
    def port(self) -> int:
        """The port that is open; the one asked for unless that was 0."""
        return int(self._socket.getsockname()[1]) if self._socket else self.options.port

    def publish(self, event: Event) -> None:
        """Tell subscribers of an event."""
        self.session.publish(event)

    async def start(self) -> None:
        """Open the port and start to listen."""
        self._socket = open_socket("0.0.0.0" if self.options.lan else "127.0.0.1", self.options.port)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)
        self._poller = asyncio.create_task(self._poll())

    async def stop(self) -> None:
        """Close the port."""
        if self._poller is not None:
            self._poller.cancel()
            with suppress(asyncio.CancelledError):
                await self._poller
        if self._transport is not None:
            self._transport.close()
            await asyncio.sleep(0)  # the transport closes its socket in the loop's next turn
        self._socket = self._transport = self._poller = None

    def addresses(self) -> list[str]:
        """Return where this port is reached from other machines, or from this one without `lan`."""
        host = own_address() if self.options.lan else "127.0.0.1"
        return [f"{host}:{self.port}"]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a packet from an allowed host. Called by asyncio."""
        if self._allowed(addr[0]):
            self.session.receive(data, (addr[0], addr[1]))
        else:
            self.session.rejects.count("not allowed", f"{addr[0]} is in no allowed network; see --allow")

    def error_received(self, exc: Exception) -> None:
        """Note that a host refused a packet. Called by asyncio."""
        self._read_refusals()

    async def _poll(self) -> None:
        while True:
            self._read_refusals()
            self.session.poll()
            await asyncio.sleep(POLL_S)

    def _send(self, target: Target, packet: bytes) -> None:
        if self._socket is None:
            return
        try:
            try:
                self._socket.sendto(packet, target)
            except ConnectionError:  # an earlier packet was refused, by any host: this one did not go out
                self._read_refusals()
                self._socket.sendto(packet, target)
        except OSError as error:
            self.session.rejects.count("not sent", f"to {target[0]}:{target[1]}: {error}")

    def _read_refusals(self) -> None:
        """Empty the socket's error queue, which names the hosts that refused. On Linux only."""
        if self._socket is None or sys.platform != "linux":
            return
        for _ in range(64):
            try:
                _, _, _, address = self._socket.recvmsg(0, 256, socket.MSG_ERRQUEUE | socket.MSG_DONTWAIT)
            except OSError:
                return
            if address:
                self.session.feedback.refused_by((address[0], address[1]), self._now())

    def _in_networks(self, host: str) -> bool:
        return any(ipaddress.ip_address(host) in network for network in self._networks)


def open_socket(host: str, port: int) -> socket.socket:
    """Return a bound UDP socket that does not block. Raises `PortBusy` or `ControlError` with the remedy."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        opened.setblocking(False)
        if sys.platform == "linux":
            opened.setsockopt(socket.IPPROTO_IP, _IP_RECVERR, 1)
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            raise PortBusy(
                f"UDP port {port} is taken by another program, perhaps by a second livenode; "
                f"close it, or start with --port {port + 1}"
            ) from None
        raise ControlError(f"UDP port {port} cannot be opened ({error.strerror}); try --port 7400") from None
    return opened


def parse_target(text: str) -> Target:
    """Return (address, port) of HOST:PORT, the name looked up once. Raises `ControlError`."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise ControlError(f"--feedback takes HOST:PORT, such as 192.168.1.20:9000, not {text!r}")
    try:
        found = socket.getaddrinfo(host, int(port), socket.AF_INET, socket.SOCK_DGRAM)
    except OSError:
        raise ControlError(f"--feedback {text}: no host {host!r} is known; give its address") from None
    return str(found[0][4][0]), int(port)


def parse_networks(allow: Sequence[str]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Return the networks of an allow list. Raises `ControlError` naming the entry that is none."""
    networks = []
    for text in allow:
        try:
            networks.append(ipaddress.ip_network(text, strict=False))
        except ValueError:
            raise ControlError(f"--allow takes networks such as 192.168.1.0/24, not {text!r}") from None
    return networks


def own_address() -> str:
    """Return this machine's address on its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
