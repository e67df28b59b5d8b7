"""A device that does not run at 48 kHz, through a JACK server at 44.1 kHz."""

import time

import numpy as np
import pytest
from tones import frequency_hz, sine
from wires import PERIOD, wire_output_to_input

from livenode.audio.portaudio import PortAudioDriver
from livenode.cli.calibrate import measure, words
from livenode.rt import Memory, write

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack_44100")]


def test_a_tone_keeps_its_pitch_at_the_device_and_back() -> None:
    memory = Memory(record_frames=2**18, play_frames=2**18)
    with PortAudioDriver(memory, "system", [0], [0]) as driver:
        assert (driver.samplerate, driver.is_resampled) == (44100, True)
        driver.start()
        assert driver.blocksize == PERIOD
        wire_output_to_input()
        start = memory.frame() + 12_000
        write(memory, 0, start, 0.5 * sine(1000, 96_000, 48_000))
        deadline_s = time.monotonic() + 20
        while memory.frame() < start + 100_000 and time.monotonic() < deadline_s:
            time.sleep(0.02)
        core = memory.read_record(start + 24_000, 48_000)
        bridge = driver._bridge
        assert bridge is not None
        device_frame = bridge.device_memory.frame()
        device = bridge.device_memory.read_record(device_frame - 60_000, 44_100)
    assert frequency_hz(core, 48_000) == pytest.approx(1000, abs=0.1)
    assert frequency_hz(device, 44_100) == pytest.approx(1000, abs=0.1)
    assert np.abs(core).max() == pytest.approx(0.5, rel=0.02)


def test_the_round_trip_holds_the_lead_of_the_bridge_and_is_the_same_at_each_start() -> None:
    found = []
    for _ in range(2):
        memory = Memory(record_frames=2**19, play_frames=2**19)
        with PortAudioDriver(memory, "system", [0], [0]) as driver:
            driver.start()
            wire_output_to_input()
            found.append(measure(memory, driver, -20.0))
            assert driver._bridge is not None
            round_trip_s = (driver._bridge.lead_frames + PERIOD) / 44_100
        print(f"calibrated, 44100 Hz, period {PERIOD}: {words(found[-1])}")
    assert [one.round_trip_frames for one in found] == [round(round_trip_s * 48_000)] * 2
