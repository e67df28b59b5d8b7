import time

import numpy as np
import pytest
from rig import BLOCK, RAMP, run, run_taps, small_memory

from livenode.rt import CUE, LOOP, PARTS, PLAY_RINGS, SIDE, Memory, write
from livenode.rt import layout as at
from livenode.rt.callback import process_block
from livenode.rt.compiled import portaudio_callback
from livenode.rt.gate import Gate
from livenode.rt.layout import CEILING, TAP_LEFT, TAP_MONITOR, TAP_RIGHT


def fill(memory: Memory, ring: int, value: float) -> None:
    memory.play_ring(ring)[:] = value


def test_input_lands_in_the_record_ring() -> None:
    memory = small_memory()
    signal = np.arange(1000, dtype=np.float32) / 1000
    run(memory, 1000, signal)
    assert memory.frame() == 1000
    np.testing.assert_array_equal(memory.read_record(0, 1000), signal)
    np.testing.assert_array_equal(memory.read_record(333, 5), signal[333:338])


def test_record_ring_wraps() -> None:
    memory = small_memory()
    signal = np.arange(40_000, dtype=np.float32)
    run(memory, 40_000, signal, blocksize=250)
    np.testing.assert_array_equal(memory.read_record(30_000, 10_000), signal[30_000:])


def test_input_gain_comes_before_the_record_ring() -> None:
    memory = small_memory()
    memory.set_target("input_gain", 0.5)
    run(memory, 2 * BLOCK, np.ones(2 * BLOCK))
    assert memory.read_record(BLOCK, BLOCK) == pytest.approx(0.5)


@pytest.mark.parametrize(("a", "b", "heard"), [(0, 0, 1), (2, 2, 3), (0, 2, 2), (1, 9, 1), (9, 9, 0)])
def test_input_channels_are_chosen_and_averaged(a: int, b: int, heard: float) -> None:
    memory = small_memory()
    memory.configure(input_channels=3, output_channels=2, blocksize=BLOCK, clock=False)
    memory.set_target("in_a", a)
    memory.set_target("in_b", b)
    run(memory, BLOCK, np.tile([1.0, 2.0, 3.0], (BLOCK, 1)), channels=(3, 2))
    assert memory.read_record(0, BLOCK) == pytest.approx(heard)


def test_no_input_records_zeros_and_still_plays() -> None:
    memory = small_memory()
    memory.configure(input_channels=0, output_channels=2, blocksize=BLOCK, clock=False)
    fill(memory, 0, 0.25)
    output = run(memory, BLOCK, channels=(0, 2))
    assert output == pytest.approx(0.25)
    assert not memory.read_record(0, BLOCK).any()


def test_no_output_channels_is_no_error() -> None:
    memory = small_memory()
    memory.configure(input_channels=1, output_channels=0, blocksize=BLOCK, clock=False)
    run(memory, BLOCK, np.ones(BLOCK), channels=(1, 0))
    assert memory.read_record(0, BLOCK) == pytest.approx(1.0)


def test_rings_are_summed_and_zeroed_once_played() -> None:
    memory = small_memory()
    for ring in range(PLAY_RINGS):
        fill(memory, ring, 0.1)
    first = run(memory, memory.play_capacity)
    assert first == pytest.approx(0.1 * SIDE)  # the sides are not wide
    assert not any(memory.play_ring(ring).any() for ring in range(PLAY_RINGS))
    assert not run(memory, memory.play_capacity).any()


@pytest.mark.parametrize(
    ("l", "r", "expected"), [(0, 1, [1, 1, 0, 0]), (2, 3, [0, 0, 1, 1]), (1, 1, [0, 1, 0, 0])]
)
def test_output_channels(l: int, r: int, expected: list[int]) -> None:  # noqa: E741
    memory = small_memory()
    memory.configure(input_channels=1, output_channels=4, blocksize=BLOCK, clock=False)
    memory.set_target("out_l", l)
    memory.set_target("out_r", r)
    fill(memory, 0, 0.5)
    output = run(memory, BLOCK, channels=(1, 4))
    np.testing.assert_allclose(output, np.tile(np.array(expected) * 0.5, (BLOCK, 1)))


