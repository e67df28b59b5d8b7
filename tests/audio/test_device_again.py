"""A driver opened again on its device opens what it opened before, whatever was chosen meanwhile."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from livenode.audio import library, portaudio
from livenode.audio.channels import chosen_inputs, set_inputs
from livenode.audio.devices import Device
from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory

CARD = Device(0, "Interface Eight", "ALSA", 8, 8, 48000)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many inputs the streams were opened with, one after the other."""
    opened: list[int] = []

    def open_stream(driver: PortAudioDriver, memory: Memory) -> SimpleNamespace:
        opened.append(driver._channels[0])
        return SimpleNamespace()

    monkeypatch.setattr(portaudio, "query_devices", lambda: (CARD,))
    monkeypatch.setattr(portaudio, "load_sounddevice", lambda: None)
    monkeypatch.setattr(library, "start_anew", lambda sounddevice: None)
    monkeypatch.setattr(PortAudioDriver, "_device_samplerate", lambda driver: 48_000)
    monkeypatch.setattr(PortAudioDriver, "_open", open_stream)
    return opened


def test_inputs_that_are_not_heard_now_are_open_after_the_device_was_pulled(card: list[int]) -> None:
    memory = Memory(record_frames=2**14, play_frames=2**14)
    driver = PortAudioDriver(memory, "eight", [3])
    set_inputs(memory, [0])  # `in/channels 1` while it plays
    again = driver.again()
    assert chosen_inputs(memory) == (0,)
    again.again()
    assert (card, chosen_inputs(memory)) == ([4, 4, 4], (0,))


def test_a_driver_without_inputs_stays_without(card: list[int]) -> None:
    memory = Memory(record_frames=2**14, play_frames=2**14)
    PortAudioDriver(memory, "eight", ()).again()
    assert card == [0, 0]
