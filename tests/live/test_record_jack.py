"""A live node on JACK records a set beside its music; the set is given again to the sample."""

import time

import numpy as np
import pytest
import soundfile

from livenode.inference.fake_engine import FakeEngine
from livenode.set_replay import play_again
from livenode.show.stored import read_set
from livenode.surface import Command
from tests.live.node_thread import running_node, wait_until

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]


def test_what_a_live_node_records_is_given_again(tmp_path):
    first = [
        Command("tempo", None, (240.0,)),
        Command("bars", None, (1,)),
        Command("part/<p>/prompt", 1, ("soft strings",)),
    ]
    with running_node(first, recordings=str(tmp_path / "sets"), name="stage left") as node:
        node.conductor.submit([Command("record", None, (1,))])
        wait_until(lambda: node.conductor.board.get("record/state", None)[0] == "recording", 10)
        node.conductor.submit([Command("transport/play", when="now")])
        wait_until(lambda: node.conductor.band.made_riffs >= 3, 30)
        node.conductor.submit([Command("part/<p>/level", 1, (0.3,))])
        time.sleep(1.5)
        node.conductor.submit([Command("record", None, (0,))])
        wait_until(lambda: node.conductor.board.get("record/state", None)[0] == "stopped", 10)
        xruns = node.memory.counters().xruns
    (folder,) = (tmp_path / "sets").iterdir()
    assert folder.name.endswith("-stage-left")
    stored = read_set(folder)
    assert not stored.inexact and stored.first_frame > 0
    again = play_again(stored, FakeEngine(), tmp_path / "again")
    assert np.abs(soundfile.read(folder / "part1.wav")[0]).max() > 0.01
    print(again.compared, xruns)
    assert not any(one.differing for one in again.compared) or stored.performance.overtaken


def test_recorded_from_the_start_until_the_node_ends(tmp_path):
    commands = [Command("bars", None, (1,)), Command("transport/play", when="now")]
    with running_node(commands, recordings=str(tmp_path / "sets"), record=True, preset="jam-bass") as node:
        wait_until(lambda: node.memory.frame() > 3 * 48_000, 20)
    (folder,) = (tmp_path / "sets").iterdir()
    stored = read_set(folder)
    assert stored.info["ended"] == "as asked" and not stored.notes
    assert stored.info["config"]["preset"] == "jam-bass"
    again = play_again(stored, FakeEngine(), tmp_path / "again")
    assert not any(one.differing for one in again.compared) or stored.performance.overtaken
