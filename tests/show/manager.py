"""A service manager of the tests' own: a real datagram socket that hears what a node tells."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Manager:
    """What systemd gives a service, and hears of it. `told`: all so far, a line each."""

    def __init__(self, socket_path: Path, watchdog_s: float) -> None:
        self._heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._heard.bind(str(socket_path))
        self._heard.setblocking(False)
        self.environment = {"NOTIFY_SOCKET": str(socket_path), "WATCHDOG_USEC": str(round(1e6 * watchdog_s))}
        self._told: list[str] = []

    @property
    def told(self) -> list[str]:
        with suppress(BlockingIOError):
            while True:
                self._told += self._heard.recv(4096).decode().splitlines()
        return self._told

    def count(self, line: str) -> int:
        """Return how often a line was told."""
        return self.told.count(line)

    def close(self) -> None:
        self._heard.close()


@contextmanager
def manager(watchdog_s: float = 4.0) -> Iterator[Manager]:
    """Run one, in a folder with a short name: a socket's path is limited."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        heard = Manager(Path(folder) / f"notify{os.getpid()}", watchdog_s)
        try:
            yield heard
        finally:
            heard.close()
