"""Some bars of a riff made anew: the others stay as they are, to the bit, and nothing clicks between."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation import offline
from livenode.generation.offline import Room, track
from livenode.generation.pipeline import max_bars
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.inference.engine import Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.node import load_engine
from tests.generation.makes import PLAIN, TIMELINE, frame_of, inpainted, make, request
from tests.generation.rig import music

BARS = 4
ANEW = replace(PLAIN, seed=9)
PLACES = [(0, 1), (1, 2), (3, 1), (0, 4), (1, 3), (0, 2)]  # the first bar, and how many


@pytest.fixture(scope="module")
def engine() -> Engine:
    return FakeEngine()


@pytest.fixture(scope="module")
def riff(engine) -> Riff:
    return make(engine, request(BARS, replace(PLAIN, wide=True)))


def stays(audio: np.ndarray, first: int, bars: int) -> list[np.ndarray]:
    """Return what of a riff's signal lies outside of bars, and of what joins them."""
    return [audio[: frame_of(first) - PRE_FRAMES], audio[frame_of(first + bars) :]]


def bend(audio: np.ndarray) -> np.ndarray:
    """Return how sharply a signal bends at each frame: a click is a peak of it."""
    return np.abs(np.diff(audio.astype(np.float64), 2))


@pytest.mark.parametrize(("first", "bars"), PLACES)
def test_only_the_bars_asked_for_are_made_anew(engine, riff, first, bars):
    made = inpainted(engine, riff, first, bars, ANEW)
    assert (made.bars, made.start_bar, made.start_frame) == (riff.bars, riff.start_bar, riff.start_frame)
    assert made.audio.shape == riff.audio.shape and made.takes.shape == riff.takes.shape
    for new, old in zip(stays(made.audio, first, bars), stays(riff.audio, first, bars), strict=True):
        np.testing.assert_array_equal(new, old)
    for bar in range(first, first + bars):
        anew = slice(frame_of(bar), frame_of(bar + 1) - PRE_FRAMES)
        assert (made.audio[anew] != riff.audio[anew]).mean() > 0.9
        assert made.audio[anew].any()
    per_bar = len(riff.latents) // BARS
    changed = (made.latents != riff.latents).any(1).reshape(BARS, per_bar)
    assert changed[first : first + bars].all() and changed.sum() == bars * per_bar


def test_the_engine_that_ships_keeps_the_other_bars_too():
    engine = load_engine("default")
    riff = make(engine, request(BARS))
    for first, bars in PLACES[:3]:
        test_only_the_bars_asked_for_are_made_anew(engine, riff, first, bars)
        test_nothing_clicks_where_old_and_new_meet(engine, riff, first, bars)


@pytest.mark.parametrize(("first", "bars"), PLACES)
def test_nothing_clicks_where_old_and_new_meet(engine, riff, first, bars):
    made = inpainted(engine, riff, first, bars, ANEW)
    usual = max(bend(riff.audio).max(), bend(made.audio[frame_of(first) : frame_of(first + bars)]).max())
    for line in (frame_of(first), frame_of(first + bars)):
        around = slice(max(0, line - 2 * PRE_FRAMES), line + PRE_FRAMES)
        assert bend(made.audio[around]).max() <= 1.2 * usual
        left, right = made.audio[line - 200 : line], made.audio[line : line + 200]
        if len(right):
            assert bend(made.audio[line - 3 : line + 3]).max() <= 1.5 * max(
                bend(left).max(), bend(right).max()
            )


def test_the_side_of_the_other_bars_stays_too(engine, riff):
    made = inpainted(engine, riff, 1, 2, replace(ANEW, wide=True))
    for new, old in zip(stays(made.side, 1, 2), stays(riff.side, 1, 2), strict=True):
        np.testing.assert_array_equal(new, old)
    anew = slice(frame_of(1), frame_of(3) - PRE_FRAMES)
    assert (made.side[anew] != riff.side[anew]).mean() > 0.9
    per_bar = len(riff.latents) // BARS
    np.testing.assert_array_equal(made.twins[0, :per_bar], riff.twins[0, :per_bar])
    np.testing.assert_array_equal(made.twins[0, 3 * per_bar :], riff.twins[0, 3 * per_bar :])


def test_a_width_that_came_or_went_meanwhile_leaves_the_others_as_they_were(engine, riff):
    narrow = inpainted(engine, riff, 1, 1, ANEW)  # the new bar has no side, the others keep theirs
    assert not narrow.side[frame_of(1) : frame_of(2) - PRE_FRAMES].any()
    np.testing.assert_array_equal(narrow.side[frame_of(2) :], riff.side[frame_of(2) :])
    plain = replace(riff, side=None, twins=None)
    wider = inpainted(engine, plain, 1, 1, replace(ANEW, wide=True))
    assert wider.side[frame_of(1) : frame_of(2)].any()
    assert not wider.side[frame_of(2) :].any() and not wider.side[: frame_of(1) - PRE_FRAMES].any()
    assert wider.twins.shape == wider.takes.shape


def test_takes_of_new_bars_share_the_others(engine, riff):
    made = inpainted(engine, riff, 1, 1, replace(ANEW, takes=3))
    per_bar = len(riff.latents) // BARS
    assert made.takes.shape == (3, *riff.latents.shape)
    for take in made.takes:
        np.testing.assert_array_equal(
            np.delete(take, np.s_[per_bar : 2 * per_bar], 0),
            np.delete(riff.latents, np.s_[per_bar : 2 * per_bar], 0),
        )
    assert (made.takes[0] != made.takes[1]).any()


def test_what_is_anew_hears_what_stays_before_and_behind_it(engine, riff):
    other = make(engine, request(BARS, replace(PLAIN, seed=77)))
    per_bar = len(riff.latents) // BARS
    behind = riff.takes.copy()
    behind[:, 3 * per_bar :] = other.takes[:, 3 * per_bar :]
    before = riff.takes.copy()
    before[:, :per_bar] = other.takes[:, :per_bar]
    plain = inpainted(engine, riff, 1, 2, ANEW)
    for takes in (behind, before):
        made = inpainted(engine, replace(riff, takes=takes), 1, 2, ANEW)
        assert (made.latents[per_bar : 3 * per_bar] != plain.latents[per_bar : 3 * per_bar]).any()


def test_the_same_again_is_the_same_and_another_seed_another(engine, riff):
    one, again, other = (inpainted(engine, riff, 1, 1, replace(PLAIN, seed=seed)) for seed in (9, 9, 10))
    np.testing.assert_array_equal(one.audio, again.audio)
    assert (one.audio != other.audio).any()


def test_a_stretch_longer_than_a_riff_can_be_made_anew_in_a_whole_track():
    engine = FakeEngine()
    bars = 20
    assert max_bars(TIMELINE, 0) < 14
    room = Room(music(TIMELINE.bar_frame(bars) / 48_000), TIMELINE, bars)
    old = track(engine, room, lambda bar: PLAIN)
    made = offline.inpainted(engine, room, lambda bar: ANEW, old, 3, 14)
    begin, end = (TIMELINE.bar_frame(bar) - TIMELINE.bar_frame(0) + PRE_FRAMES for bar in (3, 17))
    np.testing.assert_array_equal(made.audio[: begin - PRE_FRAMES], old.audio[: begin - PRE_FRAMES])
    np.testing.assert_array_equal(made.audio[end:], old.audio[end:])
    assert (made.audio[begin : end - PRE_FRAMES] != old.audio[begin : end - PRE_FRAMES]).mean() > 0.9
