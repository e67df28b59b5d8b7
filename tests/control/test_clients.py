"""Other people's OSC programs start, steer and hear a node."""

import pytest

from livenode.surface import Command
from tests import clients
from tests.control.rig import live_server

STEERED = {
    ("tempo", None): (131.5,),
    ("part/<p>/level", 2): (0.25,),
    ("part/<p>/mute", 3): (1,),
    ("part/<p>/prompt", 2): ("strings",),
}
WAITING = [
    Command("part/<p>/generate", 2),
    Command("part/<p>/hold", 1, (1,), "bar"),
    Command("part/<p>/mute", 2, (1,), "bar"),
    Command("preset/load", None, (clients.PRESET,), "2bar"),
]


@pytest.mark.parametrize("client", clients.CLIENTS)
def test_client_steers_and_hears(client, tmp_path):
    with live_server() as (server, surface):
        client(server.port, tmp_path)
        assert {key: surface.values.get(*key) for key in STEERED} == STEERED
        assert surface.get("transport/state", None) == ("rolling",)
        assert surface.commands[-4:] == WAITING
        assert not server.session.rejects.counts
