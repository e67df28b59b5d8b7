"""Stems: each part by itself on outputs of its own."""

import numpy as np
import pytest
from rig import BLOCK, run, small_memory

from livenode.rt import CUE, PARTS, SIDE, Memory

CHANNELS = 10


def stage(stems: dict[str, int], level: float = 0.05) -> Memory:
    """Return a memory with ten outputs, these stems, and parts that hold 1, 2, 3 and 4 times the level."""
    memory = small_memory()
    memory.configure(input_channels=1, output_channels=CHANNELS, blocksize=BLOCK, clock=False)
    for name, channel in stems.items():
        memory.set_target(name, channel)
    run(memory, BLOCK, channels=(1, CHANNELS))
    for part in range(PARTS):
        memory.play_ring(part)[:] = level * (part + 1)
    return memory


def mono_stems() -> dict[str, int]:
    return {f"part{part}_stem_{end}": part + 1 for part in range(1, 5) for end in "lr"}


def stereo_stems() -> dict[str, int]:
    return {f"part{part}_stem_{end}": 2 * part + (end == "r") for part in range(1, 5) for end in "lr"}


def test_without_stems_the_other_outputs_are_silent() -> None:
    output = run(stage({}), BLOCK, channels=(1, CHANNELS))
    assert not output[:, 2:].any()
    assert output[:, :2].any()


def test_four_stems_are_the_parts_after_their_faders_in_mono() -> None:
    memory = stage(mono_stems())
    memory.set_target("part2_gain", 0.5)
    memory.set_target("part3_left", 0.0)
    memory.set_target("part4_width", 1.0)
    memory.play_ring(SIDE + 3)[:] = 0.1
    output = run(memory, 2 * BLOCK, channels=(1, CHANNELS))
    assert output[-1] == pytest.approx([0.4, 0.35, 0.05, 0.05, 0.15, 0.2, 0, 0, 0, 0])


def test_eight_stems_are_left_and_right_of_the_parts_as_heard() -> None:
    memory = stage(stereo_stems())
    memory.set_target("part3_left", 0.0)
    memory.set_target("part4_width", 1.0)
    memory.play_ring(SIDE + 3)[:] = 0.1
    output = run(memory, 2 * BLOCK, channels=(1, CHANNELS))
    assert output[-1, 2:] == pytest.approx([0.05, 0.05, 0.1, 0.1, 0, 0.15, 0.3, 0.1])
    np.testing.assert_allclose(output[:, 2::2].sum(1), output[:, 0], atol=1e-6)
    np.testing.assert_allclose(output[:, 3::2].sum(1), output[:, 1], atol=1e-6)


def test_the_limiter_leaves_the_stems_alone() -> None:
    memory = stage(mono_stems(), level=0.4)
    output = run(memory, BLOCK, channels=(1, CHANNELS))
    assert output[-1, :2] == pytest.approx(0.98)
    assert output[-1, 2:6] == pytest.approx([0.4, 0.8, 1.2, 1.6])


@pytest.mark.parametrize("name", ["panic", "transport_gate", "master_level"])
def test_what_silences_the_parts_silences_the_stems(name: str) -> None:
    memory = stage(stereo_stems())
    memory.set_target(name, float(name == "panic"))
    run(memory, BLOCK, channels=(1, CHANNELS))
    assert not run(memory, BLOCK, channels=(1, CHANNELS)).any()


def test_click_and_monitor_are_on_no_stem() -> None:
    memory = stage(mono_stems(), level=0.0)
    memory.set_target("monitor", 1.0)
    memory.play_ring(CUE)[:] = 0.5
    output = run(memory, BLOCK, np.full(BLOCK, 0.25), channels=(1, CHANNELS))
    assert output[:, :2].any()
    assert not output[:, 2:].any()


def test_a_stem_whose_channel_is_not_there_is_left_out() -> None:
    memory = stage(mono_stems())
    memory.configure(input_channels=1, output_channels=3, blocksize=BLOCK, clock=False)
    output = run(memory, BLOCK, channels=(1, 3))
    assert output[-1] == pytest.approx([0.5, 0.5, 0.05])


def test_the_click_has_outputs_of_its_own_and_a_gain_that_master_and_limiter_leave_alone() -> None:
    memory = stage({"cue_l": 6, "cue_r": 7}, level=0.0)
    for name, value in (("cue_gain", 0.0), ("cue_out", 2.0), ("master_level", 0.0)):
        memory.set_target(name, value)
    run(memory, 2048, channels=(1, CHANNELS))
    memory.play_ring(CUE)[:] = 0.25
    output = run(memory, BLOCK, channels=(1, CHANNELS))
    assert output[:, [6, 7]] == pytest.approx(0.5)
    assert not output[:, :6].any()


def test_panic_silences_the_click_of_its_own() -> None:
    memory = stage({"cue_l": 6, "cue_r": 6, "cue_out": 1.0}, level=0.0)
    memory.set_target("panic", 1.0)
    run(memory, 2048, channels=(1, CHANNELS))
    memory.play_ring(CUE)[:] = 0.25
    assert not run(memory, BLOCK, channels=(1, CHANNELS)).any()
