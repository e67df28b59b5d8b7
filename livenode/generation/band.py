"""The four parts: when each asks for a riff, with what, and where the riff goes."""

from dataclasses import dataclass, replace

import numpy as np

from livenode.generation.bench import DecodeRequest, Failure
from livenode.generation.board import Board
from livenode.generation.hearing import Hearing
from livenode.generation.others import first_needed_frame
from livenode.generation.part import Part, Pass, Plan, mixed
from livenode.generation.pipeline import max_bars
from livenode.generation.planner import LeadTime, first_bar, joins_at, servable_bar
from livenode.generation.riff import Past, Riff, RiffRequest, Settings
from livenode.generation.worker import Worker
from livenode.inference.grid_inputs import ATTRIBUTES
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.transport.timeline import Timeline

FILLED_S = 1.0  # the least that is in the ring of a part that goes on


@dataclass(frozen=True)
class Scene:
    """What a decision depends on: the frame of the step, the timeline and the values."""

    frame: int
    timeline: Timeline
    values: Values

    def on(self, path: str, part: int) -> bool:
        """Return whether a switch of a part is on."""
        return bool(self.values.number(path, part))


class Band:
    """Plans, requests and places riffs. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory, worker: Worker, lead: LeadTime, board: Board, space: str) -> None:
        self.made_riffs = self.late_riffs = 0
        self.hearing = Hearing()
        self.space = space  # of the engine that makes the riffs
        self.parts = {number: Part(number, memory) for number in PARTS}
        self._memory, self._worker, self._lead, self._board = memory, worker, lead, board

    @property
    def sounds(self) -> bool:
        """Whether any riff has been placed since the start."""
        return any(part.passes for part in self.parts.values())

    def advance(self, scene: Scene, collect: bool = True) -> None:
        """Do what is due in a step: place what was made, plan, request, keep the rings filled."""
        if collect:
            self._collect(scene)
        for part in self.parts.values():
            self._plan(part, scene)
            self._request(part, scene)
            self._keep_filled(part, scene)

    def lead_frames(self, values: Values) -> int:
        """Return how long before its bar line a riff is begun now."""
        return self._lead.frames(sum(bool(values.number("part/<p>/auto", number)) for number in PARTS))

    def clear(self, frame: int) -> None:
        """Silence every part from `frame` on and drop every plan and the ledger."""
        for part in self.parts.values():
            part.cut(frame)
            part.forget()

    def plan_at(self, number: int, wanted_bar: int, scene: Scene, vary: float | None = None) -> None:
        """Plan a riff of a part at `wanted_bar`, or at the first bar after it that can be served."""
        part, lead = self.parts[number], self.lead_frames(scene.values)
        bar = servable_bar(scene.timeline, wanted_bar, scene.frame, lead)
        bars = min(int(scene.values.number("bars")), max_bars(scene.timeline, bar))
        if bars:  # a bar may be longer than the engine's window
            heard_frame = scene.timeline.bar_frame(bar) - lead
            part.plan = Plan(part.next_number(), bar, bars, heard_frame, vary)

    def renew(self, number: int, scene: Scene) -> None:
        """Plan a sounding part anew as soon as it can be served: its prompt changed."""
        if self.parts[number].passes and scene.on("part/<p>/auto", number):
            self.plan_at(number, scene.timeline.position(scene.frame).bar + 1, scene)

    def hold(self, number: int, scene: Scene) -> None:
        """Keep what sounds: drop what is coming by itself, also where it is in the ring already."""
        part, now = self.parts[number], self.parts[number].sounding(scene.frame)
        if now is None:
            return
        part.plan = None
        if part.flight is not None and not part.flight.again:
            part.flight = None
        coming = next(
            (each for each in part.passes if each.start_frame > scene.frame and each.riff is not now.riff),
            None,
        )
        if coming is not None and coming.start_frame >= joins_at(self._memory, scene.frame):
            part.place(now.riff, scene.timeline, now.first_bar, coming.start_bar)

    def retime(self, new: Timeline, bar: int, scene: Scene) -> None:
        """Take a new tempo from `bar` on: what sounds there is decoded again on the new grid."""
        line = new.bar_frame(bar)
        for part in self.parts.values():
            while part.passes and part.passes[-1].repeats and part.passes[-1].end_frame < line:
                part.repeat(scene.timeline)
            dropped = part.flight if part.flight and part.flight.start_bar >= bar else None
            wanted = part.plan if part.plan and part.plan.start_bar >= bar else dropped
            sounding = part.sounding(line - 1)
            goes_on = sounding and (
                sounding.end_frame > line or sounding.repeats or (dropped and dropped.again)
            )
            part.cut(line)
            part.plan = None if part.plan is wanted else part.plan
            part.flight = None if dropped else part.flight
            if sounding and goes_on and part.flight is None:
                self._decode_again(part, sounding, bar, replace(scene, timeline=new))
            if wanted and not wanted.again:
                self.plan_at(part.number, wanted.start_bar, replace(scene, timeline=new), wanted.vary)

    def _decode_again(self, part: Part, sounding: Pass, bar: int, scene: Scene) -> None:
        riff, timeline = sounding.riff, scene.timeline
        bars = min(riff.bars, max_bars(timeline, bar))
        if not bars:
            return
        turned = _from_bar(sounding, bar)[: bars * (len(riff.latents) // riff.bars)]
        part.flight = Plan(part.next_number(), bar, bars, scene.frame, again=True)
        before = part.past(timeline, bar, riff.space).latents
        self._worker.post(
            DecodeRequest(part.number, part.flight.number, timeline, bar, bars, turned, before, riff.space)
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
        self.plan_at(part.number, wanted, scene)

    def _request(self, part: Part, scene: Scene) -> None:
        """Post the planned riff once all it may hear is recorded and the parts before it are made."""
        plan, timeline = part.plan, scene.timeline
        if plan is None or scene.frame < plan.heard_frame:
            return
        if any(self.parts[number].flight for number in PARTS if number <= part.number):
            return
        sounding = part.sounding(timeline.bar_frame(plan.start_bar) - 1)
        varied = _from_bar(sounding, plan.start_bar) if sounding and plan.vary is not None else None
        others = [
            one
            for one in self.parts.values()
            if one is not part and not scene.on("part/<p>/mute", one.number)
        ]
        part.plan, part.flight = None, plan
        self._board.tell("part/<p>/state", part.number, ("generating", "ready", plan.start_bar + 1))
        self._worker.post(
            RiffRequest(
                part=part.number,
                number=plan.number,
                timeline=timeline,
                start_bar=plan.start_bar,
                bars=plan.bars,
                heard_frame=self.hearing.heard_frame(plan.heard_frame),
                hearing=self.hearing,
                settings=snapshot(scene.values, part.number),
                past=part.past(timeline, plan.start_bar, self.space) if part.passes else Past(),
                others=mixed(others, first_needed_frame(timeline, plan.start_bar)),
                vary=plan.vary or 0.0,
                vary_from=varied,
            )
        )

    def _collect(self, scene: Scene) -> None:
        for made, cost_ms in self._worker.results(scene.frame):
            part = self.parts[made.part]
            plan = part.flight
            if plan is None or plan.number != made.number:
                continue  # dropped meanwhile: stopped, re-aligned, held or re-timed
            part.flight = None
            row: dict[str, object] = {
                "frame": scene.frame,
                "riff": part.number,
                "number": made.number,
                "ms": cost_ms,
            }
            if not plan.again:
                part.last_start, part.last_bars = plan.start_bar, plan.bars
                if cost_ms:
                    self._lead.measured(cost_ms)
            if isinstance(made, Failure):
                self._board.journal({**row, "failed": made.text})
                self._board.say("error", None, (f"part/{made.part}/generate", "internal", made.text))
            else:
                late = self._place(part, made, scene)
                lead = {"lead_frames": made.start_frame - plan.heard_frame, "late": late}
                self._board.journal(
                    {
                        **row,
                        "start_bar": made.start_bar,
                        "start_frame": made.start_frame,
                        **lead,
                        "engine": made.engine,
                    }
                )
                self._tell_made(part, made, cost_ms, late, scene)

    def _place(self, part: Part, riff: Riff, scene: Scene) -> int:
        """Put a riff into the ring, late ones at the next bar line; returns 1 if it was late."""
        timeline, edge = scene.timeline, joins_at(self._memory, scene.frame)
        join_bar = riff.start_bar
        while timeline.bar_frame(join_bar) < edge:
            join_bar += 1
        in_time = join_bar == riff.start_bar
        if join_bar < riff.start_bar + riff.bars or self._goes_on(part, scene):
            in_time &= part.place(riff, timeline, riff.start_bar, join_bar)
            last = part.passes[-1]
            if last.end_bar > (
                bar := timeline.position(last.end_frame).bar
            ):  # the tempo changes in the middle
                self._decode_again(part, last, bar, scene)
            self._keep_filled(part, scene)
        self.made_riffs += 1
        self.late_riffs += not in_time
        return int(not in_time)

    def _goes_on(self, part: Part, scene: Scene) -> bool:
        """Return whether a part's riff sounds again and again until another comes."""
        repeats = scene.values.text("fallback") == "repeat" or scene.on("part/<p>/hold", part.number)
        return repeats or not scene.on("part/<p>/auto", part.number)

    def _keep_filled(self, part: Part, scene: Scene) -> None:
        """Keep a riff's length in the ring, behind what is planned: its repeat, unless silence is wanted."""
        least = round(FILLED_S * self._memory.samplerate)
        while part.passes and part.passes[-1].repeats and self._goes_on(part, scene):
            last = part.passes[-1]
            if last.end_frame >= scene.frame + max(least, last.end_frame - last.first_frame):
                return
            part.repeat(scene.timeline)

    def _tell_made(self, part: Part, riff: Riff, cost_ms: float, late: int, scene: Scene) -> None:
        edge = joins_at(self._memory, scene.frame)
        margin_ms = 1000 * (riff.start_frame - edge) / self._memory.samplerate
        name = f"{part.number}-{riff.number}"
        self._board.say("generation", None, (str(part.number), name, float(cost_ms), float(margin_ms), late))
        state = "late" if late else "ready"
        self._board.tell("part/<p>/state", part.number, (state, "playing", riff.start_bar + 1))

    def tell(self, scene: Scene) -> None:
        """Tell what each part does now."""
        for part in self.parts.values():
            now = next(
                (each for each in part.passes if each.start_frame <= scene.frame < each.end_frame), None
            )
            if now is None:
                continue
            muted, held = scene.on("part/<p>/mute", part.number), scene.on("part/<p>/hold", part.number)
            coming = part.flight or part.plan
            state = "muted" if muted else "held" if held else "playing"
            following = ("ready", coming.start_bar + 1) if coming else ("", now.end_bar + 1)
            self._board.tell("part/<p>/state", part.number, (state, *following))

    def start_at(self, bar: int) -> None:
        """Let parts that play by themselves begin a riff's length after `bar`: the music starts anew."""
        for part in self.parts.values():
            part.last_start, part.last_bars = bar, 0


def _from_bar(sounding: Pass, bar: int) -> np.ndarray:
    """Return the latents of a riff, turned so that they begin with what sounds in `bar`."""
    riff = sounding.riff
    per_bar = len(riff.latents) // riff.bars
    return np.roll(riff.latents, -((bar - sounding.first_bar) % riff.bars) * per_bar, 0)


def snapshot(values: Values, number: int) -> Settings:
    """Return the settings a part's riff is made with. Thread: any. Real-time safe: no."""
    value = values.number
    settings = Settings(
        mode=values.text("mode"),
        loop_bars=int(value("loop/bars")),
        prompt=values.text("part/<p>/prompt", number),
        guidance_context=value("part/<p>/guidance/context", number),
        guidance_prompt=value("part/<p>/guidance/prompt", number),
        attributes=tuple((name, value(f"part/<p>/{name}", number)) for name in ATTRIBUTES),
        steps=int(value("steps")),
    )
    return replace(settings, seed=int(value("part/<p>/seed", number)) * len(PARTS) + number)
