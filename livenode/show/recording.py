"""`record`: a set is recorded while the value is 1, from where the transport last stood still, if it can be.

The journal of a set begins in the last step in which the transport stood still and something was to be done:
from there a replay makes every riff again. What was written down since is kept here, and what was heard since
is in the record ring, for about a minute. Where the music has played for longer, the journal begins in the
middle, and says why a replay is not exact.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livenode.generation.conductor import STEP_FRAMES, Conductor
from livenode.generation.others import first_needed_frame
from livenode.generation.rest import Rest, rest_of
from livenode.journal import Start
from livenode.rt.layout import TARGETS
from livenode.show.recorder import Recorder
from livenode.surface import Command
from livenode.transport.timeline import Timeline

Row = dict[str, Any]
SETTLE_S = 2.0  # before the journal begins: ramps and the limiter have arrived by then
MOST_ROWS, FAR_BARS = 100_000, 1000
TELL_S, KNOWN_S = 1.0, 0.25
LONG_AGO = "the music had played for too long when the recording began: what it began with is forgotten"
BLED = "bleed was on long before the recording began: what it had learnt is not in it"


class Recording:
    """What is recorded, and what is kept to begin with. Thread: control. Real-time safe: no.

    base: the folder of all sets. name: in the set's. about: what set.json says of the node with the engine
    of a name. is_threaded: False where the recorder's rounds are called by who makes this.
    """

    def __init__(
        self,
        conductor: Conductor,
        base: Path,
        name: str,
        about: Callable[[str], Row],
        is_threaded: bool = True,
    ) -> None:
        self.recorder: Recorder | None = None
        self._conductor, self._memory = conductor, conductor.memory
        self.base, self._name, self._about, self._is_threaded = base, name, about, is_threaded
        self._rest: Rest | None = None
        self._rows: list[Row] = []
        self._levels: deque[Row] = deque()  # taken since the targets below
        self._targets = {target.name: target.default for target in TARGETS}
        self._told_frame = self._noted_frame = self._lost = 0
        self._warned = ""
        self._has_failed = False  # until `record` is 0 again
        conductor.at_rest = self._rests

    def note(self, row: Row) -> None:
        """Take a row of the journal."""
        if "target" in row:
            self._levels.append(row)
        if self.recorder is not None:
            self.recorder.put(row)
            self._keep_sound(self.recorder, row)
        elif self._rest is not None and "target" not in row:
            self._rows.append(row)

    def tick(self) -> None:
        """Begin and end as the value says; tell how it is. After the conductor's tick."""
        wanted, recorder = bool(self._conductor.values.number("record")), self.recorder
        self._has_failed = self._has_failed and wanted
        if recorder is None:
            self._forget()
            if wanted and not self._has_failed:
                self._begin()
        elif recorder.done:
            self._ended(recorder)
        elif not wanted or recorder.is_ending:
            self._end(recorder)
        self._watch()

    def close(self) -> None:
        """End what is recorded, when the callback no longer runs."""
        if self.recorder is not None:
            self.recorder.end()
            self._known(self.recorder)
            self.recorder.seal()
            self.recorder.wait()

    # -- what is kept to begin with

    def _rests(self, frame: int) -> None:
        self._rest = rest_of(self._conductor, frame) if self.recorder is None else None
        self._rows.clear()
        self._fold(self._warm_frame(frame))

    def _forget(self) -> None:
        """Let go of a beginning that is too far back."""
        frame = self._memory.frame()
        long = self._rest and frame - self._rest.frame > self._memory.record_capacity
        if self._conductor.timeline is not None and (long or len(self._rows) > MOST_ROWS):
            self._rest = None
            self._rows.clear()
        if self._rest is None:
            self._fold(self._warm_frame(frame) - STEP_FRAMES)

    def _fold(self, frame: int) -> None:
        """Know the levels as they were at a frame, and the changes since."""
        while self._levels and self._levels[0]["frame"] < frame:
            row = self._levels.popleft()
            self._targets[row["target"]] = row["value"]

    def _warm_frame(self, frame: int) -> int:
        warm = max(0, frame - round(SETTLE_S * self._memory.samplerate))
        return warm - warm % STEP_FRAMES

    # -- a set

    def _begin(self) -> None:
        conductor = self._conductor
        rest = self._rest or rest_of(conductor, conductor.next_step)
        warm_frame = self._warm_frame(rest.frame)
        self._fold(warm_frame)
        recorder = Recorder(self._memory, self.base, self._name, self._info(rest))
        for name, array in rest.arrays.items():
            recorder.keep(name, array)
        block_frames, record_frames = max(1, self._memory.block_frames), self._memory.record_capacity
        recorder.put(Start(block_frames, frame=rest.frame, record_frames=record_frames).row())
        state = {**rest.row, "targets": dict(self._targets), "warm_frame": warm_frame}
        recorder.put({"frame": rest.frame, "state": state})
        for row in (*self._rows, *self._levels):
            recorder.put(row)
            self._keep_sound(recorder, row)
        self.recorder, self._rest, self._lost = recorder, None, self._memory.changes_lost
        self._rows.clear()
        if self._is_threaded:
            recorder.start()

    def _info(self, rest: Rest) -> Callable[[int, int], Row]:
        """Return what says what stands in set.json."""
        hearing, timeline = rest.row["hearing"], self._conductor.timeline
        needed_frame = rest.frame if timeline is None else max(0, rest.frame - _reach(timeline))

        def info(first_frame: int, before_frame: int) -> Row:
            inexact = ""
            if hearing["bleed"] and hearing["since_frame"] < before_frame:
                inexact = BLED
            if rest.row["timeline"] is not None or before_frame > needed_frame:
                inexact = LONG_AGO
            place = {"first_frame": first_frame, "before_frame": before_frame, "inexact": inexact}
            return {**self._about(rest.row["engine"]), "samplerate": self._memory.samplerate, **place}

        return info

    def _keep_sound(self, recorder: Recorder, row: Row) -> None:
        for sound in self._conductor.band.steering.sounds.values():
            if "sound" in row and sound is not None and sound.digest == row["digest"]:
                recorder.keep(row["digest"], sound.audio)

    def _end(self, recorder: Recorder) -> None:
        """End a set, step by step: the callback, the rows up to where it ended, the thread."""
        end_frame = recorder.ended_frame()
        if not recorder.is_ending:
            recorder.end()
        elif end_frame is not None and self._known_frame >= end_frame:
            self._known(recorder)
            recorder.seal()

    @property
    def _known_frame(self) -> int:
        """Up to here all steps are taken, and all levels that were taken are noted."""
        return self._conductor.next_step - STEP_FRAMES

    def _known(self, recorder: Recorder) -> None:
        """Say up to where all is written down."""
        recorder.put({"frame": self._known_frame, "known": True})
        if self._memory.changes_lost > self._lost:
            self._lost = self._memory.changes_lost
            why = "levels were moved faster than they could be written down"
            recorder.put({"frame": self._known_frame, "inexact": why})

    def _ended(self, recorder: Recorder) -> None:
        self.recorder, board = None, self._conductor.board
        board.tell(
            "record/state", None, ("stopped", recorder.folder, self._seconds(recorder), recorder.problem)
        )
        if recorder.problem:
            self._has_failed = True
            board.say("error", None, ("record", "internal", f"{recorder.problem}; the music goes on"))
            self._conductor.submit([Command("record", None, (0,))])

    def _watch(self) -> None:
        """Note up to where all is written down, and tell how it goes, once a second."""
        recorder, frame, rate = self.recorder, self._memory.frame(), self._memory.samplerate
        if recorder is None:
            return
        if frame - self._noted_frame >= KNOWN_S * rate:
            self._noted_frame = frame
            self._known(recorder)
        if frame - self._told_frame < TELL_S * rate:
            return
        self._told_frame = frame
        self._fold(self._warm_frame(frame) - STEP_FRAMES)
        board, warning = self._conductor.board, recorder.warning
        if recorder.lost_frames and not warning:
            lost_s = recorder.lost_frames / self._memory.samplerate
            warning = f"the disk is too slow: {lost_s:.1f} s of the recording are silent"
        board.tell("record/state", None, ("recording", recorder.folder, self._seconds(recorder), warning))
        if warning and not self._warned:
            board.say("error", None, ("record", "internal", warning))
        self._warned = warning

    def _seconds(self, recorder: Recorder) -> int:
        return round(recorder.frames / self._memory.samplerate)


def _reach(timeline: Timeline) -> int:
    """Return how many frames before its bar line a riff can depend on what was heard."""
    bar = timeline.entries[-1].start_bar + FAR_BARS
    return timeline.bar_frame(bar) - first_needed_frame(timeline, bar)
