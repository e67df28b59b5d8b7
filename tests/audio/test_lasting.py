"""A driver outlives its device; the device here is a fake one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from fake_card import Card, FakeDriver

from livenode.audio import lasting
from livenode.audio.lasting import LastingDriver
from livenode.audio.substitute import BLOCK, Substitute
from livenode.rt import Memory
from tests.live.node_thread import wait_until


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "FIRST_RETRY_S", 0.02)
    monkeypatch.setattr(lasting, "RETRY_S", 0.02)


@pytest.fixture
def memory() -> Memory:
    return Memory(record_frames=2**17, play_frames=2**14)


class Rig:
    def __init__(self, memory: Memory, *, stalls: bool = False) -> None:
        self.memory, self.card = memory, Card()
        self.said: list[str] = []
        self.driver = LastingDriver(memory, FakeDriver(memory, self.card, stalls=stalls), self.said.append)

    def pull_for(self, seconds: float) -> tuple[int, int]:
        """Pull the card, wait, plug it in again, wait until it plays; return when it was lost, in frames."""
        losses = self.driver.losses
        self.card.is_there = False
        wait_until(lambda: self.driver.losses > losses, 5)
        first = self.memory.frame()
        wait_until(lambda: self.memory.frame() > first + seconds * 48_000, 5)  # time goes on
        assert not self.driver.active
        last = self.memory.frame()
        self.card.is_there = True
        wait_until(lambda: self.driver.active, 5)
        return first, last


@pytest.fixture
def rig(memory: Memory) -> Iterator[Rig]:
    rig = Rig(memory)
    rig.driver.start()
    yield rig
    rig.driver.close()


def test_time_goes_on_in_silence_and_then_with_the_card(rig: Rig) -> None:
    assert (rig.driver.name, rig.driver.active, rig.driver.cpu) == ("card", True, 0.1)
    wait_until(lambda: rig.memory.frame() > 9600, 5)
    first, last = rig.pull_for(0.3)
    frame = rig.memory.frame()
    wait_until(lambda: rig.memory.frame() > frame + 4800, 5)
    heard = rig.memory.read_record(0, frame + 4800)
    assert (heard[: first - 4800] == 0.5).all()
    assert not heard[first + BLOCK : last].any()
    assert (heard[frame:] == 0.5).all()
    assert np.count_nonzero(np.diff(heard)) == 2  # no frame is missing or doubled: sound, silence, sound


def test_the_loss_and_the_return_are_said_once_each(rig: Rig, memory: Memory) -> None:
    rig.card.starts = False  # there again, but it does not call back yet
    rig.card.is_there = False
    wait_until(lambda: rig.driver.name == "card (lost)", 5)
    rig.card.is_there = True
    wait_until(lambda: rig.card.opened > 3, 5)
    assert (rig.driver.active, rig.driver.cpu, len(rig.said)) == (False, 0.0, 1)
    frame = memory.frame()
    wait_until(lambda: memory.frame() > frame + 4800, 5)  # the substitute goes on after each try
    rig.card.starts = True
    wait_until(lambda: rig.driver.active, 5)
    wait_until(lambda: len(rig.said) == 2, 5)
    assert rig.said[0] == "sound card lost: card; waiting for it"
    assert rig.said[1].startswith("sound card is back after 0.")
    assert rig.said[1].endswith(f" s; now 48100 Hz, {128} frames a block")
    assert rig.driver.samplerate == 48_100


def test_again_and_again_without_a_thread_left(rig: Rig) -> None:
    rig.pull_for(0.01)
    threads = threading.active_count()
    for _ in range(5):
        rig.pull_for(0.01)
    wait_until(lambda: threading.active_count() <= threads, 5)
    assert (rig.driver.losses, len(rig.said)) == (6, 12)


def test_a_card_that_only_stops_to_call_is_lost_too(memory: Memory) -> None:
    rig = Rig(memory, stalls=True)
    rig.driver.start()
    first, last = rig.pull_for(0.1)
    assert last - first >= 4800 and rig.driver.losses == 1
    rig.driver.close()


def test_closing_while_it_waits(memory: Memory) -> None:
    rig = Rig(memory)
    rig.driver.start()
    rig.card.is_there = False
    wait_until(lambda: rig.card.tries > 2, 5)
    rig.driver.close()
    frame = memory.frame()
    threading.Event().wait(0.05)
    assert (memory.frame(), rig.driver.active) == (frame, False)


def test_the_substitute_follows_the_clock_and_does_not_run_after_a_long_stop(memory: Memory) -> None:
    memory.configure(input_channels=0, output_channels=0, blocksize=BLOCK, clock=False)
    substitute = Substitute(memory, 0, 100.0)
    substitute.catch_up(100.5)
    assert 24_000 - BLOCK < memory.frame() <= 24_000
    substitute.catch_up(104.5)
    assert 216_000 - BLOCK < memory.frame() <= 216_000
    stood = memory.frame()
    substitute.catch_up(3700.0)
    assert memory.frame() == stood
    substitute.catch_up(3700.5)
    assert stood + 24_000 - BLOCK < memory.frame() <= stood + 24_000
