"""The bars follow an outside clock: what it says is compared with the timeline step by step."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from livenode.generation.board import Board
from livenode.generation.looper import Looper
from livenode.generation.planner import joins_at
from livenode.generation.rolling import Rolling
from livenode.generation.scene import Scene
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.sync.correction import RULES, move, off_frames, tempi
from livenode.sync.reading import LOCKED, SEARCHING, Leader, Reading
from livenode.transport.timeline import Timeline

INTERNAL, LOOP = "internal", "loop"
TELL_S = 0.5
LATE_S = 0.06  # so long before it can no longer be moved, a bar line is settled


@dataclass(frozen=True)
class Start:
    """Where the music starts with a clock: the frame of a bar line; of bar 1 where no count-in is wanted."""

    frame: int
    is_counted: bool


class Following:
    """Keeps the timeline on the clock that `sync/source` names. Thread: control. Real-time safe: no.

    leader: the clock, where it takes orders. reading: what it said last.
    """

    def __init__(
        self, memory: Memory, board: Board, rolling: Rolling, looper: Looper, replaying: bool
    ) -> None:
        self.leader: Leader | None = None
        self.reading: Reading | None = None
        self._memory, self._board, self._rolling, self._looper = memory, board, rolling, looper
        self._replaying, self._frame = replaying, 0
        self._scheduled: dict[int, Reading] = {}
        self._bar1_beat = 0.0
        self._told: tuple[str, str] = ("", "")
        self._told_frame = 0

    def schedule(self, frame: int, reading: Reading) -> None:
        """Take what a journal's clock said, for the step at `frame`."""
        self._scheduled[frame] = reading

    def state(self) -> dict[str, object]:
        """Return which beat of whose clock is bar 1, as data."""
        return {"owner": self._told[0], "bar1_beat": self._bar1_beat}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave."""
        self._told, self._bar1_beat = (state["owner"], ""), state["bar1_beat"]

    def begin(self, frame: int) -> None:
        """Begin a step: a replay takes what its journal's clock said in it."""
        self._frame = frame
        if self._replaying:
            self.reading = self._scheduled.pop(frame, None)

    def advance(self, timeline: Timeline | None, values: Values) -> float | None:
        """Move the bars where the clock says so; returns the tempo it asks for, None if it is as before."""
        self._tell(timeline, values)
        reading = self._followed(values)
        if reading is None:
            return None
        if timeline is None:
            return self._stopped(reading, values)
        return self._rolls(Scene(self._frame, timeline, values), reading)

    def _stopped(self, reading: Reading, values: Values) -> float | None:
        """Return the clock's tempo where it is another."""
        if abs(reading.bpm / values.number("tempo") - 1) <= RULES[values.text("sync/source")].tempo_share:
            return None
        self._note()
        return reading.bpm

    def _rolls(self, scene: Scene, reading: Reading) -> float | None:
        rule, timeline = RULES[scene.values.text("sync/source")], scene.timeline
        near = joins_at(self._memory, scene.frame)
        bar = timeline.position(near).bar + 1
        line = timeline.bar_frame(bar)
        if bar > timeline.entries[-1].start_bar and line - near < LATE_S * timeline.samplerate:
            moved = move(timeline, bar, self.off_frames(timeline, bar), rule)
            if moved is not None:
                self._note()
                self._rolling.move(moved, scene)
                return None
        bar = max(self._rolling.tempo_bar(scene), timeline.entries[-1].start_bar)
        wanted = tempi(timeline, bar, self.off_frames(timeline, bar), reading.bpm, rule)
        if not wanted:
            return None
        self._note()
        self._rolling.take_tempi(wanted, scene)
        return wanted[-1].bpm

    def off_frames(self, timeline: Timeline, bar: int) -> float:
        """Return by how many frames the clock's nearest bar line lies behind that of `bar`."""
        assert self.reading is not None
        return off_frames(timeline, bar, self.reading, self._bar1_beat)

    def start(self, values: Values, frame: int) -> Start | None:
        """Return where the music starts, from `frame` on; None where no clock is followed."""
        reading = self._followed(values)
        if reading is None:
            return None
        self._note()
        rate, (numerator, denominator) = self._memory.samplerate, values.get("meter")
        beats_per_bar = 4 * float(numerator) / float(denominator)
        if reading.playing and RULES[values.text("sync/source")].has_bar1:
            return Start(round(reading.frame_at(self._bar1_beat, rate)), is_counted=False)
        bars = (reading.beat_at(frame, rate) - self._bar1_beat) / beats_per_bar
        line = ceil(bars) * beats_per_bar + self._bar1_beat
        return Start(round(reading.frame_at(line, rate)), is_counted=not reading.playing)

    def bar1(self, values: Values, at_frame: int) -> int:
        """Make the clock's beat nearest to a frame bar 1; returns its frame, or the same without a clock."""
        reading = self._followed(values)
        if reading is None or RULES[values.text("sync/source")].takes_bars:
            return at_frame
        self._note()
        self._bar1_beat = float(round(reading.beat_at(at_frame, self._memory.samplerate)))
        return round(reading.frame_at(self._bar1_beat, self._memory.samplerate))

    def lead(self, values: Values) -> None:
        """Ask the clock, and all who share it, for the tempo of the values."""
        if self.leader is not None:
            self.leader.set_tempo(values.number("tempo"))

    def owns_tempo(self, values: Values) -> bool:
        """Return whether a tempo that is asked for goes to the clock, and comes back from there."""
        return self._owner(values) == "link"

    def leaves(self, path: str, values: Values) -> bool:
        """Return whether a preset may set a row: the tempo of others is not its to change."""
        return path != "tempo" or self._owner(values) not in ("link", "midi")

    def _tell(self, timeline: Timeline | None, values: Values) -> None:
        """Tell who owns the tempo, and how far the bars are off: what changed at once, the rest at times."""
        owner = self._owner(values)
        reading = self.reading if owner in RULES else None
        state = reading.state if reading else SEARCHING if owner in RULES or self._waits(values) else LOCKED
        due = self._frame - self._told_frame >= TELL_S * self._memory.samplerate
        if (owner, state) == self._told and not due:
            return
        if owner != self._told[0]:
            self._bar1_beat = 0.0  # another clock counts otherwise
        self._told, self._told_frame = (owner, state), self._frame
        off = 0.0
        if reading and timeline and state == LOCKED:
            off = self.off_frames(timeline, timeline.position(self._frame).bar + 1)
        peers = reading.peers if reading else 0
        off_ms = round(1000 * off / self._memory.samplerate, 2)
        self._board.tell("sync/status", None, (owner, state, peers, off_ms))
        self._board.tell("sync/confidence", None, (round(reading.confidence, 2) if reading else 1.0,))

    def _owner(self, values: Values) -> str:
        return values.text("sync/source") if self._looper.is_empty else LOOP

    def _waits(self, values: Values) -> bool:
        return values.text("sync/source") == LOOP and self._looper.loop is None

    def _followed(self, values: Values) -> Reading | None:
        """Return what the clock says, where it is to be followed."""
        frozen = values.number("sync/freeze") or values.text("time") == "free"
        if frozen or self._owner(values) not in RULES or self.reading is None:
            return None
        return self.reading if self.reading.state == LOCKED else None

    def _note(self) -> None:
        """Write down what a decision was taken by."""
        assert self.reading is not None
        self._board.journal({"frame": self._frame, "clock": asdict(self.reading)})
