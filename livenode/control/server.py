"""The ports of the node around one `Session`: OSC over UDP and TCP, and HTTP with WebSockets beside it."""

import asyncio
import ipaddress
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from livenode import paths
from livenode.control.connections import Connections
from livenode.control.gate import Gate
from livenode.control.oscquery import Tree
from livenode.control.ports import (
    LOOPBACK,
    PRIVATE,
    ControlError,
    http_refusal,
    is_own,
    network_names,
    open_socket,
    own_address,
    own_names,
    parse_networks,
    parse_target,
    tcp_refusal,
)
from livenode.control.session import Clock, Session, Take
from livenode.control.site import Site, read_page
from livenode.control.target import Target, is_connection
from livenode.control.tcp import OscStream
from livenode.figures import Figures
from livenode.surface import Event, Surface

if TYPE_CHECKING:
    from livenode.control.discovery import Announcer
    from livenode.control.http import HttpServer

POLL_S = 0.005


@dataclass(frozen=True)
class ControlOptions:
    """How to listen. `lan`: on all interfaces. `allow`: CIDR; none = loopback, or private with `lan`.

    `http_port`: 0 = off. `http_required`: without it nothing is started. `token`: what other machines need to
    see the page; "" = nothing. `patient`: a feedback host that no network knows is left out, not refused.
    """

    port: int = 7400
    http_port: int = 0
    http_required: bool = False
    prefix: str = "/livenode"
    name: str = "livenode"
    feedback: tuple[str, ...] = ()
    lan: bool = False
    allow: tuple[str, ...] = ()
    token: str = ""
    state_file: Path | None = None
    patient: bool = False


