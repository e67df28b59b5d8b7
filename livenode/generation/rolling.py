"""The transport: started and stopped, its tempo, meter and bar 1, and what follows the beat by itself."""

from collections.abc import Callable, Sequence

from livenode.generation.agenda import Agenda
from livenode.generation.band import Band
from livenode.generation.beats import Beats
from livenode.generation.board import Board
from livenode.generation.levels import Levels
from livenode.generation.metronome import Metronome
from livenode.generation.planner import joins_at, servable_bar
from livenode.generation.scene import Scene
from livenode.generation.telling import tell_parts
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.sync.correction import Move, Tempo
from livenode.transport.tap import tap_tempo
from livenode.transport.timeline import Timeline

START_S = 0.25  # from play to the first line of the count-in: the first click must be in the ring
TAPS_KEPT = 16


class Rolling:
    """Owns the timeline; None while stopped. `taps`: of the tempo, as frames.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, memory: Memory, band: Band, agenda: Agenda, levels: Levels, board: Board) -> None:
        self.timeline: Timeline | None = None
        self._memory, self._band, self._agenda, self._levels = memory, band, agenda, levels
        self._board, self._beats, self._metronome = board, Beats(board), Metronome(memory)
        self.taps: list[int] = []
        self._from_bar = 0

    def advance(self, scene: Scene, loop_sounds: bool) -> None:
        """Tell the beat, and keep the click ahead; neither in free time."""
        if self._beats.advance(scene, self._from_bar):
            tell_parts(self._band.parts.values(), scene, self._board)
            if loop_sounds or any(
                part.passes and part.passes[0].start_frame <= scene.frame
                for part in self._band.parts.values()
            ):
                self._levels.first_riff(scene.values)
        switched_on = bool(scene.values.number("metronome")) and not scene.is_free
        self._metronome.advance(scene.timeline, scene.frame, self._from_bar, switched_on)

    def play(self, values: Values, frame: int, first_frame: int, is_counted: bool = True) -> None:
        """Start at a frame: the count-in, if there is one, then bar 0. Nothing happens while it rolls."""
        if self.timeline is not None:
            return
        counts = is_counted and values.text("time") != "free"
        count_in = int(values.number("count_in")) if counts else 0
        self.play_from(first_frame + self._timeline(values, 0).bar_frame(count_in), values, frame, count_in)

    def play_from(self, bar0_frame: int, values: Values, frame: int, count_in: int = 0) -> None:
        """Start with bar 0 at `bar0_frame`, which may have begun."""
        self.timeline = self._timeline(values, bar0_frame)
        self._from_bar = -count_in
        self._beats.restart()
        self._metronome.restart(frame)
        self._levels.open(values)
        self._board.tell("transport/state", None, ("count_in" if count_in else "rolling",))

    def go_on(self, timeline: Timeline, frame: int) -> None:
        """Roll on a timeline that has begun before."""
        self.timeline, self._from_bar = timeline, 0
        self._metronome.restart(frame)

    def _timeline(self, values: Values, bar0_frame: int) -> Timeline:
        numerator, denominator = (int(number) for number in values.get("meter"))
        bpm = values.number("tempo")
        return Timeline.start(self._memory.samplerate, bar0_frame, bpm, numerator, denominator)

    def stop(self, at_frame: int, frame: int) -> None:
        """Stop: silence within a block, or from the line it was asked for; every plan dropped."""
        if at_frame < joins_at(self._memory, frame):
            self._levels.close()
        self._band.clear(at_frame)
        self._metronome.restart(at_frame)
        self.timeline, self.taps = None, []
        for number in PARTS:
            self._board.tell("part/<p>/state", number, ("empty", "", 0))
        self._board.tell("transport/state", None, ("stopped",))

    def bar1(self, timeline: Timeline, at_frame: int, frame: int) -> None:
        """Make its line, or the moment of the press, bar 1; what was heard is kept, on the new grid."""
        self.timeline, self._from_bar = timeline.realigned(at_frame), 0
        self._restart(max(at_frame, joins_at(self._memory, frame)), 0)

    def tap(self, at_frame: int) -> float | None:
        """Take a tap; from the second on, return the tempo."""
        self.taps = [*self.taps, at_frame][-TAPS_KEPT:]
        return tap_tempo(self.taps, self._memory.samplerate)

    def retempo(self, scene: Scene, is_bar_line: Callable[[float], bool]) -> None:
        """Take the new tempo at the next bar that can be served; `is_bar_line`: where it may begin."""
        bar = self.tempo_bar(scene)
        while not is_bar_line(scene.timeline.bar_frame_exact(bar)):
            bar += 1
        self.take_tempi([Tempo(bar, scene.values.number("tempo"))], scene)

    def tempo_bar(self, scene: Scene) -> int:
        """Return the next bar from which a new tempo can be served."""
        lead = joins_at(self._memory, 0)
        if self._band.sounds:
            lead = self._band.lead_frames(scene.values, scene.timeline)
        return servable_bar(scene.timeline, scene.timeline.position(scene.frame).bar + 1, scene.frame, lead)

    def take_tempi(self, tempi: Sequence[Tempo], scene: Scene) -> None:
        """Take new tempi from bar to bar; what sounds from the first of them on is decoded again."""
        timeline, first = scene.timeline, tempi[0].bar
        for tempo in tempi:
            timeline = timeline.with_tempo(tempo.bpm, tempo.bar)
        self._take(timeline, first)
        self._band.retime(timeline, first, scene)

    def move(self, move: Move, scene: Scene) -> None:
        """Move a bar line, and all behind it, by no more than a join absorbs; what sounds goes with it."""
        timeline = scene.timeline.moved(move.bar, move.frame)
        self._take(timeline, move.bar)
        self._band.move(timeline, move.bar, scene)

    def _take(self, timeline: Timeline, bar: int) -> None:
        """Go on with a timeline that differs from `bar` on."""
        before, self.timeline = self.timeline, timeline
        self._agenda.follow(timeline)
        places = [each.bar_frame(bar) for each in (before, timeline) if each is not None]
        self._metronome.restart(min(places))

    def remeter(self, scene: Scene) -> None:
        """Take the new meter at the next bar; the band starts anew there."""
        next_bar = scene.timeline.position(scene.frame).bar + 1
        bar = servable_bar(scene.timeline, next_bar, scene.frame, joins_at(self._memory, 0))
        numerator, denominator = (int(number) for number in scene.values.get("meter"))
        self.timeline = scene.timeline.with_meter(numerator, denominator, bar)
        self._agenda.follow(self.timeline)
        self._restart(self.timeline.bar_frame(bar), bar)

    def _restart(self, frame: int, bar: int) -> None:
        self._metronome.restart(frame)
        self._band.clear(frame)
        self._band.start_at(bar)
        self._beats.restart()
