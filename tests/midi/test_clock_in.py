import pytest

from livenode.midi.clock_in import MidiClock, TickClock
from livenode.midi.messages import CONTINUE, START, STOP, TICK, Move, SongPosition, Transport, read, write
from livenode.sync.frame_clock import FrameClock
from tests.midi.ticks import arriving, meant

RATE = 48_000


def ticked(clock: TickClock, times_s) -> None:
    for time_s in times_s:
        clock.take(float(time_s), Transport(TICK))


@pytest.mark.parametrize("bpm", [90.0, 120.0, 174.0])
def test_beats_are_counted_from_the_start(bpm):
    clock, before = TickClock(), meant(bpm, 5)[:-7]
    ticked(clock, arriving(before, 1))
    assert clock.read(before[-1]).playing is None
    clock.take(before[-1] + 0.001, Transport(START))
    song = meant(bpm, 8, before[-1] + 60 / bpm / 24)
    ticked(clock, arriving(song, 2))
    heard = clock.read(song[0] + 4 * 60 / bpm)
    assert heard.playing and heard.state == "locked"
    assert abs(heard.beat - 4.0) * 60 / bpm < 0.003
    assert abs(heard.bpm / bpm - 1) < 0.001


def test_continue_goes_on_at_the_song_position_or_where_it_stopped():
    clock, song = TickClock(), meant(120.0, 8)
    clock.take(0.0, Transport(START))
    ticked(clock, song)
    clock.take(4.0, Transport(STOP))
    ticked(clock, meant(120.0, 2, 4.0))
    assert clock.read(4.6).beat == 8.0 and clock.read(4.6).playing is False
    clock.take(4.99, Transport(CONTINUE))
    ticked(clock, meant(120.0, 2, 5.0))
    assert clock.read(5.5).beat == pytest.approx(9.0, abs=0.01)
    clock.take(5.99, Transport(STOP))
    clock.take(5.99, SongPosition(64))
    clock.take(5.995, Transport(CONTINUE))
    ticked(clock, meant(120.0, 2, 6.0))
    assert clock.read(6.5).beat == pytest.approx(17.0, abs=0.01)


def test_half_a_second_without_ticks_is_lost_and_more_ticks_find_it_again():
    clock = TickClock()
    ticked(clock, meant(120.0, 4))
    last_s = float(meant(120.0, 4)[-1])
    assert clock.read(last_s + 0.4).state == "locked"
    assert clock.read(last_s + 0.6).state == "lost"
    ticked(clock, meant(120.0, 2, last_s + 2.0))
    assert clock.read(last_s + 3.0).state == "locked"


def test_the_reading_lies_on_the_frames_of_the_node():
    frames = FrameClock(RATE)
    clock = MidiClock(frames)
    for time_s in meant(120.0, 4, 100.0):
        clock.take("dead", float(time_s) - 50, Transport(TICK))
        clock.take("alive", float(time_s), Transport(TICK))
    assert clock.read(0.0) is None, "without a stamp nothing can be said"
    for block in range(200):
        frames.take((block * 256, round((90.0 + block * 256 / RATE) * 1e9)))
    frame = 11.75 * RATE  # of the counter at 101.75 s
    reading = clock.read(frame)
    assert reading.frame == frame and reading.state == "locked" and reading.peers == 1
    assert reading.beat == pytest.approx(3.5, abs=0.005)
    assert reading.bpm == pytest.approx(120.0, rel=1e-4)


def test_a_start_is_told_once_its_place_is_known():
    frames = FrameClock(RATE)
    clock = MidiClock(frames)
    assert clock.read(0.0) is None
    frames.take((0, 0))
    assert clock.read(0.0).playing is False and clock.read(0.0).state == "searching"
    clock.take("port", 0.99, Transport(START))
    told = []
    for time_s in meant(120.0, 4, 1.0):
        clock.take("port", float(time_s), Transport(TICK))
        reading = clock.read(time_s * RATE)
        told.append((reading.playing, reading.state))
    assert set(told) == {(False, "searching"), (True, "locked")}
    assert clock.read(4.0 * RATE).playing is True, "a cable that is loose does not stop the music"
    clock.take("port", 4.0, Transport(STOP))
    assert clock.read(4.0 * RATE).playing is False


@pytest.mark.parametrize(
    ("message", "data"),
    [
        (Transport(TICK), (0xF8,)),
        (Transport(START), (0xFA,)),
        (Transport(CONTINUE), (0xFB,)),
        (Transport(STOP), (0xFC,)),
        (SongPosition(300), (0xF2, 300 % 128, 300 // 128)),
        (Move("cc", 1, 64, 127), (0xB0, 64, 127)),
        (Move("note", 16, 36, 100), (0x9F, 36, 100)),
        (Move("program", 2, 5, 127), (0xC1, 5)),
    ],
)
def test_messages_are_read_and_written(message, data):
    assert write(message) == bytes(data)
    assert read(bytes(data)) == message


def test_a_note_off_is_a_note_of_no_velocity_and_the_rest_is_left_alone():
    assert read(bytes((0x80, 36, 64))) == Move("note", 1, 36, 0)
    for useless in (
        (0xFE,),
        (0xF0, 1, 2, 0xF7),
        (0xD0, 3),
        (0xE0, 1, 2),
        (),
        (5,),
        (0xB0, 1),
        (0xB0, 200, 1),
    ):
        assert read(bytes(useless)) is None
