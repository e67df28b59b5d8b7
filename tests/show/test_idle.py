"""Attract mode begins where nobody plays, and ends as it was before."""

from __future__ import annotations

import pytest

from livenode import presets
from livenode.show.idle import ATTRACTING, OFF, WAITING, Idle, attracting
from livenode.surface import Command, Values

SOFT, LOUD = -60.0, -20.0


class Room:
    """Values, and the commands of `Idle` carried out at once, or kept waiting for the bar."""

    def __init__(self, minutes: float = 1.0, preset: str = "") -> None:
        after = Values().with_value("attract/after", None, (minutes,))
        self.values = after.with_value("attract/preset", None, (preset,))
        self.idle, self.now_s, self.done = Idle(), 100.0, list[Command]()
        self.waiting: list[Command] = []

    def spend(self, seconds: float, input_dbfs: float = SOFT, rolls: bool = True) -> None:
        for _ in range(round(10 * seconds)):
            self.now_s += 0.1
            self.waiting += self.idle.advance(self.values, input_dbfs, rolls, self.now_s)

    def bar(self) -> None:
        for each in self.waiting:
            self.values = self.values.with_value(each.path, each.part, each.args)
        self.done += self.waiting
        self.waiting = []


@pytest.mark.parametrize("preset", ["", "ambient-pad"])
def test_it_attracts_and_goes_back_at_a_bar_line(preset):
    room = Room(preset=preset)
    before = room.values
    room.spend(59)
    assert (room.idle.state, room.waiting) == (WAITING, [])
    room.spend(2)
    room.bar()
    assert room.idle.state == ATTRACTING and room.idle.before is before
    assert {key: room.values.rows[key] for key in attracting(before)[0]} == attracting(before)[0] != {}
    assert room.values != before
    room.spend(1, LOUD)
    room.bar()
    assert room.idle.state == WAITING and room.idle.before is None
    assert room.values == before
    assert {each.when for each in room.done} == {"bar"}


def test_softly_hears_nobody_and_is_softer():
    values, _ = attracting(Values())
    assert values["level", None] == (0.5,) and values["part/<p>/guidance/context", 1] == (0.0,)


def test_a_knock_is_nobody():
    room = Room()
    for _ in range(8):
        room.spend(9.7)
        room.spend(0.3, LOUD)
    assert room.idle.state == ATTRACTING


def test_who_plays_all_the_time_is_never_interrupted():
    room = Room()
    for _ in range(10):
        room.spend(50)
        room.spend(1, LOUD)
    assert room.waiting == [] and room.idle.state == WAITING


def test_what_somebody_set_meanwhile_stays():
    room = Room()
    room.spend(61)
    room.bar()
    room.values = room.values.with_value("level", None, (0.9,))
    room.spend(1, LOUD)
    room.bar()
    assert room.values.number("level") == 0.9
    assert room.values.number("part/<p>/guidance/context", 1) == 2.0


def test_who_comes_before_the_bar_line_finds_all_as_it_was():
    room = Room()
    before = room.values
    room.spend(60.2)
    room.spend(1, LOUD)
    room.bar()
    assert room.values == before


def test_stopped_and_off_nothing_is_done():
    room = Room(minutes=0)
    room.spend(300)
    assert (room.idle.state, room.waiting) == (OFF, [])
    room = Room()
    room.spend(300, rolls=False)
    assert room.waiting == []


def test_a_stop_ends_it_at_once():
    room = Room()
    before = room.values
    room.spend(61)
    room.bar()
    room.spend(0.1, rolls=False)
    assert {each.when for each in room.waiting} == {None}
    room.bar()
    assert room.values == before


def test_a_preset_that_has_gone_is_told_and_no_trouble(monkeypatch):
    room = Room(preset="ambient-pad")
    monkeypatch.setattr(presets, "folders", list)
    values, problem = attracting(room.values)
    assert values == attracting(Values())[0]
    assert problem.startswith("attract/preset: ") and "ambient-pad" in problem
