"""A press up to an eighth note after the bar line still counts for it."""

import json

import numpy as np
import pytest

from livenode.generation.riff import PRE_FRAMES
from livenode.inference.fake_engine import FakeEngine
from livenode.journal import JournalWriter, Start, change_row, read
from livenode.params import Refused
from livenode.surface import Command
from livenode.virtual import replay
from tests.generation.rig import LEAD_MS, RATE, Stage

BAR = RATE  # 240 bpm: an eighth is 6000 frames, 125 ms


def late(frames: int, parts: int = 1, bar: int = 8) -> Stage:
    """Return a stage so many frames after the line of a bar, counted from 0."""
    stage = Stage().play(240, bars=1, parts=parts)
    stage.run_to(stage.timeline.bar_frame(bar) + frames)
    return stage


def at_of(stage: Stage, path: str) -> list[tuple[int, int]]:
    """Return (step, frame it counts from) of each command of a row that the journal holds."""
    return [(row["frame"], row["at"]) for row in stage.rows if row.get("path") == path]


@pytest.mark.parametrize(
    ("frames", "when", "bar"),
    [
        (5800, "bar", 9),
        (5800, "2bar", 9),
        (5800, "4bar", 9),
        (5800, "@9", 9),
        (6400, "bar", 10),
        (6400, "2bar", 11),
        (6400, "4bar", 13),
        (5800, "@10", 10),
    ],
)
def test_the_answer_names_the_bar_it_counts_for(frames, when, bar):
    stage = late(frames)
    for path, part, args in (
        ("part/<p>/mute", 2, (1,)),
        ("preset/load", None, ("jam-bass",)),
        ("loop/press", None, ()),
        ("transport/stop", None, ()),
    ):
        (receipt,) = stage.conductor.submit([Command(path, part, args, when)])
        assert receipt.queued_bar == bar
    for path in ("part/<p>/generate", "tempo"):  # what takes its time goes to the first bar it can be in
        args = (200.0,) if path == "tempo" else ()
        part = None if path == "tempo" else 1
        if when != "@9":
            (receipt,) = stage.conductor.submit([Command(path, part, args, when)])
            assert receipt.queued_bar > 9
    with pytest.raises(Refused, match="has begun already"):
        stage.say("part/<p>/generate", part=1, when="@9")


def test_what_is_late_is_done_at_once_and_told():
    stage = late(5000)
    line, pressed = stage.timeline.bar_frame(8), stage.frame
    stage.say("part/<p>/mute", 1, part=1, when="bar")
    stage.run(0.02)
    assert stage.told("part/<p>/mute", 1) == [(1,)]
    assert ("part/1/mute", 9) in stage.told("done")
    ((step, at),) = at_of(stage, "part/<p>/mute")
    assert at == line and pressed <= step < pressed + 512


def test_a_late_press_records_from_the_bar_line():
    stage = late(5000)
    line = stage.timeline.bar_frame(8)
    stage.say("loop/press")
    stage.run(0.05)
    assert stage.told("loop/state")[-1] == ("recording", 0, 0)
    stage.run_to(line + 2 * BAR + 4000)
    stage.say("loop/press")
    stage.run(0.05)
    assert stage.told("loop/state")[-1] == ("playing", 2, 1)
    stage.run_to(line + 8 * BAR)
    played = stage.heard[line : line + 2 * BAR]
    heard = stage.driver.loop[line + 4 * BAR : line + 6 * BAR]
    np.testing.assert_array_equal(heard[: -2 * PRE_FRAMES], played[: -2 * PRE_FRAMES])
    first = stage.driver.loop[line + 2 * BAR :][:BAR]  # from the press and the fade on, in its place
    np.testing.assert_array_equal(first[12_000:], played[12_000:BAR])


def test_a_late_overdub_has_what_was_played_since_the_bar_line():
    stage = late(0)
    line = stage.timeline.bar_frame(8)
    stage.say("loop/press", when="now")
    stage.run_to(line + 2 * BAR)
    stage.say("loop/press", when="now")
    stage.run_to(line + 4 * BAR + 5000)
    stage.say("loop/press")
    stage.run_to(line + 6 * BAR + 5000)
    stage.say("loop/press")
    stage.run_to(line + 10 * BAR)
    base, over = (stage.heard[line + bar * BAR :][: 2 * BAR] for bar in (0, 4))
    heard = stage.driver.loop[line + 8 * BAR :][: 2 * BAR]
    bare = slice(PRE_FRAMES, -2 * PRE_FRAMES)  # the layer fades out behind its end
    np.testing.assert_allclose(heard[bare], (base + over)[bare], atol=1e-6)


