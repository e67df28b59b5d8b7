"""The four parts: when each asks for a riff, with what, and where the riff goes."""

from dataclasses import dataclass, replace

import numpy as np

from livenode.generation.board import Board
from livenode.generation.part import Part, Pass, Plan, mixed
from livenode.generation.pipeline import max_bars
from livenode.generation.planner import LeadTime, first_bar, servable_bar
from livenode.generation.riff import Past, Riff, RiffRequest, Settings
from livenode.generation.worker import DecodeRequest, Failure, Worker
from livenode.inference.grid_inputs import ATTRIBUTES
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.surface import Values
from livenode.transport.timeline import Timeline

CONTEXT_BARS_BACK = 17  # other parts are given this far back: half a window and the longest lag
Leads = dict[tuple[int, int], int]  # (part, start bar) -> frames


@dataclass(frozen=True)
class Scene:
    """What a decision depends on: the counter, the timeline and the values."""

    frame: int
    timeline: Timeline
    values: Values

    def on(self, path: str, part: int) -> bool:
        """Return whether a switch of a part is on."""
        return bool(self.values.number(path, part))


class Band:
    """Plans, requests and places riffs. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory, worker: Worker, lead: LeadTime, board: Board, leads: Leads) -> None:
        self.late_riffs = 0
        self.parts = {number: Part(number, memory) for number in PARTS}
        self._memory, self._worker, self._lead, self._board, self._leads = memory, worker, lead, board, leads

    @property
    def sounds(self) -> bool:
        """Whether any riff has been placed since the start."""
        return any(part.passes for part in self.parts.values())

    def advance(self, scene: Scene) -> None:
        """Do what is due: place what was made, plan, request, keep the rings filled."""
        self._collect(scene)
        for part in self.parts.values():
            self._plan(part, scene)
            self._request(part, scene)
            self._collect(scene)
            self._keep_filled(part, scene)

    def lead_frames(self, values: Values) -> int:
        """Return how long before its bar line a riff is begun now."""
        return self._lead.frames(sum(bool(values.number("part/<p>/auto", number)) for number in PARTS))

    def clear(self, frame: int) -> None:
        """Silence every part from `frame` on and drop every plan and the ledger."""
        for part in self.parts.values():
            part.cut(frame)
            part.forget()

    def plan_at(self, number: int, wanted_bar: int, scene: Scene, vary: float = 0.0) -> None:
        """Plan a riff of a part at `wanted_bar`, or at the first bar after it that can be served."""
        part = self.parts[number]
        lead = self._leads.get((number, wanted_bar), self.lead_frames(scene.values))
        bar = servable_bar(scene.timeline, wanted_bar, scene.frame, lead)
        bars = min(int(scene.values.number("bars")), max_bars(scene.timeline, bar))
        lead = self._leads.get((number, bar), lead)
        part.plan = Plan(part.made, bar, bars, scene.timeline.bar_frame(bar) - lead, vary)
        part.made += 1

    def renew(self, number: int, scene: Scene) -> None:
        """Plan a sounding part anew as soon as it can be served: its prompt changed."""
        if self.parts[number].passes and scene.on("part/<p>/auto", number):
            self.plan_at(number, scene.timeline.position(scene.frame).bar + 1, scene)

    def retime(self, new: Timeline, bar: int, scene: Scene) -> None:
        """Take a new tempo from `bar` on: what sounds there is decoded again on the new grid."""
        line = new.bar_frame(bar)
        for part in self.parts.values():
            sounding = next((each for each in reversed(part.passes) if each.start_frame < line), None)
            part.cut(line)
            part.plan = part.flight = None
            if sounding is not None:
                self._decode_again(part, sounding, new, bar, scene)

    def _decode_again(self, part: Part, sounding: Pass, new: Timeline, bar: int, scene: Scene) -> None:
        riff = sounding.riff
        bars = min(riff.bars, max_bars(new, bar))
        per_bar = len(riff.latents) // riff.bars
        turned = np.roll(riff.latents, -((bar - sounding.start_bar) % riff.bars) * per_bar, 0)
        part.flight = Plan(part.made, bar, bars, scene.frame)
        part.made += 1
        before = part.past(scene.timeline, bar).latents
        self._worker.post(
            DecodeRequest(part.number, part.flight.number, new, bar, bars, turned[: bars * per_bar], before)
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
            wanted = part.last_start + (replan if replan > 0 else bars)
        self.plan_at(part.number, wanted, scene)

    def _request(self, part: Part, scene: Scene) -> None:
        """Post the planned riff once all it may hear is recorded and the parts before it are made."""
        plan = part.plan
        if plan is None or scene.frame < plan.heard_frame:
            return
        if any(self.parts[number].flight for number in PARTS if number <= part.number):
            return
        timeline = scene.timeline
        sounding = part.sounding(scene.frame)
        heard = [
            each
            for each in self.parts.values()
            if each is not part and not scene.on("part/<p>/mute", each.number)
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
                heard_frame=plan.heard_frame,
                settings=snapshot(scene.values, part.number),
                past=part.past(timeline, plan.start_bar) if part.passes else Past(),
                others=mixed(heard, max(0, timeline.bar_frame(plan.start_bar - CONTEXT_BARS_BACK))),
                vary=plan.vary,
                vary_from=sounding.riff.latents if plan.vary and sounding else None,
            )
        )

    def _collect(self, scene: Scene) -> None:
        for made, cost_ms in self._worker.results():
            part = self.parts[made.part]
            plan = part.flight
            if plan is None or plan.number != made.number:
                continue  # dropped meanwhile: stopped, re-aligned or re-timed
            part.flight = None
            if isinstance(made, Failure):
                self._board.say("error", None, (f"part/{made.part}/generate", "internal", made.text))
                part.last_start = plan.start_bar
                continue
            if cost_ms:
                self._lead.measured(cost_ms)
            if scene.timeline.bar_frame(made.start_bar) == made.start_frame:
                self._place(part, made, plan, cost_ms, scene)

    def _place(self, part: Part, riff: Riff, plan: Plan, cost_ms: float, scene: Scene) -> None:
        timeline, edge = scene.timeline, self._memory.frame() + self._memory.guard_frames()
        skipped = next(
            (n for n in range(riff.bars) if timeline.bar_frame(riff.start_bar + n) >= edge), riff.bars
        )
        late = int(skipped > 0)
        self.late_riffs += late
        if skipped < riff.bars:
            part.place(riff, timeline, skipped)
            self._keep_filled(part, scene)
        part.last_start = riff.start_bar
        self._board.journal(
            {
                "frame": scene.frame,
                "riff": part.number,
                "start_bar": riff.start_bar,
                "start_frame": riff.start_frame,
                "lead_frames": riff.start_frame - plan.heard_frame,
                "late": late,
                "ms": round(cost_ms, 1),
            }
        )
        margin_ms = 1000 * (riff.start_frame - edge) / self._memory.samplerate
        name = f"{part.number}-{riff.number}"
        self._board.say("generation", None, (str(part.number), name, float(cost_ms), float(margin_ms), late))
        state = "late" if late else "ready"
        self._board.tell("part/<p>/state", part.number, (state, "playing", riff.start_bar + 1))

    def _keep_filled(self, part: Part, scene: Scene) -> None:
        """Keep a riff's length in the ring: a repeat behind what is planned, unless silence is wanted."""
        if not part.passes:
            return
        repeats = scene.values.text("fallback") == "repeat" or scene.on("part/<p>/hold", part.number)
        if not repeats and scene.on("part/<p>/auto", part.number):
            return
        last = part.passes[-1]
        if last.end_frame - scene.frame < last.end_frame - last.start_frame:
            part.repeat(scene.timeline)

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

    def hold_plans(self, timeline: Timeline, from_bar: int) -> None:
        """Let parts that play by themselves start at `from_bar` after the music was re-aligned."""
        for part in self.parts.values():
            part.last_start = from_bar - 1 if part.last_start is None else part.last_start


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
