"""Where a host's answers go: the port it said hello with, a --feedback target, or the packet's own source.

Max's udpsend cannot receive on the port it sends from, so `hello` names one. It holds 12 h and is remembered
across restarts in a small state file, which is only a convenience: if it cannot be read or written, answers
still flow.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from livenode.control.target import Target, is_connection
from livenode.documents import put_text, read_json
from livenode.params import Args

HOLD_S = 12 * 3600.0
MAX_HOSTS = 64
REWRITE_S = 3600.0


@dataclass
class _Held:
    port: int
    expires_s: float
    saved_s: float


class Replies:
    """The reply ports of hosts. `now` is monotonic and counts the lease; `wall` is what the file speaks."""

    def __init__(
        self,
        permanent: Sequence[Target],
        state_file: Path | None,
        now: Callable[[], float],
        wall: Callable[[], float],
    ) -> None:
        self._permanent = {host: (host, port) for host, port in reversed(permanent)}
        self._file = state_file
        self._now = now
        self._wall = wall
        self._held: dict[str, _Held] = {}
        self._load()

    def route(self, source: Target) -> Target:
        """Return where answers to a packet from this source go."""
        held = self._held.get(source[0])
        if held is not None and held.expires_s > self._now():
            return source[0], held.port
        return self._permanent.get(source[0], source)

    def hold(self, host: str, port: int) -> None:
        """Send a host's answers to this port for the next 12 h."""
        known = self._held.get(host)
        if known is not None and known.port == port and known.expires_s > self._now():
            self.heard_from(host)
            return
        if known is None and len(self._held) >= MAX_HOSTS:
            del self._held[min(self._held, key=lambda known: self._held[known].expires_s)]
        self._held[host] = _Held(port, self._now() + HOLD_S, self._now())
        self._save()

    def heard_from(self, host: str) -> None:
        """Renew a host's hold; the file follows within the hour."""
        held = self._held.get(host)
        if held is None or held.expires_s <= self._now():
            return
        held.expires_s = self._now() + HOLD_S
        if self._now() - held.saved_s >= REWRITE_S:
            held.saved_s = self._now()
            self._save()

    def _load(self) -> None:
        try:
            stored = read_json(self._file) if self._file else {}
            entries = [(str(host), int(port), float(wall_s)) for host, (port, wall_s) in stored.items()]
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            return
        for host, port, wall_s in entries[:MAX_HOSTS]:
            left_s = min(wall_s - self._wall(), HOLD_S)
            if left_s > 0 and 0 < port < 65536:
                self._held[host] = _Held(port, self._now() + left_s, self._now())

    def _save(self) -> None:
        if self._file is None:
            return
        offset_s = self._wall() - self._now()
        stored = {host: (held.port, held.expires_s + offset_s) for host, held in self._held.items()}
        try:
            put_text(self._file, json.dumps(stored))
        except OSError:
            return


def named_port(source: Target, args: Args) -> int | None:
    """Return the port a host names for its answers; None: it names none, or is a connection."""
    return int(args[0]) if args and args[0] and not is_connection(source[0]) else None
