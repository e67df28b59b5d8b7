"""The musical brain: commands in, transport, band and metronome advanced, events out.

Time goes in steps of STEP_FRAMES of the frame counter. Live calls `tick` every few milliseconds with the
callback's counter, virtual calls it before each block: the same steps, the same code, the same decisions.
What differs from run to run, the journal tells by its step (docs/architecture.md).
"""

from collections.abc import Callable, Iterable, Sequence

from livenode.generation.agenda import Entry, entry_for
from livenode.generation.bench import Listen, Switched
from livenode.generation.board import Board, Journal
from livenode.generation.execution import Execution
from livenode.generation.hearing import hearing_at
from livenode.generation.library import LISTS, OpenPreset, load_preset, tell_switched
from livenode.generation.planner import LeadTime, Work
from livenode.generation.refusals import (
    refuse_impossible,
)
from livenode.generation.scene import Scene
from livenode.generation.steering import OpenSound, no_sounds
from livenode.generation.worker import Worker
from livenode.inference.engine import EngineInfo
from livenode.params import PARAMS, Args, Key
from livenode.rt.memory import Memory
from livenode.surface import Command, Publish, Receipt, Values
from livenode.transport.timeline import Timeline

STEP_FRAMES = 256


class Conductor:
    """The `Surface` of a real node. Thread: control. Real-time safe: no.

    lead: how long before a bar line its riff is begun. journal: told every command and riff with its step.
    replaying: a journal sets the header and says when riffs arrive. round_trip_frames: as calibrated.
    open_sound: finds sounds that are prompts. open_preset: finds presets. `at_rest` is called in each step in
    which the transport stands still and something is to be done, before it is.
    """

    def __init__(
        self,
        memory: Memory,
        worker: Worker,
        engine: EngineInfo,
        lead: LeadTime,
        *,
        journal: Journal = lambda row: None,
        replaying: bool = False,
        round_trip_frames: int = 0,
        open_sound: OpenSound = no_sounds,
        open_preset: OpenPreset = load_preset,
    ) -> None:
        self.memory, self.engine = memory, engine
        self.board = Board(journal)
        self._does = Execution(
            memory, worker, lead, engine.space, self.board, replaying, open_sound, open_preset
        )
        self._does.round_trip_frames = round_trip_frames
        self.at_rest: Callable[[int], None] = lambda frame: None
        self.band, self.looper = self._does.band, self._does.looper
        self.following, self.rolling = self._does.following, self._does.rolling
        self.lead, self._worker, self._replaying = lead, worker, replaying
        self._step = -(-memory.frame() // STEP_FRAMES) * STEP_FRAMES
        self._block_frames = memory.block_frames

    @property
    def values(self) -> Values:
        """Every value as it is now. Thread: control. Real-time safe: no."""
        return self._does.values

    @property
    def round_trip_frames(self) -> int:
        """Of the sound card, from output to input, as calibrated. Thread: control. Real-time safe: no."""
        return self._does.round_trip_frames

    @round_trip_frames.setter
    def round_trip_frames(self, frames: int) -> None:
        self._does.round_trip_frames = frames

    @property
    def next_step(self) -> int:
        """The frame of the step to be taken next; all before is done. Thread: control. Real-time safe: no."""
        return self._step

    @property
    def timeline(self) -> Timeline | None:
        """Where bars and beats lie; None while stopped. Thread: control. Real-time safe: no."""
        return self.rolling.timeline

    def attach(self, publish: Publish) -> None:
        """Take the function that tells subscribers. Thread: control. Real-time safe: no."""
        self.board.attach(publish)

    def get(self, path: str, part: int | None) -> Args:
        """Return a value as asked for last, or what was told last. Thread: control. Real-time safe: no."""
        if path in LISTS:
            return tuple(LISTS[path]())
        if (path, part) not in self.values.rows:
            return self.board.get(path, part)
        return self._does.agenda.last_args(path, part) or self.values.get(path, part)

    def submit(self, commands: Sequence[Command]) -> list[Receipt]:
        """Take a bundle, whole or not at all. Raises `Refused`. Thread: control. Real-time safe: no."""
        asked = self.values  # as the commands before in the bundle will have left them
        for command in commands:
            refuse_impossible(command, asked, self.timeline is not None, self.engine, self.band, self.looper)
            if command.path == "part/<p>/audio":
                self._does.steering.open(str(command.args[0]))
            if PARAMS[command.path].kind == "value":
                asked = asked.with_value(command.path, command.part, command.args)
        frame = self.memory.frame()
        entries = [self._entry(command, frame) for command in commands]
        plans = [entry.plan(self._does.agenda.number(), frame) for entry in entries if entry.only_announce]
        self._does.agenda.add([*entries, *plans])
        return [
            Receipt(e.command.path, e.command.part, None if e.bar is None else e.bar + 1) for e in entries
        ]

    def _entry(self, command: Command, frame: int) -> Entry:
        waits = PARAMS[command.path].quantised and self.values.text("time") == "grid"
        when = command.when or (self.values.text("quantize") if waits else "now")
        lead, pressed = self.band.lead_frames(self.values, self.timeline), self.looper.pressed_frame
        return entry_for(command, when, self._does.agenda.number(), frame, self.timeline, lead, pressed)

    def fade(self, gain: float) -> None:
        """Turn all that is heard down to this share, 0 to 1, beside the master fader.

        Thread: control. Real-time safe: no.
        """
        self._does.levels.fade(gain, self.values)

    def schedule(self, frame: int, at_frame: int, command: Command) -> None:
        """Take a command of a journal, to be run in the step at `frame`.

        Thread: control. Real-time safe: no.
        """
        self._does.agenda.add([Entry(frame, at_frame, self._does.agenda.number(), command, fixed=True)])

    def take_values(self, changes: Iterable[tuple[Key, Args]]) -> None:
        """Begin with these values in place of the defaults. Thread: control. Real-time safe: no."""
        self._does.values = self.values.with_values(changes)

    def tick(self, frame: int) -> None:
        """Do all that is due up to `frame`, the callback's counter. Thread: control. Real-time safe: no."""
        newest = frame - frame % STEP_FRAMES
        if self._block_frames != self.memory.block_frames:  # how far ahead writes must lie goes by it
            self._block_frames = self.memory.block_frames
            self.board.journal({"frame": self._step, "block": self._block_frames})
        while self._step <= newest:
            self._advance(self._step, self._step == newest)
            self._step += STEP_FRAMES
        self.board.meter(self.memory, frame)

    def _advance(self, frame: int, newest: bool) -> None:
        """Take one step; from the worker only in the newest: in one that was missed a riff would be late."""
        self.following.begin(frame)
        if self.timeline is None and self._does.agenda.is_due(frame):
            self.at_rest(frame)
        while entry := self._does.agenda.take_due(frame):
            self._does.run(entry, frame)
        for switched in self._worker.switched(frame) if newest or self._replaying else ():
            self._take_engine(switched, frame)
        hearing = hearing_at(frame, self.values, self.round_trip_frames, self.band.hearing)
        self.looper.advance(frame, hearing.delay_frames, self._does.agenda.waits("loop/press"))
        self._does.follow()
        if self.timeline is None:
            self._does.levels.let_input_through(False, self.values)
            return
        self.band.hearing = hearing
        scene = Scene(frame, self.timeline, self.values)
        self.rolling.advance(scene, self.looper.sounds_at(frame))
        self._does.levels.follow(self.values)
        self.band.advance(scene, newest or self._replaying)
        self._does.levels.let_input_through(self.band.promises.wants_input(scene), self.values)
        if newest:
            self._worker.listen(Listen(self.timeline, hearing.heard_frame(frame), hearing))

    def _take_engine(self, switched: Switched, frame: int) -> None:
        """Go on with another engine; its riffs know nothing of what was sounded in another space."""
        info = tell_switched(switched, frame, self.board)
        if info is None:
            return
        self.engine, self.band.space = info, info.space
        self.lead.forget()
        if switched.warm_up:
            self.lead.measured(Work(), switched.warm_up)
