"""Announce the node on the network (mDNS, DNS-SD), so that it is found without typing an address.

Nothing but this file imports zeroconf and ifaddr, which are the extra `discovery`. All of it happens in a
thread of its own: the network may be slow, or come later, or not at all.
"""

import asyncio
import ipaddress
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ifaddr
from zeroconf import NonUniqueNameException, ServiceInfo, Zeroconf

OSC, OSCQUERY = "_osc._udp.local.", "_oscjson._tcp.local."
PROBE_MS = 2000  # how long another of this name may take to answer
RETRY_S = 15.0  # between two looks for a network
CLOSE_S = 3.0  # how long the goodbye may take

Count = Callable[[str, str], None]


@dataclass(frozen=True)
class Service:
    """What is announced: a kind and its port."""

    kind: str
    port: int


def network_addresses() -> list[str]:
    """Return this machine's IPv4 addresses but loopback."""
    found = {str(address.ip) for card in ifaddr.get_adapters() for address in card.ips if address.is_IPv4}
    return sorted(address for address in found if not ipaddress.ip_address(address).is_loopback)


class Announcer:
    """Announces services under the first free of some names. Thread: control. Real-time safe: no.

    `name`: the one that was free, "" while none is announced. count: notes what goes wrong, by class.
    addresses: where the node is, asked for until there is one.
    """

    def __init__(
        self,
        services: Sequence[Service],
        names: Sequence[str],
        count: Count,
        addresses: Callable[[], list[str]],
    ) -> None:
        self.name = ""
        self._services, self._names, self._count, self._addresses = services, names, count, addresses
        self._problem = ""
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="livenode-discovery", daemon=True)

    def start(self) -> None:
        """Begin to announce; returns at once."""
        self._thread.start()

    async def stop(self) -> None:
        """Say goodbye; a network that does not take it is left alone."""
        self._ending.set()
        await asyncio.to_thread(self._thread.join, CLOSE_S)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                if addresses := self._addresses():
                    self._announce(addresses)
            except Exception as problem:  # the network's troubles are none of the show's
                self._tell(repr(problem))
            self._ending.wait(RETRY_S)

    def _announce(self, addresses: list[str]) -> None:
        """Announce until the end, or until the network is another."""
        responder = Zeroconf(interfaces=addresses, use_asyncio=False)
        try:
            self.name = next((name for name in self._names if self._take(responder, name, addresses)), "")
            if not self.name and not self._ending.is_set():
                self._tell(f"{', '.join(self._names)} are all taken; give another --name")
            while self.name and self._addresses() == addresses and not self._ending.wait(RETRY_S):
                pass
        finally:
            self.name = ""
            responder.close()

    def _take(self, responder: Zeroconf, name: str, addresses: list[str]) -> bool:
        """Announce all services under a name; False where it is taken, or the end has come."""
        infos = [
            ServiceInfo(
                service.kind,
                f"{name}.{service.kind}",
                service.port,
                properties={"txtvers": "1"},
                server=f"{name}.local.",
                parsed_addresses=addresses,
            )
            for service in self._services
        ]
        for info in infos:  # asked first: the library's probe does not reach a node on the same machine
            if self._ending.is_set() or responder.get_service_info(info.type, info.name, PROBE_MS):
                return False
        try:
            for info in infos:
                responder.register_service(info)
        except NonUniqueNameException:
            responder.unregister_all_services()
            return False
        return True

    def _tell(self, problem: str) -> None:
        """Count a trouble, once while it lasts."""
        if problem != self._problem:
            self._problem = problem
            self._count("not announced", problem)
