"""The first bar of a riff comes first; what sounds is the same riff."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation.context import ContextStore, reader
from livenode.generation.decode import sounding
from livenode.generation.pipeline import generate
from livenode.generation.planner import Cost
from livenode.generation.riff import PRE_FRAMES, Prompt, Riff, RiffRequest, Settings
from livenode.inference.engine import DECODE_LATENTS, Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import STFT_PER_LATENT
from livenode.node import load_engine
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, Stage, music


@pytest.fixture(scope="module", params=["fake", "default"])
def engine(request) -> Engine:
    return load_engine(request.param)


@pytest.mark.parametrize(("bpm", "bars"), [(120, 4), (97.1, 2), (61.3, 2), (211.7, 8)])
def test_a_riff_made_in_two_is_the_riff_made_whole_to_the_bit(engine, bpm, bars):
    timeline = Timeline.start(RATE, 1000, bpm)
    request = RiffRequest(
        1, 3, timeline, 5, bars, timeline.bar_frame(5) - 9000, Settings(prompt=Prompt("bass"))
    )
    openings: list[Riff] = []
    made = [
        generate(engine, ContextStore(engine, reader(music(30))), request, opened=opened)
        for opened in (None, openings.append)
    ]
    np.testing.assert_array_equal(made[0].audio, made[1].audio)
    (opening,) = openings
    frames = PRE_FRAMES + timeline.bar_frame(6) - timeline.bar_frame(5)
    np.testing.assert_array_equal(opening.audio, made[0].audio[:frames])
    np.testing.assert_array_equal(opening.latents, made[0].latents[: len(made[0].latents) // bars])
    assert (opening.bars, opening.number, opening.start_bar) == (1, 3, 5)


def test_the_first_bar_sounds_while_the_rest_is_made_and_nothing_tells_them_apart():
    slow, quick = (Stage(cost_of=lambda job, ms=ms: Cost(60.0, ms)) for ms in (900.0, 60.0))
    for stage in (slow, quick):
        stage.play(240, bars=4)
        stage.say("part/<p>/replan", 0, part=1)
        stage.run_to(stage.timeline.bar_frame(8))
    (riff,) = slow.riffs
    assert slow.conductor.band.late_riffs == slow.conductor.band.fallbacks == 0
    assert len(slow.openings) == 1
    for bar in range(4):
        slow.assert_starts(riff, riff.start_frame + bar * RATE, bar_in_riff=bar)
    np.testing.assert_allclose(slow.driver.parts[: 7 * RATE], quick.driver.parts[: 7 * RATE], atol=1e-6)


@pytest.mark.parametrize("fallback", ["repeat", "mute"])
def test_the_first_bar_stands_in_for_a_rest_that_is_late(fallback):
    stage = Stage(cost_of=lambda job: Cost(60.0, 1800.0 if job.number == 1 else 90.0))
    stage.say("fallback", fallback)
    stage.play(240, bars=4)
    stage.run_to(stage.timeline.bar_frame(10))
    riff = next(one for one in stage.riffs if one.number == 1)
    second = riff.start_frame + RATE
    stage.assert_starts(riff, riff.start_frame)
    if fallback == "repeat":
        stage.assert_starts(riff, second)  # its first bar again
    else:
        assert not stage.sounded(1, second, RATE - PRE_FRAMES).any()
    stage.assert_starts(riff, second + RATE, bar_in_riff=2)
    assert stage.conductor.band.late_riffs == stage.conductor.band.fallbacks == 1
    assert stage.told("part/<p>/missed", 1) == [(fallback, riff.start_bar + 2)]


def test_hold_in_the_first_bar_keeps_the_whole_riff():
    stage = Stage(cost_of=lambda job: Cost(60.0, 600.0))
    stage.play(240, bars=2)
    stage.run_to(stage.timeline.bar_frame(6))
    while len(stage.openings) + 1 > len(stage.riffs) or stage.conductor.band.parts[1].flight is None:
        stage.run(0.005)
    line = stage.conductor.band.parts[1].flight.start_bar
    stage.run_to(stage.timeline.bar_frame(line) + 2000)
    stage.say("part/<p>/hold", 1, part=1)
    stage.run_to(stage.timeline.bar_frame(line + 6))
    held = next(riff for riff in stage.riffs if riff.start_bar == line)
    assert held.bars == 2
    for bar in range(2, 5):
        stage.assert_starts(held, stage.timeline.bar_frame(line + bar), bar_in_riff=bar % 2)


def test_any_stretch_of_a_riff_is_the_same_to_the_bit(engine):
    timeline = Timeline.start(RATE, 0, 155.0)
    latents = np.random.default_rng(3).standard_normal((96, 64)).astype(np.float32)
    whole = sounding(timeline, 2, 4, latents[:0])
    audio = engine.sound(latents, whole)
    chunk = DECODE_LATENTS * STFT_PER_LATENT * whole.hop
    for begin in [
        0,
        *(PRE_FRAMES + round((n - 1 / 28) * chunk) + d for n in (1, 2) for d in (-900, 20, 900)),
    ]:
        some = replace(whole, start=whole.start + begin, frames=700)
        np.testing.assert_array_equal(engine.sound(latents, some), audio[begin : begin + 700])


def test_the_fake_engine_decodes_only_what_is_asked_for(monkeypatch):
    engine, calls = FakeEngine(), []
    decode = engine.decode
    monkeypatch.setattr(engine, "decode", lambda *given: calls.append(1) or decode(*given))
    timeline = Timeline.start(RATE, 0, 120.0)
    request = RiffRequest(1, 1, timeline, 4, 4, 0, Settings())
    at_opening: list[int] = []
    generate(
        engine,
        ContextStore(engine, reader(music(1))),
        request,
        opened=lambda riff: at_opening.append(len(calls)),
    )
    assert at_opening == [1] and len(calls) == 5
