import mmap

import numpy as np
import pytest
from rig import BLOCK, run, small_memory

from livenode.rt import Memory, RecordError
from livenode.rt import layout as at


@pytest.mark.parametrize("capacity", [0, 1, 3, 1000])
def test_capacities_are_powers_of_two(capacity: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        Memory(record_frames=capacity)
    with pytest.raises(ValueError, match="power of two"):
        Memory(play_frames=capacity)


def test_default_size() -> None:
    assert at.block_bytes() == 4 * (at.RECORD_AT + 2 * 2**22 + 10 * 2**21)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("monitr", 1, "'monitr' is no target, must be one of part1_gain"),
        ("monitor", -0.1, "monitor is -0.1, must be 0 to 16"),
        ("monitor", float("nan"), "monitor is nan"),
        ("panic", 2, "panic is 2, must be 0 to 1"),
        ("input_gain", float("inf"), "input_gain is inf"),
    ],
)
def test_set_target_refuses_in_a_sentence(name: str, value: float, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        small_memory().set_target(name, value)


def test_targets_read_back() -> None:
    memory = small_memory()
    assert memory.target("master_level") == 1.0
    memory.set_part_gain(3, 0.5)
    assert memory.target("part4_gain") == 0.5
    with pytest.raises(ValueError, match="part is 4, must be 0 to 3"):
        memory.set_part_gain(4, 1.0)


@pytest.mark.parametrize(
    ("start", "frames", "sentence"),
    [
        (-1, 10, "before the start"),
        (0, -1, "before the start"),
        (39_999, 2, "frame 40001 is not yet recorded, the counter is 40000"),
        (40_000 - 2**14, 10, "no longer recorded"),
        (0, 1, "no longer recorded"),
    ],
)
def test_read_record_refuses_what_is_not_there(start: int, frames: int, sentence: str) -> None:
    memory = small_memory()
    run(memory, 40_000, blocksize=250)
    with pytest.raises(RecordError, match=sentence):
        memory.read_record(start, frames)


def test_the_oldest_frames_are_those_a_block_under_way_spares() -> None:
    memory = small_memory()
    signal = np.arange(40_000, dtype=np.float32)
    run(memory, 40_000, signal, blocksize=250)
    oldest = 40_000 - 2**14 + memory.counters().max_block_frames
    np.testing.assert_array_equal(memory.read_record(oldest, 100), signal[oldest : oldest + 100])
    assert len(memory.read_record(40_000, 0)) == 0


def test_two_views_of_one_block() -> None:
    with mmap.mmap(-1, at.block_bytes(2**12, 2**12)) as block:
        maker = Memory(44_100, record_frames=2**12, play_frames=2**12, buffer=block)
        other = Memory.attach(block)
        assert (other.samplerate, other.record_capacity, other.play_capacity) == (44_100, 2**12, 2**12)
        other.set_target("panic", 1.0)
        assert maker.target("panic") == 1.0
        run(maker, BLOCK)
        assert other.frame() == BLOCK
        del maker, other


def test_attach_refuses_another_layout() -> None:
    block = np.zeros(at.block_bytes(2**12, 2**12), np.uint8)
    with pytest.raises(ValueError, match="another version"):
        Memory.attach(block)


def test_a_read_only_buffer_is_refused() -> None:
    block = bytes(at.block_bytes(2**12, 2**12))
    with pytest.raises(ValueError, match="read-only"):
        Memory(record_frames=2**12, play_frames=2**12, buffer=block)


def test_guard_is_30_ms_or_3_blocks() -> None:
    memory = small_memory()
    assert memory.guard_frames() == 1440
    memory.configure(input_channels=1, output_channels=2, blocksize=1024, clock=False)
    assert memory.guard_frames() == 3072
