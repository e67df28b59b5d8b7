"""The musical brain: commands in, transport, band and metronome advanced, events out.

Time goes in steps of STEP_FRAMES of the frame counter. Live calls `tick` every few milliseconds with the
callback's counter, virtual calls it before each block: the same steps, the same code, the same decisions.
What differs from run to run, the journal tells by its step (docs/architecture.md).
"""

from collections.abc import Sequence

from livenode.generation.agenda import PLANNED, Agenda, Entry, entry_for
from livenode.generation.band import Band, Scene
from livenode.generation.beats import Beats
from livenode.generation.bench import Listen, Switched
from livenode.generation.board import Board, Journal
from livenode.generation.hearing import hearing_at
from livenode.generation.levels import Levels
from livenode.generation.library import LISTS, load_preset, save_preset, tell_switched
from livenode.generation.metronome import Metronome
from livenode.generation.planner import LeadTime, joins_at, servable_bar
from livenode.generation.refusals import refuse_impossible, refuse_stopped, refuse_too_long
from livenode.generation.worker import Worker
from livenode.inference.engine import EngineInfo
from livenode.params import PARAMS, PARTS, Args, Refused, spoken
from livenode.rt.memory import Memory
from livenode.surface import Command, Publish, Receipt, Values
from livenode.transport.tap import tap_tempo
from livenode.transport.timeline import MAX_BPM, MIN_BPM, Timeline

STEP_FRAMES = 256
START_S = 0.25  # from play to the first line of the count-in: the first click must be in the ring


