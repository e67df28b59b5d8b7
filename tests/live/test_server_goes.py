"""A node that plays while its server goes and comes: no silence, all is told, and it can be played again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from livenode.inference.features import SAMPLERATE
from livenode.journal import read
from livenode.serving import link as link_file
from livenode.serving.fake_line import FakeLine
from livenode.serving.remote import RemoteEngine
from livenode.virtual import replay
from tests.generation.rig import music
from tests.serving.rig import Toy, served
from tests.stage.served_node import part_commands, play, silence_frames

pytestmark = pytest.mark.slow
SECONDS, CUT_S = 14, (5.0, 9.0)


@pytest.fixture(scope="module")
def played():
    with served(Toy()) as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(link_file, "SLOW_S", 0.5)  # on a busy machine a riff may be late by itself
        line = FakeLine(server)
        engine = RemoteEngine(Toy(), "stage:7490", lambda: line)

        def cut(now_s):
            line.cut = CUT_S[0] <= now_s < CUT_S[1]

        return play(engine, music(SECONDS), part_commands(1, 1, 240.0), cut)


def backends(played, begin_s, end_s):
    riffs = [row for row in played.rows if "start_bar" in row]
    return {riff["backend"] for riff in riffs if begin_s <= riff["frame"] / SAMPLERATE < end_s}


def test_the_riffs_are_made_where_they_can_be_and_the_journal_says_where(played):
    assert "fake served" in backends(played, 0, CUT_S[0])
    assert backends(played, CUT_S[0] + 1, CUT_S[1]) == {"fake"}
    assert "fake served" in backends(played, CUT_S[1] + 2, SECONDS)


def test_no_part_is_silent(played):
    assert silence_frames(played.parts[:, :1]) == 0


def test_it_is_told_who_makes_them(played):
    told = [event.args for _, event in played.told if event.path == "engine"]
    assert told[-2:] == [("fake", "fake", "draft"), ("fake", "fake served", "draft")]
    times_s = [at_s for at_s, event in played.told if event.path == "engine"]
    assert any(CUT_S[0] < at_s < CUT_S[0] + 2 for at_s in times_s)
    assert any(CUT_S[1] < at_s < CUT_S[1] + 3 for at_s in times_s)


def test_it_plays_again_without_the_server_to_the_sample(played, tmp_path):
    journal = tmp_path / "journal"
    journal.write_text("".join(json.dumps(row) + "\n" for row in played.rows))
    again = replay(Toy(), music(SECONDS), read(journal))
    assert np.abs(played.parts[:, 0]).max() > 0.01
    np.testing.assert_array_equal(again.parts[:, 0], played.parts[:, 0])
