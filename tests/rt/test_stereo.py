"""Left and right: what the side, the width and the pan of a part do, and what they leave alone."""

import numpy as np
import pytest
from rig import BLOCK, RAMP, run, run_taps, small_memory

from livenode.rt import LOOP, SIDE, Memory, write
from livenode.rt.layout import CEILING

FRAMES = 4000


def sounding(width: float, part: int = 0, peak: float = 0.4) -> tuple[Memory, np.ndarray, np.ndarray]:
    """Return a memory whose part has a mid and a side from frame 0 on, at this width; the two signals."""
    memory, rng = small_memory(), np.random.default_rng(1)
    memory.set_target(f"part{part + 1}_width", width)
    run(memory, BLOCK)  # the width has come to rest
    mid, side = rng.uniform(-peak, peak, (2, FRAMES)).astype(np.float32)
    start = memory.frame()
    for ring, audio in ((part, mid), (SIDE + part, side)):
        memory.play_ring(ring)[start : start + FRAMES] = audio
    return memory, mid, side


@pytest.mark.parametrize("part", [0, 3])
@pytest.mark.parametrize("width", [0.25, 1.0])
def test_left_and_right_are_mid_and_side(width: float, part: int) -> None:
    memory, mid, side = sounding(width, part)
    output = run(memory, FRAMES)
    np.testing.assert_allclose(output[:, 0], mid + width * side, atol=1e-7)
    np.testing.assert_allclose(output[:, 1], mid - width * side, atol=1e-7)


@pytest.mark.parametrize("width", [0.0, 0.3, 1.0])
def test_the_mono_sum_is_the_mid_at_any_width(width: float) -> None:
    memory, mid, _ = sounding(width)
    np.testing.assert_allclose(run(memory, FRAMES).mean(1), mid, atol=1e-7)


def test_without_width_the_side_is_not_heard_to_the_bit() -> None:
    memory, mid, _ = sounding(0.0)
    np.testing.assert_array_equal(run(memory, FRAMES), np.stack([mid, mid], 1))


def test_a_side_is_heard_once() -> None:
    memory, _, _ = sounding(1.0)
    run(memory, FRAMES)
    assert not memory.play_ring(SIDE).any()
    assert not run(memory, memory.play_capacity).any()


def test_a_side_alone_sounds_too() -> None:
    memory = small_memory()
    memory.set_target("part2_width", 1.0)
    run(memory, BLOCK)
    memory.play_ring(SIDE + 1)[:] = 0.25
    np.testing.assert_allclose(run(memory, BLOCK), np.tile([0.25, -0.25], (BLOCK, 1)))


def test_the_width_follows_its_fader_over_5_ms() -> None:
    memory = small_memory()
    memory.play_ring(SIDE)[:] = 0.5
    memory.set_target("part1_width", 1.0)
    left = run(memory, BLOCK)[:, 0]
    np.testing.assert_allclose(left[:RAMP], 0.5 * np.arange(1, RAMP + 1) / RAMP, atol=1e-6)
    assert left[RAMP:] == pytest.approx(0.5)


@pytest.mark.parametrize("name", ["part1_gain", "master_level", "transport_gate"])
def test_the_side_follows_the_faders_of_its_part(name: str) -> None:
    memory, mid, side = sounding(1.0)
    memory.set_target(name, 0.5)
    output = run(memory, FRAMES)[RAMP:]
    np.testing.assert_allclose(output[:, 0], 0.5 * (mid + side)[RAMP:], atol=1e-7)


def test_pan_gains_are_of_one_part_only_and_ramped() -> None:
    memory = small_memory()
    for ring in (0, 1):
        memory.play_ring(ring)[:] = 0.25
    memory.set_target("part1_left", 0.0)
    memory.set_target("part1_right", 2**0.5)
    output = run(memory, BLOCK)
    np.testing.assert_allclose(output[:RAMP, 0], 0.5 - 0.25 * np.arange(1, RAMP + 1) / RAMP, atol=1e-6)
    assert output[-1] == pytest.approx([0.25, 0.25 + 0.25 * 2**0.5])


