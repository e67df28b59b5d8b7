"""Bars of the sounding riff made anew while it plays: all others sound as before."""

import numpy as np
import pytest

from livenode.generation.riff import PRE_FRAMES, RiffRequest
from livenode.params import Refused
from tests.generation.rig import RATE, Stage

BARS = 4


def repeating(bars: int = BARS, **options: object) -> Stage:
    """Return a stage where part 1 repeats one riff of so many bars, in the riff's first bar."""
    stage = Stage(**options)  # type: ignore[arg-type]
    stage.play(240, bars)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(4) + 2000)
    return stage


def bar_sounded(stage: Stage, bar: int) -> np.ndarray:
    """Return what part 1 sounded in a bar, without what joins it to the next."""
    line = stage.timeline.bar_frame(bar)
    return stage.sounded(1, line, stage.timeline.bar_frame(bar + 1) - line - PRE_FRAMES)


def inpaint(stage: Stage, first: int, bars: int, when: str = "bar") -> int:
    """Ask for bars anew; return the bar (from 0) they come in."""
    stage.say("part/<p>/inpaint", first, bars, part=1, when=when)
    stage.run(0.02)
    coming = stage.conductor.band.parts[1].plan or stage.conductor.band.parts[1].flight
    assert coming is not None
    return coming.start_bar


@pytest.mark.parametrize(("first", "bars"), [(1, 1), (2, 2), (4, 1), (1, 4), (3, 2)])
def test_only_the_bars_asked_for_sound_otherwise_from_then_on(first, bars):
    stage = repeating()
    stage.run_bars(1)
    stage.run(0.1)
    begin = inpaint(stage, first, bars)
    assert (begin - 4) % BARS == first - 1
    stage.run_to(stage.timeline.bar_frame(18))
    assert len(stage.riffs) == 2
    for bar in range(5, 17):
        bar_in_riff = (bar - 4) % BARS
        line, anew = PRE_FRAMES + bar_in_riff * RATE, first - 1 <= bar_in_riff < first - 1 + bars
        heard = bar_sounded(stage, bar)
        was = np.float32(0.8) * stage.riffs[0].audio[line : line + len(heard)]
        assert heard.any()
        if anew and bar >= begin:
            assert (heard != was).mean() > 0.9
        else:
            np.testing.assert_allclose(heard, was, atol=1e-6)
    assert not stage.told("error")
    assert stage.conductor.band.late_riffs == stage.conductor.band.fallbacks == 0


def test_it_is_heard_what_was_played_up_to_the_new_bars():
    stage = repeating()
    begin = inpaint(stage, 4, 1)
    stage.run_to(stage.timeline.bar_frame(begin + 1))
    (job,) = [one for one in stage.asked if isinstance(one, RiffRequest) and one.kept]
    assert job.heard_frame > stage.timeline.bar_frame(begin) - RATE
    assert (job.kept.first, job.kept.bars, job.start_bar) == (3, 1, begin - 3)


def test_inpainting_twice_keeps_what_the_first_made():
    stage = repeating()
    first = inpaint(stage, 2, 1)
    stage.run_to(stage.timeline.bar_frame(first + 1) + 2000)
    second = inpaint(stage, 4, 1)
    stage.run_to(stage.timeline.bar_frame(second + 9))
    one, two, three = (riff.latents.reshape(BARS, -1) for riff in stage.riffs)
    assert [(two[bar] == one[bar]).all() for bar in range(BARS)] == [True, False, True, True]
    assert [(three[bar] == two[bar]).all() for bar in range(BARS)] == [True, True, True, False]


def test_inpainted_bars_of_a_part_that_goes_on_by_itself_are_heard_before_the_next_riff():
    stage = Stage().play(240, bars=4)
    stage.run_to(stage.timeline.bar_frame(4) + 2000)
    begin = inpaint(stage, 3, 1)
    assert begin == 6
    stage.run_to(stage.timeline.bar_frame(16))
    jobs = [one for one in stage.asked if isinstance(one, RiffRequest)]
    assert [one.kept is not None for one in jobs][:3] == [False, True, False]
    np.testing.assert_array_equal(stage.riffs[1].latents[:24], stage.riffs[0].latents[:24])
    assert jobs[2].start_bar > begin
    assert stage.conductor.band.fallbacks == 0


