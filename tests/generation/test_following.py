"""The bars on an outside clock: a conductor on a virtual sound card, and a clock that is set by hand."""

import json

import numpy as np
import pytest

from livenode.inference.fake_engine import FakeEngine
from livenode.journal import Start, change_row, read
from livenode.params import Refused
from livenode.sync.fake_clock import FakeClock
from livenode.virtual import replay
from tests.generation.rig import LEAD_MS, RATE, Stage

MS = RATE / 1000


class Session(Stage):
    """A stage that follows a clock."""

    def __init__(self, source: str = "link", bpm: float = 120.0, line_frame: float = 7000.0, **more) -> None:
        super().__init__(**more)
        self.clock = FakeClock(RATE, bpm, line_frame)
        self.say("sync/source", source)
        self.say("metronome", 0)
        self.run(0.01)

    def run_to(self, frame: int) -> None:
        while self.frame < frame:
            self.conductor.following.reading = self.clock.read(self.frame)
            self.conductor.tick(self.frame)
            self.driver.step()

    def turn(self, **changes) -> None:
        self.clock.turn(self.frame, **changes)

    def off_ms(self, bar: int) -> float:
        """Return by how much a bar of the node lies before the clock's nearest bar line."""
        line = self.timeline.bar_frame(bar)
        beat = self.clock.read(line).beat
        return (round(beat / 4) * 4 - beat) * 60_000 / self.clock.read(line).bpm

    @property
    def bar(self) -> int:
        return self.timeline.position(self.frame).bar


def test_the_music_starts_on_a_bar_line_of_the_clock_and_at_its_tempo():
    stage = Session(bpm=97.3)
    stage.run(0.5)
    stage.say("transport/play", when="now")
    stage.run(0.1)
    assert stage.timeline.bar_frame(0) > stage.frame
    assert stage.off_ms(0) == pytest.approx(0, abs=0.02)
    assert stage.timeline.entry_at_bar(0).bpm == pytest.approx(97.3)
    assert stage.told("tempo")[-1] == pytest.approx((97.3,))
    assert stage.told("sync/status")[-1][:2] == ("link", "locked")


@pytest.mark.parametrize("bpm", [90.0, 121.0, 160.0])
def test_after_a_change_of_tempo_the_second_bar_line_is_the_clocks(bpm):
    stage = Session().play(120.0)
    stage.run(7.3)
    stage.turn(bpm=bpm)
    stage.run(0.01)
    changed = stage.bar
    stage.run(20)
    assert stage.timeline.entry_at_bar(stage.bar).bpm == bpm
    for bar in range(changed + 3, stage.bar):
        assert abs(stage.off_ms(bar)) < 0.5
    assert stage.told("tempo")[-1] == (bpm,)