def test_the_limiter_turns_both_channels_down_alike() -> None:
    memory = small_memory()
    memory.set_target("part1_right", 0.25)
    run(memory, BLOCK)
    memory.play_ring(0)[:] = 2.0
    output = run(memory, BLOCK)
    assert output[:, 0] == pytest.approx(CEILING)
    assert output[:, 1] == pytest.approx(CEILING / 4)  # in its place between the speakers


def test_either_channel_may_be_the_louder_one() -> None:
    memory = small_memory()
    memory.set_target("part1_left", 0.25)
    run(memory, BLOCK)
    memory.play_ring(0)[:] = -2.0
    assert np.abs(run(memory, BLOCK)).max() == pytest.approx(CEILING)


def test_meters_show_the_louder_channel_and_the_mean_power() -> None:
    memory = small_memory()
    memory.set_target("limiter", 0)
    memory.set_target("part1_left", 0.0)
    run(memory, BLOCK)
    memory.play_ring(0)[:] = 0.5
    run(memory, memory.play_capacity)
    counters = memory.counters()
    assert counters.output_peak == pytest.approx(0.5)
    assert counters.part_peaks[0] == pytest.approx(0.5)
    share = 1 - np.exp(-memory.play_capacity / 14_400)
    assert counters.output_rms == pytest.approx((0.5 * 0.25 * share) ** 0.5, rel=1e-2)


def test_one_output_channel_gets_the_mean_of_both() -> None:
    memory, mid, _ = sounding(1.0)
    memory.set_target("out_r", 0)
    output = run(memory, FRAMES)
    np.testing.assert_allclose(output[:, 0], mid, atol=1e-7)
    assert not output[:, 1].any()


def test_the_sent_ring_is_mono() -> None:
    memory, mid, _ = sounding(1.0)
    start = memory.frame()
    run(memory, FRAMES)
    np.testing.assert_allclose(memory.read_sent(start, FRAMES), mid, atol=1e-7)


def test_a_part_is_tapped_as_the_mean_of_what_is_heard_of_it() -> None:
    memory, mid, side = sounding(1.0)
    memory.set_target("part1_left", 0.5)
    run(memory, 2 * BLOCK)
    _, taps = run_taps(memory, BLOCK)
    heard = slice(2 * BLOCK, 3 * BLOCK)
    expected = 0.5 * (0.5 * (mid + side) + (mid - side))[heard]
    np.testing.assert_allclose(taps[:, 0], expected, atol=1e-7)


def test_nonfinite_values_of_a_side_are_silence_and_counted() -> None:
    memory, mid, _ = sounding(1.0)
    memory.play_ring(SIDE)[memory.frame() + 7] = np.nan
    output = run(memory, FRAMES)
    assert np.isfinite(output).all()
    assert output[7] == pytest.approx([mid[7], mid[7]])
    assert memory.counters().nonfinite == 1


def test_the_loop_ring_sounds_on_both_channels_whether_the_transport_rolls_or_not() -> None:
    memory = small_memory()
    memory.set_target("transport_gate", 0.0)
    audio = np.random.default_rng(2).uniform(-0.5, 0.5, 3000).astype(np.float32)
    write(memory, LOOP, 5000, audio)
    output = run(memory, 10_000)
    np.testing.assert_array_equal(output[5000:8000], np.stack([audio, audio], 1))
    assert not memory.play_ring(LOOP).any()


def test_late_frames_of_a_side_are_counted_with_its_mid_alone() -> None:
    memory = small_memory()
    run(memory, 10_240)
    for ring in (0, SIDE):
        assert write(memory, ring, 10_000, np.full(5000, 0.5)).late_frames == 240 + 1440
    assert memory.counters().late_write_frames == 240 + 1440
