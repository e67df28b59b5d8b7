"""What reaches the callback of pan, width, mute and solo."""

import numpy as np
import pytest

from livenode.generation.levels import Levels, pan_gain
from livenode.params import PARTS
from livenode.rt import Memory
from livenode.surface import Values


def stored(*values: tuple[str, int, float]) -> Memory:
    """Return a memory in which the levels are stored: the defaults but for these (row, part, value)."""
    memory = Memory(record_frames=2, play_frames=2)
    levels = Values().with_values((("part/<p>/" + row, part), (value,)) for row, part, value in values)
    Levels(memory, enabled=True).store(levels)
    return memory


def gains(memory: Memory) -> list[float]:
    return [memory.target(f"part{part}_gain") for part in PARTS]


def test_in_the_middle_pan_and_width_change_no_bit() -> None:
    assert (pan_gain(0.0), pan_gain(-0.0)) == (1.0, 1.0)
    memory = stored()
    assert {memory.target(f"part{part}_{end}") for part in PARTS for end in ("left", "right")} == {1.0}
    assert {memory.target(f"part{part}_width") for part in PARTS} == {0.0}


@pytest.mark.parametrize("pan", np.linspace(-1, 1, 21))
def test_the_power_is_the_same_at_each_pan(pan: float) -> None:
    left, right = pan_gain(pan), pan_gain(-pan)
    assert left**2 + right**2 == pytest.approx(2.0)
    assert (left > right) == (pan < 0) or abs(pan) < 1e-9


@pytest.mark.parametrize(("pan", "left", "right"), [(-1.0, 2**0.5, 0.0), (1.0, 0.0, 2**0.5)])
def test_the_ends_of_the_pan_are_one_channel(pan: float, left: float, right: float) -> None:
    memory = stored(("pan", 2, pan), ("width", 3, 0.75))
    assert memory.target("part2_left") == pytest.approx(left, abs=1e-12)
    assert memory.target("part2_right") == pytest.approx(right, abs=1e-12)
    assert memory.target("part1_left") == 1.0
    assert [memory.target(f"part{part}_width") for part in PARTS] == [0.0, 0.0, 0.75, 0.0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), [0.8, 0.8, 0.8, 0.8]),
        ((("solo", 2, 1),), [0, 0.8, 0, 0]),
        ((("solo", 2, 1), ("solo", 4, 1)), [0, 0.8, 0, 0.8]),
        ((("solo", 2, 1), ("mute", 2, 1)), [0, 0, 0, 0]),
        ((("mute", 2, 1),), [0.8, 0, 0.8, 0.8]),
    ],
)
def test_solo_silences_the_others_and_mute_wins(
    values: tuple[tuple[str, int, float], ...], expected: list[float]
) -> None:
    assert gains(stored(*values)) == expected


def test_the_click_leaves_the_output_to_the_first_riff_and_stays_on_the_cue() -> None:
    alone, with_cue = (Memory(record_frames=2, play_frames=2) for _ in range(2))
    with_cue.set_target("cue_l", 3)
    for memory, on_output in ((alone, 0.5), (with_cue, 0.0)):
        levels = Levels(memory, enabled=True)
        levels.open(Values())
        assert (memory.target("cue_gain"), memory.target("cue_out")) == (on_output, 0.5)
        levels.first_riff(Values())
        assert (memory.target("cue_gain"), memory.target("cue_out")) == (0.0, 0.5)
        levels.close()
        assert (memory.target("cue_gain"), memory.target("cue_out")) == (0.0, 0.0)
