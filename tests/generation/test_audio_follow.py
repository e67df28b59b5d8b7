"""Audio follow on a virtual sound card: the bars go with a performer who plays at another tempo."""

import numpy as np
import pytest

from livenode.clocks import Clocks
from tests.generation.rig import RATE, Stage
from tests.sync.grooves import ROCK, played

BAR_1_S = 0.25  # after play


class Jam(Stage):
    """A stage whose input is a drummer, followed by ear."""

    def __init__(self, audio: np.ndarray) -> None:
        super().__init__(audio=audio)
        self.say("sync/source", "audio")
        self.say("metronome", 0)
        self.said: list[str] = []
        self.clocks = Clocks(self.memory, self.conductor, self.said.append)

    def run_to(self, frame: int) -> None:
        while self.frame < frame:
            self.clocks.tick()
            self.conductor.tick(self.frame)
            self.driver.step()


@pytest.fixture(scope="module")
def jam():
    stage = Jam(played(ROCK, 112, 40, first_s=BAR_1_S)).play(120.0)
    assert stage.timeline.bar_frame(0) == BAR_1_S * RATE
    stage.run(36)
    return stage


def test_the_node_comes_to_the_performers_tempo_and_beat(jam):
    entry = jam.timeline.entry_at_frame(jam.frame)
    assert entry.bpm == pytest.approx(112, rel=0.01)
    beats = (jam.timeline.bar_frame_exact(jam.timeline.position(jam.frame).bar) / RATE - BAR_1_S) * 112 / 60
    assert abs((beats + 0.5) % 1 - 0.5) < 0.08
    assert jam.told("sync/status")[-1][:2] == ("audio", "locked")
    assert jam.told("sync/confidence")[-1][0] > 0.9
    assert jam.said == []


def test_no_bar_is_more_than_two_per_cent_from_the_one_before(jam):
    bpm = [jam.timeline.entry_at_bar(bar).bpm for bar in range(jam.timeline.position(jam.frame).bar + 1)]
    assert min(bpm) < 114
    assert max(abs(later / now - 1) for now, later in zip(bpm, bpm[1:], strict=False)) <= 0.02 + 1e-9


def test_frozen_the_tempo_stays():
    stage = Jam(played(ROCK, 112, 24))
    stage.say("sync/freeze", 1)
    stage.play(120.0)
    stage.run(20)
    assert stage.timeline.entry_at_frame(stage.frame).bpm == 120.0
    stage.say("sync/freeze", 0)
    stage.run(3)
    assert stage.timeline.entry_at_frame(stage.frame).bpm < 120.0


def test_bar_1_is_where_the_performer_says():
    stage = Jam(played(ROCK, 120, 30)).play(120.0)  # the node begins half a beat late, and stays so
    stage.run(8)
    pressed = round((2 * (stage.frame // RATE) + 3) * RATE / 2)  # an odd beat: in the midst of a bar
    stage.run_to(pressed)
    stage.say("bar1", when="now")
    stage.run(8)
    assert stage.told("sync/status")[-1][:2] == ("audio", "locked")
    beats = [stage.timeline.bar_frame(bar) * 2 / RATE for bar in range(5)]
    odd = round(beats[0])
    assert odd % 4 != 0
    assert beats == pytest.approx([odd + 4 * bar for bar in range(5)], abs=0.08)
