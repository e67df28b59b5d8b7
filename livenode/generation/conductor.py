"""The musical brain: commands in, transport, band and metronome advanced, events out.

Time goes in steps of STEP_FRAMES of the frame counter. Live calls `tick` every few milliseconds with the
callback's counter, virtual calls it before each block: the same steps, the same code, the same decisions.
What differs from run to run, the journal tells by its step (docs/architecture.md).
"""

from collections.abc import Callable, Sequence

from livenode.generation.agenda import PLANNED, Agenda, Entry, entry_for
from livenode.generation.band import Band
from livenode.generation.band_actions import BAND_ACTIONS
from livenode.generation.bench import Listen, Switched
from livenode.generation.board import Board, Journal
from livenode.generation.following import Following, Start
from livenode.generation.hearing import hearing_at
from livenode.generation.levels import Levels
from livenode.generation.library import LISTS, load_preset, save_preset, tell_switched
from livenode.generation.looper import Looper
from livenode.generation.planner import LeadTime, Work
from livenode.generation.refusals import (
    OF_LOOP,
    refuse_impossible,
    refuse_looped,
    refuse_stopped,
    refuse_waited,
)
from livenode.generation.rolling import START_S, Rolling
from livenode.generation.scene import Scene
from livenode.generation.steering import INPUT, OpenSound, Steering, no_sounds
from livenode.generation.tempo_asked import tempo_asked
from livenode.generation.worker import Worker
from livenode.inference.engine import EngineInfo
from livenode.params import PARAMS, Args, Refused, spoken
from livenode.rt.memory import Memory
from livenode.surface import Command, Publish, Receipt, Values
from livenode.transport.timeline import Timeline

STEP_FRAMES = 256
LEAST_BPM = 0.005  # a smaller difference of tempo is not told
# a change of one of these is heard in a new riff
PROMPTS = tuple(f"part/<p>/{name}" for name in ("prompt", "prompt/2", "morph", "audio", "audio/mix"))


