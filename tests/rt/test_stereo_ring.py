"""The ring that a set is recorded from: filled while asked, with what sounds, and never read too late."""

import numpy as np
import pytest
from rig import BLOCK, RAMP, run

from livenode.rt import PARTS, SIDE, Memory, RecordError, clear, write
from livenode.rt.beginning import begin_at
from livenode.rt.stereo import StereoRing

SOUND = np.linspace(-0.5, 0.5, 4000, dtype=np.float32)


def memory_with_ring(stereo_frames: int = 2**13) -> Memory:
    memory = Memory(record_frames=2**14, play_frames=2**14, stereo_frames=stereo_frames)
    memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=False)
    return memory


def test_it_holds_what_sounds_from_the_next_block_on_until_the_next_block() -> None:
    memory = memory_with_ring()
    ring = StereoRing(memory)
    run(memory, 2 * BLOCK)
    assert ring.filled() == (False, 0)
    ring.fill(True)
    memory.set_target("monitor", 0.5)
    heard = run(memory, 3 * BLOCK, np.linspace(0, 1, 3 * BLOCK))
    assert ring.filled() == (True, 2 * BLOCK)
    rows = ring.read(2 * BLOCK, 3 * BLOCK)
    np.testing.assert_array_equal(rows[:, -2:], heard)
    assert rows[:, -2:].any() and not rows[:, :-2].any()
    ring.fill(False)
    run(memory, BLOCK)
    assert ring.filled() == (False, 5 * BLOCK)


def test_parts_are_after_fader_width_and_pan_and_panic_silences_them() -> None:
    memory = memory_with_ring()
    ring = StereoRing(memory)
    ring.fill(True)
    for name, value in (
        ("part2_gain", 0.5),
        ("part2_width", 0.5),
        ("part2_left", 0.25),
        ("part2_right", 1.0),
    ):
        memory.set_target(name, value)
    for ring_of in range(PARTS):
        write(memory, ring_of, 2000, SOUND)
    write(memory, SIDE + 1, 2000, SOUND[::-1].copy())
    run(memory, 4000)
    rows = ring.read(2000, 1000)
    mid, wide = 0.5 * SOUND[:1000], 0.25 * SOUND[::-1][:1000]
    np.testing.assert_allclose(rows[:, 0], SOUND[:1000], rtol=1e-6)
    np.testing.assert_allclose(rows[:, 2], 0.25 * (mid + wide), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(rows[:, 3], mid - wide, rtol=1e-5, atol=1e-7)
    memory.set_target("panic", 1.0)
    run(memory, 1000)
    assert not ring.read(4000 + RAMP + BLOCK, 400).any()


def test_what_is_too_old_or_not_yet_there_cannot_be_read() -> None:
    memory = memory_with_ring(2**10)
    ring = StereoRing(memory)
    ring.fill(True)
    run(memory, 4096)
    assert len(ring.read(ring.oldest_frame(), 500)) == 500
    for start, frames in ((ring.oldest_frame() - 1, 10), (4000, 200)):
        with pytest.raises(RecordError):
            ring.read(start, frames)
    with pytest.raises(ValueError, match="stereo_frames"):
        StereoRing(Memory(record_frames=4096, play_frames=4096))


def test_a_recorded_input_gives_the_same_output_whatever_its_gain_was() -> None:
    first, second = memory_with_ring(), memory_with_ring()
    first.set_target("input_gain", 1.7)
    for memory in (first, second):
        memory.set_target("monitor", 0.3)
    heard = np.random.default_rng(0).uniform(-0.4, 0.4, 4000).astype(np.float32)
    output = run(first, 4000, heard)
    np.testing.assert_array_equal(run(second, 4000, first.read_record(0, 4000)), output)


def test_late_writes_are_noted_and_come_out_the_same_when_they_are_forced() -> None:
    first, second = memory_with_ring(), memory_with_ring()
    run(first, 1000)
    write(first, 0, 5000, SOUND[:100])
    write(first, 0, 1100, SOUND, fade_frames=100, lead_in=SOUND[:100])
    clear(first, 0, 900, 2700)
    late = first.writes.late()
    assert [(one.number, one.start_frame) for one in late] == [(2, 1000 + 1440), (3, 1000 + 1440)]
    assert first.writes.late() == []
    second.writes.edges = {one.number: one.start_frame for one in late}
    write(second, 0, 5000, SOUND[:100])  # sooner: nothing is late by itself
    write(second, 0, 1100, SOUND, fade_frames=100, lead_in=SOUND[:100])
    clear(second, 0, 900, 2700)
    np.testing.assert_array_equal(first.play_ring(0), second.play_ring(0))
    assert first.play_ring(0)[2700:5000].all()


def test_a_memory_can_begin_in_the_middle() -> None:
    memory = memory_with_ring()
    begin_at(memory, 2**20 + 256, SOUND, SOUND[::-1].copy(), {"monitor": 0.5})
    assert memory.frame() == 2**20 + 256
    np.testing.assert_array_equal(memory.read_record(2**20 + 256 - 4000, 4000), SOUND)
    np.testing.assert_array_equal(memory.read_sent(2**20 + 256 - 4000, 4000), SOUND[::-1])
    output = run(memory, BLOCK, np.full(BLOCK, 0.5))
    np.testing.assert_array_equal(output, np.full((BLOCK, 2), 0.25, np.float32))  # no ramp
    assert memory.changes() == []
