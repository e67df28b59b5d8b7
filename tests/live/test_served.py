"""A node on JACK whose server is killed and comes back: it plays on, and says in its status what is."""

from __future__ import annotations

import numpy as np
import pytest

from livenode.config import Config
from livenode.node import configured_engine
from livenode.rt.memory import copy_from_ring
from livenode.surface import Command
from tests.live.node_thread import running_node, wait_until
from tests.serving.rig import serving

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

PLAY = (
    Command("tempo", None, (240.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("transport/play", None, (), "now"),
)


def sounds(node) -> bool:
    """Return whether part 1 has something to sound next."""
    ahead = copy_from_ring(node.memory.play_ring(0), node.memory.frame() + 1024, 2400)
    return bool(np.any(ahead))


def test_a_node_outlives_its_server_and_takes_it_again():
    said: list[str] = []
    with serving() as (process, address):
        engine = configured_engine(Config(server=address), "fake")
        with running_node(PLAY, said.append, engine=engine) as node:
            wait_until(lambda: node.conductor.band.made_riffs >= 2, 20)
            assert node.report.status().backend == "fake served" and address in node.report.status().why
            process.kill()
            wait_until(lambda: sounds(node) and node.report.status().backend == "fake", 10)
            riffs = node.conductor.band.made_riffs
            wait_until(lambda: node.conductor.band.made_riffs >= riffs + 2, 10)
            assert sounds(node)
            status = node.report.status()
            assert status.status == "degraded" and f"the server {address} makes no riffs" in status.reason
            with serving("--port", address.rpartition(":")[2]):
                wait_until(lambda: node.report.status().backend == "fake served", 20)
                wait_until(lambda: "the server" not in node.report.status().reason, 5)
                assert sounds(node)
    assert len([line for line in said if "the music goes on" in line]) == 1
