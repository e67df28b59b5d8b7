"""The picture's columns: what was heard and sent, each once, at its place in the music."""

import numpy as np
import pytest

from livenode.control.osc import encode
from livenode.generation.wave import MOST_COLUMNS, TOLD_HZ, Wave
from livenode.rt import Memory, write
from livenode.surface import Event
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE
from tests.rt.rig import run

COLUMN = RATE // 100


def played(seconds: float, timeline: Timeline | None = None, blocksize: int = 256):
    """Play noise in and out; return the memory, the input, the output and what was told block by block."""
    memory, told = Memory(RATE, record_frames=2**19, play_frames=2**19), []
    memory.configure(input_channels=1, output_channels=2, blocksize=blocksize, clock=False)
    frames = round(seconds * RATE)
    rng = np.random.default_rng(3)
    heard, riff = (rng.uniform(-0.5, 0.5, frames).astype(np.float32) for _ in range(2))
    write(memory, 0, 4000, riff[: frames - 4000])
    wave, output = Wave(memory), []
    for start in range(0, frames, blocksize):
        output.append(run(memory, len(heard[start : start + blocksize]), heard[start : start + blocksize]))
        wave.advance(timeline, told.append)
    return heard, np.concatenate(output)[:, 0], told


def columns(told: list[Event]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for event in told:
        first, *numbers = event.args
        for index in range(len(numbers) // 5):
            assert first + index not in found, "told twice"
            found[first + index] = numbers[5 * index : 5 * index + 5]
    return found


def test_columns_are_the_extremes_of_what_was_heard_and_sent_each_once():
    heard, sent, told = played(1.0)
    found = columns(told)
    assert set(range(95)) <= set(found)
    for number, (place, *extremes) in found.items():
        here = slice(number * COLUMN, (number + 1) * COLUMN)
        wanted = [heard[here].min(), heard[here].max(), sent[here].min(), sent[here].max()]
        assert extremes == pytest.approx(wanted), number
        assert place == 0.0
    assert np.abs(sent).max() > 0.4


@pytest.mark.parametrize("blocksize", [64, 256, 1024])
def test_about_thirty_messages_a_second_under_1400_bytes(blocksize):
    *_, told = played(2.0, blocksize=blocksize)
    assert 0.9 * TOLD_HZ * 2 <= len(told) <= TOLD_HZ * 2 + 1
    assert all(len(encode("/livenode/wave", event.args)) < 1400 for event in told)


def test_places_are_bars_from_one():
    *_, told = played(3.0, Timeline.start(RATE, 48_000, 120.0, 3, 4))
    found = columns(told)
    frames_a_bar = 3 * RATE // 2
    for number, (place, *_extremes) in found.items():
        assert place == pytest.approx(1 + (number * COLUMN - 48_000) / frames_a_bar, abs=1e-6)
    assert found[100][0] == 1.0


def test_after_a_pause_only_the_newest_are_told_in_one_message():
    memory, told = Memory(RATE, record_frames=2**19, play_frames=2**19), []
    memory.configure(input_channels=1, output_channels=2, blocksize=256, clock=False)
    run(memory, 2 * RATE)
    Wave(memory).advance(None, told.append)
    (event,) = told
    assert event.args[0] == 200 - MOST_COLUMNS
    assert len(encode("/livenode/wave", event.args)) < 1400
