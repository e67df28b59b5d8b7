"""A node on a virtual sound card, steered by controllers on fake ports."""

import pytest

from livenode import presets
from livenode.midi.fake_system import FakeSystem
from livenode.midi.ports import MidiError
from livenode.midi.station import Station
from livenode.params import Refused
from livenode.surface import Command
from livenode.sync.frame_clock import FrameClock
from tests.generation.rig import Stage
from tests.midi.ticks import meant

PEDAL, KNOBS, SEQUENCER = "FCB1010", "nanoKONTROL2", "TR-8S"


class Board(Stage):
    """A stage with MIDI: `FakeSystem` is polled as the music goes on."""

    def __init__(self, map_file=None, inputs=(PEDAL, KNOBS), outputs=(KNOBS,), **options) -> None:
        super().__init__(**options)
        self.said: list[str] = []
        self.system = FakeSystem(PEDAL, KNOBS, SEQUENCER)
        self.frames = FrameClock(self.memory.samplerate)
        self.frames.take((0, 0))
        self.midi = Station(
            self.system,
            inputs,
            outputs,
            self.conductor,
            self.frames,
            lambda: self.conductor.timeline,
            lambda path, args: self.conductor.board.tell(path, None, args, again=path != "midi/map"),
            self.said.append,
            map_file=map_file,
        )
        self.conductor.attach(self._hear)
        self.midi.begin()

    def _hear(self, event) -> None:
        self.events.append(event)
        self.midi.heard(event)

    @property
    def now_s(self) -> float:
        return self.frame / self.memory.samplerate

    def wait(self, seconds: float) -> None:
        until = self.frame + round(seconds * self.memory.samplerate)
        while self.frame < until:
            self.midi.poll(self.now_s)
            self.conductor.tick(self.frame)
            self.driver.step()
        self.midi.poll(self.now_s)
        self.conductor.tick(self.frame)

    def send(self, device: str, *data: int) -> None:
        self.system.play(device, *data, at_s=self.now_s)
        self.wait(0.03)

    def tap(self, device: str, number: int, for_s: float = 0.1) -> None:
        self.send(device, 0xB0, number, 127)
        self.wait(for_s - 0.03)
        self.send(device, 0xB0, number, 0)

    def learn(self, address: str, *args: object) -> None:
        self.midi.calls["midi/learn"](None, (address, *args))

    def bound(self) -> list[str]:
        return [str(text) for text in self.conductor.get("midi/map", None)]


@pytest.fixture
def board(tmp_path):
    made = Board(tmp_path / "map.json")
    yield made
    made.midi.close()


def test_a_fader_is_learned_and_steers_at_once(board):
    board.learn("/livenode/part/2/level")
    assert board.told("midi/bound") == [("part/2/level", "waiting")]
    board.send(KNOBS, 0xB0, 12, 40)
    assert board.told("midi/bound")[-1] == ("part/2/level", "cc 1 12 fader")
    board.send(KNOBS, 0xB0, 12, 64)
    assert board.conductor.get("part/<p>/level", 2) == (pytest.approx(64 / 127),)
    assert board.told("part/<p>/level", 2) == [(pytest.approx(64 / 127),)]
    assert board.memory.target("part2_gain") == pytest.approx(64 / 127)
    assert [row["path"] for row in board.rows if "path" in row] == ["part/<p>/level"]


def test_one_pedal_records_a_loop_and_a_long_press_clears_it(board):
    board.learn("loop/press")
    board.tap(PEDAL, 64)
    assert board.conductor.get("loop/state", None)[0] == "empty", (
        "the press that is learned does nothing else"
    )
    board.midi.calls["midi/learn/as"](None, ("long", "loop/clear"))
    board.tap(PEDAL, 64)
    assert board.bound() == ["cc 1 64 press loop/press", "cc 1 64 long loop/clear"]
    board.wait(0.1)
    board.send(PEDAL, 0xB0, 64, 127)
    assert board.conductor.get("loop/state", None)[0] == "recording", "at once, not when it is let go"
    board.send(PEDAL, 0xB0, 64, 0)
    board.wait(3.94)
    board.tap(PEDAL, 64)
    assert board.conductor.get("loop/state", None)[0] == "playing"
    assert board.conductor.timeline is not None
    board.wait(0.5)
    board.tap(PEDAL, 64, for_s=0.8)
    assert board.conductor.get("loop/state", None)[0] == "empty"
    board.wait(3.0)
    assert board.conductor.get("loop/state", None)[0] == "empty", "the long press began no other loop"


