"""The looper on a stage: what a player presses and hears."""

import json

import numpy as np
import pytest

from livenode.generation.bench import Request
from livenode.generation.riff import PRE_FRAMES, RiffRequest
from livenode.inference.fake_engine import FakeEngine
from livenode.journal import JournalWriter, Start, change_row, read
from livenode.params import Refused
from livenode.virtual import replay
from tests.generation.rig import LEAD_MS, RATE, Stage, music
from tests.stage.joins import bends

FIRST_FRAMES = 4400  # of the first pass, which begins late and fades in
LOOP_S = 4.1


def looped(round_trip_frames: int = 0, loop_s: float = LOOP_S, audio: np.ndarray | None = None) -> Stage:
    """Return a stage with a first loop that has just been ended."""
    stage = Stage(round_trip_frames=round_trip_frames, audio=audio)
    stage.say("metronome", 0)
    stage.run(1.0)
    stage.say("loop/press")
    stage.run(loop_s)
    stage.say("loop/press")
    stage.run(0.02)
    return stage


def length(stage: Stage) -> int:
    assert stage.conductor.looper.loop is not None
    return round(stage.conductor.looper.loop.length_frames)


def requests(stage: Stage) -> list[RiffRequest]:
    """Return a list that gets every riff asked for."""
    asked: list[RiffRequest] = []
    post = stage.worker.post

    def kept(job: Request) -> None:
        if isinstance(job, RiffRequest):
            asked.append(job)
        post(job)

    stage.worker.post = kept  # type: ignore[method-assign]
    return asked


@pytest.mark.parametrize("delay", [0, 960])
def test_the_first_loop_sets_the_tempo_and_sounds_in_time(delay):
    stage = looped(delay)
    begun = next(row["at"] for row in stage.rows if row.get("path") == "loop/press") - delay // 2
    frames = length(stage)
    line = begun + frames
    assert stage.conductor.get("tempo", None) == (2 * 4 * 60 * RATE / frames,)
    assert [stage.timeline.bar_frame(bar) for bar in (0, 1, 2, 4)] == [
        line,
        line + round(frames / 2),
        line + frames,
        line + 2 * frames,
    ]
    stage.run(10)
    played = stage.heard[begun + delay :][:frames]
    heard = stage.driver.loop
    assert not heard[: line + 2000].any()
    first = heard[line + FIRST_FRAMES : line + frames - PRE_FRAMES]
    np.testing.assert_array_equal(first, played[FIRST_FRAMES : frames - PRE_FRAMES])
    second = heard[line + frames : line + 2 * frames - PRE_FRAMES]
    np.testing.assert_array_equal(second, played[: frames - PRE_FRAMES])
    assert stage.told("loop/state") == [("empty", 0, 0), ("recording", 0, 0), ("playing", 2, 1)]
    assert stage.told("transport/state") == [("rolling",)]
    assert not stage.told("error")


def test_parts_come_in_at_once_on_the_loops_grid():
    stage = looped()
    stage.run(8)
    assert stage.riffs[0].start_bar == 1
    for riff in stage.riffs[:-1]:
        assert riff.start_frame == stage.timeline.bar_frame(riff.start_bar)
        stage.assert_starts(riff, riff.start_frame)


