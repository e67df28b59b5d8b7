"""Stems on a sound card with ten outputs, and on one at another rate than the node's."""

import time

import numpy as np
import pytest
from wires import wire_output_to_input

from livenode.audio.portaudio import PortAudioDriver
from livenode.config import ConfigError, from_mapping
from livenode.rt import PARTS, Memory
from tests.jack_server import run_jack

pytestmark = pytest.mark.audio

STEMS = from_mapping({"device": "system", "stem_channels": [3, 4, 5, 6]})
SETTLED_FRAMES = 12_000


def small_memory() -> Memory:
    return Memory(record_frames=2**18, play_frames=2**18)


def heard_at(memory: Memory, output: int) -> np.ndarray:
    """Return what the first input gets from an output while each part holds a tenth of its number."""
    wire_output_to_input(output)
    for part in range(PARTS):
        memory.play_ring(part)[:] = 0.1 * (part + 1)
    start, deadline_s = memory.frame() + SETTLED_FRAMES, time.monotonic() + 20
    while memory.frame() < start + 4800 and time.monotonic() < deadline_s:
        time.sleep(0.01)
    return memory.read_record(start, 4800)


def test_each_part_comes_out_of_its_own_output() -> None:
    memory = small_memory()
    with run_jack(48_000, outputs=10), PortAudioDriver.of(memory, STEMS) as driver:
        driver.start()
        levels = [heard_at(memory, output) for output in (0, 2, 5)]
    assert levels[0] == pytest.approx(0.98, abs=1e-6)  # all parts, under the limiter
    assert levels[1] == pytest.approx(0.1, abs=1e-6)
    assert levels[2] == pytest.approx(0.4, abs=1e-6)


def test_stems_are_refused_where_the_device_is_resampled() -> None:
    memory = small_memory()
    with run_jack(44_100, outputs=10):
        with pytest.raises(ConfigError, match="runs at 44100 Hz and is resampled.*: set it to 48000 Hz"):
            PortAudioDriver.of(memory, STEMS)
        with PortAudioDriver(memory, "system", [0], [0, 1], [2, 3, 4, 5]) as driver:  # as when it comes back
            assert driver.is_resampled
            assert memory.target("part1_stem_l") == -1