def test_a_press_waits_for_its_bar_as_over_osc(board):
    board.learn("part/2/generate")
    board.send(PEDAL, 0xC0, 3)
    board.play()
    board.send(PEDAL, 0xC0, 3)
    board.wait(3.0)
    assert [args[0] for args in board.told("done")].count("part/2/generate") == 1
    assert any(riff.part == 2 for riff in board.riffs)


def test_what_cannot_be_is_told_and_the_music_goes_on(board):
    board.learn("bar1")
    board.tap(PEDAL, 1)
    board.tap(PEDAL, 1)
    (error,) = board.told("error")
    assert error[:2] == ("bar1", "not_ready")
    with pytest.raises(Refused, match="only values and actions"):
        board.learn("beat")
    with pytest.raises(Refused, match="the nearest is"):
        board.learn("part/2/levle")
    with pytest.raises(Refused, match="nothing is bound to 'tempo'; bound are: bar1"):
        board.midi.calls["midi/forget"](None, ("tempo",))


def test_bindings_are_in_presets_and_a_preset_brings_its_own(board, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    board.learn("part/1/prompt", "it's a bass")
    board.tap(PEDAL, 5)
    board.say("preset/save", "bound", when="now")
    board.wait(0.1)
    assert presets.load("bound").midi == ("cc 1 5 press part/1/prompt 'it'\"'\"'s a bass'",)
    board.midi.calls["midi/forget"](None, ("all",))
    assert board.bound() == []
    board.say("preset/save", "unbound", when="now")
    board.wait(0.1)
    assert presets.load("unbound").midi == ()
    board.say("preset/load", "bound", when="now")
    board.wait(0.1)
    board.tap(PEDAL, 5)
    assert board.conductor.get("part/<p>/prompt", 1) == ("it's a bass",)
    board.say("preset/load", "unbound", when="now")
    board.wait(0.1)
    assert len(board.bound()) == 1, "a preset without bindings leaves them as they are"


@pytest.mark.parametrize("clicks", [(127, 0), (0, 127, 0)])
def test_no_click_of_a_latching_pedal_is_lost_after_learning_it(board, clicks):
    board.midi.calls["midi/learn/as"](None, ("latch", "metronome", 0))
    for value in clicks[:-1]:  # one that sends 0 teaches nothing: the next does
        board.send(PEDAL, 0xB0, 64, value)
    assert board.bound() == ["cc 1 64 latch metronome 0"]
    assert board.conductor.get("metronome", None) == (1,)
    board.send(PEDAL, 0xB0, 64, clicks[-1])
    assert board.conductor.get("metronome", None) == (0,)


def test_bindings_survive_a_restart(board, tmp_path):
    board.learn("part/1/mute")
    board.tap(PEDAL, 9)
    again = Board(tmp_path / "map.json")
    assert again.bound() == ["cc 1 9 toggle part/1/mute"]
    again.tap(PEDAL, 9)
    assert again.conductor.get("part/<p>/mute", 1) == (1,)
    again.midi.close()


def test_bindings_that_cannot_be_read_are_left_to_be_mended(tmp_path):
    text = '["cc 1 7 fader part/1/level", "cc 1 9 wiggle tempo"]'
    (tmp_path / "map.json").write_text(text)
    broken = Board(tmp_path / "map.json")
    broken.wait(0.1)
    assert broken.bound() == []
    assert "manner is one of" in broken.told("error")[0][2]
    assert "mend it" in broken.told("error")[0][2]
    assert (tmp_path / "map.json").read_text() == text
    broken.midi.close()


def test_an_output_that_is_pulled_takes_no_tick_from_the_others(tmp_path):
    board = Board(tmp_path / "map.json", inputs=(PEDAL,), outputs=(KNOBS, SEQUENCER))
    board.system.open_outputs[KNOBS].close()  # it is looked for once a second only
    clock = board.midi._clock_out
    board.conductor.submit([Command("midi/clock", None, (1,)), Command("transport/play", None, (), "now")])
    board.wait(0.1)
    clock.close()
    sent = board.system.open_outputs[SEQUENCER].sent
    sent.clear()
    clock.is_on, now_s = True, board.now_s
    for step in range(1000):
        clock.step(now_s + step / 1000)
    assert sent.count(b"\xf8") == pytest.approx(48, abs=1), "24 a beat, at 120 bpm"
    board.midi.close()


def test_nobody_moves_a_control(board):
    board.midi.calls["midi/learn"](None, ("tempo",))
    board.midi._learning.ask("tempo", "", (), now_s=board.now_s)
    board.wait(30.1)
    assert board.told("midi/bound")[-1] == ("tempo", "none")
    board.send(KNOBS, 0xB0, 1, 5)
    assert board.bound() == []


def test_a_controller_shows_what_others_set_and_not_what_it_set_itself(board):
    board.learn("part/1/level")
    board.send(KNOBS, 0xB0, 7, 50)
    board.send(KNOBS, 0xB0, 7, 60)
    sent = board.system.open_outputs[KNOBS].sent
    assert sent == []
    board.say("part/<p>/level", 1.0, part=1)
    board.wait(0.05)
    assert sent == [bytes((0xB0, 7, 127))]


def test_a_port_that_goes_comes_back_by_itself(board):
    board.learn("part/1/mute")
    board.tap(PEDAL, 9)
    board.system.devices.remove(PEDAL)
    board.wait(1.1)
    assert board.said == [f"MIDI port lost: {PEDAL}; waiting for it"]
    board.system.devices.append(PEDAL)
    board.wait(1.1)
    assert board.said[1:] == [f"MIDI port is back: {PEDAL}"]
    board.tap(PEDAL, 9)
    assert board.conductor.get("part/<p>/mute", 1) == (1,)


def test_a_controller_that_comes_back_shows_what_was_set_meanwhile(board):
    board.learn("part/1/level")
    board.send(KNOBS, 0xB0, 7, 50)
    board.learn("preset/load", "jam-bass")
    board.send(KNOBS, 0xB0, 8, 127)
    board.system.devices.remove(KNOBS)
    board.wait(1.1)
    board.say("part/<p>/level", 1.0, part=1)
    board.wait(0.05)
    board.system.devices.append(KNOBS)
    board.wait(1.1)
    assert board.system.open_outputs[KNOBS].sent == [bytes((0xB0, 7, 127))]


def test_a_port_that_is_not_there_is_an_error_that_lists_those_that_are():
    with pytest.raises(MidiError, match=f"no MIDI input 'organ'; there are: {PEDAL}, {KNOBS}, {SEQUENCER}"):
        Board(inputs=("organ",))


def test_the_clock_is_sent_unless_it_would_go_back_where_it_comes_from():
    board = Board(inputs=(SEQUENCER,), outputs=(SEQUENCER,))
    board.play(bpm=240.0)
    board.say("midi/clock", 1)
    board.wait(0.05)
    assert board.midi._clock_out.is_on
    board.say("sync/source", "midi")
    board.wait(0.05)
    assert not board.midi._clock_out.is_on
    assert board.conductor.get("midi/clock", None) == (0,)
    (error,) = [error for error in board.told("error") if error[0] == "midi/clock"]
    assert error[1:] == (
        "denied",
        f"the clock comes from {SEQUENCER} and would go back there; choose another --midi-out",
    )
    board.midi.close()


def test_without_an_output_there_is_no_clock(board):
    none = Board(inputs=(), outputs=())
    none.say("midi/clock", 1)
    none.wait(0.05)
    assert none.conductor.get("midi/clock", None) == (0,)
    assert none.told("error") == [
        ("midi/clock", "not_ready", "no MIDI output is open: start with --midi-out NAME")
    ]
    with pytest.raises(MidiError, match="start with --midi-in NAME"):
        none.midi.clock  # noqa: B018
    with pytest.raises(Refused, match="start with --midi-in NAME"):
        none.learn("tempo")


def test_clock_comes_in_beside_the_controllers(board):
    for time_s in meant(96.0, 4):
        board.system.play(KNOBS, 0xF8, at_s=float(time_s))
    board.wait(0.01)
    reading = board.midi.clock.read(2.0 * 48_000)
    assert reading.state == "locked" and reading.bpm == pytest.approx(96.0, rel=1e-4)
