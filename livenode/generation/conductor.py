"""The musical brain: commands in, transport, band and metronome advanced, events out.

`tick(frame)` does everything and is a function of the frame counter. Live calls it every few milliseconds
with the callback's counter, virtual calls it before each block: the same code, the same decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from livenode import presets
from livenode.generation.band import Band, Leads, Scene
from livenode.generation.board import Board, Journal
from livenode.generation.metronome import Metronome
from livenode.generation.pipeline import max_bars
from livenode.generation.planner import LeadTime, servable_bar
from livenode.generation.worker import Listen, Worker
from livenode.inference.engine import EngineInfo
from livenode.params import PARAMS, PARTS, Args, Refused, spoken
from livenode.rt.memory import Memory
from livenode.surface import Command, Publish, Receipt, Values
from livenode.transport.tap import tap_tempo
from livenode.transport.timeline import Timeline

START_S = 0.25  # from play to the first line of the count-in: the first click must be in the ring
_PLANNED = ("part/<p>/generate", "part/<p>/vary")
PLAY_FIRST = "not_ready", "needs the transport rolling: send transport/play first"


@dataclass(frozen=True)
class Queued:
    """A command that waits for its frame. `number` keeps the order of those due at the same frame."""

    due_frame: int
    number: int
    command: Command
    bar: int | None
    only_announce: bool = False  # planned before, sounds now


class Conductor:
    """The `Surface` of a real node. Thread: control. Real-time safe: no.

    lead: how long before a bar line its riff is begun; leads: per (part, start bar), takes precedence (a
    replay). journal: told every command and riff with its frame. set_targets: False where a journal sets the
    header (a replay).
    """

    def __init__(
        self,
        memory: Memory,
        worker: Worker,
        engine: EngineInfo,
        lead: LeadTime,
        *,
        leads: Leads | None = None,
        journal: Journal = lambda row: None,
        set_targets: bool = True,
    ) -> None:
        self.memory, self.engine = memory, engine
        self.timeline: Timeline | None = None
        self.values = Values()
        self.board = Board(journal)
        self.band = Band(memory, worker, lead, self.board, leads or {})
        self._worker, self._set_targets = worker, set_targets
        self._metronome = Metronome(memory)
        self._queue: list[Queued] = []
        self._numbers = 0
        self._taps: list[int] = []
        self._told_beat: tuple[int, int] | None = None
        self._first_sounded = False
        self._from_bar = 0
        self._store_targets()

    # -- the surface

    def attach(self, publish: Publish) -> None:
        """Take the function that tells subscribers. Thread: control. Real-time safe: no."""
        self.board.attach(publish)

    def get(self, path: str, part: int | None) -> Args:
        """Return a value as asked for last, or what was told last. Thread: control. Real-time safe: no."""
        if path == "preset/list":
            return tuple(presets.names())
        if (path, part) not in self.values.rows:
            return self.board.get(path, part)
        waiting = [q.command.args for q in self._queue if (q.command.path, q.command.part) == (path, part)]
        return waiting[-1] if waiting else self.values.get(path, part)

    def submit(self, commands: Sequence[Command]) -> list[Receipt]:
        """Take a bundle, whole or not at all. Raises `Refused`. Thread: control. Real-time safe: no."""
        for command in commands:
            self._refuse_impossible(command)
        frame = self.memory.frame()
        entries = [self._entry(command, frame) for command in commands]
        plans = [self._plan_entry(entry, frame) for entry in entries if entry.only_announce]
        entries_and_plans = [*self._queue, *entries, *plans]
        self._queue = sorted(entries_and_plans, key=lambda entry: (entry.due_frame, entry.number))
        return [
            Receipt(e.command.path, e.command.part, None if e.bar is None else e.bar + 1) for e in entries
        ]

    def _entry(self, command: Command, frame: int) -> Queued:
        self._numbers += 1
        when = command.when or (self.values.text("quantize") if PARAMS[command.path].quantised else "now")
        if self.timeline is None or (when == "now" and command.path not in _PLANNED):
            return Queued(frame, self._numbers, command, None)
        try:
            line = self.timeline.next_line(frame, when)
        except ValueError as problem:
            raise Refused("late", str(problem)) from None
        if command.path in _PLANNED:  # planned at once, to sound at the line
            bar = servable_bar(self.timeline, line.bar, frame, self.band.lead_frames(self.values))
            return Queued(self.timeline.bar_frame(bar), self._numbers, command, bar, only_announce=True)
        return Queued(line.frame, self._numbers, command, line.bar)

    def _plan_entry(self, entry: Queued, frame: int) -> Queued:
        self._numbers += 1
        assert entry.bar is not None
        return Queued(frame, self._numbers, replace(entry.command, when=f"@{entry.bar + 1}"), None)

    def _refuse_impossible(self, command: Command) -> None:
        path, args = command.path, command.args
        if path == "bars" and self.timeline is not None:
            most = max_bars(self.timeline, self.timeline.position(self.memory.frame()).bar)
            if int(args[0]) > most:
                raise Refused(
                    "out_of_range", f"bars: at this tempo and meter a riff holds at most {most} bars"
                )
        if path == "steps" and int(args[0]) > self.engine.steps_max:
            raise Refused(
                "out_of_range", f"steps: this engine takes 1 to {self.engine.steps_max}, or 0 for its own"
            )
        if path in (*_PLANNED, "bar1") and self.timeline is None:
            raise Refused(PLAY_FIRST[0], f"{path} {PLAY_FIRST[1]}")
        if path == "part/<p>/vary" and not self.band.parts[command.part or 1].passes:
            raise Refused(
                "not_ready", f"part {command.part} sounds no riff yet: send part/{command.part}/generate"
            )
        if path == "preset/load":
            self._preset(str(args[0]))

    def _preset(self, name: str) -> presets.Preset:
        try:
            return presets.load(name)
        except presets.PresetError as problem:
            raise Refused("out_of_range", str(problem)) from None

    # -- the clockwork

    def tick(self, frame: int) -> None:
        """Do all that is due at `frame`, the callback's counter. Thread: control. Real-time safe: no."""
        while self._queue and self._queue[0].due_frame <= frame:
            self._run(self._queue.pop(0), frame)
        if self.timeline is not None:
            self._tell_beat(self.timeline, frame)
            audible = bool(self.values.number("metronome")) or self.timeline.position(frame).bar < 0
            self._metronome.advance(self.timeline, frame, self._from_bar, audible)
            self.band.advance(self._scene(self.timeline, frame))
            self._worker.listen(Listen(self.timeline, frame))
        self.board.meter(self.memory, frame)

    def run_now(self, command: Command, frame: int) -> None:
        """Carry out a command of a journal, at the frame at which it was carried out.

        Thread: control. Real-time safe: no.
        """
        self._run(Queued(frame, 0, command, None), frame)

    def _scene(self, timeline: Timeline, frame: int) -> Scene:
        return Scene(frame, timeline, self.values)

    def _run(self, entry: Queued, frame: int) -> None:
        command = entry.command
        if entry.only_announce:
            self._say_done(command, frame)
            return
        self.board.journal(
            {
                "frame": frame,
                "path": command.path,
                "part": command.part,
                "args": command.args,
                "when": command.when,
            }
        )
        try:
            if PARAMS[command.path].kind == "value":
                self._set(command.path, command.part, command.args, frame)
            else:
                _ACTIONS[command.path](self, command, frame)
        except Refused as refused:
            self.board.say("error", None, (spoken(command.path, command.part), refused.code, refused.text))
            return
        planned = command.path in _PLANNED and self.timeline is not None
        if entry.bar is not None or (PARAMS[command.path].kind == "action" and not planned):
            self._say_done(command, frame)

    def _say_done(self, command: Command, frame: int) -> None:
        bar = self.timeline.position(frame).bar if self.timeline else -1
        self.board.say("done", None, (spoken(command.path, command.part), max(0, bar + 1)))

    def _set(self, path: str, part: int | None, args: Args, frame: int) -> None:
        """Apply a value row and tell it."""
        changed = self.values.get(path, part) != args
        self.values = self.values.with_value(path, part, args)
        if changed and path in _EFFECTS and self.timeline is not None:
            _EFFECTS[path](self, self.timeline, part, frame)
        self._store_targets()
        self.board.say(path, part, args)

    # -- effects of values

    def _retempo(self, timeline: Timeline, part: int | None, frame: int) -> None:
        """Take the new tempo at the next bar that can be served."""
        lead = self.band.lead_frames(self.values)
        bar = servable_bar(timeline, timeline.position(frame).bar + 1, frame, lead)
        self.timeline = timeline.with_tempo(self.values.number("tempo"), bar)
        self._metronome.restart(self.timeline.bar_frame(bar))
        self.band.retime(self.timeline, bar, self._scene(timeline, frame))

    def _remeter(self, timeline: Timeline, part: int | None, frame: int) -> None:
        """Take the new meter at the next bar; the band starts anew there."""
        bar = timeline.position(frame).bar + 1
        numerator, denominator = (int(number) for number in self.values.get("meter"))
        self.timeline = timeline.with_meter(numerator, denominator, bar)
        self._restart_band(self.timeline.bar_frame(bar), bar)

    def _renew(self, timeline: Timeline, part: int | None, frame: int) -> None:
        """Plan a part anew at once: its prompt changed."""
        self.band.renew(part or 1, self._scene(timeline, frame))

    def _restart_band(self, frame: int, bar: int) -> None:
        assert self.timeline is not None
        self._metronome.restart(frame)
        self.band.clear(frame)
        self.band.hold_plans(self.timeline, bar)
        self._told_beat = None

    # -- actions

    def _play(self, command: Command, frame: int) -> None:
        """Start: the count-in, then bar 0. Nothing happens while it rolls."""
        if self.timeline is not None:
            return
        bpm, meter = self.values.number("tempo"), self.values.get("meter")
        count_in, samplerate = int(self.values.number("count_in")), self.memory.samplerate
        plain = Timeline.start(samplerate, 0, bpm, int(meter[0]), int(meter[1]))
        bar0_frame = frame + round(START_S * samplerate) + plain.bar_frame(count_in)
        self.timeline = Timeline.start(samplerate, bar0_frame, bpm, int(meter[0]), int(meter[1]))
        self._from_bar, self._told_beat, self._first_sounded = -count_in, None, False
        self._metronome.restart(frame)
        self._target("panic", 0.0)
        self._target("transport_gate", 1.0)
        self._store_targets()
        self.board.tell("transport/state", None, ("count_in" if count_in else "rolling",))

    def _stop(self, command: Command, frame: int) -> None:
        """Stop: silence within a block, every plan dropped."""
        self._target("transport_gate", 0.0)
        self._target("cue_gain", 0.0)
        self.band.clear(frame)
        self._metronome.restart(frame)
        self.timeline, self._taps = None, []
        for number in PARTS:
            self.board.tell("part/<p>/state", number, ("empty", "", 0))
        self.board.tell("transport/state", None, ("stopped",))

    def _panic(self, command: Command, frame: int) -> None:
        self._target("panic", 1.0)
        self._stop(command, frame)

    def _bar1(self, command: Command, frame: int) -> None:
        """Make `frame` bar 1; what was heard before it is kept, on the new grid."""
        if self.timeline is None:
            raise Refused(PLAY_FIRST[0], f"bar1 {PLAY_FIRST[1]}")
        self.timeline, self._from_bar = self.timeline.realigned(frame), 0
        self._restart_band(frame, 0)

    def _tap(self, command: Command, frame: int) -> None:
        """Take a tap; from the second on the tempo follows."""
        self._taps = [*self._taps, frame][-16:]
        bpm = tap_tempo(self._taps, self.memory.samplerate)
        if bpm is not None:
            self._set("tempo", None, (bpm,), frame)

    def _nudge(self, command: Command, frame: int) -> None:
        bpm = self.values.number("tempo") * (1 + float(command.args[0]) / 100)
        self._set("tempo", None, (min(300.0, max(30.0, bpm)),), frame)

    def _generate(self, command: Command, frame: int) -> None:
        """Plan a new riff, or a variation of the sounding one, at the bar `when` names."""
        if self.timeline is None:
            raise Refused(PLAY_FIRST[0], f"{command.path} {PLAY_FIRST[1]}")
        wanted = int(command.when[1:]) - 1 if command.when else 0  # "@<bar>", from _plan_entry
        vary = float(command.args[0]) if command.args else 0.0
        self.band.plan_at(command.part or 1, wanted, self._scene(self.timeline, frame), vary)

    def _cancel(self, command: Command, frame: int) -> None:
        self._queue.clear()

    def _load(self, command: Command, frame: int) -> None:
        for (path, part), args in self._preset(str(command.args[0])).values.items():
            self._set(path, part, args, frame)

    def _save(self, command: Command, frame: int) -> None:
        try:
            presets.save(str(command.args[0]), self.values)
        except presets.PresetError as problem:
            raise Refused("out_of_range", str(problem)) from None
        self.board.say("preset/list", None, tuple(presets.names()))

    # -- telling

    def _tell_beat(self, timeline: Timeline, frame: int) -> None:
        if frame < timeline.bar_frame(self._from_bar):
            return
        position = timeline.position(frame)
        beat = int(position.beat)
        if self._told_beat == (position.bar, beat):
            return
        self._told_beat = position.bar, beat
        self.board.tell("beat", None, (position.bar + 1, beat + 1, position.beat - beat))
        if position.bar >= 0:
            self.board.tell("transport/state", None, ("rolling",))
        self.band.tell(self._scene(timeline, frame))
        if not self._first_sounded and any(
            part.passes and part.passes[0].start_frame <= frame for part in self.band.parts.values()
        ):
            self._first_sounded = True  # the click leaves the main output
            self._store_targets()

    # -- the header of the audio zone

    def _target(self, name: str, value: float) -> None:
        if self._set_targets:
            self.memory.set_target(name, value)

    def _store_targets(self) -> None:
        """Store every level in the header: heard within one block."""
        number = self.values.number
        for part in PARTS:
            gain = 0.0 if number("part/<p>/mute", part) else number("part/<p>/level", part)
            self._target(f"part{part}_gain", gain)
        self._target("monitor", number("monitor"))
        self._target("master_level", number("level"))
        self._target("limiter", number("limiter"))
        self._target("input_gain", 10 ** (number("in/gain_db") / 20))
        if self.timeline is not None:
            self._target("cue_gain", 0.0 if self._first_sounded else number("metronome/level"))


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
    "preset/save": Conductor._save,
}
_EFFECTS = {"tempo": Conductor._retempo, "meter": Conductor._remeter, "part/<p>/prompt": Conductor._renew}
