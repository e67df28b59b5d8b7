"""What differs from run to run is in the journal: clocks, blocks, engines, engines that fail."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from livenode import replaying
from livenode.generation import refusals
from livenode.rt.memory import Memory
from livenode.set_replay import Again, play_again
from livenode.show.stored import read_set
from livenode.surface import Command
from livenode.sync.fake_clock import FakeClock
from tests.show.conftest import BEGIN, begun
from tests.stage.day import Faulty, QuickEngine

RECORD = Command("record", None, (1,))
PLAY = Command("transport/play", when="now")


def differing(folder: Path, out: Path, engine: object = None) -> int:
    again: Again = play_again(read_set(folder), engine or QuickEngine(), out)  # type: ignore[arg-type]
    return sum(one.differing for one in again.compared)


class Named(QuickEngine):
    """The quick engine with a name and a space of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    @property
    def info(self):  # type: ignore[no-untyped-def]
        return replace(super().info, name=self._name, space=self._name)


def test_an_outside_clock_that_leads(tmp_path):
    virtual, clock = begun(tmp_path / "sets"), FakeClock(48_000, 200.0, 5000.0)
    tick = virtual.tick

    def led() -> None:
        virtual.conductor.following.reading = clock.read(virtual.memory.frame())
        tick()

    virtual.tick = led  # type: ignore[method-assign]
    virtual.say(RECORD, *BEGIN, Command("sync/source", None, ("link",)))
    virtual.run_to(0.4)
    virtual.say(PLAY)
    virtual.run_to(4.0)
    clock.turn(virtual.memory.frame(), bpm=190.0)
    virtual.run_to(7.0)
    clock.turn(virtual.memory.frame(), jump_s=0.02)
    virtual.run_to(11.0)
    folder = virtual.finish()
    assert len(read_set(folder).performance.clock) >= 3
    assert differing(folder, tmp_path / "out") == 0


def test_blocks_that_become_longer_while_it_plays(tmp_path, monkeypatch):
    virtual = begun(tmp_path / "sets")
    virtual.perform_on([(0.0, RECORD), *((0.0, one) for one in BEGIN), (0.3, PLAY)], 4.0)
    virtual.memory.announce_block(4096)  # another sound card: what is written must lie further ahead
    virtual.run_to(11.0)
    folder = virtual.finish()
    assert [frames for _, frames in read_set(folder).performance.blocks] == [4096]
    assert differing(folder, tmp_path / "out") == 0
    monkeypatch.setattr(Memory, "announce_block", lambda self, frames: None)
    assert differing(folder, tmp_path / "other") > 0


def test_another_engine_takes_over(tmp_path, monkeypatch):
    monkeypatch.setattr(refusals, "list_bundles", lambda: ["other"])
    monkeypatch.setattr(replaying, "load_engine", Named)
    virtual = begun(tmp_path / "sets", open_engine=Named)
    switch = Command("engine/load", None, ("other",), "now")
    virtual.perform_on([(0.0, RECORD), *((0.0, one) for one in BEGIN), (0.3, PLAY), (5.0, switch)], 10.0)
    folder = virtual.finish()
    assert {
        arrival.engine for each in read_set(folder).performance.arrivals.values() for arrival in each
    } >= {"other"}
    assert differing(folder, tmp_path / "out") == 0


def test_an_engine_that_fails(tmp_path):
    virtual = begun(tmp_path / "sets")
    engine = virtual.bench.engine = Faulty(QuickEngine())
    virtual.perform_on([(0.0, RECORD), *((0.0, one) for one in BEGIN), (0.3, PLAY)], 4.0)
    for second, fault in ((5.0, "raise"), (7.0, "nan"), (9.0, "die"), (11.0, "")):
        virtual.run_to(second)
        engine.fault = fault
    folder = virtual.finish()
    rows = [row for row in virtual.rows if "failed" in row]
    assert len(rows) >= 3
    assert differing(folder, tmp_path / "out") == 0


def test_many_hands_on_the_levels(tmp_path):
    virtual = begun(tmp_path / "sets")
    virtual.say(RECORD, *BEGIN)
    virtual.run_to(0.3)
    virtual.say(PLAY)
    second = 0.4
    while second < 5.0:
        virtual.run_to(second)
        virtual.say(Command("part/<p>/pan", 1, (float(virtual.rng.uniform(-1, 1)),)))
        virtual.say(Command("level", None, (float(virtual.rng.uniform(0.5, 1)),)))
        second += 0.02
    folder = virtual.finish()
    assert len(read_set(folder).performance.changes) > 400
    assert differing(folder, tmp_path / "out") == 0
