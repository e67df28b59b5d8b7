"""Each address in each surface is answered without an error, with the values that its controls send."""

from __future__ import annotations

import pytest

from livenode.control.osc import encode
from livenode.control.session import Session
from livenode.params import PARAMS, PARTS, spoken
from tests.control.rig import MAX, Rig
from tests.generation.rig import Stage
from tests.surfaces.readers import SURFACES, pd_help

CONVERSATION = ("hello", "subscribe", "refresh")
# What the state of the music may refuse: the message is right, and the moment is not.
NOT_NOW = {"not_ready", "denied"}
OF_THE_STATE = {
    "steps",
    "bars",
    "tempo/double",
    "tempo/halve",
    "in/channels",
}  # what the engine, or the tempo, has room for


@pytest.mark.parametrize("surface", SURFACES)
def test_a_node_answers_each_message_without_an_error(surface, folder):
    rig = Rig()
    messages = SURFACES[surface](folder)
    assert len(messages) > 100
    for address, args in messages:
        answers = rig.packet(encode(address, args))
        assert [answer for answer in answers if answer[1] == "error"] == [], (address, args)
    assert not rig.session.rejects.counts
    assert rig.surface.commands


@pytest.mark.parametrize("surface", ["TouchOSC", "Max", "Open Stage Control"])
def test_every_value_and_action_of_the_table_is_there(surface, folder):
    there = {address.removeprefix("/livenode/") for address, _ in SURFACES[surface](folder)}
    wanted = {
        spoken(row.path, part)
        for row in PARAMS.values()
        if row.kind in ("value", "action") and (row.tags != "s" or row.choices or surface != "TouchOSC")
        for part in row.parts
    }
    assert wanted - there == set()


@pytest.mark.parametrize("surface", SURFACES)
def test_a_conductor_takes_each_message_or_says_that_it_is_not_the_moment(
    surface, folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    stage = Stage(seconds=30).play(parts=len(PARTS))
    stage.run_bars(3)
    rig = Rig()
    rig.surface = stage.conductor
    rig.session = Session(stage.conductor, rig._send, now=lambda: rig.now_s, wall=lambda: rig.wall_s)
    for slot in range(1, 5):
        rig.say("preset/save", f"slot-{slot}")
    stage.run(0.05)
    taken = 0
    for address, args in SURFACES[surface](folder):
        if "engine/load" in address:
            continue
        answers = [answer[2] for answer in rig.packet(encode(address, args), MAX) if answer[1] == "error"]
        taken += not answers
        for _, code, text in answers:
            row = address.removeprefix("/livenode/")
            assert code in NOT_NOW or (row in OF_THE_STATE and code == "out_of_range"), (address, args, text)
        if not taken % 16:
            stage.run(0.02)
    assert taken > 0.8 * len(SURFACES[surface](folder))
    assert rig.session.rejects.counts["internal"] == 0


def test_the_help_patch_of_pd_has_every_value_and_action(folder):
    there = {message.split()[0] for message in pd_help(folder)}
    wanted = {spoken(row.path, 1) for row in PARAMS.values() if row.kind in ("value", "action")}
    assert wanted - there == set()