def test_the_sounding_riff_is_not_torn_by_a_change_of_tempo():
    stage = Session().play(120.0)
    stage.run(9.0)
    stage.turn(bpm=100.0)
    stage.run(12)
    sound = stage.driver.parts[round(7 * RATE) :, 0]
    per_100_ms = np.abs(sound[: len(sound) // 4800 * 4800].reshape(-1, 4800)).max(axis=1)
    assert per_100_ms.min() > 0, "never silent"
    riff = next(riff for riff in stage.riffs if riff.start_frame > 7 * RATE)
    stage.assert_starts(riff, riff.start_frame)


def test_a_clock_that_drifts_is_followed_and_no_riff_is_made_anew_for_it():
    stage = Session(seconds=120)
    stage.play(120.0)
    stage.run(6)
    for _ in range(50):
        stage.turn(jump_s=0.0001)  # 100 ppm: 0.1 ms a second
        stage.run(1.0)
        assert abs(stage.off_ms(stage.bar)) < 0.6
    assert len(stage.timeline.entries) > 5, "the bars were moved"
    starts = [job.start_bar for job in stage.asked if hasattr(job, "settings")]
    assert starts == list(range(2, 2 + len(starts))), "each bar was asked for once"
    assert len(starts) == len(stage.asked), "and nothing was decoded again"
    for riff in stage.riffs[3:-2]:
        stage.assert_starts(riff, stage.timeline.bar_frame(riff.start_bar))


def test_lost_blocks_are_made_good_at_the_next_bar():
    stage = Session().play(120.0)
    stage.run(8)
    stage.turn(jump_s=0.0053)
    stage.run(2.5)
    assert abs(stage.off_ms(stage.bar)) < 0.3
    assert not stage.told("error")


def test_a_clock_that_stands_elsewhere_is_met_within_two_bars():
    stage = Session().play(120.0)
    stage.run(8)
    stage.turn(jump_s=0.7)
    bar = stage.bar
    stage.run(10)
    assert max(abs(stage.off_ms(each)) for each in range(bar + 3, stage.bar)) < 0.3


@pytest.mark.parametrize("held", [{"sync/freeze": 1}, {"time": "free"}, {"sync/source": "internal"}])
def test_what_is_not_to_be_followed_is_not(held):
    stage = Session().play(120.0)
    stage.run(5)
    for path, value in held.items():
        stage.say(path, value)
    stage.turn(bpm=140.0)
    stage.run(8)
    assert stage.timeline.entry_at_bar(stage.bar).bpm == 120.0


def test_a_clock_that_is_lost_leaves_the_tempo_as_it_is():
    stage = Session().play(120.0)
    stage.run(5)
    stage.turn(bpm=150.0, state="lost")
    stage.run(8)
    assert stage.timeline.entry_at_bar(stage.bar).bpm == 120.0
    assert stage.told("sync/status")[-1][:2] == ("link", "lost")


def test_a_tempo_asked_of_the_node_goes_to_the_session_and_comes_back():
    stage = Session()
    stage.conductor.following.leader = stage.clock
    stage.play(120.0)
    stage.run(5)
    stage.say("tempo", 132.0)
    stage.run(8)
    assert stage.clock.asked[-1] == 132.0
    assert stage.timeline.entry_at_bar(stage.bar).bpm == 132.0
    assert abs(stage.off_ms(stage.bar)) < 0.5


def test_the_tempo_of_a_midi_clock_cannot_be_set():
    stage = Session("midi")
    with pytest.raises(Refused, match="sync/source internal"):
        stage.say("tempo", 100.0)


@pytest.mark.parametrize("source", ["link", "midi"])
def test_a_preset_leaves_the_tempo_of_others_alone(source):
    stage = Session(source, bpm=111.0)
    stage.conductor.following.leader = stage.clock
    stage.say("preset/load", "jazz-waltz", when="now")
    stage.run(0.1)
    assert stage.conductor.values.number("tempo") == 111.0
    assert stage.conductor.values.get("meter") == (3, 4)
    assert 111.0 not in stage.clock.asked


def test_a_midi_clock_that_plays_says_which_bar_it_is():
    stage = Session("midi", bpm=120.0, line_frame=0.0)
    stage.turn(playing=True)
    stage.run(9.0)
    stage.say("transport/play", when="now")
    stage.run(0.1)
    assert stage.timeline.position(stage.frame).bar == 4


def test_this_is_bar_1_keeps_to_the_beat_of_the_clock():
    stage = Session().play(120.0)
    stage.run(8.3)
    stage.say("bar1", when="now")
    stage.run(0.1)
    beat = stage.clock.read(stage.timeline.bar_frame(0)).beat
    assert beat == pytest.approx(round(beat), abs=1e-3)
    assert abs(stage.timeline.bar_frame(0) - stage.frame) < 0.4 * RATE
    before = stage.timeline.entries
    stage.run(6)
    assert stage.timeline.entries == before, "it is followed from there"


def test_a_loop_owns_the_tempo_while_it_is_there():
    stage = Session().play(120.0)
    stage.run(4)
    stage.say("loop/press", when="bar")
    stage.run(4)
    stage.turn(bpm=140.0)
    stage.run(2)
    assert stage.told("sync/status")[-1][:2] == ("loop", "locked")
    assert stage.timeline.entry_at_bar(stage.bar).bpm == 120.0


def test_source_loop_waits_for_the_first_loop():
    stage = Session("loop")
    with pytest.raises(Refused, match="loop/press"):
        stage.say("transport/play", when="now")
    stage.run(0.5)
    assert stage.told("sync/status")[-1][:2] == ("loop", "searching")
    for _ in range(2):
        stage.say("loop/press", when="now")
        stage.run(4.0)
    assert stage.told("sync/status")[-1][:2] == ("loop", "locked")


def test_the_journal_plays_it_again(tmp_path):
    stage = Session()
    stage.play(120.0, parts=2)
    for change in ({"bpm": 110.0}, {"jump_s": 0.004}, {"jump_s": 0.9}, {"bpm": 125.5}):
        stage.run(6.3)
        stage.turn(**change)
    stage.run(8)
    file = tmp_path / "set.jsonl"
    changes = [change_row(change) for change in stage.memory.changes()]
    rows = [Start(256, lead_ms=LEAD_MS).row(), *stage.rows, *changes]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    length = stage.frame
    again = replay(FakeEngine(), stage.heard[:length], read(file))
    np.testing.assert_array_equal(again.parts[:length], stage.driver.parts[:length])
    assert np.abs(again.parts[: length // 2]).max() > 0