class Conductor:
    """The `Surface` of a real node. Thread: control. Real-time safe: no.

    lead: how long before a bar line its riff is begun. journal: told every command and riff with its step.
    replaying: a journal sets the header and says when riffs arrive. round_trip_frames: as calibrated.
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
    ) -> None:
        self.memory, self.engine = memory, engine
        self.timeline: Timeline | None = None
        self.values = Values()
        self.board = Board(journal)
        self.band = Band(memory, worker, lead, self.board, engine.space)
        self._lead, self._round_trip_frames = lead, round_trip_frames
        self.agenda = Agenda()
        self._worker, self._replaying = worker, replaying
        self._levels = Levels(memory, enabled=not replaying)
        self._metronome, self._beats = Metronome(memory), Beats(self.board)
        self._step = -(-memory.frame() // STEP_FRAMES) * STEP_FRAMES
        self._taps: list[int] = []
        self._from_bar = 0
        self._levels.store(self.values)

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
            refuse_impossible(command, asked, self.timeline is not None, self.engine, self.band)
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
        row, lead_frames = PARAMS[command.path], self.band.lead_frames(self.values)
        when = command.when or (self.values.text("quantize") if row.quantised else "now")
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
        while entry := self.agenda.take_due(frame):
            self._run(entry, frame)
        for switched in self._worker.switched(frame) if newest or self._replaying else ():
            self._take_engine(switched, frame)
        if self.timeline is None:
            return
        hearing = hearing_at(frame, self.values, self._round_trip_frames, self.band.hearing)
        self.band.hearing = hearing
        self._tell_beat(self.timeline, frame)
        self._metronome.advance(self.timeline, frame, self._from_bar, bool(self.values.number("metronome")))
        self.band.advance(Scene(frame, self.timeline, self.values), newest or self._replaying)
        if newest:
            self._worker.listen(Listen(self.timeline, hearing.heard_frame(frame), hearing))

    def _run(self, entry: Entry, frame: int) -> None:
        command = entry.command
        if entry.only_announce:
            self._say_done(command, frame)
            return
        row = {"path": command.path, "part": command.part, "args": command.args, "when": command.when}
        self.board.journal({"frame": frame, "at": entry.at_frame, **row})
        try:
            if PARAMS[command.path].kind == "value":
                self._set(command.path, command.part, command.args, frame)
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
        changed = self.values.get(path, part) != args
        self.values = self.values.with_value(path, part, args)
        if changed and path in _EFFECTS and self.timeline is not None:
            _EFFECTS[path](self, Scene(frame, self.timeline, self.values), part or 1)
        self._levels.store(self.values)
        self.board.say(path, part, args)

    def _retempo(self, scene: Scene, part: int) -> None:
        """Take the new tempo at the next bar that can be served."""
        timeline, frame = scene.timeline, scene.frame
        lead = self.band.lead_frames(self.values) if self.band.sounds else joins_at(self.memory, 0)
        bar = servable_bar(timeline, timeline.position(frame).bar + 1, frame, lead)
        self.timeline = timeline.with_tempo(self.values.number("tempo"), bar)
        self.agenda.follow(self.timeline)
        self._metronome.restart(self.timeline.bar_frame(bar))
        self.band.retime(self.timeline, bar, scene)

    def _remeter(self, scene: Scene, part: int) -> None:
        """Take the new meter at the next bar; the band starts anew there."""
        next_bar = scene.timeline.position(scene.frame).bar + 1
        bar = servable_bar(scene.timeline, next_bar, scene.frame, joins_at(self.memory, 0))
        numerator, denominator = (int(number) for number in self.values.get("meter"))
        self.timeline = scene.timeline.with_meter(numerator, denominator, bar)
        self.agenda.follow(self.timeline)
        self._restart_band(self.timeline.bar_frame(bar), bar)

    def _hold(self, scene: Scene, part: int) -> None:
        if scene.on("part/<p>/hold", part):
            self.band.hold(part, scene)

    def _restart_band(self, frame: int, bar: int) -> None:
        self._metronome.restart(frame)
        self.band.clear(frame)
        self.band.start_at(bar)
        self._beats.restart()

    def _play(self, entry: Entry, frame: int) -> None:
        """Start: the count-in, then bar 0. Nothing happens while it rolls."""
        if self.timeline is not None:
            return
        bpm, meter = self.values.number("tempo"), self.values.get("meter")
        count_in, samplerate = int(self.values.number("count_in")), self.memory.samplerate
        plain = Timeline.start(samplerate, 0, bpm, int(meter[0]), int(meter[1]))
        bar0_frame = frame + round(START_S * samplerate) + plain.bar_frame(count_in)
        self.timeline = Timeline.start(samplerate, bar0_frame, bpm, int(meter[0]), int(meter[1]))
        self._from_bar = -count_in
        self._beats.restart()
        self._metronome.restart(frame)
        self._levels.open(self.values)
        self.board.tell("transport/state", None, ("count_in" if count_in else "rolling",))

    def _stop(self, entry: Entry, frame: int) -> None:
        """Stop: silence within a block, or from the line it was asked for; every plan dropped."""
        if entry.at_frame < joins_at(self.memory, frame):
            self._levels.close()
        self.band.clear(entry.at_frame)
        self._metronome.restart(entry.at_frame)
        self.timeline, self._taps = None, []
        for number in PARTS:
            self.board.tell("part/<p>/state", number, ("empty", "", 0))
        self.board.tell("transport/state", None, ("stopped",))

    def _panic(self, entry: Entry, frame: int) -> None:
        self._levels.panic()
        self._stop(entry, frame)

    def _bar1(self, entry: Entry, frame: int) -> None:
        """Make its line, or the moment of the press, bar 1; what was heard is kept, on the new grid."""
        refuse_stopped("bar1", self.timeline is not None)
        assert self.timeline is not None
        self.timeline, self._from_bar = self.timeline.realigned(entry.at_frame), 0
        self._restart_band(max(entry.at_frame, joins_at(self.memory, frame)), 0)

    def _tap(self, entry: Entry, frame: int) -> None:
        """Take a tap; from the second on the tempo follows."""
        self._taps = [*self._taps, entry.at_frame][-16:]
        bpm = tap_tempo(self._taps, self.memory.samplerate)
        if bpm is not None:
            self._push_tempo(bpm, frame)

    def _nudge(self, entry: Entry, frame: int) -> None:
        self._push_tempo(self.values.number("tempo") * (1 + float(entry.command.args[0]) / 100), frame)

    def _push_tempo(self, bpm: float, frame: int) -> None:
        args = (min(MAX_BPM, max(MIN_BPM, bpm)),)
        refuse_too_long("tempo", args, self.values, self.timeline is not None)
        self._set("tempo", None, args, frame)

    def _generate(self, entry: Entry, frame: int) -> None:
        """Plan a new riff, or a variation of the sounding one, at the bar `when` names."""
        command = entry.command
        refuse_stopped(command.path, self.timeline is not None)
        assert self.timeline is not None
        wanted = int(command.when[1:]) - 1 if command.when else 0  # "@<bar>", from _plan_entry
        vary = float(command.args[0]) if command.args else None
        self.band.plan_at(command.part or 1, wanted, Scene(frame, self.timeline, self.values), vary)

    def _cancel(self, entry: Entry, frame: int) -> None:
        self.agenda.cancel()

    def _load(self, entry: Entry, frame: int) -> None:
        for (path, part), args in load_preset(str(entry.command.args[0])).values.items():
            self._set(path, part, args, frame)

    def _save(self, entry: Entry, frame: int) -> None:
        if not self._replaying:
            save_preset(str(entry.command.args[0]), self.values, self.board)

    def _load_engine(self, entry: Entry, frame: int) -> None:
        self._worker.switch(str(entry.command.args[0]))

    def _take_engine(self, switched: Switched, frame: int) -> None:
        """Go on with another engine; its riffs know nothing of what was sounded in another space."""
        info = tell_switched(switched, frame, self.board)
        if info is None:
            return
        self.engine, self.band.space = info, info.space
        if switched.warm_up_ms:
            self._lead.measured(switched.warm_up_ms)

    def _tell_beat(self, timeline: Timeline, frame: int) -> None:
        if not self._beats.advance(timeline, frame, self._from_bar):
            return
        self.band.tell(Scene(frame, timeline, self.values))
        if any(part.passes and part.passes[0].start_frame <= frame for part in self.band.parts.values()):
            self._levels.first_riff(self.values)


_ACTIONS = {
    "panic": Conductor._panic,
    "transport/play": Conductor._play,
    "transport/stop": Conductor._stop,
    "bar1": Conductor._bar1,
    "tempo/tap": Conductor._tap,
    "tempo/nudge": Conductor._nudge,
    "part/<p>/generate": Conductor._generate,
    "part/<p>/vary": Conductor._generate,
    "cancel": Conductor._cancel,
    "preset/load": Conductor._load,
    "engine/load": Conductor._load_engine,
    "preset/save": Conductor._save,
}
_EFFECTS = {
    "tempo": Conductor._retempo,
    "meter": Conductor._remeter,
    "part/<p>/prompt": lambda self, scene, part: self.band.renew(part, scene),
    "part/<p>/hold": Conductor._hold,
}
