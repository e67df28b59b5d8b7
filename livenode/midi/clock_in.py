"""MIDI clock that comes in: tempo, song position, start and stop, as a clock that the node can follow."""

from typing import NamedTuple

from livenode.midi.messages import (
    CONTINUE,
    START,
    STOP,
    TICK,
    TICKS_PER_BEAT,
    TICKS_PER_SIXTEENTH,
    Message,
    SongPosition,
    Transport,
)
from livenode.midi.tick_line import TickLine
from livenode.sync.frame_clock import FrameClock
from livenode.sync.reading import LOCKED, LOST, SEARCHING, Reading


class Heard(NamedTuple):
    """What a MIDI clock says at some time. playing: None until it has started or stopped once."""

    beat: float
    bpm: float
    state: str
    playing: bool | None


NOTHING_YET = Heard(0.0, 120.0, SEARCHING, playing=False)


class TickClock:
    """Follows the messages of one clock. A pure function of them and of when they arrived, in seconds.

    Beats are counted from the start; without one, from the first tick. Between stop and continue they stand
    still. Thread: control. Real-time safe: no.
    """

    def __init__(self) -> None:
        self._line = TickLine()
        self._beat0_tick = 0  # the tick, as the line counts them, with which the music began
        self._position_ticks = 0  # where it stands, or will continue
        self._playing: bool | None = None

    def take(self, arrived_s: float, message: Message) -> None:
        """Take a message, and when it arrived; those that are no clock's are left alone."""
        if isinstance(message, SongPosition):
            self._position_ticks = message.sixteenths * TICKS_PER_SIXTEENTH
        elif isinstance(message, Transport):
            if message.kind == TICK:
                self._line.take(arrived_s)
            elif message.kind == STOP:
                if self._playing is not False:
                    self._position_ticks = self._line.next_tick - self._beat0_tick
                self._playing = False
            elif message.kind in (START, CONTINUE):
                self._begin(0 if message.kind == START else self._position_ticks)

    def _begin(self, position_ticks: int) -> None:
        """Take the next tick as the one at this position; its phase may be another than before."""
        self._line.restart()
        self._beat0_tick = self._line.next_tick - position_ticks
        self._playing = True

    def read(self, now_s: float) -> Heard | None:
        """Return what the clock says at a time; None before it has a tempo."""
        line = self._line.line
        if line is None:
            return None
        state = LOST if self._line.is_lost(now_s) else LOCKED if self._line.is_locked() else SEARCHING
        ticks = line.tick_at(now_s) - self._beat0_tick
        if self._playing is False:
            ticks = self._position_ticks
        bpm = 60 / (line.period_s * TICKS_PER_BEAT)
        return Heard(ticks / TICKS_PER_BEAT, bpm, state, self._playing)


class MidiClock:
    """The `Clock` of what comes in by MIDI. Thread: control. Real-time safe: no.

    frames: maps the node's frames to the time of `time.monotonic()`.
    """

    def __init__(self, frames: FrameClock) -> None:
        self._frames = frames
        self._clocks: dict[str, TickClock] = {}
        self._playing: bool | None = False

    def take(self, port: str, arrived_s: float, message: Message) -> None:
        """Take a message of the clock at a port."""
        self._clocks.setdefault(port, TickClock()).take(arrived_s, message)

    def heard(self, now_s: float) -> Heard | None:
        """Return what the clock says at a time: of several the first that is not lost."""
        said = [
            heard for heard in (clock.read(now_s) for clock in self._clocks.values()) if heard is not None
        ]
        return next((heard for heard in said if heard.state != LOST), said[0] if said else None)

    def read(self, frame: float) -> Reading | None:
        """Return what the clock says when a frame is heard. It plays once its start is known to the beat."""
        if not self._frames.is_set:
            return None
        said = self.heard(self._frames.seconds_at(frame)) or NOTHING_YET
        if not said.playing or said.state == LOCKED:
            self._playing = said.playing
        return Reading(frame, said.beat, said.bpm, said.state, peers=1, playing=self._playing)

    def close(self) -> None:
        """Nothing is held: what comes in is followed at all times, so that it is known when asked for."""
