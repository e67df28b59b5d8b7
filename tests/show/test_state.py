"""The state on disk is whole at any moment, and of no harm where it is not ours."""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path

import pytest

from livenode.params import PARAMS
from livenode.show import state as module
from livenode.show.state import SAVE_EVERY_S, TRY_AGAIN_S, State, StateFile, changed, read, write
from livenode.surface import Values

BASE = Values().with_value("tempo", None, (97.5,))
STATE = State(
    {("tempo", None): (133.25,), ("part/<p>/prompt", 2): ('a "dusty" bass\n',), ("meter", None): (7, 8)},
    rolls=True,
    engine="other",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "livenode.state.json"


def test_what_is_written_is_read_back():
    assert read(write(STATE)) == STATE
    assert read(write(State())) == State()


def test_every_value_can_be_kept():
    values = Values()
    every = State(dict(values.rows))
    assert read(write(every)) == every
    assert {row.path for row in PARAMS.values() if row.kind == "value"} == {path for path, _ in every.values}


def test_what_is_kept_is_what_was_changed():
    values = BASE.with_value("part/<p>/seed", 3, (41,))
    assert changed(values, BASE) == {("part/<p>/seed", 3): (41,)}
    assert changed(BASE, BASE) == {}


def test_commands_bring_it_back():
    commands = STATE.commands()
    assert commands[0].path == "engine/load" and commands[0].args == ("other",)
    assert {(each.path, each.part): each.args for each in commands[1:]} == STATE.values


def test_it_is_written_when_changed_and_not_too_often(file):
    keeper = StateFile(file)
    keeper.keep(STATE, 100.0)
    for step in range(100):
        keeper.keep(STATE, 100.0 + step)
    assert keeper.saves == 1
    others = [State({("level", None): (n / 100,)}) for n in range(100)]
    for n, other in enumerate(others):
        keeper.keep(other, 300.0 + n / 10)
    assert keeper.saves == 1 + round(10 / SAVE_EVERY_S)
    assert StateFile(file).load() == (others[80], "")


def test_nothing_there_is_nothing_kept(file):
    assert StateFile(file).load() == (None, "")


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"format": "other"}', "[]", "\x00" * 40, "[" * 100_000, write(STATE)[:-30], '"livenode"']
    + [json.dumps({**json.loads(write(STATE)), "format": "livenode state 0"})]
    + [json.dumps({"format": module.FORMAT, "values": 1, "rolls": True, "engine": ""})],
)
def test_a_torn_or_foreign_file_is_set_aside_with_a_sentence(file, text):
    file.parent.mkdir()
    file.write_text(text)
    found, sentence = StateFile(file).load()
    assert found is None
    assert "started with the defaults; it lies in livenode.state.bad now" in sentence
    assert not file.exists() and file.with_suffix(".bad").read_text() == text
    keeper = StateFile(file)
    keeper.save(STATE)
    assert keeper.load() == (STATE, "")


def test_a_file_of_any_size_is_not_read(file):
    file.parent.mkdir()
    with file.open("wb") as opened:
        opened.truncate(10**9)
    assert StateFile(file).load()[0] is None


def test_values_that_are_not_known_any_more_are_left_out():
    kept = json.loads(write(STATE))
    kept["values"] |= {
        "gone": [1],
        "tempo": [1000],
        "part/9/level": [0.1],
        "level": "loud",
        "part/1/level": [0.25],
    }
    values = read(json.dumps(kept)).values
    assert ("tempo", None) not in values and ("level", None) not in values
    assert values["part/<p>/level", 1] == (0.25,) and values["meter", None] == (7, 8)


def test_a_power_cut_at_any_byte_leaves_the_old_or_the_new(file, monkeypatch):
    keeper = StateFile(file)
    keeper.save(State())
    new = write(STATE).encode()
    for cut in range(0, len(new) + 1, 7):
        file.with_name(f".{file.name}.new").write_bytes(new[:cut])  # written so far, not yet moved
        assert StateFile(file).load() == (State(), "")
    order = []
    monkeypatch.setattr(module.os, "fsync", lambda handle: order.append("fsync"))
    monkeypatch.setattr(module.os, "replace", lambda a, b: order.append("replace"))
    keeper.save(STATE)
    assert order[:2] == ["fsync", "replace"], "on disk before it is in place"


def test_a_full_disk_is_told_and_tried_again(file):
    keeper = StateFile(file)
    keeper.keep(State(), 0.0)
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, former[1]))  # every write beyond is refused
    try:
        keeper.keep(STATE, 10.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert f"the state {file} cannot be written (" in keeper.problem
    assert StateFile(file).load() == (State(), "")
    keeper.keep(STATE, 10.0 + SAVE_EVERY_S)
    assert keeper.problem, "not yet tried again"
    keeper.keep(STATE, 10.0 + TRY_AGAIN_S)
    assert (keeper.problem, StateFile(file).load()) == ("", (STATE, ""))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not hold for root")
def test_a_folder_without_rights(file):
    file.parent.mkdir(mode=0o500)
    keeper = StateFile(file)
    keeper.save(STATE)
    assert "Permission denied" in keeper.problem
