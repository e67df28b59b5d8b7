"""What is told to the service manager: systemd's protocol, a datagram of lines to a socket it names.

Without that socket (a terminal, launchd, Windows) nothing is told to anybody.
"""

import socket
import sys
from collections.abc import Mapping
from contextlib import suppress

FED_SHARE = 0.25  # of the time within which the watchdog is to be fed
STATUS_CHARACTERS = 200


class Notifier:
    """Speaks to the manager named by `environment` (NOTIFY_SOCKET, WATCHDOG_USEC). Never raises, never waits.

    `is_supervised`: whether there is one. `feed_s`: how often its watchdog is fed, 0 for never.
    Thread: control. Real-time safe: no.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        name = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + name[1:] if name.startswith("@") else name
        self.is_supervised = bool(name) and sys.platform != "win32"
        watchdog_us = environment.get("WATCHDOG_USEC", "")
        self.feed_s = FED_SHARE * int(watchdog_us) / 1e6 if watchdog_us.isdecimal() else 0.0
        self.fed = 0
        self._status = ""

    def ready(self) -> None:
        """Say that it plays, or waits for a device: what is needed to begin is there."""
        self._send("READY=1")

    def status(self, text: str) -> None:
        """Say in a line how it is, where that is new."""
        line = " ".join(text.split())[:STATUS_CHARACTERS]
        if line != self._status:
            self._status = line
            self._send(f"STATUS={line}")

    def feed(self) -> None:
        """Feed the watchdog."""
        self.fed += 1
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that it ends by itself."""
        self._send("STOPPING=1")

    def _send(self, text: str) -> None:
        if not self.is_supervised:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
            opened.setblocking(False)
            opened.sendto(text.encode(), self._address)