def test_monitor_lets_the_input_through() -> None:
    memory = small_memory()
    assert not run(memory, BLOCK, np.full(BLOCK, 0.5)).any()
    memory.set_target("monitor", 1.0)
    run(memory, BLOCK, np.full(BLOCK, 0.5))
    assert run(memory, BLOCK, np.full(BLOCK, 0.5)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "value", "rings", "before", "after"),
    [
        ("part1_gain", 0.0, [0], 0.5, 0.0),
        ("part3_gain", 0.5, [2], 0.5, 0.25),
        ("cue_gain", 0.0, [CUE], 0.5, 0.0),
        ("loop_gain", 0.5, [LOOP], 0.5, 0.25),
        ("part1_gain", 0.0, [1], 0.5, 0.5),
        ("master_level", 0.5, [0], 0.5, 0.25),
        ("transport_gate", 0.0, [0], 0.5, 0.0),
        ("transport_gate", 0.0, [CUE], 0.5, 0.5),
        ("transport_gate", 0.0, [LOOP], 0.5, 0.5),
        ("master_level", 0.5, [LOOP], 0.5, 0.25),
        ("panic", 1.0, [0], 0.5, 0.0),
        ("panic", 1.0, [CUE], 0.5, 0.0),
        ("panic", 1.0, [LOOP], 0.5, 0.0),
    ],
)
def test_a_target_is_heard_within_a_block_by_a_5_ms_ramp(
    name: str, value: float, rings: list[int], before: float, after: float
) -> None:
    memory = small_memory()
    for ring in rings:
        fill(memory, ring, 0.5)
    assert run(memory, BLOCK) == pytest.approx(before)
    memory.set_target(name, value)
    output = run(memory, BLOCK)[:, 0]
    np.testing.assert_allclose(
        output[:RAMP], before + (after - before) * np.arange(1, RAMP + 1) / RAMP, atol=1e-6
    )
    assert output[RAMP:] == pytest.approx(after, abs=1e-9)


def test_a_ramp_may_turn_round_half_way() -> None:
    memory = small_memory()
    fill(memory, 0, 0.5)
    memory.set_target("panic", 1.0)
    down = run(memory, 120, blocksize=120)[:, 0]
    memory.set_target("panic", 0.0)
    up = run(memory, RAMP, blocksize=120)[:, 0]
    assert down[-1] == pytest.approx(0.25)
    assert (np.diff(np.concatenate([down, up])[118:]) > -0.003).all()
    assert up[-1] == pytest.approx(0.5)


def test_panic_holds_until_it_is_released() -> None:
    memory = small_memory()
    memory.set_target("monitor", 1.0)
    memory.set_target("panic", 1.0)
    run(memory, BLOCK, np.full(BLOCK, 0.5))
    assert not run(memory, 4 * BLOCK, np.full(4 * BLOCK, 0.5)).any()
    memory.set_target("panic", 0.0)
    run(memory, BLOCK, np.full(BLOCK, 0.5))
    assert run(memory, BLOCK, np.full(BLOCK, 0.5)) == pytest.approx(0.5)


def test_limiter_holds_the_ceiling_and_lets_go() -> None:
    memory = small_memory()
    memory.set_target("monitor", 1.0)
    rng = np.random.default_rng(1)
    loud = run(memory, 4096, rng.uniform(-8, 8, 4096))
    assert np.abs(loud).max() <= CEILING + 1e-6
    assert memory.counters().limiter_gain < 0.5
    run(memory, 48_000, np.full(48_000, 0.5))
    assert run(memory, BLOCK, np.full(BLOCK, 0.5)) == pytest.approx(0.5)


def test_limiter_leaves_what_is_below_the_ceiling_bit_for_bit() -> None:
    memory = small_memory()
    signal = np.random.default_rng(2).uniform(-0.97, 0.97, memory.play_capacity).astype(np.float32)
    memory.play_ring(0)[:] = signal
    np.testing.assert_array_equal(run(memory, memory.play_capacity)[:, 0], signal)


def test_limiter_off() -> None:
    memory = small_memory()
    memory.set_target("limiter", 0)
    fill(memory, 0, 3.0)
    assert run(memory, BLOCK) == pytest.approx(3.0)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nonfinite_audio_is_silence_and_counted(bad: float) -> None:
    memory = small_memory()
    memory.set_target("monitor", 1.0)
    fill(memory, 0, bad)
    fill(memory, 1, 0.25)
    signal = np.zeros(BLOCK)
    signal[7] = bad
    output = run(memory, BLOCK, signal)
    assert output == pytest.approx(0.25)
    assert memory.read_record(0, BLOCK)[7] == 0
    assert memory.counters().nonfinite == BLOCK + 1
    assert run(memory, BLOCK) == pytest.approx(0.25)


