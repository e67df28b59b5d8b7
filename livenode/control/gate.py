"""Who may see the page, the tree and the WebSocket: what the headers of a request must say.

A browser on this machine runs strangers' pages, too: their requests name another origin, or another host,
whose name was bound to our address. With --lan other machines need the token.
"""

import hmac
import ipaddress
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TOKEN_BYTES = 6
COOKIE = "livenode_token"


@dataclass(frozen=True)
class Visitor:
    """Who asks. `host`, `origin`: the headers, "" for none. `tokens`: of the query and of a cookie."""

    peer: str = "127.0.0.1"
    host: str = ""
    origin: str = ""
    tokens: tuple[str, ...] = ()


class Gate:
    """names: what this machine is called. token: "" = none is needed."""

    def __init__(self, names: Iterable[str] = (), token: str = "") -> None:
        self._names = frozenset(name.lower() for name in ("localhost", *names))
        self._token = token

    def refusal(self, visitor: Visitor) -> str:
        """Return why this visitor is refused and what to do, "" where there is nothing to object."""
        host = _without_port(visitor.host)
        if not (_is_address(host) or host in self._names):
            return f"this node is not called {host[:80]!r}; ask for it by its address"
        if visitor.origin and visitor.origin.lower() != f"http://{visitor.host.lower()}":
            return f"a page from {visitor.origin[:80]} may not talk to this node; open the node's own page"
        if self._token and not _is_loopback(visitor.peer) and not self.knows(visitor.tokens):
            return "the token is missing; open the address that the node printed, with its ?token=..."
        return ""

    def knows(self, tokens: Iterable[str]) -> bool:
        """Return whether the token is among these."""
        mine = self._token.encode()
        return any(hmac.compare_digest(token.encode("utf-8", "replace"), mine) for token in tokens)


def kept_token(file: Path) -> str:
    """Return the token kept in this file, or a new one that is kept there if the disk lets it."""
    try:
        token = file.read_text("utf-8").strip()
        if re.fullmatch(f"[0-9a-f]{{{2 * TOKEN_BYTES}}}", token):
            return token
    except (OSError, ValueError):
        pass
    token = secrets.token_hex(TOKEN_BYTES)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(token)
    except OSError:
        pass
    return token


def _without_port(host: str) -> str:
    """Return a Host header's name: of "[::1]:7480" and "localhost:7480" what is before the port."""
    name = re.sub(r":\d*$", "", host.lower())
    return name.strip("[]")


def _is_address(host: str) -> bool:
    """A page cannot make a browser say an address that is not its own: only names can be bound anew."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host  # behind it anything could stand


def _is_loopback(peer: str) -> bool:
    return _is_address(peer) and ipaddress.ip_address(peer).is_loopback
