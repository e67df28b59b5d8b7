"""A loop's passes, its seam, its layers and what is remembered of it."""

import numpy as np
import pytest

from livenode.generation.crossfade import closed, crossfade
from livenode.generation.loop import MOST_LAYERS, Layers, Loop, Overdub, Tape
from livenode.generation.riff import PRE_FRAMES, OtherAudio, summed
from livenode.transport.timeline import Timeline
from tests.stage.joins import bends

LENGTH = 48_000


def noise(frames: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.3, 0.3, frames).astype(np.float32)


def layers(loop: Loop) -> Layers:
    made = Layers(loop, noise(PRE_FRAMES, 9))
    made.take_first(0, noise(loop.window_frames))
    return made


def overdub(made: Layers, begin: int, end: int | None = None) -> Overdub:
    made.begin(begin)
    made.overdubs[-1].end_frame = end
    return made.overdubs[-1]


def test_passes_lie_on_the_bar_lines_for_hours():
    timeline = Timeline.start(48_000, 12_345, 131.7)
    start, bars = timeline.bar_frame_exact(3), 3
    loop = Loop(start, timeline.bar_frame_exact(3 + bars) - start, bars)
    for number in range(0, 5000, 7):
        assert loop.begin(number) == timeline.bar_frame(3 + bars * number)


@pytest.mark.parametrize("first", [-70_000, 0, 999, 1000, 49_000, 48_999, 480_000])
@pytest.mark.parametrize("frames", [1, 256, 100_000])
@pytest.mark.parametrize("length", [48_000.0, 48_000.4, 14_400.7])
def test_passes_cover_each_frame_once(first, frames, length):
    passes = list(Loop(1000.0, length, 1).passes(first, first + frames))
    assert passes[0][0] <= first < passes[0][1]
    assert passes[-1][0] < first + frames <= passes[-1][1]
    assert all(one[1] == other[0] for one, other in zip(passes, passes[1:], strict=False))


def test_bar_lines_are_the_loops_own_divisions():
    loop = Loop(1000.0, 48_000.0, 4)
    assert [loop.is_bar_line(1000.0 + frame) for frame in (0, 12_000, 24_000, 6000, -12_000)] == [
        True,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("other", ["alike", "opposite", "another", "silence"])
def test_a_crossfade_is_neither_louder_nor_a_click(other):
    tone = np.sin(np.arange(PRE_FRAMES) / 20).astype(np.float32)
    new = {"alike": tone, "opposite": -tone, "another": noise(PRE_FRAMES), "silence": 0 * tone}[other]
    faded = crossfade(tone, new)
    assert np.abs(faded).max() < 1.05
    assert np.abs(np.diff(faded, 2)).max() < bends(tone) + bends(new)
    assert abs(faded[0] - tone[0]) + abs(faded[-1] - new[-1]) < 0.01
    if other == "alike":
        np.testing.assert_allclose(faded, tone, atol=1e-6)


def test_what_is_closed_ends_in_what_leads_into_it():
    body, lead_in = noise(5000), noise(PRE_FRAMES, 1)
    loop = closed(body, lead_in)
    assert (loop[:-PRE_FRAMES] == body[:-PRE_FRAMES]).all()
    assert abs(loop[-1] - lead_in[-1]) < 0.01


def test_a_loop_sounds_its_first_layer_again_and_again():
    loop = Loop(1000.0, float(LENGTH), 1)
    made = layers(loop)
    sound = made.sound(loop, 1000, 1000 + 3 * LENGTH)
    for number in range(3):
        one = sound[number * LENGTH :][:LENGTH]
        assert (one[:-PRE_FRAMES] == noise(loop.window_frames)[: LENGTH - PRE_FRAMES]).all()
    pieces = [made.sound(loop, at, at + 256) for at in range(40_000, 60_000, 256)]
    assert (np.concatenate(pieces) == sound[39_000:][: 256 * len(pieces)]).all()


def test_an_overdub_is_heard_in_every_pass_and_can_be_taken_back():
    loop = Loop(0.0, float(LENGTH), 1)
    made = layers(loop)
    before = made.sound(loop, 0, LENGTH)
    over, played = overdub(made, LENGTH + 10_000, LENGTH + 20_000), noise(11_000, 5)
    places = made.take(over, loop, LENGTH + 9_500, played)
    assert places == [(9_500, 20_500)]
    added = made.sound(loop, 2 * LENGTH, 3 * LENGTH) - before
    np.testing.assert_allclose(added[10_000:20_000], played[500:10_500], atol=1e-6)
    assert not added[: 10_000 - PRE_FRAMES].any()
    assert not added[20_000 + PRE_FRAMES :].any()
    made.undo()
    np.testing.assert_array_equal(made.sound(loop, 0, LENGTH), before)


@pytest.mark.parametrize("length", [float(LENGTH), LENGTH + 0.4])
def test_an_overdub_over_the_seam_makes_no_click(length):
    loop = Loop(0.0, length, 1)
    made = Layers(loop, np.zeros(PRE_FRAMES, np.float32))
    over, first = overdub(made, LENGTH + 20_000), LENGTH + 20_000 - PRE_FRAMES
    tone = (0.3 * np.sin(np.arange(2 * LENGTH) / 31)).astype(np.float32)
    over.end_frame = first + len(tone) - PRE_FRAMES
    for at in range(0, len(tone), 256):
        made.take(over, loop, first + at, tone[at : at + 256])
    sound = made.sound(loop, 0, 20 * LENGTH)
    assert np.abs(sound).max() > 0.2
    assert np.abs(np.diff(sound, 2)).max() < 3 * bends(tone)


def test_the_oldest_overdubs_become_one():
    loop = Loop(0.0, float(LENGTH), 1)
    made = layers(loop)
    for number in range(MOST_LAYERS + 4):
        over = overdub(made, LENGTH * (number + 1), LENGTH * (number + 1) + 2000)
        made.take(over, loop, over.begin_frame, np.full(2000, 0.01, np.float32))
    assert 1 + len(made.overdubs) <= MOST_LAYERS
    whole = made.sound(loop, 0, LENGTH)
    while made.overdubs:
        made.undo()
    left = whole - made.sound(loop, 0, LENGTH)
    np.testing.assert_allclose(left[:2000], 0.01 * (MOST_LAYERS + 4), atol=1e-5)


def test_a_tape_remembers_the_newest_and_gaps_are_silent():
    tape = Tape(1000)
    tape.put(100, np.ones(50, np.float32))
    tape.put(300, np.full(900, 2, np.float32))
    assert not tape.read(0, 200).any()  # too old by now
    assert (tape.read(250, 1200) == 2).sum() == 900
    tape.put(3000, np.ones(10, np.float32))
    assert tape.read(2000, 3100).sum() == 10


def test_two_sums_become_one():
    one = OtherAudio(10, np.ones(5, np.float32))
    other = OtherAudio(12, np.ones(10, np.float32))
    both = summed(one, other)
    assert (both.first_frame, both.audio.tolist()) == (10, [1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1])
    assert summed(one, OtherAudio()) is one
    assert summed(OtherAudio(), one) is one