class Conductor:
    """The `Surface` of a real node. Thread: control. Real-time safe: no.

    lead: how long before a bar line its riff is begun. journal: told every command and riff with its step.
    replaying: a journal sets the header and says when riffs arrive. round_trip_frames: as calibrated.
    open_sound: finds sounds that are prompts.
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
    ) -> None:
        self.memory, self.engine = memory, engine
        self.values = Values()
        self.board = Board(journal)
        self.steering, self.looper = Steering(memory, open_sound), Looper(memory, self.board)
        self.band = Band(memory, worker, lead, self.board, engine.space, self.steering, self.looper)
        self._lead, self.round_trip_frames = lead, round_trip_frames
        self.agenda = Agenda()
        self._worker, self._replaying = worker, replaying
        self._levels = Levels(memory, enabled=not replaying)
        self.rolling = Rolling(memory, self.band, self.agenda, self._levels, self.board)
        self.following = Following(memory, self.board, self.rolling, self.looper, replaying)
        self._step = -(-memory.frame() // STEP_FRAMES) * STEP_FRAMES
        self._levels.store(self.values)

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
        return self.agenda.last_args(path, part) or self.values.get(path, part)

    def submit(self, commands: Sequence[Command]) -> list[Receipt]:
        """Take a bundle, whole or not at all. Raises `Refused`. Thread: control. Real-time safe: no."""
        asked = self.values  # as the commands before in the bundle will have left them
        for command in commands:
            refuse_impossible(command, asked, self.timeline is not None, self.engine, self.band, self.looper)
            if command.path == "part/<p>/audio":
                self.steering.open(str(command.args[0]))
            if PARAMS[command.path].kind == "value":
                asked = asked.with_value(command.path, command.part, command.args)
        frame = self.memory.frame()
        entries = [self._entry(command, frame) for command in commands]
        plans = [entry.plan(self.agenda.number(), frame) for entry in entries if entry.only_announce]
        self.agenda.add([*entries, *plans])
        return [
            Receipt(e.command.path, e.command.part, None if e.bar is None else e.bar + 1) for e in entries
        ]

    def _entry(self, command: Command, frame: int) -> Entry:
        row, lead_frames = PARAMS[command.path], self.band.lead_frames(self.values, self.timeline)
        waits = row.quantised and self.values.text("time") == "grid"
        when = command.when or (self.values.text("quantize") if waits else "now")
        return entry_for(command, when, self.agenda.number(), frame, self.timeline, lead_frames)

    def schedule(self, frame: int, at_frame: int, command: Command) -> None:
        """Take a command of a journal, to be run in the step at `frame`.

        Thread: control. Real-time safe: no.
        """
        self.agenda.add([Entry(frame, at_frame, self.agenda.number(), command, fixed=True)])

    def tick(self, frame: int) -> None:
        """Do all that is due up to `frame`, the callback's counter. Thread: control. Real-time safe: no."""
        newest = frame - frame % STEP_FRAMES
        while self._step <= newest:
            self._advance(self._step, self._step == newest)
            self._step += STEP_FRAMES
        self.board.meter(self.memory, frame)

    def _advance(self, frame: int, newest: bool) -> None:
        """Take one step; from the worker only in the newest: in one that was missed a riff would be late."""
        self.following.begin(frame)
        while entry := self.agenda.take_due(frame):
            self._run(entry, frame)
        for switched in self._worker.switched(frame) if newest or self._replaying else ():
            self._take_engine(switched, frame)
        hearing = hearing_at(frame, self.values, self.round_trip_frames, self.band.hearing)
        self.looper.advance(frame, hearing.delay_frames, self.agenda.waits("loop/press"))
        self._follow()
        if self.timeline is None:
            self._levels.let_input_through(False, self.values)
            return
        self.band.hearing = hearing
        scene = Scene(frame, self.timeline, self.values)
        self.rolling.advance(scene, self.looper.sounds_at(frame))
        self._levels.follow(self.values)
        self.band.advance(scene, newest or self._replaying)
        self._levels.let_input_through(self.band.promises.wants_input(scene), self.values)
        if newest:
            self._worker.listen(Listen(self.timeline, hearing.heard_frame(frame), hearing))

    def _follow(self) -> None:
        """Let the bars follow the outside clock, if there is one."""
        bpm = self.following.advance(self.timeline, self.values)
        if bpm is not None and abs(bpm - self.values.number("tempo")) >= LEAST_BPM:
            self.values = self.values.with_value("tempo", None, (bpm,))
            self.board.say("tempo", None, (bpm,))

    def _run(self, entry: Entry, frame: int) -> None:
        command = entry.command
        if entry.only_announce:
            self._say_done(command, frame)
            return
        row = {"path": command.path, "part": command.part, "args": command.args, "when": command.when}
        self.board.journal({"frame": frame, "at": entry.at_frame, **row})
        try:
            refuse_looped(command.path, self.looper)
            if PARAMS[command.path].kind == "value":
                self._set(command.path, command.part, command.args, frame)
            elif command.path in BAND_ACTIONS:
                scene = Scene(frame, self._rolls(entry), self.values)
                BAND_ACTIONS[command.path](self.band, command, scene)
            else:
                _ACTIONS[command.path](self, entry, frame)
        except Refused as refused:
            self.board.say("error", None, (spoken(command.path, command.part), refused.code, refused.text))
            return
        if entry.line is not None or (PARAMS[command.path].kind == "action" and command.path not in PLANNED):
            self._say_done(command, entry.at_frame)

    def _say_done(self, command: Command, frame: int) -> None:
        bar = self.timeline.position(frame).bar if self.timeline else -1
        self.board.say("done", None, (spoken(command.path, command.part), max(0, bar + 1)))

    def _set(self, path: str, part: int | None, args: Args, frame: int) -> None:
        """Apply a value row and tell it."""
        before = self.values.get(path, part)
        if path == "part/<p>/audio":
            self.steering.take(str(args[0]), part or 1, frame, self.values, self.band.hearing)
        self.values = self.values.with_value(path, part, args)
        if path == "tempo":
            self.following.lead(self.values)
        changed = before != args or args == (INPUT,)
        if changed and path in _EFFECTS and self.timeline is not None:
            scene = Scene(frame, self.timeline, self.values)
            if path == "part/<p>/morph":
                self.steering.move(scene, part or 1, float(before[0]))
            _EFFECTS[path](self, scene, part or 1)
        self._levels.store(self.values)
        self.board.say(path, part, args)

    def _retempo(self, scene: Scene, part: int) -> None:
        if not self.following.owns_tempo(scene.values):
            self.rolling.retempo(scene, self.looper.is_bar_line)

    def _hold(self, scene: Scene, part: int) -> None:
        if scene.on("part/<p>/hold", part):
            self.band.hold(part, scene)

    def _play(self, entry: Entry, frame: int) -> None:
        if self.timeline is None:
            soon = frame + round(START_S * self.memory.samplerate)
            start = self.following.start(self.values, soon) or Start(soon, is_counted=True)
            self.rolling.play(self.values, frame, start.frame, start.is_counted)
            if self.looper.loop is not None:
                self.looper.play(self._rolls(entry).bar_frame(0))
                self.band.hurry()

    def _press(self, entry: Entry, frame: int) -> None:
        """Press the looper's button: the first loop sets the tempo, and starts the transport at its end."""
        refuse_waited(entry, frame, self.timeline is not None)
        at_frame = entry.at_frame
        delay = hearing_at(frame, self.values, self.round_trip_frames, self.band.hearing).delay_frames
        if self.timeline is not None:
            self.looper.press_rolling(at_frame, delay, self.timeline)
        elif self.looper.loop is not None:
            self._play(entry, frame)
        else:
            numerator, denominator = (int(number) for number in self.values.get("meter"))
            tempo = self.looper.press_stopped(at_frame, delay, 4 * numerator / denominator)
            if tempo is not None and self.looper.loop is not None:
                self._set("tempo", None, (tempo.bpm,), frame)
                self.rolling.play_from(self.looper.loop.begin(1), self.values, frame)
                self.band.hurry()

    def _pace(self, entry: Entry, frame: int) -> None:
        """Take the tempo that is tapped, nudged, doubled or halved."""
        bpm = tempo_asked(entry, self.values, self.rolling, self.looper)
        if bpm is not None:
            self._set("tempo", None, (bpm,), frame)

    def _stop(self, entry: Entry, frame: int) -> None:
        self.looper.stop(entry.at_frame)
        self.rolling.stop(entry.at_frame, frame)

    def _panic(self, entry: Entry, frame: int) -> None:
        self._levels.panic()
        self._stop(entry, frame)

    def _bar1(self, entry: Entry, frame: int) -> None:
        at_frame = self.following.bar1(self.values, entry.at_frame)
        self.rolling.bar1(self._rolls(entry), at_frame, frame)

    def _rolls(self, entry: Entry) -> Timeline:
        """Return the timeline; Refused where the transport has been stopped meanwhile."""
        refuse_stopped(entry.command.path, self.timeline is not None)
        assert self.timeline is not None
        return self.timeline

    def _keep_take(self, entry: Entry, frame: int) -> None:
        part = entry.command.part or 1
        self.band.keep_take(part, Scene(frame, self._rolls(entry), self.values))
        self._set("part/<p>/hold", part, (1,), frame)

    def _load(self, entry: Entry, frame: int) -> None:
        for (path, part), args in load_preset(str(entry.command.args[0])).values.items():
            if path in OF_LOOP and not self.looper.is_empty:
                continue
            try:
                self._set(path, part, args, frame)
            except Refused as refused:  # a sound that is not on this machine: the rest of the preset counts
                self.board.say("error", None, (spoken(path, part), refused.code, refused.text))

    def _save(self, entry: Entry, frame: int) -> None:
        if not self._replaying:
            save_preset(str(entry.command.args[0]), self.values, self.board)

    def _take_engine(self, switched: Switched, frame: int) -> None:
        """Go on with another engine; its riffs know nothing of what was sounded in another space."""
        info = tell_switched(switched, frame, self.board)
        if info is None:
            return
        self.engine, self.band.space = info, info.space
        self._lead.forget()
        if switched.warm_up:
            self._lead.measured(Work(), switched.warm_up)


