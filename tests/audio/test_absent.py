"""A sound device that is not there at the start is waited for, where the configuration says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fake_card import Card, FakeDriver

from livenode.audio import absent, lasting, library
from livenode.audio.absent import AbsentDriver, open_driver
from livenode.audio.devices import AudioUnavailable, DeviceError
from livenode.audio.lasting import LastingDriver
from livenode.config import Config
from livenode.rt import Memory
from tests.live.node_thread import wait_until

WAITS = Config(device="Scarlett", input_channels=(2,), output_channels=(3, 4), wait=True)


class Socket:
    """Where a card is plugged in later: PortAudio's part of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.card = Card()
        self.card.is_there = False
        self.looked = 0
        monkeypatch.setattr(lasting, "FIRST_RETRY_S", 0.02)
        monkeypatch.setattr(lasting, "RETRY_S", 0.02)
        monkeypatch.setattr(absent, "load_sounddevice", lambda: None)
        monkeypatch.setattr(library, "start_anew", self._look)
        monkeypatch.setattr(library, "end", lambda sounddevice: None)
        monkeypatch.setattr(absent.PortAudioDriver, "of", self._of)

    def _look(self, sounddevice: object) -> None:
        self.looked += 1

    def _of(self, memory: Memory, config: Config) -> FakeDriver:
        if not self.card.is_there:
            raise DeviceError(f"no output device {config.device!r}: write an index or a part of a name")
        return FakeDriver(memory, self.card)


@pytest.fixture
def socket(monkeypatch: pytest.MonkeyPatch) -> Socket:
    return Socket(monkeypatch)


@pytest.fixture
def memory() -> Memory:
    return Memory(record_frames=2**17, play_frames=2**14)


def test_time_goes_on_until_the_card_comes_and_then_with_it(socket, memory):
    said: list[str] = []
    driver = LastingDriver(
        memory, open_driver(memory, replace(WAITS, input_channels=(1,)), said.append), said.append
    )
    driver.start()
    try:
        wait_until(lambda: memory.frame() > 4800, 5)
        assert not driver.active and driver.name == "Scarlett (lost)"
        assert socket.looked > 1
        socket.card.is_there = True
        wait_until(lambda: driver.active, 5)
        wait_until(lambda: len(said) == 3, 5)
        last = memory.frame()
        wait_until(lambda: memory.frame() > last + 4800, 5)
        assert (memory.read_record(last, 4800)[-256:] == 0.5).all()
        assert said[0].startswith("livenode: no output device 'Scarlett'")
        assert said[1] == "sound card not there: Scarlett; waiting for it"
        assert said[2].startswith("sound card is back after ")
        assert driver.losses == 0, "it was not lost"
        socket.card.is_there = False
        wait_until(lambda: driver.losses == 1, 5)
        wait_until(lambda: said[-1].startswith("sound card lost"), 5)
    finally:
        driver.close()


def test_the_channels_are_those_of_the_configuration(socket, memory):
    assert isinstance(open_driver(memory, WAITS, lambda line: None), AbsentDriver)
    names = ("in_a", "in_b", "out_l", "out_r")
    assert np.array_equal([memory.target(name) for name in names], [1, 1, 2, 3])


def test_without_wait_it_is_refused_as_ever(socket, memory):
    with pytest.raises(DeviceError, match="no output device 'Scarlett'"):
        open_driver(memory, Config(device="Scarlett"), lambda line: None)


def test_without_the_library_there_is_nothing_to_wait_for(socket, memory, monkeypatch):
    def missing(*given: object) -> None:
        raise AudioUnavailable("the PortAudio library is missing")

    monkeypatch.setattr(absent, "load_sounddevice", missing)
    monkeypatch.setattr(absent.PortAudioDriver, "of", missing)
    with pytest.raises(AudioUnavailable, match="library is missing"):
        open_driver(memory, WAITS, lambda line: None)
