"""The node's beat as MIDI clock: 24 ticks a beat, start, stop, song position; from a thread of its own."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from livenode.midi.messages import CONTINUE, START, STOP, TICK, Message, SongPosition, Transport
from livenode.midi.ports import MidiError
from livenode.midi.song import Place, after, first_after, sixteenths, tick_frame
from livenode.sync.frame_clock import FrameClock
from livenode.transport.timeline import Timeline

LOOK_S = 0.02  # how often the timeline is looked at
FAR_S = 0.25  # a next tick further off than this lies in other bars: the timeline was laid anew
CLOSE_LIMIT_S = 2.0


class ClockOut:
    """Sends each tick at the time at which its place in the music is heard. Thread: control but for `_run`.

    frames: maps the node's frames to time. timeline: asked for what holds now; None while stopped.
    """

    def __init__(
        self,
        frames: FrameClock,
        timeline: Callable[[], Timeline | None],
        send: Callable[[Message], None],
    ) -> None:
        self.is_on = False
        self._frames, self._timeline, self._send = frames, timeline, send
        self._next: Place | None = None
        self._runs = False  # the others were told to start
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread = threading.Thread(target=self._run, name="livenode-midi-clock", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop the others, and the thread."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(CLOSE_LIMIT_S)

    def _run(self) -> None:
        while not self._stopping.wait(self.step(time.monotonic())):
            pass
        self.is_on = False
        self.step(time.monotonic())

    def step(self, now_s: float) -> float:
        """Send what is due; returns the seconds until it is to be called again. Thread: its own."""
        with suppress(MidiError):  # the port has gone: it is told elsewhere
            return self._step(now_s)
        return LOOK_S

    def _step(self, now_s: float) -> float:
        timeline = self._timeline() if self.is_on and self._frames.is_set else None
        if timeline is None:
            self._halt()
            return LOOK_S
        now_frame = self._frames.frame_at(now_s)
        if self._next is not None:
            far = abs(tick_frame(timeline, self._next) - now_frame) > FAR_S * timeline.samplerate
            if far:
                self._halt()
        if self._next is None:
            self._next = first_after(timeline, now_frame)
        wait_s = self._frames.seconds_at(tick_frame(timeline, self._next)) - now_s
        if wait_s > 0:
            return min(wait_s, LOOK_S)
        self._tick(timeline, self._next)
        self._next = after(timeline, self._next)
        return 0.0

    def _tick(self, timeline: Timeline, place: Place) -> None:
        """Send a tick; the music starts, or goes on, with the tick on a bar line."""
        if not self._runs and place.tick == 0 and place.bar >= 0:
            self._runs = True
            if place.bar > 0:
                self._send(SongPosition(sixteenths(timeline, place.bar)))
            self._send(Transport(CONTINUE if place.bar else START))
        self._send(Transport(TICK))

    def _halt(self) -> None:
        self._next = None
        if self._runs:
            self._runs = False
            self._send(Transport(STOP))
