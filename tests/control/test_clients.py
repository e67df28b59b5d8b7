"""Other people's OSC programs start, steer and hear a node."""

import pytest

from tests import clients
from tests.control.rig import live_server

STEERED = {("tempo", None): (131.5,), ("part/<p>/level", 2): (0.25,), ("part/<p>/mute", 3): (1,)}


@pytest.mark.parametrize("client", [clients.liblo, clients.pure_data, clients.sclang])
def test_client_steers_and_hears(client, tmp_path):
    with live_server() as (server, surface):
        client(server.port, tmp_path)
        assert {key: surface.values.get(*key) for key in STEERED} == STEERED
        assert surface.get("transport/state", None) == ("rolling",)
        assert not server.session.rejects.counts