def test_an_input_too_large_for_its_gain_is_silence_and_counted() -> None:
    memory = small_memory()
    memory.set_target("input_gain", 4.0)
    run(memory, 2 * BLOCK)
    run(memory, BLOCK, np.full(BLOCK, 3e38))
    assert not memory.read_record(2 * BLOCK, BLOCK).any()
    assert memory.counters().nonfinite == BLOCK
    run(memory, BLOCK, np.full(BLOCK, 0.1))
    assert memory.counters().input_rms > 0


def test_flags_and_blocks_are_counted() -> None:
    memory = small_memory()
    for flags in (0, 1, 2, 2, 4, 4, 4, 8, 8, 8, 8, 16):
        run(memory, BLOCK, flags=flags)
    counters = memory.counters()
    assert counters.callbacks == 12
    assert counters.frame == 12 * BLOCK
    assert (counters.input_underflow, counters.input_overflow) == (1, 2)
    assert (counters.output_underflow, counters.output_overflow) == (3, 4)
    assert counters.xruns == 10
    run(memory, 1024, blocksize=1024)
    assert memory.counters().max_block_frames == 1024


def test_peaks_rise_at_once_and_fall() -> None:
    memory = small_memory()
    memory.set_target("limiter", 0)
    memory.play_ring(2)[10] = -0.5
    memory.play_ring(CUE)[11] = 0.125
    memory.play_ring(LOOP)[12] = 0.0625
    run(memory, BLOCK, np.full(BLOCK, -0.75))
    counters = memory.counters()
    assert counters.input_peak == pytest.approx(0.75)
    assert counters.output_peak == pytest.approx(0.5)
    assert counters.part_peaks == pytest.approx((0, 0, 0.5, 0))
    assert counters.cue_peak == pytest.approx(0.125)
    assert counters.loop_peak == pytest.approx(0.0625)
    run(memory, 14_400)  # 0.3 s
    assert memory.counters().output_peak == pytest.approx(0.5 / np.e, rel=0.02)


def test_mean_levels() -> None:
    memory = small_memory()
    memory.play_ring(0)[:] = 0.25
    run(memory, 2**14, np.full(2**14, 0.5))
    share = 1 - np.exp(-(2**14) / 14_400)
    assert memory.counters().input_rms == pytest.approx(0.5 * share**0.5, rel=1e-3)
    assert memory.counters().output_rms == pytest.approx(0.25 * share**0.5, rel=1e-3)


def test_changes_are_journalled_with_the_frame_they_took_effect() -> None:
    memory = small_memory()
    run(memory, 3 * BLOCK)
    assert memory.changes() == []
    memory.set_target("monitor", 0.5)
    memory.set_target("monitor", 0.25)  # only what a block sees exists
    memory.set_target("part2_gain", 0.0)
    run(memory, 2 * BLOCK)
    changes = [(c.frame, c.name, c.value) for c in memory.changes()]
    assert changes == [(3 * BLOCK, "part2_gain", 0.0), (3 * BLOCK, "monitor", 0.25)]
    assert memory.changes() == []


def test_lost_changes_are_counted() -> None:
    memory = small_memory()
    for k in range(2000):
        memory.set_target("monitor", (k + 1) / 2000)
        run(memory, 1)
    changes = memory.changes()
    assert changes[-1].value == 1.0
    assert len(changes) + memory.changes_lost == 2000


def test_taps_show_each_part_and_sum_to_the_output() -> None:
    memory = small_memory()
    for ring in range(PLAY_RINGS):
        fill(memory, ring, 0.01 * (ring + 1))
    memory.set_target("part1_gain", 0.5)
    memory.set_target("part2_width", 0.5)  # its side holds 0.08
    memory.set_target("monitor", 0.5)
    output, taps = run_taps(memory, BLOCK, 0.1)
    expected = [0.005, 0.02, 0.03, 0.04, 0.05, 0.06, 0.05, 0.295, 0.215]
    np.testing.assert_allclose(taps[-1], expected, rtol=1e-6)
    np.testing.assert_allclose(taps[:, : TAP_MONITOR + 1].sum(1), output.mean(1), rtol=1e-5)
    np.testing.assert_array_equal(taps[:, [TAP_LEFT, TAP_RIGHT]], output)


