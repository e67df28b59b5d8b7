import pytest

from livenode.bindings import Control, can_vary, read_all
from livenode.control.fake_surface import FakeSurface
from livenode.midi.controls import Controls
from livenode.midi.messages import Move
from livenode.params import ROWS, Refused, spoken


class Board:
    """Controls on a surface that stores values. `at_s` is moved by hand."""

    def __init__(self, *texts: str) -> None:
        self.surface = FakeSurface()
        self.refused: list[tuple[str, str]] = []
        self.controls = Controls(
            self.surface, lambda address, refused: self.refused.append((address, refused.code))
        )
        self.controls.bind(read_all(texts))
        self.at_s = 10.0

    def send(self, kind: str, number: int, value: int, channel: int = 1) -> list[tuple]:
        """Let a control send; return what was asked for by it, or by time, since the last call."""
        self.controls.move(Move(kind, channel, number, value), self.at_s)
        return self.take()

    def wait(self, seconds: float) -> list[tuple]:
        for _ in range(round(seconds / 0.005)):
            self.at_s += 0.005
            self.controls.poll(self.at_s)
        return self.take()

    def take(self) -> list[tuple]:
        taken = [(c.path, c.part, c.args) for c in self.surface.commands]
        self.surface.commands.clear()
        return taken


def test_a_fader_goes_over_the_range_of_its_row():
    board = Board("cc 1 7 fader part/2/pan", "cc 1 8 fader bars", "cc 1 9 fader mode")
    board.surface.values = board.surface.values.with_value("midi/pickup", None, (0,))
    assert board.send("cc", 7, 0) == [("part/<p>/pan", 2, (-1.0,))]
    assert board.send("cc", 7, 127) == [("part/<p>/pan", 2, (1.0,))]
    assert [board.send("cc", 8, v) for v in (0, 40, 80, 127)] == [
        [("bars", None, (1,))],
        [("bars", None, (2,))],
        [("bars", None, (4,))],
        [("bars", None, (8,))],
    ]
    assert board.send("cc", 9, 127) == [("mode", None, ("loop",))]
    assert board.send("cc", 9, 120) == [], "nothing new is asked for"
    assert board.send("cc", 7, 64, channel=2) == []


def test_a_fader_picks_the_value_up_where_it_meets_it():
    board = Board("cc 1 7 fader part/1/level")  # the level is 0.8, the fader stands below
    assert [board.send("cc", 7, v) for v in (10, 50, 95)] == [[], [], []]
    assert board.send("cc", 7, 110) == [("part/<p>/level", 1, (110 / 127,))], "it went past"
    assert board.send("cc", 7, 20) == [("part/<p>/level", 1, (20 / 127,))], "it has hold, however fast"
    board.surface.values = board.surface.values.with_value("part/<p>/level", 1, (0.9,))  # a preset
    assert board.send("cc", 7, 21) == [], "no jump from 0.9"
    assert board.send("cc", 7, 127) != []


def test_a_pedal_that_follows_and_one_that_toggles():
    board = Board("cc 1 64 hold part/1/mute", "cc 1 65 toggle part/2/mute", "note 1 36 toggle fallback")
    assert board.send("cc", 64, 127) == [("part/<p>/mute", 1, (1,))]
    board.wait(0.1)
    assert board.send("cc", 64, 0) == [("part/<p>/mute", 1, (0,))]
    for on in (1, 0, 1):
        assert board.send("cc", 65, 127) == [("part/<p>/mute", 2, (on,))]
        board.wait(0.1)
        assert board.send("cc", 65, 0) == []
        board.wait(0.1)
    assert board.send("note", 36, 90) == [("fallback", None, ("mute",))]
    board.wait(0.1)
    board.send("note", 36, 0)
    board.wait(0.1)
    assert board.send("note", 36, 1) == [("fallback", None, ("dry",))]


def test_a_latching_pedal_presses_at_each_change():
    board = Board("cc 1 64 latch loop/press")
    for value in (127, 0, 127):
        assert board.send("cc", 64, value) == [("loop/press", None, ())]
        board.wait(1.0)
    assert board.take() == []


@pytest.mark.parametrize("stands", [0, 127])
def test_a_latching_pedal_presses_at_its_first_change_however_it_stood(stands):
    board = Board("cc 1 64 latch loop/press")
    assert board.send("cc", 64, stands) == [("loop/press", None, ())]


