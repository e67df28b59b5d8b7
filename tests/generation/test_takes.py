"""Takes: the best sounds, the others wait."""

import numpy as np
import pytest

from livenode.generation.planner import Cost, Work
from livenode.generation.ranking import harmony, onsets, ranked, surroundings
from livenode.inference.condition import lay_out_condition, masked_context
from livenode.inference.engine import Sounding
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import features, level
from livenode.inference.grid_inputs import GRID_CHANNELS, LAGS_BARS, LATENT_CHANNELS, PAST_CHANNELS
from livenode.params import Refused
from tests.generation.rig import RATE, Stage

HOP = 500.0
BEAT = 6  # latents
COUNT = 24


def tune(pitches: list[int], offbeat: bool = False) -> np.ndarray:
    """Return a bar of four plucked notes on (or between) the beats of 120 bpm, (frames,) float32."""
    time_s = np.arange(RATE // 2) / RATE
    beats = [
        0.3 * np.exp(-time_s / 0.12) * np.sin(2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * time_s)
        for pitch in pitches
    ]
    audio = np.concatenate(beats)
    return np.roll(audio, RATE // 4 if offbeat else 0).astype(np.float32)


PLACE = Sounding(np.zeros((0, 64), np.float32), 0.0, HOP, 0, 0, 2 * RATE)


def semitones(audio: np.ndarray) -> np.ndarray:
    """Return the power (COUNT, SEMITONES) as the ranking sees it."""
    return 10 ** (4 * (features(audio, 0, np.arange(COUNT * 8) * HOP)[2].astype(float) - 1))


def test_the_take_in_the_same_chord_on_the_same_beats_is_the_best():
    around = semitones(tune([60, 64, 67, 60]))
    takes = np.stack([tune([61, 66, 68, 61]), tune([72, 67, 64, 48]), tune([61, 66, 68, 61], offbeat=True)])
    assert ranked(FakeEngine(), takes, PLACE, around, BEAT) == [1, 0, 2]
    assert ranked(FakeEngine(), takes, PLACE, np.zeros_like(around), BEAT) == [0, 1, 2]


def test_harmony_and_onsets_are_what_they_say():
    c_major, f_sharp = semitones(tune([60, 64, 67, 60])), semitones(tune([66, 70, 73, 66]))
    assert harmony(c_major, c_major, BEAT) == pytest.approx(1)
    assert harmony(c_major, f_sharp, BEAT) < 0.3
    off = semitones(tune([60, 64, 67, 60], offbeat=True))
    assert onsets(c_major, c_major) == pytest.approx(1)
    assert onsets(c_major, off) < 0.2 < 0.7 < onsets(c_major, f_sharp)
    silence = np.zeros_like(c_major)
    assert harmony(c_major, silence, BEAT) == onsets(silence, c_major) == 0


def test_what_is_not_heard_does_not_count_and_what_is_foreseen_counts_as_far_as_it_is_trusted():
    levels = level(semitones(tune([60, 64, 67, 60])))
    nothing = masked_context(np.zeros((COUNT, LATENT_CHANNELS)), levels, np.zeros(COUNT, bool))
    heard = masked_context(np.zeros((COUNT, LATENT_CHANNELS)), levels, np.ones(COUNT, bool))
    rest = [np.zeros((COUNT, PAST_CHANNELS)), np.zeros((COUNT, GRID_CHANNELS))]
    silent = [nothing] * (1 + len(LAGS_BARS))
    now = lay_out_condition([heard, *silent[1:], *silent], *rest)
    np.testing.assert_allclose(surroundings(now), 10 ** (4 * (levels - 1.0)), rtol=1e-4)
    assert not surroundings(lay_out_condition([*silent, *silent], *rest)).any()
    half = masked_context(np.zeros((COUNT, LATENT_CHANNELS)), levels, np.arange(COUNT) < COUNT // 2)
    foreseen = surroundings(lay_out_condition([half, heard, *silent[2:], *silent], *rest))
    np.testing.assert_allclose(foreseen[: COUNT // 2], surroundings(now)[: COUNT // 2])
    later, known = foreseen[COUNT // 2 :].sum(), surroundings(now)[COUNT // 2 :].sum()
    assert 0.5 * known < later < known


def with_takes(count: int, bars: int = 2) -> Stage:
    stage = Stage()
    stage.say("takes", count)
    stage.play(240, bars)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    return stage


def sounding_take(stage: Stage) -> np.ndarray:
    return stage.conductor.band.parts[1].sounding(stage.frame).riff.latents


def test_next_and_back_sound_the_other_takes_from_the_bar_line_on():
    stage = with_takes(3)
    (riff,) = stage.riffs
    assert riff.takes.shape[0] == 3
    assert (riff.takes[0] != riff.takes[1]).any()
    assert stage.told("part/<p>/take", 1)[-1] == (1, 3)
    for path, take in (("next", 1), ("next", 2), ("back", 1), ("back", 0)):
        bar = stage.say(f"part/<p>/take/{path}", part=1, when="bar").queued_bar - 1
        stage.run_to(stage.timeline.bar_frame(bar + 1) + 2000)
        other = stage.riffs[-1]
        assert (other.take, other.start_bar) == (take, bar)
        turned = np.roll(riff.takes[take], -(bar - riff.start_bar) % 2 * 12, 0)
        np.testing.assert_array_equal(other.latents, turned)
        stage.assert_starts(other, stage.timeline.bar_frame(bar))
        assert stage.told("part/<p>/take", 1)[-1] == (take + 1, 3)
    assert stage.conductor.band.fallbacks == 0


def test_next_twice_skips_two_and_there_and_back_is_nothing():
    stage = with_takes(3)
    (riff,) = stage.riffs
    for path in ("next", "next"):
        stage.say(f"part/<p>/take/{path}", part=1, when="bar")
    stage.run_bars(3)
    assert [one.take for one in stage.riffs] == [0, 2]
    for path in ("back", "next"):
        stage.say(f"part/<p>/take/{path}", part=1, when="bar")
    stage.run_bars(3)
    assert len(stage.riffs) == 2


def test_a_take_under_way_counts_for_the_next_press():
    stage = Stage(cost_of=lambda job: Cost(200.0, 200.0))
    stage.conductor.lead.measured(Work(), Cost(200.0, 200.0))
    stage.say("takes", 2)
    stage.play(240, 2)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(8) + 2000)
    part = stage.conductor.band.parts[1]
    assert sounding_take_number(stage) == 0
    stage.say("part/<p>/take/next", part=1, when="bar")
    while part.flight is None:
        stage.run(0.01)
    stage.say("part/<p>/take/back", part=1, when="bar")
    stage.run_bars(4)
    assert sounding_take_number(stage) == 0
    first = part.passes[-1].riff.takes
    stage.say("part/<p>/take/next", part=1, when="bar")
    while part.flight is None:
        stage.run(0.01)
    stage.say("part/<p>/take/next", part=1, when="bar")  # behind the last of two: a new riff
    stage.run_bars(5)
    assert sounding_take_number(stage) == 0
    assert not np.array_equal(part.passes[-1].riff.takes, first)


def sounding_take_number(stage: Stage) -> int:
    return stage.conductor.band.parts[1].sounding(stage.frame).riff.take


def test_behind_the_last_take_comes_a_new_riff():
    stage = with_takes(1)
    bar = stage.say("part/<p>/take/next", part=1, when="bar").queued_bar - 1
    stage.run_to(stage.timeline.bar_frame(bar + 1))
    assert [riff.start_bar for riff in stage.riffs][-1] == bar
    assert stage.riffs[-1].take == 0
    with pytest.raises(Refused, match="first take"):
        stage.say("part/<p>/take/back", part=1, when="bar")


def test_keep_holds_the_take_and_drops_the_others():
    stage = with_takes(2)
    stage.say("part/<p>/take/next", part=1, when="bar")
    stage.run_bars(2)
    stage.say("part/<p>/replan", 1, part=1)
    kept = sounding_take(stage)
    stage.say("part/<p>/take/keep", part=1)
    stage.run(0.01)
    assert stage.conductor.values.number("part/<p>/hold", 1) == 1
    assert stage.told("part/<p>/take", 1)[-1] == (1, 1)
    stage.run_bars(4)
    np.testing.assert_array_equal(sounding_take(stage), kept)


@pytest.mark.parametrize("path", ["next", "back", "keep"])
def test_takes_need_a_riff(path):
    stage = Stage().play(240, parts=0)
    with pytest.raises(Refused, match="generate"):
        stage.say(f"part/<p>/take/{path}", part=2)


def test_a_take_chosen_survives_a_change_of_tempo():
    stage = with_takes(3)
    stage.say("part/<p>/take/next", part=1, when="bar")
    stage.run_bars(2)
    stage.say("tempo", 200.0)
    stage.run_bars(3)
    assert stage.riffs[-1].take == 1 and len(stage.riffs[-1].takes) == 3
    stage.assert_starts(stage.riffs[-1], stage.timeline.bar_frame(stage.riffs[-1].start_bar))
