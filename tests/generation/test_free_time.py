"""Free time: no click, no beats, and riffs that melt into one another."""

import numpy as np
import pytest

from livenode.generation.part import BLEND_S, Part
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.rt import Memory
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, Stage
from tests.stage.joins import bends

TIMELINE = Timeline.start(RATE, 200_000, 60.0)  # a bar is 4 s
BAR = 4 * RATE


def tone(hertz: float, bar: int, number: int) -> Riff:
    """Return a riff of a bar that is a steady tone on absolute frames."""
    place = TIMELINE.bar_frame(bar) - PRE_FRAMES + np.arange(BAR + PRE_FRAMES)
    audio = (0.3 * np.sin(2 * np.pi * hertz * place / RATE)).astype(np.float32)
    return Riff(1, number, bar, 1, TIMELINE.bar_frame(bar), np.zeros((1, 48, 64), np.float32), audio)


def level(audio: np.ndarray, hertz: float) -> float:
    """Return the amplitude of one frequency."""
    return float(abs(2 * np.mean(audio * np.exp(-2j * np.pi * hertz * np.arange(len(audio)) / RATE))))


@pytest.mark.parametrize(("blends_from", "fade_begins"), [(0, -96_000), (-20_000, -20_000), (-480, -480)])
def test_a_riff_melts_into_the_next_over_two_seconds(blends_from, fade_begins):
    part = Part(1, Memory(RATE, record_frames=2**10, play_frames=2**20))
    line = TIMELINE.bar_frame(1)
    part.blends_from = 0
    part.place(tone(301.0, 0, 1), TIMELINE, 0, 0)
    part.repeat(TIMELINE)
    part.blends_from = line + blends_from if blends_from else 0
    part.place(tone(450.0, 1, 2), TIMELINE, 1, 1)
    fade, begin = round(BLEND_S * RATE), line + fade_begins
    ring = part.memory.play_ring(0)
    assert level(ring[begin - 4800 : begin], 450.0) < 0.01
    assert level(ring[begin - 4800 : begin], 301.0) == pytest.approx(0.3, rel=0.02)
    middle = ring[begin + fade // 2 - 2400 :][:4800]
    assert level(middle, 301.0) == pytest.approx(0.3 * 0.71, rel=0.05)
    assert level(middle, 450.0) == pytest.approx(0.3 * 0.71, rel=0.05)
    assert level(ring[begin + fade :][:4800], 301.0) < 0.01
    np.testing.assert_array_equal(
        ring[begin + fade : line + BAR], tone(450.0, 1, 2).audio[PRE_FRAMES + fade + fade_begins :]
    )
    heard = ring[TIMELINE.bar_frame(0) : line + BAR]
    assert np.abs(np.diff(heard, 2)).max() < 4 * bends(tone(450.0, 1, 2).audio)
    assert part.passes[-1].start_frame == line


def test_short_riffs_melt_over_their_half():
    part = Part(1, Memory(RATE, record_frames=2**10, play_frames=2**20))
    part.blends_from = 0
    part.place(tone(450.0, 1, 2), TIMELINE.with_tempo(240.0, 1), 1, 1)
    ring, line = part.memory.play_ring(0), TIMELINE.bar_frame(1)
    assert ring[line - RATE // 2 + 10 : line].any()
    assert not ring[: line - RATE // 2].any()


def test_a_late_riff_melts_no_longer_than_there_is_something_to_melt_from():
    part = Part(1, Memory(RATE, record_frames=2**10, play_frames=2**20))
    line = TIMELINE.bar_frame(1)
    part.place(tone(301.0, 0, 1), TIMELINE, 0, 0)  # ends at the line: it is not repeated
    part.blends_from = line - 20_000
    part.place(tone(450.0, 1, 2), TIMELINE, 1, 1)
    ring = part.memory.play_ring(0)
    assert level(ring[line - 24_800 : line - 20_000], 450.0) < 0.01
    np.testing.assert_array_equal(ring[line : line + BAR], tone(450.0, 1, 2).audio[PRE_FRAMES:])
    heard = ring[line - RATE : line + RATE]
    assert np.abs(np.diff(heard, 2)).max() < 4 * bends(tone(450.0, 1, 2).audio)


def free(bpm: float = 100.0) -> Stage:
    stage = Stage()
    for path, value in (("time", "free"), ("tempo", bpm), ("bars", 2), ("count_in", 4)):
        stage.say(path, value)
    stage.say("transport/play")
    return stage


def test_nobody_hears_or_is_told_a_grid():
    stage = free()
    stage.run(12)
    assert not stage.driver.cue.any()
    assert not stage.told("beat")
    assert stage.told("transport/state") == [("rolling",)]
    assert stage.timeline.bar_frame(0) < RATE  # no count-in
    assert stage.riffs
    stage.say("time", "grid")
    stage.run(5)
    assert stage.told("beat")


def test_actions_happen_at_once():
    stage = free()
    stage.run(3)
    assert stage.say("loop/press").queued_bar is None
    assert stage.say("transport/stop").queued_bar is None
    stage.run(0.1)
    assert stage.conductor.timeline is None


def test_riffs_follow_without_a_gap_or_a_click():
    stage = free()
    stage.run(30)
    assert len(stage.riffs) >= 4
    assert stage.conductor.band.late_riffs == 0
    begun = stage.riffs[0].start_frame + 2 * RATE
    sounded = stage.sounded(1, begun, stage.frame - begun)
    blocks = sounded[: len(sounded) // 2400 * 2400].reshape(-1, 2400)
    assert np.abs(blocks).max(1).min() > 1e-4
    bound = max(bends(riff.audio) for riff in stage.riffs)
    assert np.abs(np.diff(sounded, 2)).max() < 2 * bound