@pytest.mark.parametrize("rolls", [False, True])
def test_a_long_press_is_another_action(rolls):
    board = Board("cc 1 64 press loop/press", "cc 1 64 long loop/clear")
    if rolls:
        board.surface.outs["transport/state", None] = ("rolling",)
    press, clear = ("loop/press", None, ()), ("loop/clear", None, ())
    short = [board.send("cc", 64, 127), board.wait(0.2), board.send("cc", 64, 0), board.wait(1.0)]
    # what waits for its bar anyway waits for the end of the press, what happens at once does not
    assert short == ([[], [], [press], []] if rolls else [[press], [], [], []])
    long = [
        board.send("cc", 64, 127),
        board.wait(0.59),
        board.wait(0.02),
        board.wait(2.0),
        board.send("cc", 64, 0),
    ]
    assert long == ([[], [], [clear], [], []] if rolls else [[press], [], [clear], [], []])


def test_a_bouncing_switch_presses_once_and_its_last_word_counts():
    board = Board("cc 1 64 press loop/press", "cc 1 65 hold part/1/mute")
    got = []
    for value in (127, 0, 127, 0, 127):
        got += board.send("cc", 64, value) + board.wait(0.005)
    got += board.wait(0.3)
    assert got == [("loop/press", None, ())]
    got = board.send("cc", 65, 127) + board.wait(0.005) + board.send("cc", 65, 0) + board.wait(0.1)
    assert got == [("part/<p>/mute", 1, (1,)), ("part/<p>/mute", 1, (0,))]


def test_an_endless_knob_turns_the_value():
    board = Board("cc 1 20 turn part/1/level", "cc 1 21 turn count_in", "cc 1 22 turn mode")
    assert board.send("cc", 20, 1) == [("part/<p>/level", 1, (pytest.approx(0.8 + 1 / 127),))]
    assert board.send("cc", 20, 125) == [("part/<p>/level", 1, (pytest.approx(0.8 - 2 / 127),))]
    assert board.send("cc", 21, 1) == [("count_in", None, (2,))]
    assert board.send("cc", 21, 100) == [("count_in", None, (0,))]
    assert board.send("cc", 22, 5) == [("mode", None, ("loop",))]


def test_a_program_change_and_arguments():
    board = Board(
        "program 1 5 press preset/load jam-bass", "note 1 1 press tempo 140", "note 1 2 press part/all/mute 1"
    )
    assert board.send("program", 5, 127) == [("preset/load", None, ("jam-bass",))]
    assert board.send("program", 5, 127) == [("preset/load", None, ("jam-bass",))]
    assert board.send("program", 6, 127) == []
    assert board.send("note", 1, 64) == [("tempo", None, (140.0,))]
    assert board.send("note", 2, 64) == [("part/<p>/mute", part, (1,)) for part in (1, 2, 3, 4)]


def test_what_is_refused_is_told():
    board = Board("note 1 1 press loop/press")
    board.surface.refuse = Refused("busy", "not now")
    board.send("note", 1, 64)
    assert board.refused == [("loop/press", "busy")]


def test_lamps_show_a_value_that_others_set():
    board = Board("cc 1 7 fader part/1/level", "note 1 36 toggle part/1/mute", "cc 1 64 press loop/press")
    assert board.controls.lamps("part/<p>/level", 1, (0.5,)) == [Move("cc", 1, 7, 64)]
    assert board.controls.lamps("part/<p>/mute", 1, (1,)) == [Move("note", 1, 36, 127)]
    assert board.controls.lamps("part/<p>/mute", 2, (1,)) == []
    assert board.controls.lamps("loop/state", None, ("playing", 1, 1)) == []
    assert Control("cc", 1, 7).text() == "cc 1 7"


WHOLE = [row for row in ROWS if row.kind == "value" and can_vary(row) and row.tags == "i" and not row.choices]


@pytest.mark.parametrize("row", WHOLE, ids=lambda row: row.path)
def test_each_click_of_an_endless_knob_moves_a_whole_number(row):
    board, part = Board(f"cc 1 7 turn {spoken(row.path, row.parts[0])}"), row.parts[0]
    board.surface.values = board.surface.values.with_value(row.path, part, (int(row.low),))
    assert board.send("cc", 7, 1)[0][2][0] > row.low
    board.surface.values = board.surface.values.with_value(row.path, part, (int(row.high),))
    assert board.send("cc", 7, 127)[0][2][0] < row.high
