"""One part of the band: what it sounds (the plan is the ledger), and the writing of its play ring."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, OtherAudio, Past, Riff
from livenode.rt.memory import Memory
from livenode.rt.writer import clear, write
from livenode.transport.timeline import Timeline

KEPT_PASSES = 24


@dataclass(frozen=True)
class Pass:
    """A riff sounding once, from `start_bar` at `start_frame`; a repeat is another pass of the same riff."""

    riff: Riff
    start_bar: int
    start_frame: int
    end_frame: int

    @property
    def end_bar(self) -> int:
        """The bar after the last."""
        return self.start_bar + self.riff.bars


@dataclass(frozen=True)
class Plan:
    """A riff to be made: where it starts, and the frame up to which the input is heard for it."""

    number: int
    start_bar: int
    bars: int
    heard_frame: int
    vary: float = 0.0


@dataclass
class Part:
    """The state of one part. Thread: control. Real-time safe: no."""

    number: int
    memory: Memory
    passes: list[Pass] = field(default_factory=list)
    plan: Plan | None = None
    flight: Plan | None = None
    last_start: int | None = None
    made: int = 0

    @property
    def ring(self) -> int:
        """The part's play ring."""
        return self.number - 1

    def sounding(self, frame: int) -> Pass | None:
        """Return the pass that sounds at `frame`, or the next to come, or None."""
        return next((each for each in self.passes if each.end_frame > frame), None)

    def place(self, riff: Riff, timeline: Timeline, skip_bars: int = 0) -> int:
        """Write a riff in place of what is planned from its start on; returns how many frames came too late.

        skip_bars: bars at its beginning that are too late to sound.
        """
        start_frame = timeline.bar_frame(riff.start_bar + skip_bars)
        offset = start_frame - riff.start_frame
        body = riff.audio[PRE_FRAMES + offset :]
        lead_in = riff.audio[offset : offset + PRE_FRAMES]
        result = write(self.memory, self.ring, start_frame, body, fade_frames=PRE_FRAMES, lead_in=lead_in)
        clear(self.memory, self.ring, start_frame + len(body))
        self.passes = [each for each in self.passes if each.start_frame < start_frame]
        if self.passes and self.passes[-1].end_frame > start_frame:
            self.passes[-1] = _shortened(self.passes[-1], start_frame)
        self.passes.append(Pass(riff, riff.start_bar, riff.start_frame, start_frame + len(body)))
        self.passes = self.passes[-KEPT_PASSES:]
        return result.late_frames

    def repeat(self, timeline: Timeline) -> None:
        """Write the last riff once more behind itself: what sounds if nothing new comes in time."""
        last = self.passes[-1]
        start_frame = last.end_frame
        end_frame = timeline.bar_frame(last.end_bar + last.riff.bars)
        body = np.resize(last.riff.audio[PRE_FRAMES:], end_frame - start_frame)
        write(
            self.memory,
            self.ring,
            start_frame,
            body,
            fade_frames=PRE_FRAMES,
            lead_in=last.riff.audio[:PRE_FRAMES],
        )
        self.passes = [*self.passes, Pass(last.riff, last.end_bar, start_frame, end_frame)][-KEPT_PASSES:]

    def cut(self, frame: int) -> None:
        """Silence the part from `frame` on."""
        clear(self.memory, self.ring, frame, fade_frames=PRE_FRAMES)
        self.passes = [each for each in self.passes if each.start_frame < frame]
        if self.passes and self.passes[-1].end_frame > frame:
            self.passes[-1] = _shortened(self.passes[-1], frame)

    def forget(self) -> None:
        """Drop every plan and the ledger; the ring is cleared by `cut`."""
        self.passes, self.plan, self.flight, self.last_start = [], None, None, None

    def past(self, timeline: Timeline, before_bar: int) -> Past:
        """Return the latents that sound before `before_bar`, as far back as they are without a gap."""
        before_frame = timeline.bar_frame(before_bar)
        rows: list[np.ndarray] = []
        first = latent_of_bar(timeline, before_bar)
        for each in reversed([one for one in self.passes if one.start_frame < before_frame]):
            begin = latent_of_bar(timeline, each.start_bar)
            if begin + len(each.riff.latents) < first or begin >= first:
                break
            rows.append(each.riff.latents[: first - begin])
            first = begin
        if not rows:
            return Past()
        return Past(first, np.concatenate(rows[::-1]).astype(np.float32))


def _shortened(each: Pass, end_frame: int) -> Pass:
    return Pass(each.riff, each.start_bar, each.start_frame, end_frame)


def mixed(parts: Iterable[Part], first_frame: int) -> OtherAudio:
    """Return the sum of what parts sound from `first_frame` on, to the end of what is planned."""
    passes = [each for part in parts for each in part.passes if each.end_frame > first_frame]
    if not passes:
        return OtherAudio()
    end = max(each.end_frame for each in passes)
    audio = np.zeros(end - first_frame, np.float32)
    for each in passes:
        body = each.riff.audio[PRE_FRAMES:]
        low, high = max(each.start_frame, first_frame), min(each.end_frame, each.start_frame + len(body))
        if high > low:
            audio[low - first_frame : high - first_frame] += body[
                low - each.start_frame : high - each.start_frame
            ]
    return OtherAudio(first_frame, audio)
