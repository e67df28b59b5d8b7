"""Pseudo-stereo: what is put on the left and taken from the right is gone in mono."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation.bench import DecodeRequest, redecode
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.generation.width import GAIN_MOST, RAMP_FRAMES, balance, side_of, stereo
from livenode.inference.engine import Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.node import load_engine
from livenode.transport.timeline import Timeline
from tests.generation.makes import HEARD, PLAIN, START_BAR, TIMELINE, frame_of, make, request
from tests.generation.rig import RATE, Stage

WIDE = replace(PLAIN, wide=True)


@pytest.fixture(scope="module", params=["fake", "default"])
def engine(request) -> Engine:
    return load_engine(request.param)


@pytest.fixture(scope="module")
def wide(engine) -> Riff:
    return make(engine, request(2, WIDE))


# -- the side


def test_a_side_is_made_where_it_is_asked_for_and_changes_nothing_of_the_middle(engine, wide):
    narrow = make(engine, request(2))
    assert narrow.side is None and narrow.twins is None
    assert wide.side.shape == wide.audio.shape and wide.side.dtype == np.float32
    assert wide.twins.shape == wide.takes.shape
    np.testing.assert_array_equal(wide.audio, narrow.audio)
    np.testing.assert_array_equal(wide.latents, narrow.latents)


def test_the_sum_in_mono_is_the_middle_at_each_width(wide):
    for width in (0.0, 0.3, 1.0):
        both = stereo(wide.audio, wide.side, width).astype(np.float64)
        np.testing.assert_allclose(both.mean(1), wide.audio, atol=3e-8)  # half a step of float32
    np.testing.assert_array_equal(stereo(wide.audio, wide.side, 0.0), np.stack([wide.audio] * 2, 1))
    np.testing.assert_array_equal(stereo(wide.audio, None, 1.0), np.stack([wide.audio] * 2, 1))


def test_left_and_right_are_less_alike_the_wider(wide):
    found = [stereo(wide.audio, wide.side, width) for width in (0.0, 0.25, 0.5, 0.75, 1.0)]
    correlations = [np.corrcoef(each.T)[0, 1] for each in found]
    assert correlations[0] == pytest.approx(1)
    assert (np.diff(correlations) < 0).all()
    first_bar = found[-1][: frame_of(1)]  # the balance is as this has it
    assert np.corrcoef(first_bar.T)[0, 1] == pytest.approx(0.5, abs=0.05)


def test_riffs_at_full_width_are_correlated_by_less_than_0_6_on_average(engine):
    riffs = [make(engine, request(2, replace(WIDE, seed=seed))) for seed in range(4)]
    correlations = [np.corrcoef(stereo(riff.audio, riff.side, 1.0).T)[0, 1] for riff in riffs]
    assert np.mean(correlations) < 0.6
    assert max(correlations) < 0.7


def test_the_side_of_silence_and_of_a_twin_that_is_the_same_is_silence():
    silence, sound = np.zeros(4800, np.float32), HEARD[:4800]
    assert not side_of(silence, silence, [0])[0].any()
    assert not side_of(sound, sound, [0])[0].any()
    assert balance(sound, sound + 1e-6 * np.sign(sound)).gain <= GAIN_MOST


def test_every_bar_is_as_wide_as_the_others_however_far_the_twin_strays():
    rng, bar = np.random.default_rng(2), 24_000
    middle = rng.standard_normal(3 * bar).astype(np.float32)
    strays = np.repeat([0.2, 3.0, 0.5], bar)
    twin = (middle + strays * rng.standard_normal(3 * bar)).astype(np.float32)
    side, _ = side_of(middle, twin, [0, bar, 2 * bar])
    for begin in (0, bar, 2 * bar):
        settled = slice(begin + RAMP_FRAMES, begin + bar)
        left, right = stereo(middle[settled], side[settled], 1.0).T
        assert np.corrcoef(left, right)[0, 1] == pytest.approx(0.5, abs=0.03)


# -- made in two, decoded again, with takes


def test_a_wide_riff_made_in_two_is_the_riff_made_whole_to_the_bit(engine, wide):
    openings: list[Riff] = []
    store = ContextStore(engine, reader(HEARD))
    in_two = generate(engine, store, request(2, WIDE), opened=openings.append)
    np.testing.assert_array_equal(in_two.audio, wide.audio)
    np.testing.assert_array_equal(in_two.side, wide.side)
    (opening,) = openings
    np.testing.assert_array_equal(opening.side, wide.side[: frame_of(1)])
    np.testing.assert_array_equal(opening.twins, wide.twins[:, : wide.twins.shape[1] // 2])


def decoded(engine: Engine, riff: Riff, timeline: Timeline, take: int = 0) -> Riff:
    nothing = np.zeros((0, 64), np.float32)
    return redecode(
        engine,
        DecodeRequest(
            1, 2, timeline, START_BAR, riff.bars, riff.takes, riff.twins, take, nothing, riff.space
        ),
    )


def test_decoded_again_a_riff_keeps_its_side(engine, wide):
    same = decoded(engine, wide, TIMELINE)
    np.testing.assert_array_equal(same.side, wide.side)
    slower = decoded(engine, wide, Timeline.start(RATE, 1000, 120.0))
    assert slower.side.shape == slower.audio.shape
    assert len(slower.audio) > len(wide.audio)
    first_bar = slice(PRE_FRAMES, PRE_FRAMES + 2 * RATE)  # the balance is as this has it
    assert np.corrcoef(stereo(slower.audio, slower.side, 1.0)[first_bar].T)[0, 1] < 0.6
    assert decoded(engine, replace(wide, twins=None), TIMELINE).side is None


def test_each_take_has_a_twin_and_the_side_is_of_the_take_that_sounds(engine):
    riff = make(engine, request(2, replace(WIDE, takes=3)))
    assert riff.takes.shape == riff.twins.shape and len(riff.takes) == 3
    one, other = (decoded(engine, riff, TIMELINE, take) for take in (0, 2))
    np.testing.assert_array_equal(one.side, riff.side)
    assert (other.side != one.side).any()
    own = [np.square(riff.twins[n] - riff.takes[n]).mean() for n in range(3)]
    crossed = [np.square(riff.twins[n] - riff.takes[n - 1]).mean() for n in range(3)]
    assert max(own) < min(crossed)
    np.testing.assert_array_equal(riff.alone().twins[0], riff.twins[0])


# -- live


def test_a_wider_part_gets_a_side_with_its_next_riff_and_keeps_it_at_a_new_tempo():
    stage = Stage(FakeEngine()).play(240, bars=1)
    stage.run_to(stage.timeline.bar_frame(4))
    assert {riff.side is None for riff in stage.riffs} == {True}
    stage.say("part/<p>/width", 0.5, part=1)
    stage.run_bars(3)
    assert stage.riffs[-1].side.any()
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_bars(3)
    stage.say("tempo", 200.0)
    stage.run_bars(3)
    last = stage.riffs[-1]
    assert last.start_frame == stage.timeline.bar_frame(stage.timeline.entries[-1].start_bar)
    assert last.side.any()
    stage.say("part/<p>/width", 0.0, part=1)
    stage.say("part/<p>/replan", -1, part=1)
    stage.run_bars(3)
    assert stage.riffs[-1].side is None