def test_the_size_of_the_blocks_changes_nothing() -> None:
    signal = np.random.default_rng(3).uniform(-2, 2, 6000)
    outputs = []
    for blocksize in (1, 64, 6000):
        memory = small_memory()
        memory.set_target("monitor", 1.0)
        outputs.append(run(memory, 6000, signal, blocksize=blocksize))
    np.testing.assert_array_equal(outputs[0], outputs[1])
    np.testing.assert_array_equal(outputs[0], outputs[2])


def test_the_monotonic_clock_is_stamped() -> None:
    memory = small_memory()
    run(memory, BLOCK)
    assert memory.stamp() is None
    memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=True)
    before = time.monotonic_ns()
    run(memory, 2 * BLOCK)
    stamp = memory.stamp()
    assert stamp is not None
    assert stamp[0] == 2 * BLOCK
    assert before <= stamp[1] <= time.monotonic_ns()


def test_portaudio_gets_what_python_gets() -> None:
    """The C entry runs the same code on the same numbers, unsigned long or not."""
    signal = np.random.default_rng(4).uniform(-2, 2, BLOCK).astype(np.float32)
    by_python, by_c = small_memory(), small_memory()
    for memory in (by_python, by_c):
        memory.set_target("monitor", 1.0)
    expected = run(by_python, BLOCK, signal, flags=4)
    output = np.zeros((BLOCK, 2), np.float32)
    gate = Gate(by_c, 2)
    assert portaudio_callback(signal.ctypes.data, output.ctypes.data, BLOCK, None, 4, gate.address) == 0
    np.testing.assert_array_equal(output, expected)
    assert by_c.counters() == by_python.counters()
    assert by_c.changes() == by_python.changes()


def test_a_stream_that_is_shut_out_gets_silence_and_touches_nothing() -> None:
    memory = small_memory()
    gate = Gate(memory, 2)
    assert gate.shut()
    before = memory.views[0].copy()
    output = np.ones((BLOCK, 2), np.float32)
    silence = np.zeros(BLOCK, np.float32)
    aborted = 2
    assert (
        portaudio_callback(silence.ctypes.data, output.ctypes.data, BLOCK, None, 0, gate.address) == aborted
    )
    assert not output.any()
    np.testing.assert_array_equal(memory.views[0], before)


def test_shutting_out_waits_for_the_block_under_way() -> None:
    gate = Gate(small_memory(), 2)
    gate._words[at.GATE_BUSY] = 1
    assert not gate.shut()


def test_a_block_of_another_layout_is_left_alone() -> None:
    memory = small_memory()
    i64 = memory.views[0]
    i64[at.TAG] += 1
    out = np.full(2 * BLOCK, 9.0, np.float32)
    process_block(memory, np.zeros(BLOCK, np.float32), out, None, BLOCK, 0)
    assert memory.frame() == 0
    assert (out == 9.0).all()
    assert write(memory, 0, 5000, np.ones(10)).late_frames == 10


@pytest.mark.parametrize(
    ("inputs", "outputs", "wrong"),
    [
        (np.zeros(BLOCK - 1, np.float32), np.zeros(2 * BLOCK, np.float32), "inputs"),
        (np.zeros(BLOCK, np.float64), np.zeros(2 * BLOCK, np.float32), "inputs"),
        (np.zeros(2 * BLOCK, np.float32)[::2], np.zeros(2 * BLOCK, np.float32), "inputs"),
        (np.zeros(BLOCK, np.float32), np.zeros(BLOCK, np.float32), "outputs"),
    ],
)
def test_what_does_not_fit_the_block_never_reaches_the_compiled_code(
    inputs: np.ndarray, outputs: np.ndarray, wrong: str
) -> None:
    memory = small_memory()
    with pytest.raises(ValueError, match=wrong):
        process_block(memory, inputs, outputs, None, BLOCK, 0)
    assert memory.frame() == 0


def test_target_table_fits_its_region() -> None:
    assert at.TARGET_COUNT <= at.REGION_WORDS
    assert at.LATE_WRITE_FRAMES < at.HEADER_WORDS
    assert [t.name for t in at.TARGETS[at.PART_GAIN :][: at.MAIN_RINGS]] == [
        *(f"part{n}_gain" for n in range(1, PARTS + 1)),
        "cue_gain",
        "loop_gain",
    ]
    assert at.PART_PEAK + at.MAIN_RINGS <= at.LIMITER_GAIN
