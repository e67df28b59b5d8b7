"""The outside clocks of a node: the one that is asked for is opened, read, and heard by the conductor."""

from collections.abc import Callable, Mapping

from livenode.generation.conductor import Conductor
from livenode.generation.ear import Ear
from livenode.params import Refused
from livenode.rt.memory import Memory
from livenode.surface import Command, Values
from livenode.sync.audio_clock import AudioClock
from livenode.sync.audio_track import NodeTime
from livenode.sync.frame_clock import FrameClock
from livenode.sync.link import LinkClock
from livenode.sync.reading import Clock, Leader, Reading

Open = Callable[[FrameClock, Conductor], Clock]
CLOCKS: Mapping[str, Open] = {
    "audio": lambda _, conductor: performer(conductor),
    "link": lambda frames, conductor: LinkClock(
        frames, conductor.values.number("tempo"), lambda: beats_per_bar(conductor.values)
    ),
}


class Clocks:
    """Opens and reads the clock that `sync/source` names. Thread: control. Real-time safe: no.

    say: told why a clock cannot be had; the music goes on at its own tempo.
    """

    def __init__(
        self,
        memory: Memory,
        conductor: Conductor,
        say: Callable[[str], None],
        clocks: Mapping[str, Open] = CLOCKS,
    ) -> None:
        self.frames = FrameClock(memory.samplerate)
        self._memory, self._conductor, self._say, self._clocks = memory, conductor, say, clocks
        self._source = "internal"
        self._clock: Clock | None = None
        self._played: bool | None = None
        self._rolled = False

    def tick(self) -> None:
        """Read the clock, and let the conductor know."""
        conductor = self._conductor
        self.frames.take(self._memory.stamp())
        self.frames.latency_frames = conductor.band.hearing.delay_frames // 2
        source = conductor.values.text("sync/source")
        if source != self._source:
            self._open(source)
        if self._clock is not None:
            conductor.following.reading = self._read(self._clock)
            self._start_and_stop(conductor.following.reading)

    def close(self) -> None:
        """Let go of the clock."""
        if self._clock is not None:
            self._clock.close()
        self._clock = self._conductor.following.reading = self._conductor.following.leader = None

    def _read(self, clock: Clock) -> Reading | None:
        try:
            return clock.read(self._memory.frame())
        except Exception as problem:  # as in _open
            self._say(f"sync/source {self._source}: {problem!r}; the tempo stays as it is")
            self.close()
            return None

    def _open(self, source: str) -> None:
        self.close()
        self._source, self._played = source, None
        try:
            if source in self._clocks:
                self._clock = self._clocks[source](self.frames, self._conductor)
        except Exception as problem:  # a library or a driver: the music does not depend on it
            self._say(f"sync/source {source}: {problem}; the tempo stays as it is")
        self._conductor.following.leader = self._clock if isinstance(self._clock, Leader) else None

    def _start_and_stop(self, reading: Reading | None) -> None:
        """Start and stop with the clock; tell it where this node did first."""
        if reading is None or reading.playing is None:
            return
        rolls, leader = self._conductor.timeline is not None, self._conductor.following.leader
        if self._played is not None and reading.playing != self._played:
            if reading.playing != rolls:
                self._submit("transport/play" if reading.playing else "transport/stop")
        elif rolls != self._rolled and leader is not None:
            leader.set_playing(rolls)
        self._played, self._rolled = reading.playing, rolls

    def _submit(self, path: str) -> None:
        try:
            self._conductor.submit([Command(path, when="now")])
        except Refused as refused:
            self._say(f"the clock asks for {path}: {refused.text}")


def beats_per_bar(values: Values) -> float:
    """Return the quarter notes of a bar. Thread: any. Real-time safe: no."""
    numerator, denominator = values.get("meter")
    return 4 * float(numerator) / float(denominator)


def performer(conductor: Conductor) -> AudioClock:
    """Return the clock that is the performer, as the parts hear them. Thread: control. Real-time safe: no."""
    ear, band = Ear(conductor.memory), conductor.band
    return AudioClock(
        lambda start_frame, frames: ear.read(band.hearing, start_frame, frames),
        lambda frame: node_time(conductor, frame),
        lambda frame: band.hearing.heard_frame(frame),
    )


def node_time(conductor: Conductor, frame: int) -> NodeTime:
    """Return tempo, meter and place of the node at a frame. Thread: control. Real-time safe: no."""
    timeline, values = conductor.timeline, conductor.values
    if timeline is None:
        numerator, denominator = values.get("meter")
        return NodeTime(values.number("tempo"), int(numerator), int(denominator), None)
    entry, at = timeline.entry_at_frame(frame), timeline.position(frame)
    return NodeTime(entry.bpm, entry.numerator, entry.denominator, at.bar * entry.beats_per_bar + at.beat)
