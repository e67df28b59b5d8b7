"""The four parts: when each asks for a riff, with what, and what becomes of it."""

from dataclasses import replace

from livenode.generation.arrivals import Arrivals
from livenode.generation.bench import DecodeRequest
from livenode.generation.board import Board
from livenode.generation.hearing import Hearing
from livenode.generation.looper import Looper
from livenode.generation.part import Part, Pass, Plan
from livenode.generation.pipeline import max_bars
from livenode.generation.planner import LeadTime, first_bar, joins_at, reachable, servable_bar, work_of
from livenode.generation.promises import Promises
from livenode.generation.request import heard_beside, request_for
from livenode.generation.scene import Scene, snapshot
from livenode.generation.steering import Steering
from livenode.generation.worker import Worker
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.transport.timeline import Timeline

FILLED_S = 4.0  # the least that is in the ring of a part that goes on: control may stand still for so long


class Band:
    """Plans and requests riffs, and keeps the rings filled. Thread: control. Real-time safe: no."""

    def __init__(
        self,
        memory: Memory,
        worker: Worker,
        lead: LeadTime,
        board: Board,
        space: str,
        steering: Steering,
        looper: Looper,
    ) -> None:
        self.hearing, self.steering = Hearing(), steering
        self.space = space  # of the latents of the engine that makes the riffs
        self.parts = {number: Part(number, memory) for number in PARTS}
        self.promises = Promises(memory, board)
        self._arrivals = Arrivals(memory, lead, board, self.promises)
        self._memory, self._worker, self._lead, self._board = memory, worker, lead, board
        self._looper = looper

    @property
    def sounds(self) -> bool:
        """Whether any riff has been placed since the start."""
        return any(part.passes for part in self.parts.values())

    @property
    def made_riffs(self) -> int:
        """How many riffs came from the worker."""
        return self._arrivals.made

    @property
    def late_riffs(self) -> int:
        """How many of them came too late for their bar, or for their second."""
        return self._arrivals.late

    @property
    def fallbacks(self) -> int:
        """How often the fallback sounded in place of a riff."""
        return self.promises.broken

    def advance(self, scene: Scene, collect: bool = True) -> None:
        """Do what is due in a step: place what was made, plan, request, keep the rings filled."""
        for part in self.parts.values():
            part.blends_from = reachable(self._memory, scene.frame) if scene.is_free else None
        if collect:
            self._collect(scene)
        for part in self.parts.values():
            self._mend(part, scene)
            self._plan(part, scene)
            self._request(part, scene)
            self.promises.check(part, scene)
            self._keep_filled(part, scene)

    def lead_frames(self, values: Values, timeline: Timeline | None = None, number: int = PARTS[0]) -> int:
        """Return how long before its bar line a riff of a part is begun now, those after it included."""
        after = [each for each in PARTS if each > number and values.number("part/<p>/auto", each)]
        entry = timeline.entries[-1] if timeline else None
        bar_ms = 60_000 * entry.beats_per_bar / entry.bpm if entry else 0.0
        return self._lead.frames([work_of(values, each) for each in (number, *after)], bar_ms)

    def clear(self, frame: int) -> None:
        """Silence every part from `frame` on and drop every plan and the ledger."""
        self.promises.forget()
        self.steering.stop()
        for part in self.parts.values():
            part.cut(frame)
            part.forget()

    def plan_at(self, number: int, wanted_bar: int, scene: Scene, vary: float | None = None) -> None:
        """Plan a riff of a part at `wanted_bar`, or at the first bar after it that can be served."""
        part, lead = self.parts[number], self.lead_frames(scene.values, scene.timeline, number)
        bar = servable_bar(scene.timeline, wanted_bar, scene.frame, lead)
        bars = min(int(scene.values.number("bars")), max_bars(scene.timeline, bar))
        if bars:  # a bar may be longer than the engine's window
            heard_frame = scene.timeline.bar_frame(bar) - lead
            part.plan, part.due = Plan(part.next_number(), bar, bars, heard_frame, vary), bar

    def inpaint_at(self, number: int, wanted_bar: int, bars: tuple[int, int], scene: Scene) -> None:
        """Plan bars of the sounding riff, (the first from 1, how many), anew when they come round next."""
        part = self.parts[number]
        self.plan_at(number, wanted_bar, scene)
        plan, now = part.plan, part.sounding(scene.frame)
        if plan is None or now is None:
            return
        bar = plan.start_bar + (now.first_bar + bars[0] - 1 - plan.start_bar) % now.riff.bars
        later = scene.timeline.bar_frame(bar) - scene.timeline.bar_frame(plan.start_bar)
        heard_frame = plan.heard_frame + later
        part.plan, part.due = Plan(plan.number, bar, now.riff.bars, heard_frame, inpaint=bars), bar

    def take_at(self, number: int, wanted_bar: int, takes_on: int, scene: Scene) -> None:
        """Sound another take of the riff, so many on, from a bar on; behind the last take a new riff."""
        part, now = self.parts[number], self.parts[number].sounding(scene.frame)
        takes_on += part.turned
        if not takes_on:  # there and back
            part.plan = part.due = None
            return
        self.plan_at(number, wanted_bar, scene)
        if part.plan and now and now.riff.take + part.turning + takes_on < len(now.riff.takes):
            part.plan = replace(part.plan, takes_on=takes_on, again=True)

    def keep_take(self, number: int, scene: Scene) -> None:
        """Drop the other takes of what sounds."""
        part, now = self.parts[number], self.parts[number].sounding(scene.frame)
        if now is not None:
            kept = now.riff.alone()
            part.passes = [replace(one, riff=kept) if one.riff is now.riff else one for one in part.passes]
            self._board.tell("part/<p>/take", number, (1, 1))

    def renew(self, number: int, scene: Scene) -> None:
        """Plan a sounding part anew as soon as it can be served: its prompt changed."""
        if self.parts[number].passes and scene.on("part/<p>/auto", number):
            self.plan_at(number, scene.timeline.position(scene.frame).bar + 1, scene)

    def hold(self, number: int, scene: Scene) -> None:
        """Keep what sounds: drop what is coming by itself, also where it is in the ring already."""
        part, now = self.parts[number], self.parts[number].sounding(scene.frame)
        if now is None:
            return
        part.plan = part.due = None
        if part.flight is not None and not part.flight.again and part.flight.number != now.riff.number:
            part.flight = None
        coming = next(
            (each for each in part.passes if each.start_frame > scene.frame and each.riff is not now.riff),
            None,
        )
        if coming is not None and coming.start_frame >= joins_at(self._memory, scene.frame):
            part.place(now.riff, scene.timeline, now.first_bar, coming.start_bar)

    def resume(self, scene: Scene) -> None:
        """Let parts that fell silent for want of a riff go on with the last, where that is wanted now."""
        for part in self.parts.values():
            if part.silenced is not None and part.torn is None and scene.goes_on(part.number):
                part.torn, part.silenced = part.silenced, None

    def retime(self, new: Timeline, bar: int, scene: Scene) -> None:
        """Take a new tempo from `bar` on: what sounds there is decoded again on the new grid."""
        line = new.bar_frame(bar)
        for part in self.parts.values():
            while part.passes and part.passes[-1].repeats and part.passes[-1].end_frame < line:
                part.repeat(scene.timeline)
            dropped = part.flight if part.flight and part.flight.start_bar >= bar else None
            wanted = part.plan if part.plan and part.plan.start_bar >= bar else dropped
            sounding = part.sounding(line) or part.sounding(line - 1)
            goes_on = sounding and (
                sounding.end_frame > line or sounding.repeats or (dropped and dropped.again)
            )
            part.plan = None if part.plan is wanted else part.plan
            part.flight = None if dropped else part.flight
            part.due = None
            torn = sounding if sounding and goes_on else part.torn
            if torn is None:
                part.cut(line)
            else:
                part.let_go(line)
                part.torn = torn
                if part.flight is None:
                    self._decode_again(part, torn, bar, replace(scene, timeline=new))
            if wanted and wanted.inpaint:
                self.inpaint_at(part.number, wanted.start_bar, wanted.inpaint, replace(scene, timeline=new))
            elif wanted and not wanted.again:
                self.plan_at(part.number, wanted.start_bar, replace(scene, timeline=new), wanted.vary)

    def move(self, new: Timeline, bar: int, scene: Scene) -> None:
        """Move what sounds from `bar` on to where that bar lies now; what is coming follows by itself."""
        line = min(each.bar_frame(bar) for each in (scene.timeline, new))
        for part in self.parts.values():
            again = [one for one in part.passes if one.end_bar > bar and one.end_frame > line]
            if part.torn is None and again and again[-1].repeats:
                for one in again:
                    part.place(one.riff, new, one.first_bar, max(one.start_bar, bar))

    def _decode_again(self, part: Part, sounding: Pass, bar: int, scene: Scene, takes_on: int = 0) -> None:
        """Ask for what sounds from `bar` on once more, on the grid there, or for another of its takes."""
        riff, timeline = sounding.riff, scene.timeline
        bars = min(riff.bars, max_bars(timeline, bar))
        if not bars:
            return
        takes, twins = riff.from_bar(bar - sounding.first_bar)
        length, take = bars * (takes.shape[1] // riff.bars), min(max(0, riff.take + takes_on), len(takes) - 1)
        takes, twins = takes[:, :length], None if twins is None else twins[:, :length]
        part.flight = Plan(part.next_number(), bar, bars, scene.frame, again=True, takes_on=takes_on)
        part.torn = sounding
        before = part.past(timeline, bar, riff.space).latents
        self._worker.post(
            DecodeRequest(
                part.number, part.flight.number, timeline, bar, bars, takes, twins, take, before, riff.space
            )
        )

    def _plan(self, part: Part, scene: Scene) -> None:
        """Plan the part's next riff, where the part asks for one by itself."""
        if part.plan or part.flight or not scene.on("part/<p>/auto", part.number):
            return
        if part.passes and scene.on("part/<p>/hold", part.number):
            return
        values = scene.values
        bars, replan = int(values.number("bars")), int(values.number("part/<p>/replan", part.number))
        if part.last_start is None:
            wanted = first_bar(values.text("mode"), bars, int(values.number("loop/bars")))
        elif replan == 0:
            return
        else:
            wanted = part.last_start + (replan if replan > 0 else part.last_bars or bars)
        if part.retry_bar is not None:
            wanted, part.retry_bar = part.retry_bar, None
        owed = part.due
        self.plan_at(part.number, wanted, scene)
        if scene.timeline.bar_frame(wanted) > scene.frame:
            part.due = wanted if owed is None else owed

    def _request(self, part: Part, scene: Scene) -> None:
        """Post the planned riff once all it may hear is recorded and the parts before it are made."""
        plan, timeline = part.plan, scene.timeline
        if plan is None or scene.frame < plan.heard_frame:
            return
        if any(self.parts[number].flight for number in PARTS if number <= part.number):
            return
        sounding = part.sounding(timeline.bar_frame(plan.start_bar) - 1)
        if plan.again and sounding:
            part.plan = None
            self._decode_again(part, sounding, plan.start_bar, scene, plan.takes_on)
            return
        heard_frame = self.hearing.heard_frame(plan.heard_frame)
        moment = self.steering.moment(scene, part.number, plan.start_bar, heard_frame, self.hearing)
        work = replace(
            work_of(scene.values, part.number), bars=plan.inpaint[1] if plan.inpaint else plan.bars
        )
        settings = snapshot(scene.values, part.number, moment)
        others = heard_beside(part, plan, scene, self.parts.values(), self._looper)
        request = request_for(part, plan, timeline, settings, self.hearing, others, self.space)
        part.plan, part.flight = None, replace(plan, bars=request.bars, work=work)
        self._board.tell("part/<p>/state", part.number, ("generating", "ready", plan.start_bar + 1))
        self._worker.post(request)

    def _collect(self, scene: Scene) -> None:
        for made, cost_ms in self._worker.results(scene.frame):
            part = self.parts[made.part]
            if self._arrivals.take(part, made, cost_ms, scene):
                last = part.passes[-1]
                bar = scene.timeline.position(last.end_frame).bar
                if last.end_bar > bar and part.flight is None:  # the tempo changes in the middle
                    self._decode_again(part, last, bar, scene)
                self._keep_filled(part, scene)

    def _mend(self, part: Part, scene: Scene) -> None:
        """Decode again, as soon as can be, what another grid has torn and no riff has replaced meanwhile."""
        if part.torn is not None and part.flight is None and scene.frame >= part.mends_from:
            lead = self.lead_frames(scene.values, scene.timeline, part.number)
            next_bar = scene.timeline.position(scene.frame).bar + 1
            bar = servable_bar(scene.timeline, next_bar, scene.frame, lead)
            self._decode_again(part, part.torn, bar, scene)

    def _keep_filled(self, part: Part, scene: Scene) -> None:
        """Keep a riff's length in the ring, behind what is planned: its repeat, unless silence is wanted."""
        least = round(FILLED_S * self._memory.samplerate)
        if part.torn is not None:
            if scene.goes_on(part.number):
                part.repeat_torn(joins_at(self._memory, scene.frame), scene.frame + least)
            return
        while part.passes and part.passes[-1].repeats and scene.goes_on(part.number):
            last = part.passes[-1]
            if last.end_frame >= scene.frame + max(least, last.end_frame - last.first_frame):
                return
            part.repeat(scene.timeline)

    def hurry(self) -> None:
        """Let parts that play by themselves begin as soon as can be: there is music to hear already."""
        for part in self.parts.values():
            part.retry_bar = 0

    def start_at(self, bar: int) -> None:
        """Let parts that play by themselves begin a riff's length after `bar`: the music starts anew."""
        for part in self.parts.values():
            part.last_start, part.last_bars = bar, 0
