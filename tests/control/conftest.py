"""Nothing of these tests is announced on the network."""

import pytest

from livenode.control import discovery


@pytest.fixture(autouse=True)
def unannounced(monkeypatch):
    """Let servers with `lan` find no network to announce themselves on."""
    monkeypatch.setattr(discovery, "network_addresses", list)
