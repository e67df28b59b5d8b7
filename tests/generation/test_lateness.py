"""A machine that is slow, or stalls: what sounds then, that it is told, and that the band comes back."""

import numpy as np
import pytest

from livenode.generation.bench import Request
from livenode.generation.planner import AIR_MS, Cost
from livenode.generation.riff import PRE_FRAMES
from tests.generation.rig import RATE, Stage

BAR = RATE  # at 240 bpm


class Costs:
    """What jobs take: the usual, or what is set for those that are posted now."""

    def __init__(self, opening_ms: float = 40.0, whole_ms: float = 60.0) -> None:
        self.now = Cost(opening_ms, whole_ms)

    def __call__(self, job: Request) -> Cost:
        return self.now


def rolling(costs: Costs, fallback: str = "repeat", bars: int = 1, parts: int = 1) -> Stage:
    stage = Stage(cost_of=costs)
    stage.say("fallback", fallback)
    stage.play(240, bars, parts)
    stage.run_bars(10)
    return stage


def test_a_machine_that_keeps_up_breaks_no_promise_and_every_riff_is_on_its_line():
    stage = rolling(Costs(), bars=2, parts=3)
    stage.run_bars(20)
    band = stage.conductor.band
    assert (band.fallbacks, band.late_riffs) == (0, 0)
    assert band.made_riffs >= 3 * 10
    for riff in stage.riffs[:-4]:
        stage.assert_starts(riff, stage.timeline.bar_frame(riff.start_bar))


@pytest.mark.parametrize(("bpm", "cost_ms"), [(90, 60.0), (120, 60.0), (160, 60.0), (120, 300.0)])
def test_the_context_is_as_fresh_as_the_machine_is_fast(bpm, cost_ms):
    stage = Stage(cost_of=Costs(cost_ms, 2 * cost_ms))
    stage.play(bpm, bars=2)
    stage.run(40)
    leads_ms = [row["lead_frames"] / 48 for row in stage.rows if "start_bar" in row]
    assert leads_ms[-1] == pytest.approx(cost_ms + AIR_MS + 70, abs=12)  # two steps of control
    assert stage.conductor.band.fallbacks == 0


def slow_stage(factor: float, fallback: str) -> Stage:
    """Return a stage whose riffs of one bar (1000 ms) take that many bars to make."""
    stage = Stage(cost_of=Costs(factor * 1000, factor * 1000))
    stage.say("fallback", fallback)
    stage.play(240, bars=1)
    stage.run(40)
    return stage