class ControlServer(asyncio.DatagramProtocol):
    """The OSC and HTTP server of one node. Thread: control. Real-time safe: no.

    `start` opens the ports, or raises `PortBusy` or `ControlError`; `stop` closes them. `report`: what HTTP
    tells; without it there is none. `problems`: which port is not open although it was asked for, and why.
    `calls`: rows that others answer.
    """

    def __init__(
        self,
        surface: Surface,
        options: ControlOptions | None = None,
        now: Clock = time.monotonic,
        wall: Clock = time.time,
        report: Callable[[], Figures] | None = None,
        calls: Mapping[str, Take] = MappingProxyType({}),
    ) -> None:
        self.options = options or ControlOptions()
        self.problems: list[str] = []
        self._http: HttpServer | None = None
        self._report = report
        self._networks = parse_networks(self.options.allow or (PRIVATE if self.options.lan else LOOPBACK))
        self._now = now
        self._socket: socket.socket | None = None
        self._transport: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None
        self._announcer: Announcer | None = None
        self._poller: asyncio.Task[None] | None = None
        self.session = Session(
            surface,
            self._send,
            self.options.prefix,
            self.options.name,
            list(self._targets()),
            self.options.state_file,
            now,
            wall,
            calls,
        )
        self._allowed = lru_cache(maxsize=256)(self._in_networks)
        self._surface = surface
        self._gate = Gate(own_names(self.options.name), self.options.token)
        self._connections = Connections(self.session, self._allowed)

    @property
    def port(self) -> int:
        """The port that is open; the one asked for unless that was 0."""
        return int(self._socket.getsockname()[1]) if self._socket else self.options.port

    @property
    def http_port(self) -> int:
        """The HTTP port that is open, 0 for none."""
        return self._http.port if self._http else 0

    def _targets(self) -> Iterator[Target]:
        for text in self.options.feedback:
            try:
                yield parse_target(text)
            except ControlError as problem:
                if not self.options.patient:
                    raise
                self.problems.append(f"{problem}; playing without it")

    def publish(self, event: Event) -> None:
        """Tell subscribers of an event."""
        self.session.publish(event)

    def hears(self, path: str) -> bool:
        """Return whether anybody is told this row."""
        return self.session.feedback.hears(path)

    async def start(self) -> None:
        """Open the ports and start to listen."""
        host = "0.0.0.0" if self.options.lan else "127.0.0.1"
        self._socket = open_socket(host, self.options.port)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)
        self._poller = asyncio.create_task(self._poll())
        try:
            self._tcp = await loop.create_server(lambda: OscStream(self._connections), host, self.port)
        except OSError as error:
            self.problems.append(tcp_refusal(error, self.port))
        if self._report is not None and self.options.http_port:
            await self._start_http(host, self._report)
        if self.options.lan:
            self._announce(loop)

    async def _start_http(self, host: str, report: Callable[[], Figures]) -> None:
        from livenode.control.http import HttpServer  # a third of a second, only where it is asked for

        tree = Tree(self._surface.get, self.options.prefix, self.options.name, self.port)
        site = Site(report, tree, self._gate, read_page(paths.shipped("page")))
        self._http = HttpServer(site, self._connections, self._allowed, self.session.rejects.count)
        try:
            await self._http.start(host, self.options.http_port)
        except OSError as error:
            problem = http_refusal(error, self.options.http_port)
            if self.options.http_required:
                raise problem from None
            self.problems.append(f"{problem}; playing without HTTP")
        self.session.http_port = self.http_port

    def _announce(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            from livenode.control.discovery import OSC, OSCQUERY, Announcer, Service, network_addresses
        except ModuleNotFoundError:
            self.problems.append("not announced on the network; for that: pip install 'livenode[discovery]'")
            return

        def count(kind: str, detail: str) -> None:
            loop.call_soon_threadsafe(self.session.rejects.count, kind, detail)

        services = [Service(OSC, self.port), Service(OSCQUERY, self.http_port)]
        open_ones = [service for service in services if service.port]
        names = network_names(self.options.name)
        self._announcer = Announcer(open_ones, names, count, network_addresses)
        self._announcer.start()

    async def stop(self) -> None:
        """Close the ports."""
        if self._announcer is not None:
            await self._announcer.stop()
        if self._tcp is not None:
            self._tcp.close()
        self._connections.stop()
        if self._http is not None:
            await self._http.stop()
        if self._poller is not None:
            self._poller.cancel()
            with suppress(asyncio.CancelledError):
                await self._poller
        if self._transport is not None:
            self._transport.close()
            await asyncio.sleep(0)  # the transport closes its socket in the loop's next turn
        self._socket = self._transport = self._poller = self._http = self._tcp = None
        self._announcer = None

    def addresses(self) -> list[str]:
        """Return where OSC is reached from other machines, or from this one without `lan`."""
        return [f"{self._host()}:{self.port}"]

    def http_addresses(self) -> list[str]:
        """Return where HTTP is reached; [] where it is off."""
        token = f"/?token={self.options.token}" if self.options.token else ""
        return [f"http://{self._host()}:{self.http_port}{token}"] if self.http_port else []

    def qr_lines(self) -> list[str]:
        """Return the page's address as a QR code, where other machines may see it."""
        from livenode.control.qr import qr_lines

        return qr_lines(self.http_addresses()[0]) if self.options.lan and self.http_port else []

    def _host(self) -> str:
        return own_address() if self.options.lan else "127.0.0.1"

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a packet from an allowed host. Called by asyncio."""
        if not self._allowed(addr[0]):
            self.session.rejects.count("not allowed", f"{addr[0]} is in no allowed network; see --allow")
        elif addr[1] == self.port and is_own(addr[0]):  # what it says would steer it, and be told again
            text = f"{self.port} is the node's own: a patch hears on another, and says so by hello"
            self.session.rejects.count("own port", text)
        else:
            self.session.receive(data, (addr[0], addr[1]))

    def error_received(self, exc: Exception) -> None:
        """Note that a host refused a packet. Called by asyncio."""
        self._read_refusals()

    async def _poll(self) -> None:
        while True:
            self._read_refusals()
            self.session.poll()
            await asyncio.sleep(POLL_S)

    def _send(self, target: Target, packet: bytes) -> None:
        if is_connection(target[0]):
            self._connections.send(target, packet)
        elif self._socket is not None:
            self._send_datagram(self._socket, target, packet)

    def _send_datagram(self, opened: socket.socket, target: Target, packet: bytes) -> None:
        try:
            try:
                opened.sendto(packet, target)
            except ConnectionError:  # an earlier packet was refused, by any host: this one did not go out
                self._read_refusals()
                opened.sendto(packet, target)
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