_ACTIONS: dict[str, Callable[[Conductor, Entry, int], None]] = {
    "panic": Conductor._panic,
    "transport/play": Conductor._play,
    "transport/stop": Conductor._stop,
    "bar1": Conductor._bar1,
    "tempo/tap": Conductor._pace,
    "tempo/nudge": Conductor._pace,
    "tempo/double": Conductor._pace,
    "tempo/halve": Conductor._pace,
    "loop/press": Conductor._press,
    "loop/undo": lambda self, entry, frame: self.looper.undo(frame),
    "loop/clear": lambda self, entry, frame: self.looper.clear(frame),
    "part/<p>/take/keep": Conductor._keep_take,
    "cancel": lambda self, entry, frame: self.agenda.cancel(),
    "preset/load": Conductor._load,
    "engine/load": lambda self, entry, frame: self._worker.switch(str(entry.command.args[0])),
    "preset/save": Conductor._save,
}
_EFFECTS: dict[str, Callable[["Conductor", Scene, int], None]] = {
    "tempo": Conductor._retempo,
    "meter": lambda self, scene, part: self.rolling.remeter(scene),
    **dict.fromkeys(PROMPTS, lambda self, scene, part: self.band.renew(part, scene)),
    "part/<p>/hold": Conductor._hold,
    "fallback": lambda self, scene, part: self.band.resume(scene),
}