def test_a_line_counts_for_one_press_of_the_looper():
    stage = late(1000)
    assert stage.say("loop/press").queued_bar == 9
    stage.run(0.05)
    assert stage.say("loop/press").queued_bar == 10  # a loop of one bar
    stage.run_bars(2)
    assert stage.told("loop/state")[-1] == ("playing", 1, 1)
    stage.run(0.02)
    assert stage.say("loop/press").queued_bar == 11
    stage.run(0.05)
    assert stage.told("loop/state")[-1] == ("overdubbing", 1, 2)
    assert stage.say("loop/press").queued_bar == 12
    stage.run_bars(2)
    assert stage.told("loop/state")[-1] == ("playing", 1, 2)
    assert not stage.told("error")


def test_late_bar1_lies_on_the_bar_line():
    stage = late(5000)
    line = stage.timeline.bar_frame(8)
    stage.say("bar1")
    stage.run(0.02)
    assert stage.timeline.bar_frame(0) == line
    assert ("bar1", 1) in stage.told("done")


def test_late_stop_is_silent_within_a_block_and_hold_keeps_what_sounds():
    stage = late(5000)
    stage.say("part/<p>/hold", 1, part=1, when="bar")
    stage.run(0.02)
    held = stage.conductor.band.parts[1].sounding(stage.frame)
    assert held is not None and held.start_frame == stage.timeline.bar_frame(8)
    stage.run_bars(3)
    now = stage.conductor.band.parts[1].sounding(stage.frame)
    assert now is not None and now.riff is held.riff
    stage.run(0.06)
    stopped = stage.frame
    stage.say("transport/stop")
    stage.run(0.5)
    assert not stage.driver.output[stopped + 1024 :].any()
    assert stage.told("transport/state")[-1] == ("stopped",)


def test_a_tempo_given_for_a_bar_begins_there():
    stage = late(100)
    receipt = stage.say("tempo", 200.0, when="@12")
    assert receipt.queued_bar == 12
    stage.run_to(stage.timeline.bar_frame(13))
    assert [(entry.start_bar, entry.bpm) for entry in stage.timeline.entries] == [(0, 240.0), (11, 200.0)]
    receipt = stage.say("meter", 3, 4, when="2bar")
    assert receipt.queued_bar is not None and receipt.queued_bar % 2 == 1
    stage.run_to(stage.timeline.bar_frame(receipt.queued_bar + 1))
    assert stage.timeline.entries[-1].start_bar == receipt.queued_bar - 1
    assert stage.timeline.entries[-1].numerator == 3


def test_the_journal_gives_late_presses_again_to_the_sample(tmp_path):
    stage = late(5000, parts=2)
    for path, part, args in (("loop/press", None, ()), ("part/<p>/mute", 2, (1,))):
        stage.conductor.submit([Command(path, part, args, "bar")])
    stage.run_to(stage.timeline.bar_frame(10) + 3000)
    stage.say("loop/press")
    stage.run_to(stage.timeline.bar_frame(13) + 4000)
    stage.conductor.submit([Command("part/<p>/mute", 2, (0,), "bar")])
    stage.run_to(stage.timeline.bar_frame(16) + 4000)
    stage.say("loop/clear")
    stage.run(0.02)
    stage.say("bar1")
    stage.run(6)
    stage.say("transport/stop")
    stage.run(1)
    path = tmp_path / "journal.jsonl"
    with JournalWriter(path) as journal:
        journal.write(Start(256, lead_ms=LEAD_MS).row())
        for row in stage.rows:
            journal.write(json.loads(json.dumps(row)))
        for change in stage.memory.changes():
            journal.write(change_row(change))
    again = replay(FakeEngine(), stage.heard[: stage.frame], read(path))
    assert np.abs(again.output).max() > 0.05
    np.testing.assert_array_equal(again.output[: stage.frame], stage.driver.output)
