"""What commands do: values set, actions done, and who is told."""

from collections.abc import Callable

from livenode.generation.agenda import PLANNED, Agenda, Entry
from livenode.generation.band import Band
from livenode.generation.band_actions import BAND_ACTIONS
from livenode.generation.board import Board
from livenode.generation.following import Following, Start
from livenode.generation.hearing import hearing_at
from livenode.generation.inputs import values_of
from livenode.generation.levels import Levels
from livenode.generation.library import OpenPreset, note_preset, save_preset
from livenode.generation.looper import Looper
from livenode.generation.planner import LeadTime
from livenode.generation.refusals import OF_LOOP, refuse_looped, refuse_stopped, refuse_waited
from livenode.generation.rolling import START_S, Rolling
from livenode.generation.scene import Scene
from livenode.generation.steering import INPUT, OpenSound, Steering, note_sound
from livenode.generation.tempo_asked import tempo_asked
from livenode.generation.worker import Worker
from livenode.params import PARAMS, Args, Refused, spoken
from livenode.rt.memory import Memory
from livenode.surface import Command
from livenode.transport.timeline import Timeline

LEAST_BPM = 0.005  # a smaller difference of tempo is not told
# a change of one of these is heard in a new riff
PROMPTS = tuple(f"part/<p>/{name}" for name in ("prompt", "prompt/2", "morph", "audio", "audio/mix"))


class Execution:
    """The values, all that they steer, and what a command does to it. Thread: control. Real-time safe: no.

    The arguments are those of `Conductor`; space: of the latents of the first engine.
    """

    def __init__(
        self,
        memory: Memory,
        worker: Worker,
        lead: LeadTime,
        space: str,
        board: Board,
        replaying: bool,
        open_sound: OpenSound,
        open_preset: OpenPreset,
    ) -> None:
        self.memory, self.board = memory, board
        self.values = values_of(memory)
        self.round_trip_frames = 0
        self.agenda = Agenda()
        self.levels = Levels(memory, enabled=not replaying)
        self.steering, self.looper = Steering(memory, open_sound), Looper(memory, board)
        self.band = Band(memory, worker, lead, board, space, self.steering, self.looper)
        self.rolling = Rolling(memory, self.band, self.agenda, self.levels, board)
        self.following = Following(memory, board, self.rolling, self.looper, replaying)
        self._worker, self._replaying, self._open_preset = worker, replaying, open_preset
        self.levels.store(self.values)

    @property
    def timeline(self) -> Timeline | None:
        """Where bars and beats lie; None while stopped."""
        return self.rolling.timeline

    def follow(self) -> None:
        """Let the bars follow the outside clock, if there is one."""
        bpm = self.following.advance(self.timeline, self.values)
        if bpm is not None and abs(bpm - self.values.number("tempo")) >= LEAST_BPM:
            self.values = self.values.with_value("tempo", None, (bpm,))
            self.board.say("tempo", None, (bpm,))

    def run(self, entry: Entry, frame: int) -> None:
        """Do what is due in the step at `frame`, or tell why it cannot be."""
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
        if command.path not in PLANNED and (command.when or PARAMS[command.path].kind == "action"):
            self._say_done(command, entry.at_frame)

    def _say_done(self, command: Command, frame: int) -> None:
        bar = self.timeline.position(frame).bar if self.timeline else -1
        self.board.say("done", None, (spoken(command.path, command.part), max(0, bar + 1)))

    def _set(self, path: str, part: int | None, args: Args, frame: int) -> None:
        """Apply a value row and tell it."""
        before = self.values.get(path, part)
        if path == "part/<p>/audio":
            self.steering.take(str(args[0]), part or 1, frame, self.values, self.band.hearing)
            note_sound(self.steering.sounds[part or 1], frame, self.board)
        self.values = self.values.with_value(path, part, args)
        if path == "tempo":
            self.following.lead(self.values)
        changed = before != args or args == (INPUT,)
        if changed and path in _EFFECTS and self.timeline is not None:
            scene = Scene(frame, self.timeline, self.values)
            if path == "part/<p>/morph":
                self.steering.move(scene, part or 1, float(before[0]))
            _EFFECTS[path](self, scene, part or 1)
        self.levels.store(self.values)
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
        self.levels.panic()
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
        preset = self._open_preset(str(entry.command.args[0]))
        note_preset(str(entry.command.args[0]), preset, frame, self.board)
        if preset.midi:
            self.board.tell("midi/map", None, preset.midi)
        for (path, part), args in preset.values.items():
            if path in OF_LOOP and not (self.looper.is_empty and self.following.leaves(path, self.values)):
                continue
            try:
                self._set(path, part, args, frame)
            except Refused as refused:  # a sound that is not on this machine: the rest of the preset counts
                self.board.say("error", None, (spoken(path, part), refused.code, refused.text))

    def _save(self, entry: Entry, frame: int) -> None:
        if not self._replaying:
            save_preset(str(entry.command.args[0]), self.values, self.board)


_ACTIONS: dict[str, Callable[[Execution, Entry, int], None]] = {
    "panic": Execution._panic,
    "transport/play": Execution._play,
    "transport/stop": Execution._stop,
    "bar1": Execution._bar1,
    "tempo/tap": Execution._pace,
    "tempo/nudge": Execution._pace,
    "tempo/double": Execution._pace,
    "tempo/halve": Execution._pace,
    "loop/press": Execution._press,
    "loop/undo": lambda self, entry, frame: self.looper.undo(frame),
    "loop/clear": lambda self, entry, frame: self.looper.clear(frame),
    "part/<p>/take/keep": Execution._keep_take,
    "cancel": lambda self, entry, frame: self.agenda.cancel(),
    "preset/load": Execution._load,
    "engine/load": lambda self, entry, frame: self._worker.switch(str(entry.command.args[0])),
    "preset/save": Execution._save,
}
_EFFECTS: dict[str, Callable[["Execution", Scene, int], None]] = {
    "tempo": Execution._retempo,
    "meter": lambda self, scene, part: self.rolling.remeter(scene),
    **dict.fromkeys(PROMPTS, lambda self, scene, part: self.band.renew(part, scene)),
    "part/<p>/hold": Execution._hold,
    "fallback": lambda self, scene, part: self.band.resume(scene),
}
