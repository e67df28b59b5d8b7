"""The parts follow the player's loudness: density, energy and level."""

import numpy as np
import pytest

from livenode.generation.levels import FOLLOW_RANGE_DB
from livenode.generation.moment import LOUD_DBFS, QUIET_DBFS, followed, loudness
from tests.generation.rig import RATE, Stage, music

FOLLOWED, FREE = ("density", "energy"), ("register",)


def noise(level_dbfs: float, seconds: float) -> np.ndarray:
    """Return steady noise of a level, (frames,) float32."""
    found = np.random.default_rng(2).standard_normal(round(seconds * RATE))
    return (10 ** (level_dbfs / 20) * found).astype(np.float32)


def attributes(stage: Stage) -> dict[str, float]:
    """Return the attributes that the last riff of part 1 was asked for with."""
    return dict(max(stage.settings().items())[1].attributes)


@pytest.mark.parametrize(
    ("level_dbfs", "heard"),
    [(-90, 0), (QUIET_DBFS, 0), ((QUIET_DBFS + LOUD_DBFS) / 2, 0.5), (LOUD_DBFS, 1), (0, 1)],
)
def test_loudness_is_a_scale_of_db(level_dbfs, heard):
    assert loudness(noise(level_dbfs, 1)) == pytest.approx(heard, abs=0.01)


def test_silence_has_no_loudness():
    assert loudness(np.zeros(100, np.float32)) == loudness(np.zeros(0, np.float32)) == 0


@pytest.mark.parametrize(
    ("amount", "follow", "heard", "found"),
    [
        (0.3, 0.0, 1.0, 0.3),
        (-1.0, 0.0, 1.0, -1.0),
        (-1.0, 0.5, None, -1.0),
        (0.3, 1.0, 0.9, 0.9),
        (0.2, 0.5, 1.0, 0.6),
        (-1.0, 0.5, 1.0, 0.75),
        (-1.0, 0.5, 0.0, 0.25),
    ],
)
def test_an_attribute_is_moved_as_far_as_it_follows(amount, follow, heard, found):
    assert followed(amount, follow, heard) == pytest.approx(found)


def test_loud_playing_makes_the_riffs_fuller_and_louder_and_soft_playing_the_reverse():
    stage = Stage(audio=np.concatenate([noise(-12, 8), noise(-40, 6), noise(-12, 6)]))
    stage.say("follow", 1.0)
    stage.play(240, bars=1)
    found, levels = [], []
    for until_s in (7.9, 13.9, 19.5):
        stage.run_to(round(until_s * RATE))
        found.append(attributes(stage))
        levels.append(stage.memory.target("part1_gain"))
    for name in FOLLOWED:
        assert [each[name] for each in found] == pytest.approx([1, 5 / 33, 1], abs=0.03)
    assert {each[name] for each in found for name in FREE} == {-1.0}
    assert levels == pytest.approx([0.8, 0.8 * 10 ** (-FOLLOW_RANGE_DB * 28 / 33 / 20), 0.8], rel=0.13)


def test_half_following_moves_half_the_way_from_the_fader():
    stage = Stage(audio=noise(-12, 20))
    stage.say("follow", 0.5)
    stage.say("part/<p>/density", 0.2, part=1)
    stage.play(240, bars=1)
    stage.run_to(stage.timeline.bar_frame(5))
    found = attributes(stage)
    assert found["density"] == pytest.approx(0.6, abs=0.02)
    assert found["energy"] == pytest.approx(0.75, abs=0.02)


def test_without_following_loudness_moves_nothing_and_the_fader_counts_again_at_once():
    stage = Stage(audio=np.concatenate([music(4), noise(-60, 10)])).play(240, bars=1)
    stage.run_to(6 * RATE)
    assert set(attributes(stage).values()) == {-1.0}
    assert stage.memory.target("part1_gain") == 0.8
    stage.say("follow", 1.0)
    stage.run(0.1)
    soft = stage.memory.target("part1_gain")
    assert soft < 0.1
    stage.say("part/<p>/level", 0.4, part=1)  # the fader still counts
    stage.run(0.02)
    assert stage.memory.target("part1_gain") == pytest.approx(soft / 2, rel=0.01)
    stage.say("follow", 0.0)
    stage.run(0.02)
    assert stage.memory.target("part1_gain") == 0.4
