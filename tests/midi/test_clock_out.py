import pytest

from livenode.midi.clock_out import ClockOut
from livenode.midi.messages import Message, SongPosition, Transport
from livenode.midi.song import Place, after, first_after, sixteenths, tick_frame, ticks_per_bar
from livenode.sync.frame_clock import FrameClock
from livenode.transport.timeline import Timeline

RATE = 48_000


def test_ticks_lie_on_the_timeline_through_tempi_and_meters():
    timeline = Timeline.start(RATE, 1000, 120.0).with_tempo(90.0, 2).with_meter(7, 8, 3)
    assert [ticks_per_bar(timeline, bar) for bar in (0, 2, 3)] == [96, 96, 84]
    place, places = Place(-1, 0), []
    while place.bar < 5:
        places.append(place)
        place = after(timeline, place)
    frames = [tick_frame(timeline, place) for place in places]
    steps = [b - a for a, b in zip(frames, frames[1:], strict=False)]
    assert min(steps) == pytest.approx(1000.0) and max(steps) == pytest.approx(RATE * 60 / 90 / 24)
    for place, frame in zip(places, frames, strict=True):
        if place.tick == 0:
            assert round(frame) == timeline.bar_frame(place.bar)
        assert first_after(timeline, frame) == after(timeline, place)
        assert first_after(timeline, frame - 0.5) == place
    assert [sixteenths(timeline, bar) for bar in (0, 1, 3, 4, 5)] == [0, 16, 48, 62, 76]


class Desk:
    """A clock out that is stepped by hand, on a counter that runs with the clock."""

    def __init__(self) -> None:
        frames = FrameClock(RATE)
        frames.take((0, 0))
        self.timeline: Timeline | None = None
        self.now_s = 0.0
        self.sent: list[tuple[float, Message]] = []
        self.out = ClockOut(
            frames, lambda: self.timeline, lambda message: self.sent.append((self.now_s, message))
        )
        self.out.is_on = True

    def run_to(self, until_s: float) -> list[str]:
        """Step as the thread does; return what was sent, ticks as dots."""
        self.sent.clear()
        while self.now_s < until_s:
            self.now_s += max(1e-6, self.out.step(self.now_s))
        return [words(message) for _, message in self.sent]


def words(message: Message) -> str:
    if isinstance(message, SongPosition):
        return f"position {message.sixteenths}"
    assert isinstance(message, Transport)
    return "." if message.kind == "clock" else message.kind


def test_start_comes_before_the_tick_of_bar_1_and_ticks_are_on_time():
    desk = Desk()
    assert desk.run_to(0.5) == []
    desk.timeline = Timeline.start(RATE, 2.5 * RATE, 120.0)  # counts a bar in
    sent = desk.run_to(4.49)
    assert sent == ["."] * 95 + ["start"] + ["."] * 96
    times_s = [time_s for time_s, message in desk.sent if message == Transport("clock")]
    wanted_s = [0.5 + (tick + 1) / 48 for tick in range(191)]
    assert max(abs(a - b) for a, b in zip(times_s, wanted_s, strict=True)) < 1e-4
    desk.timeline = None
    assert desk.run_to(4.6) == ["stop"]


def test_switched_on_in_the_middle_it_goes_on_at_a_bar_line():
    desk = Desk()
    desk.out.is_on = False
    desk.timeline = Timeline.start(RATE, 0, 120.0)
    desk.run_to(4.9)
    desk.out.is_on = True
    sent = desk.run_to(6.01)
    assert sent[-3:] == ["position 48", "continue", "."]
    assert 51 <= len(sent) - 3 <= 53 and set(sent[:-3]) == {"."}
    desk.out.is_on = False
    assert desk.run_to(6.1) == ["stop"]


def test_bars_that_were_laid_anew_stop_and_go_on():
    desk = Desk()
    desk.timeline = Timeline.start(RATE, 0, 120.0)
    desk.run_to(9.0)
    desk.timeline = desk.timeline.realigned(round(9.1 * RATE))
    sent = desk.run_to(9.11)
    assert sent[0] == "stop" and sent[-2:] == ["start", "."]
    desk.timeline = desk.timeline.with_tempo(100.0, 1)
    sent = desk.run_to(11.1 + 2.4)
    assert set(sent) == {"."} and len(sent) == 95 + 96, "a tempo change does not stop"
