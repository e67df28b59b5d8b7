"""The doors themselves: sockets that are opened or refused with the remedy, targets and networks by name."""

import errno
import ipaddress
import re
import socket
import sys
from collections.abc import Sequence

from livenode.control.target import Target

LOOPBACK = ("127.0.0.0/8",)
PRIVATE = (*LOOPBACK, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
_IP_RECVERR = 11  # Linux: tell an unconnected socket which host refused its packet


class ControlError(RuntimeError):
    """The control port cannot be opened as asked; the text says what to do."""

    exit_code = 78  # EX_CONFIG


class PortBusy(ControlError):
    """Another program has the port."""


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


def tcp_refusal(error: OSError, port: int) -> str:
    """Say why OSC over TCP could not be opened beside UDP, and what that means."""
    return f"TCP port {port} cannot be opened ({error.strerror}); playing with OSC over UDP alone"


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


def own_names(name: str) -> set[str]:
    """Return what a browser on the network may call this machine: its name and the node's, also in .local."""
    machine = socket.gethostname().lower()
    bare = machine.removesuffix(".local")
    return {machine, bare, *(f"{each}.local" for each in (bare, *network_names(name)))}


def network_names(name: str) -> list[str]:
    """Return what a node of this name is called on the network: the first of these that is free."""
    bare = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-") or "livenode"
    return [bare, *(f"{bare}-{number}" for number in range(2, 10))]


def own_address() -> str:
    """Return this machine's address on its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def is_own(host: str) -> bool:
    """Return whether this is an address of this machine; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, 0))
        except OSError:
            return False
        return True