def test_a_wide_riff_keeps_its_side():
    stage = Stage()
    stage.say("part/<p>/width", 1.0, part=1)
    stage.play(240, BARS)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(4) + 2000)
    begin = inpaint(stage, 2, 1)
    stage.run_to(stage.timeline.bar_frame(begin + 5))
    old, new = stage.riffs
    kept = slice(PRE_FRAMES + 2 * RATE, None)
    np.testing.assert_array_equal(new.side[kept], old.side[kept])
    assert (new.side[PRE_FRAMES + RATE : PRE_FRAMES + 2 * RATE - PRE_FRAMES] != 0).any()


# -- refused


def test_bars_that_the_riff_does_not_have_are_refused():
    stage = repeating()
    for first, bars in ((5, 1), (4, 2), (1, 8), (8, 8)):
        with pytest.raises(Refused, match="4 bars: there is no bar 5") as refused:
            stage.say("part/<p>/inpaint", first, bars, part=1)
        assert refused.value.code == "out_of_range"
    stage.run_bars(5)
    assert len(stage.riffs) == 1


def test_without_a_riff_or_stopped_it_is_refused():
    stage = repeating()
    with pytest.raises(Refused, match="part/2/generate"):
        stage.say("part/<p>/inpaint", 1, 1, part=2)
    stage.say("transport/stop", when="now")
    stage.run(0.1)
    with pytest.raises(Refused, match="transport/play"):
        stage.say("part/<p>/inpaint", 1, 1, part=1)


# -- what comes between


def assert_goes_on(stage: Stage, since_bar: int) -> None:
    """Check that there is no hole, that nothing failed, and that new riffs still come."""
    assert not stage.told("error")
    begin = stage.timeline.bar_frame(since_bar)
    heard = stage.sounded(1, begin, (stage.frame - begin) // 2400 * 2400)
    assert np.abs(heard.reshape(-1, 2400)).max(1).min() > 1e-4
    part = stage.conductor.band.parts[1]
    assert part.flight is None and part.torn is None
    count = len(stage.riffs)
    stage.say("part/<p>/generate", part=1, when="bar")
    stage.run_bars(3)
    assert len(stage.riffs) > count


@pytest.mark.parametrize(("bars", "tempo"), [(4, 200.0), (8, 120.0), (8, 290.0)])
def test_a_change_of_tempo_between_leaves_no_hole(bars, tempo):
    stage = repeating(bars)
    begin = inpaint(stage, bars, 1)
    stage.run_bars(1)
    stage.say("tempo", tempo)
    stage.run(0.02)
    stage.run_to(stage.timeline.bar_frame(begin + 2))
    again, new = stage.riffs[1:]
    assert again.start_bar <= begin < new.start_bar + new.bars
    changed = (new.latents != again.latents).reshape(new.bars, -1).any(1)
    assert changed.tolist() == [bar == (begin - new.start_bar) for bar in range(new.bars)]
    assert_goes_on(stage, 5)


@pytest.mark.parametrize("first", [1, 4])
def test_a_riff_that_was_cut_shorter_by_the_tempo_is_inpainted_where_it_was_meant(first):
    stage = repeating(8)
    begin = inpaint(stage, first, 1)
    stage.say("tempo", 120.0)  # at which 4 bars are the most
    stage.run(0.02)
    stage.run_to(stage.timeline.bar_frame(begin + 2))
    assert stage.riffs[-1].bars == 4
    assert_goes_on(stage, 5)


def test_after_a_change_of_tempo_the_riff_as_it_sounds_now_is_inpainted():
    stage = repeating()
    stage.say("tempo", 200.0)
    stage.run_bars(3)
    again = stage.riffs[-1]
    begin = inpaint(stage, 2, 1)
    stage.run_to(stage.timeline.bar_frame(begin + 6))
    per_bar = len(again.latents) // BARS
    changed = (stage.riffs[-1].latents != again.latents).any(1).reshape(BARS, per_bar).any(1)
    assert changed.tolist() == [False, True, False, False]
    assert not stage.told("error")


@pytest.mark.parametrize("bars", [1, 8])
def test_a_riff_of_another_length_that_comes_between_is_inpainted_in_its_place(bars):
    stage = Stage().play(240, bars=4)
    stage.say("part/<p>/replan", 0, part=1)
    stage.run_to(stage.timeline.bar_frame(4) + 2000)
    stage.say("bars", bars)
    stage.say("part/<p>/generate", part=1, when="bar")
    stage.run_to(stage.timeline.bar_frame(5) - round(0.1 * RATE))  # it is in the ring already
    begin = inpaint(stage, 4, 1)
    stage.run_to(stage.timeline.bar_frame(begin + 2))
    assert [riff.bars for riff in stage.riffs] == [4, bars, bars]
    assert_goes_on(stage, 5)