def test_parts_hear_the_loop_and_what_it_will_sound():
    silent_after = music(60)
    silent_after[round(5.2 * RATE) :] = 0
    stage = looped(audio=silent_after)
    asked = requests(stage)
    stage.run(12)
    frames, line = length(stage), stage.timeline.bar_frame(0)
    request = asked[-1]
    others, start = request.others, request.start_frame
    assert len(asked) >= 3
    assert others.first_frame + len(others.audio) >= stage.timeline.bar_frame(
        request.start_bar + request.bars
    )
    for at in (start - frames // 2, start, start + 20_000):  # what sounds, and what will
        heard = others.audio[at - others.first_frame :][:2000]
        place = (at - line) % frames
        np.testing.assert_allclose(heard, silent_after[line - frames + place :][:2000], atol=1e-6)
    assert not others.audio[: line + 2000 - others.first_frame].any()
    unheard = looped(audio=silent_after)
    unheard.say("loop/level", 0.0)
    asked = requests(unheard)
    unheard.run(12)
    assert not any(one.others.audio.any() for one in asked)
    assert (unheard.riffs[-1].latents != stage.riffs[-1].latents).any()


def test_overdubs_are_added_undone_and_cleared():
    stage = looped()
    frames, line = length(stage), stage.timeline.bar_frame(0)
    stage.run(0.5)
    stage.say("loop/press", when="now")
    over = stage.frame
    stage.run(1.0)
    assert stage.told("loop/state")[-1] == ("overdubbing", 2, 2)
    stage.say("loop/press", when="now")
    end = stage.frame
    stage.run_to(line + 3 * frames)
    base = stage.heard[line - frames : line]
    heard = stage.driver.loop[line + frames : line + 2 * frames]
    first, last = over - line, end - line
    np.testing.assert_allclose(heard[first:last], (base[first:last] + stage.heard[over:end]), atol=1e-6)
    np.testing.assert_array_equal(heard[: first - PRE_FRAMES], base[: first - PRE_FRAMES])
    stage.say("loop/undo")
    stage.run(0.1)
    undone = stage.frame
    stage.run_to(line + 5 * frames)
    heard = stage.driver.loop[line + 4 * frames :][: frames - PRE_FRAMES]
    np.testing.assert_array_equal(heard, base[: len(heard)])
    assert stage.told("loop/state")[-1] == ("playing", 2, 1)
    with pytest.raises(Refused, match="loop/clear"):
        stage.conductor.looper.undo(undone)
    stage.say("loop/clear")
    stage.run(2)
    assert not stage.driver.loop[-RATE:].any()
    assert stage.told("loop/state")[-1] == ("empty", 0, 0)
    stage.say("tempo", 100.0)
    stage.run(0.1)
    assert stage.conductor.get("tempo", None) == (100.0,)


def test_a_layer_sounds_in_the_next_pass_while_it_is_still_being_played():
    stage = looped(loop_s=1.5)
    frames, line = length(stage), stage.timeline.bar_frame(0)
    stage.run_to(line + frames)
    stage.say("loop/press", when="now")
    stage.run_to(line + 5 * frames)
    assert stage.told("loop/state")[-1][0] == "overdubbing"
    base = stage.heard[line - frames : line]
    played = [stage.heard[line + number * frames :][:frames] for number in range(1, 4)]
    middle = slice(2000, frames - 2000)
    for number in (2, 3, 4):
        heard = stage.driver.loop[line + number * frames :][:frames]
        wanted = base + sum(played[: number - 1])
        np.testing.assert_allclose(heard[middle], wanted[middle], atol=1e-5)


@pytest.mark.parametrize("when", ["bar", "2bar"])
def test_while_it_rolls_presses_wait_and_the_loop_begins_to_the_sample(when):
    stage = Stage().play(131.7, bars=1)
    stage.run(3.1)
    begun = stage.say("loop/press", when=when).queued_bar
    stage.run(0.01)
    assert stage.told("loop/state")[-1] == ("armed", 0, 0)
    stage.run_to(stage.timeline.bar_frame(begun) + 30_000)
    assert stage.told("loop/state")[-1] == ("recording", 0, 0)
    ended = stage.say("loop/press", when=when).queued_bar
    stage.run(16)
    first, line = (stage.timeline.bar_frame(bar - 1) for bar in (begun, ended))
    bars = ended - begun
    assert stage.told("loop/state")[-1] == ("playing", bars, 1)
    assert stage.conductor.get("tempo", None) == (131.7,)
    base, heard = stage.heard[first:line], stage.driver.loop
    assert not heard[: line - PRE_FRAMES].any()
    for number in range(3):
        at = stage.timeline.bar_frame(ended - 1 + bars * number)
        np.testing.assert_array_equal(heard[at:][: len(base) - 500], base[:-500])


@pytest.mark.parametrize(("early", "late", "bars"), [(0.2, 0.3, 2), (-0.3, -0.2, 2), (0.3, -1.6, 1)])
def test_presses_at_once_are_rounded_to_bar_lines(early, late, bars):
    stage = Stage().play(120, parts=0)
    stage.run_to(stage.timeline.bar_frame(2) - round(early * RATE))
    stage.say("loop/press", when="now")
    stage.run_to(stage.timeline.bar_frame(4) + round(late * RATE))
    stage.say("loop/press", when="now")
    stage.run(10)
    first, frames = stage.timeline.bar_frame(2), bars * 2 * RATE
    assert stage.conductor.looper.loop.bars == bars
    heard = stage.driver.loop[first + 3 * frames :][: frames - PRE_FRAMES]
    np.testing.assert_array_equal(heard, stage.heard[first:][: len(heard)])


def test_double_and_halve_keep_the_sound_and_the_loops_own_bar_lines():
    stage = looped(loop_s=8.1)
    frames, line = length(stage), stage.timeline.bar_frame(0)
    stage.run(3.0)
    assert stage.conductor.looper.loop.bars == 4
    bpm = stage.conductor.get("tempo", None)[0]
    for path, bars, at in (("tempo/double", 8, 2), ("tempo/halve", 4, 1), ("tempo/halve", 2, 0.5)):
        stage.say(path)
        stage.run(0.1)
        assert stage.told("loop/state")[-1][1] == bars
        assert stage.conductor.get("tempo", None) == (bpm * at,)
        stage.run(0.3)
    stage.run_to(line + 5 * frames)
    entry = stage.timeline.entries[-1]
    places = [stage.timeline.bar_frame(entry.start_bar + bar) - line for bar in range(4)]
    assert [round(place % (frames / 2)) % round(frames / 2) for place in places] == [0, 0, 0, 0]
    heard = stage.driver.loop[line + 3 * frames :][:frames]
    np.testing.assert_array_equal(heard[:-500], stage.heard[line - frames : line - 500])
    stage = looped(loop_s=2.5)
    with pytest.raises(Refused, match="cannot be halved"):
        stage.say("tempo/halve")


def test_without_a_loop_the_tempo_is_multiplied():
    stage = Stage().play(120, parts=0)
    stage.say("tempo/double")
    stage.run(3)
    assert stage.timeline.entries[-1].bpm == 240
    with pytest.raises(Refused, match="30 to 300"):
        stage.say("tempo/double")


@pytest.mark.parametrize(
    ("path", "args"),
    [("tempo", (100.0,)), ("tempo/tap", ()), ("tempo/nudge", (2.0,)), ("meter", (3, 4)), ("bar1", ())],
)
def test_the_grid_belongs_to_the_loop(path, args):
    stage = looped()
    with pytest.raises(Refused, match="loop of 2 bars: send tempo/double, tempo/halve or loop/clear") as told:
        stage.say(path, *args)
    assert told.value.code == "denied"
    tempo = stage.conductor.get("tempo", None)
    stage.say("preset/load", "ambient-pad", when="now")
    stage.run(0.1)
    assert stage.conductor.get("tempo", None) == tempo
    assert stage.conductor.get("bars", None) == (4,)


def test_what_cannot_be_a_loop_is_said():
    stage = Stage()
    stage.run(0.5)
    with pytest.raises(Refused, match="no loop to undo"):
        stage.conductor.looper.undo(stage.frame)
    stage.say("loop/press")
    stage.run(0.1)
    stage.say("loop/press")
    stage.run(0.5)
    assert "the recording goes on" in stage.told("error")[-1][2]
    stage.say("loop/press")
    stage.run(0.1)
    assert "no tempo from 30 to 300 bpm" in stage.told("error")[-1][2]
    with pytest.raises(Refused, match="a loop is being recorded"):
        stage.say("transport/play")
    stage.run(22)
    assert "21.8 s at the most" in stage.told("error")[-1][2]
    assert stage.told("loop/state")[-1] == ("empty", 0, 0)
    stage.say("transport/play")
    stage.run(0.1)
    assert stage.timeline


def test_stop_keeps_the_loop_and_play_begins_it_at_bar_1():
    stage = looped()
    frames, line = length(stage), stage.timeline.bar_frame(0)
    stage.run(1.3)
    stage.say("transport/stop", when="now")
    stage.run(0.1)
    stopped = stage.frame
    stage.run(1)
    assert not stage.driver.loop[stopped:].any()
    assert stage.told("loop/state")[-1] == ("stopped", 2, 1)
    with pytest.raises(Refused, match="there is a loop"):
        stage.say("tempo", 90.0)
    stage.say("transport/play")
    stage.run(0.1)
    assert stage.told("loop/state")[-1] == ("armed", 2, 1)
    stage.run(2 * frames / RATE + 4)
    begun = stage.timeline.bar_frame(0)
    heard = stage.driver.loop[begun:][: frames - PRE_FRAMES]
    np.testing.assert_array_equal(heard, stage.heard[line - frames :][: len(heard)])
    stage.say("panic")
    stage.run(0.1)
    assert stage.told("loop/state")[-1] == ("stopped", 2, 1)
    stage.say("loop/press")
    stage.run(5)
    assert stage.driver.loop[-RATE:].any()


def test_a_press_that_waits_for_a_stopped_music_begins_nothing():
    stage = Stage().play(120, parts=0)
    stage.say("loop/press", when="@5")
    stage.run(1)
    stage.say("transport/stop", when="now")
    stage.run(9)
    assert stage.told("error")[-1][1] == "not_ready"
    assert stage.told("loop/state")[-1] == ("empty", 0, 0)


def test_the_seam_is_no_click():
    tone = (0.5 * np.sin(2 * np.pi * 217.3 * np.arange(60 * RATE) / RATE)).astype(np.float32)
    stage = looped(loop_s=2.017, audio=tone)
    stage.run(1.0)
    stage.say("loop/press", when="now")
    stage.run(3.3)
    stage.say("loop/press", when="now")
    stage.run(5)
    stage.say("loop/undo")
    stage.run(3)
    stage.say("loop/clear")
    stage.run(1)
    heard = stage.driver.loop
    assert np.abs(heard).max() > 0.45
    assert np.abs(np.diff(heard, 2)).max() < 4 * bends(tone[:RATE])  # four signals at the most are joined


def test_a_journal_gives_the_loop_again(tmp_path):
    with JournalWriter(tmp_path / "journal") as journal:
        stage = Stage(round_trip_frames=700)
        journal.write(Start(stage.driver.blocksize, lead_ms=LEAD_MS, round_trip_frames=700).row())
        score = (
            (1.0, ("loop/press",)),
            (3.0, ("loop/press",)),
            (2.2, ("loop/press",)),
            (1.1, ("loop/press",)),
            (2.0, ("tempo/double",)),
            (1.5, ("loop/undo",)),
            (1.0, ("transport/stop",)),
            (2.0, ("transport/play",)),
            (4.0, ("loop/clear",)),
            (1.0, ("loop/press",)),
            (3.0, ("loop/press",)),
            (2.0, ("time", "free")),
            (3.0, ("part/<p>/generate",)),
        )
        for seconds, (path, *args) in score:
            stage.run(seconds)
            stage.say(path, *args, part=1 if "<p>" in path else None)
        stage.run(6)
        rows = [*stage.rows, *(change_row(change) for change in stage.memory.changes())]
        for row in sorted(json.loads(json.dumps(rows)), key=lambda row: row["frame"]):
            journal.write(row)
    again = replay(FakeEngine(), stage.heard[: stage.frame], read(tmp_path / "journal"))
    assert stage.driver.loop.any()
    assert stage.driver.parts[:, 0].any()
    np.testing.assert_array_equal(again.output, stage.driver.output)
