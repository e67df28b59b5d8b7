"""Lines and doors by their address; the extra `serve` is imported when one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livenode.inference.backend import BackendError
from livenode.inference.engine import Engine
from livenode.serving.line import Desk
from livenode.serving.remote import RemoteEngine

if TYPE_CHECKING:
    from livenode.serving.triton import TritonDoor

PORT = 7490
MISSING = "needs tritonclient and grpcio: pip install 'livenode[serve]'"


def open_served(local: Engine, address: str, token: str = "") -> RemoteEngine:
    """Return an engine whose riffs the server at HOST:PORT makes, or `local` where it does not.

    Raises BackendError: no address, the extra is not installed, or the server is there and not for us.
    """
    host, _, port = address.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise BackendError(f"server {address!r}: give HOST:PORT, such as 192.168.1.5:{PORT}")
    try:
        from livenode.serving.triton import TritonLine
    except ModuleNotFoundError:
        raise BackendError(f"--server {MISSING}") from None
    return RemoteEngine(local, address, lambda: TritonLine(address, token))


def open_door(desk: Desk, address: str, port: int) -> TritonDoor:
    """Let nodes in on an address. Raises BackendError: the port is taken, or the extra is not installed."""
    try:
        from livenode.serving.triton import TritonDoor
    except ModuleNotFoundError:
        raise BackendError(f"livenode serve {MISSING}") from None
    try:
        return TritonDoor(desk, address, port)
    except OSError:
        raise BackendError(
            f"TCP port {port} on {address} cannot be opened: give another --port, or --listen an address of "
            "this machine"
        ) from None
