"""Who may ask: a network that is let in, and from another machine the token."""

import ipaddress

import pytest

from livenode.serving.access import Access
from livenode.serving.line import Refusal, Visitor

LAN = [ipaddress.ip_network(text) for text in ("127.0.0.0/8", "192.168.0.0/16")]


@pytest.mark.parametrize(
    ("address", "token", "refused"),
    [
        ("127.0.0.1", "", ""),
        ("192.168.1.9", "right", ""),
        ("192.168.1.9", "", "token"),
        ("192.168.1.9", "wrong", "token"),
        ("192.168.1.9", "ri\udcffght", "token"),
        ("8.8.8.8", "right", "allow"),
        ("::1", "right", "allow"),
        ("", "right", "address"),
        ("unix", "right", "address"),
    ],
)
def test_access(address, token, refused):
    access = Access(LAN, "right")
    if not refused:
        access.check(Visitor(address, token))
        return
    with pytest.raises(Refusal, match=refused) as refusal:
        access.check(Visitor(address, token))
    assert refusal.value.kind == "denied"