def test_a_machine_too_slow_for_its_bars_falls_back_and_says_so():
    stage = slow_stage(1.3, "repeat")
    band = stage.conductor.band
    assert band.fallbacks >= 10
    assert band.late_riffs <= 2  # it knows its own speed after the first ones
    missed = stage.told("part/<p>/missed", 1)
    assert len(missed) == band.fallbacks and {what for what, _ in missed} == {"repeat"}
    start = stage.timeline.bar_frame(stage.riffs[0].start_bar + 1)
    levels = np.abs(stage.sounded(1, start, 30 * BAR).reshape(-1, BAR // 4)).max(1)
    assert levels.min() > 1e-3


@pytest.mark.parametrize("fallback", ["repeat", "mute", "dry"])
def test_a_stall_is_covered_told_and_over_when_it_is_over(fallback):
    costs = Costs()
    stage = rolling(costs, fallback)
    band, count = stage.conductor.band, len(stage.riffs)
    costs.now = Cost(2500.0, 2500.0)
    while stage.conductor.band.parts[1].flight is None:
        stage.run(0.006)
    bar = stage.conductor.band.parts[1].flight.start_bar
    costs.now = Cost(40.0, 60.0)
    line = stage.timeline.bar_frame(bar)
    stage.run_to(line + 8 * BAR)
    assert ("part/<p>/missed", 1, (fallback, bar + 1)) in [(e.path, e.part, e.args) for e in stage.events]
    assert 1 <= band.fallbacks <= 3
    late = next(riff for riff in stage.riffs[count:] if riff.start_bar == bar)
    joined = stage.timeline.bar_frame(late.start_bar) + 3 * BAR
    part, output = stage.sounded(1, line, 3 * BAR - PRE_FRAMES), stage.driver.output[:, 0]
    if fallback == "repeat":
        assert np.abs(part.reshape(-1, 480 * 1)[: len(part) // 480]).max() > 1e-3
        stage.assert_starts(stage.riffs[count - 1], line)
    else:
        assert not part[:-BAR].any()
        before = np.abs(stage.sounded(1, line - 2400, 2400))
        assert 0 < before[-24:].max() < 0.1 * before[:-PRE_FRAMES].max()  # faded out, not cut off
    heard = stage.heard[line + 480 : line + BAR]
    if fallback == "dry":
        np.testing.assert_allclose(output[line + 480 : line + BAR], heard, atol=0.02)
        after = stage.riffs[-3].start_frame
        assert not np.allclose(
            output[after + 480 : after + BAR], stage.heard[after + 480 : after + BAR], atol=1e-3
        )
    newest = stage.riffs[-2]
    assert newest.start_frame > joined
    stage.assert_starts(newest, newest.start_frame)


def test_two_changes_of_tempo_for_the_same_bar_leave_no_silence():
    stage = rolling(Costs(), bars=2)
    stage.run_bars(1)
    for bpm in (230.0, 200.0, 180.0):
        stage.say("tempo", bpm)
        stage.run(0.25)
    begun = stage.frame
    stage.run(6)
    levels = np.abs(stage.sounded(1, begun, 6 * RATE).reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-4
    assert stage.timeline.entries[-1].bpm == 180.0


def test_after_a_riff_that_failed_the_next_is_tried_at_the_next_bar(monkeypatch):
    stage = rolling(Costs(), bars=8)
    stage.run_bars(8)
    perform, failing = stage.engine.perform, [True]

    def fails_once(*given):
        if failing.pop() if failing else False:
            raise RuntimeError("planted")
        return perform(*given)

    monkeypatch.setattr(stage.engine, "perform", fails_once)
    while not stage.told("error"):
        stage.run(0.1)
    failed = next(row for row in stage.rows if "failed" in row)
    stage.run_bars(4)
    riff = stage.riffs[-1]
    assert riff.start_frame < failed["frame"] + 3 * BAR
    stage.assert_starts(riff, riff.start_frame)


@pytest.mark.parametrize("stall_ms", [3000.0, 9000.0])
def test_a_change_of_tempo_in_a_stall_leaves_no_silence_and_riffs_come_on_the_new_grid(stall_ms):
    costs = Costs()
    stage = rolling(costs, bars=2)
    costs.now = Cost(stall_ms, stall_ms)
    while stage.conductor.band.parts[1].flight is None:
        stage.run(0.006)
    costs.now = Cost(40.0, 60.0)
    stage.say("tempo", 200.0)
    begun = stage.frame
    seconds = 6 + round(stall_ms / 1000)
    stage.run(seconds)
    levels = np.abs(stage.sounded(1, begun, seconds * RATE).reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-4
    newest = {one.start_bar: one for one in stage.riffs if one.start_frame > begun + 2 * RATE}
    riffs = list(newest.values())
    for riff in riffs[:-1]:
        assert riff.start_frame == stage.timeline.bar_frame(riff.start_bar)
        stage.assert_starts(riff, riff.start_frame)
    assert len(riffs) >= 2


def test_what_a_change_of_tempo_tore_is_mended_also_where_the_first_attempt_fails(monkeypatch):
    stage = rolling(Costs(), bars=2)
    stage.say("part/<p>/hold", 1, part=1)
    stage.run_bars(3)
    sound, failing = stage.engine.sound, [True]

    def fails_once(*given):
        if failing:
            failing.clear()
            raise RuntimeError("planted")
        return sound(*given)

    monkeypatch.setattr(stage.engine, "sound", fails_once)
    stage.say("tempo", 200.0)
    begun = stage.frame
    stage.run(12)
    assert stage.told("error")
    levels = np.abs(stage.sounded(1, begun, 12 * RATE).reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-4
    held = stage.riffs[-1]
    stage.assert_starts(held, held.start_frame)


def test_a_stop_while_the_input_stands_in_for_a_part_takes_it_away_again():
    costs = Costs()
    stage = rolling(costs, "dry")
    costs.now = Cost(5000.0, 5000.0)
    stage.run(3)
    assert stage.memory.target("monitor") == 1.0
    stage.say("transport/stop", when="now")
    stage.run(0.1)
    assert stage.memory.target("monitor") == 0.0


def test_changes_of_tempo_for_different_bars_in_one_stall_leave_no_silence():
    costs = Costs()
    stage = rolling(costs, bars=2)
    costs.now = Cost(6000.0, 6000.0)
    while stage.conductor.band.parts[1].flight is None:
        stage.run(0.006)
    costs.now = Cost(40.0, 60.0)
    begun = stage.frame
    for bpm in (200.0, 170.0, 150.0):
        stage.say("tempo", bpm)
        stage.run_bars(2)
    stage.run(6)
    frames = (stage.frame - begun) // 2400 * 2400
    levels = np.abs(stage.sounded(1, begun, frames).reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-4
    (newest, *_) = [one for one in reversed(stage.riffs) if one.start_frame < stage.frame - RATE]
    assert newest.start_frame > stage.frame - 5 * RATE
    stage.assert_starts(newest, stage.timeline.bar_frame(newest.start_bar))


@pytest.mark.parametrize("tempo", [None, 200.0])
def test_repeat_asked_for_while_a_riff_is_missing_goes_on_with_the_last(tempo):
    costs = Costs()
    stage = rolling(costs, fallback="mute", bars=2)
    costs.now = Cost(6000.0, 6000.0)
    while (
        stage.conductor.band.parts[1].silenced is None
    ):  # its promise is broken; the riff before still sounds
        stage.run(0.006)
    if tempo:
        stage.say("tempo", tempo)
    stage.say("fallback", "repeat")
    begun = stage.frame
    stage.run(4)
    frames = (stage.frame - begun) // 2400 * 2400
    levels = np.abs(stage.sounded(1, begun, frames).reshape(-1, 2400)).max(1)
    assert levels.min() > 1e-4


def test_repeat_asked_for_in_the_silence_sounds_at_once_and_the_next_riff_joins_on_its_line():
    costs = Costs()
    stage = rolling(costs, fallback="mute", bars=1)
    costs.now = Cost(5000.0, 5000.0)
    while stage.conductor.band.parts[1].silenced is None:
        stage.run(0.006)
    costs.now = Cost(40.0, 60.0)
    stage.run(2.5)
    assert not stage.sounded(1, stage.frame - RATE, RATE).any()
    stage.say("fallback", "repeat")
    begun = stage.frame
    stage.run(6)
    frames = (stage.frame - begun) // 2400 * 2400
    levels = np.abs(stage.sounded(1, begun, frames).reshape(-1, 2400)).max(1)
    assert levels[4:].min() > 1e-4  # a fifth of a second
    (newest, *_) = [one for one in reversed(stage.riffs) if one.start_frame < stage.frame - RATE]
    assert newest.start_frame > stage.frame - 3 * RATE
    stage.assert_starts(newest, stage.timeline.bar_frame(newest.start_bar))
