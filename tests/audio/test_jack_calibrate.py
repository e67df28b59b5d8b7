"""The round trip of a stream whose output is wired to its input is one period of the JACK server.

pytest -s tests/audio/test_jack_calibrate.py      # prints what was measured
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import numpy as np
import pytest
from wires import patchbay, wire_output_to_input

from livenode.audio.portaudio import PortAudioDriver
from livenode.cli.calibrate import measure, words
from livenode.rt import Memory, write
from tests.jack_server import run_jack

pytestmark = pytest.mark.audio

LEVEL_DB = -20.0
NOISE_DB = -20.0  # RMS, of full scale: louder than the sweeps


@pytest.fixture(scope="module", params=[64, 128, 256, 512])
def period(request: pytest.FixtureRequest) -> Iterator[int]:
    with run_jack(48_000, request.param):
        yield request.param


def outputs() -> set[str]:
    with patchbay() as client:
        return {port.name for port in client.get_ports(is_audio=True, is_output=True)}


@contextmanager
def noise_in_the_input() -> Iterator[None]:
    """Let another stream play noise into the first input of the stream that is open."""
    known = outputs()
    memory = Memory(record_frames=2**12, play_frames=2**19)
    memory.set_target("limiter", 0)
    audio = 10 ** (NOISE_DB / 20) * np.random.default_rng(1).standard_normal(2**19 - 12_000)
    with PortAudioDriver(memory, "system", (), [0]) as driver:
        driver.start()
        (own,) = outputs() - known
        with patchbay() as client:
            heard = next(p for p in client.get_ports(is_audio=True, is_input=True) if ":in_" in p.name)
            for port in client.get_all_connections(own):
                client.disconnect(own, port)
            client.connect(own, heard)
        write(memory, 0, memory.frame() + 6_000, audio)
        yield
        assert memory.frame() < len(audio), "the noise ended before the measurement"


@pytest.mark.parametrize("disturbed", ["clean", "noise"])
def test_the_round_trip_of_a_wire_is_one_period(period, disturbed):
    memory = Memory(record_frames=2**19, play_frames=2**19)
    with ExitStack() as stack:
        driver = stack.enter_context(PortAudioDriver(memory, "system", [0], [0]))
        driver.start()
        wire_output_to_input()
        if disturbed == "noise":
            stack.enter_context(noise_in_the_input())
        measured = measure(memory, driver, LEVEL_DB)
    print(f"calibrated, period {period}, {disturbed}: {words(measured)}")
    assert abs(measured.round_trip_frames - period) <= (1 if disturbed == "noise" else 0)
    assert measured.level_db == pytest.approx(LEVEL_DB - 3.5, abs=1)
    if disturbed == "noise":
        assert measured.snr_db == pytest.approx(LEVEL_DB - 3.5 - NOISE_DB, abs=1)
