"""The ports of the node: OSC over UDP around `Session`, polled every few milliseconds, and HTTP beside it."""

import asyncio
import errno
import ipaddress
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from livenode.control.feedback import Target
from livenode.control.session import Clock, Session
from livenode.figures import Figures
from livenode.surface import Event, Surface

if TYPE_CHECKING:
    from livenode.control.http import HttpServer

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
    """How to listen. `lan`: on all interfaces. `allow`: CIDR; none = loopback, or private with `lan`.

    `http_port`: 0 = off. `http_required`: without it nothing is started.
    """

    port: int = 7400
    http_port: int = 0
    http_required: bool = False
    prefix: str = "/livenode"
    name: str = "livenode"
    feedback: tuple[str, ...] = ()
    lan: bool = False
    allow: tuple[str, ...] = ()
    state_file: Path | None = None


class ControlServer(asyncio.DatagramProtocol):
    """The OSC and HTTP server of one node. Thread: control. Real-time safe: no.

    `start` opens the ports, or raises `PortBusy` or `ControlError`; `stop` closes them. `report`: what HTTP
    tells; without it there is none. `http_problem`: why there is none although it was asked for.
    """

    def __init__(
        self,
        surface: Surface,
        options: ControlOptions | None = None,
        now: Clock = time.monotonic,
        wall: Clock = time.time,
        report: Callable[[], Figures] | None = None,
    ) -> None:
        self.options = options or ControlOptions()
        self.http_problem = ""
        self._http: HttpServer | None = None
        self._report = report
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

    @property
    def http_port(self) -> int:
        """The HTTP port that is open, 0 for none."""
        return self._http.port if self._http else 0

    def publish(self, event: Event) -> None:
        """Tell subscribers of an event."""
        self.session.publish(event)

    def hears(self, group: str) -> bool:
        """Return whether anybody is subscribed to a group."""
        return self.session.feedback.hears(group)

    async def start(self) -> None:
        """Open the ports and start to listen."""
        host = "0.0.0.0" if self.options.lan else "127.0.0.1"
        self._socket = open_socket(host, self.options.port)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)
        self._poller = asyncio.create_task(self._poll())
        if self._report is not None and self.options.http_port:
            await self._start_http(host, self._report)

    async def _start_http(self, host: str, report: Callable[[], Figures]) -> None:
        from livenode.control.http import HttpServer  # a third of a second, only where it is asked for

        self._http = HttpServer(report, self._allowed, self.session.rejects.count)
        try:
            await self._http.start(host, self.options.http_port)
        except OSError as error:
            problem = http_refusal(error, self.options.http_port)
            if self.options.http_required:
                raise problem from None
            self.http_problem = str(problem)
        self.session.http_port = self.http_port

    async def stop(self) -> None:
        """Close the ports."""
        if self._http is not None:
            await self._http.stop()
        if self._poller is not None:
            self._poller.cancel()
            with suppress(asyncio.CancelledError):
                await self._poller
        if self._transport is not None:
            self._transport.close()
            await asyncio.sleep(0)  # the transport closes its socket in the loop's next turn
        self._socket = self._transport = self._poller = self._http = None

    def addresses(self) -> list[str]:
        """Return where OSC is reached from other machines, or from this one without `lan`."""
        return [f"{self._host()}:{self.port}"]

    def http_addresses(self) -> list[str]:
        """Return where HTTP is reached; [] where it is off."""
        return [f"http://{self._host()}:{self.http_port}"] if self.http_port else []

    def _host(self) -> str:
        return own_address() if self.options.lan else "127.0.0.1"

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


def http_refusal(error: OSError, port: int) -> ControlError:
    """Return why the HTTP port could not be opened, with the remedy."""
    if error.errno == errno.EADDRINUSE:
        return PortBusy(
            f"HTTP port {port} is taken by another program, perhaps by a second livenode; "
            f"close it, or start with --http-port {port + 1}, or 0 for none"
        )
    return ControlError(
        f"HTTP port {port} cannot be opened ({error.strerror}); try --http-port 7480, or 0 for none"
    )


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
