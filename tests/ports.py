"""Ports for a test alone, also beside other tests' processes."""

from __future__ import annotations

import itertools
import os
import socket
from contextlib import suppress

LOCAL = "127.0.0.1"
# Below what systems hand out by themselves, to this machine's own connections, too: from 32768 or 49152 on.
FIRST, EACH, WORKERS = 12_000, 1000, 20
_numbers = itertools.count(
    int(os.environ.get("PYTEST_XDIST_WORKER", f"gw{os.getpid()}")[2:]) % WORKERS * EACH
)


def free_port() -> int:
    """Return a port that is free for UDP and TCP, and not given again soon."""
    return next(port for port in map(_port, _numbers) if _is_free(port))


def _port(number: int) -> int:
    return FIRST + number % (WORKERS * EACH)


def _is_free(port: int) -> bool:
    with suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
        udp.bind((LOCAL, port))
        tcp.bind((LOCAL, port))
        return True
    return False
