"""Who may ask the server for riffs: networks, and a token for other machines."""

import hmac
import ipaddress
from collections.abc import Sequence

from livenode.serving.line import Refusal, Visitor

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Access:
    """networks: who is let in. token: what other machines must show; "" = none is needed."""

    def __init__(self, networks: Sequence[Network], token: str = "") -> None:
        self._networks, self._token = tuple(networks), token

    def check(self, visitor: Visitor) -> None:
        """Raise Refusal where a visitor may not ask, with what to do."""
        try:
            address = ipaddress.ip_address(visitor.address)
        except ValueError:
            raise Refusal("denied", "who asks has no address") from None
        if not any(address in network for network in self._networks):
            raise Refusal("denied", f"{address} is in no allowed network: start the server with --allow")
        if self._token and not address.is_loopback and not self._knows(visitor.token):
            raise Refusal("denied", "the token is missing or wrong: give the one the server printed")

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode())
