"""One part of the band: what it sounds (the plan is the ledger), and the writing of its play ring."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from livenode.generation.others import first_needed_frame
from livenode.generation.places import latent_of_bar, same_until
from livenode.generation.planner import Work
from livenode.generation.riff import PRE_FRAMES, OtherAudio, Past, Riff
from livenode.rt.memory import Memory
from livenode.rt.writer import clear, write
from livenode.transport.timeline import Timeline


@dataclass(frozen=True)
class Pass:
    """A riff sounding once, from `start_frame` to `end_frame`; a repeat is a further pass of the same riff.

    first_bar: the bar at which the riff's own first bar lies; first_frame: its frame. The pass may join
    later, at `start_bar`, or be cut short. repeats: the riff goes on after this pass; not where it was cut.
    """

    riff: Riff
    first_bar: int
    first_frame: int
    start_bar: int
    start_frame: int
    end_frame: int
    repeats: bool = True

    @property
    def end_bar(self) -> int:
        """The bar after the riff's last."""
        return self.first_bar + self.riff.bars


@dataclass(frozen=True)
class Plan:
    """A riff to be made: where it starts, and the frame up to which the input is heard for it.

    vary: how far to vary what sounds; None: a new riff. again: what sounds is only decoded again, or so many
    takes further. work: what its cost depends on. opening_ms, margin_frames: what its first bar cost, and how
    early it came, once it has; late: it came too late.
    """

    number: int
    start_bar: int
    bars: int
    heard_frame: int
    vary: float | None = None
    again: bool = False
    takes_on: int = 0
    work: Work = Work()
    opening_ms: float | None = None
    margin_frames: int | None = None
    late: bool = False


@dataclass
class Part:
    """The state of one part. Thread: control. Real-time safe: no."""

    number: int
    memory: Memory
    passes: list[Pass] = field(default_factory=list)
    plan: Plan | None = None
    flight: Plan | None = None
    last_start: int | None = None
    last_bars: int = 0
    torn: Pass | None = None  # what is to be decoded again: the grid it was made for is no more
    silenced: Pass | None = None  # what fell silent since no riff was there in time
    retry_bar: int | None = None  # after a riff that failed: where the next is wanted
    due: int | None = None  # the bar at which a new riff is promised
    made: int = 0
    written_end: int = 0  # the frame up to which the ring was ever written

    @property
    def ring(self) -> int:
        """The part's play ring."""
        return self.number - 1

    @property
    def turned(self) -> int:
        """How many takes on the riff is that comes next, 0 for a new one."""
        return self.plan.takes_on if self.plan else 0

    def next_number(self) -> int:
        """Return a number no riff of this part has had."""
        self.made += 1
        return self.made

    def sounding(self, frame: int) -> Pass | None:
        """Return the pass that sounds at `frame`, the last before it if its riff goes on, or None."""
        begun = [each for each in self.passes if each.start_frame <= frame]
        return begun[-1] if begun and (begun[-1].end_frame > frame or begun[-1].repeats) else None

    def place(self, riff: Riff, timeline: Timeline, first_bar: int, join_bar: int) -> bool:
        """Write a riff whose first bar lies at `first_bar`, from `join_bar` on, in place of what is planned.

        A riff that joins after its end joins as its own repeat. Where the timeline changes it is cut.
        Returns whether all of it was written in time.
        """
        opening = self._opening(riff, first_bar, join_bar)
        skip = (join_bar - first_bar) % riff.bars
        first_bar = join_bar - skip
        end_bar = same_until(timeline, join_bar, first_bar + riff.bars)
        first_frame, start_frame = timeline.bar_frame(first_bar), timeline.bar_frame(join_bar)
        end_frame, offset = timeline.bar_frame(end_bar), start_frame - first_frame
        body = np.resize(riff.audio[PRE_FRAMES:], end_frame - first_frame)[offset:]
        lead_in = riff.audio[offset : offset + PRE_FRAMES]
        repeats = end_bar == first_bar + riff.bars
        in_time = self._write(start_frame, lead_in, body, fade=opening is None, alone=repeats)
        self._shorten(start_frame)
        self.silenced = None
        if opening is None:
            self.passes.append(Pass(riff, first_bar, first_frame, join_bar, start_frame, end_frame, repeats))
        else:
            self.passes[-1] = replace(opening, riff=riff, end_frame=end_frame, repeats=repeats)
        self._forget_old(timeline, join_bar)
        return in_time

    def _opening(self, riff: Riff, first_bar: int, join_bar: int) -> Pass | None:
        """Return the pass of the riff's first bar, where that alone sounds up to the second, `join_bar`."""
        if join_bar != first_bar + 1:
            return None
        wanted = (riff.number, first_bar, 1)
        found = [one for one in self.passes if (one.riff.number, one.start_bar, one.riff.bars) == wanted]
        return found[0] if found and found[0].riff is not riff else None

    def _write(
        self, start_frame: int, lead_in: np.ndarray, body: np.ndarray, fade: bool, alone: bool
    ) -> bool:
        """Write a body and what leads into it; returns whether all was in time.

        alone: what lies behind is cleared; it stays where the body is cut short, until something replaces it.
        """
        begin, end_frame = start_frame - PRE_FRAMES, start_frame + len(body)
        if fade:
            done = write(self.memory, self.ring, start_frame, body, fade_frames=PRE_FRAMES, lead_in=lead_in)
        else:
            done = write(self.memory, self.ring, begin, np.concatenate([lead_in, body]))
        if alone:
            clear(self.memory, self.ring, end_frame, self.written_end)
        self.written_end = end_frame if alone else max(end_frame, self.written_end)
        return done.late_frames == 0 and done.start_frame <= begin

    def repeat(self, timeline: Timeline) -> None:
        """Write the last riff once more behind itself: what sounds if nothing new comes in time."""
        last = self.passes[-1]
        self.place(last.riff, timeline, last.end_bar, last.end_bar)

    def repeat_torn(self, first_frame: int, until_frame: int) -> None:
        """Write what is torn behind all that is in the ring, from `first_frame` on: better on its old grid
        than silence. It is not in the ledger.
        """
        assert self.torn is not None
        lead_in, body = np.split(self.torn.riff.audio, [PRE_FRAMES])
        while self.written_end < until_frame:
            start = max(self.written_end, first_frame)
            write(self.memory, self.ring, start, body, fade_frames=PRE_FRAMES, lead_in=lead_in)
            self.written_end = start + len(body)

    def cut(self, frame: int, fade_frames: int = PRE_FRAMES) -> None:
        """Silence the part from `frame` on."""
        clear(self.memory, self.ring, frame, fade_frames=fade_frames)
        self.written_end, self.torn = min(frame, self.written_end), None
        self.let_go(frame)

    def let_go(self, frame: int) -> None:
        """Take nothing that sounds from `frame` on for granted; what is in the ring stays until replaced."""
        self._shorten(frame)
        if self.passes:
            self.passes[-1] = replace(self.passes[-1], repeats=False)

    def _shorten(self, frame: int) -> None:
        self.passes = [each for each in self.passes if each.start_frame < frame]
        if self.passes and self.passes[-1].end_frame > frame:
            self.passes[-1] = replace(self.passes[-1], end_frame=frame, repeats=False)

    def _forget_old(self, timeline: Timeline, bar: int) -> None:
        oldest = first_needed_frame(timeline, bar)
        self.passes = [each for each in self.passes if each.end_frame > oldest]

    def forget(self) -> None:
        """Drop every plan and the ledger; the ring is cleared by `cut`."""
        self.passes, self.plan, self.flight, self.torn, self.silenced = [], None, None, None, None
        self.last_start = self.due = self.retry_bar = None

    def past(self, timeline: Timeline, before_bar: int, space: str) -> Past:
        """Return the latents that sound before `before_bar`, as far back as they are without a gap and of one
        space.
        """
        rows: list[np.ndarray] = []
        end_frame, first = timeline.bar_frame(before_bar), latent_of_bar(timeline, before_bar)
        for each in reversed([one for one in self.passes if one.start_frame < end_frame]):
            if each.end_frame < end_frame or each.riff.space != space:
                break
            skipped = (each.start_bar - each.first_bar) * (len(each.riff.latents) // each.riff.bars)
            begin = latent_of_bar(timeline, each.start_bar)
            rows.append(each.riff.latents[skipped : skipped + first - begin])
            end_frame, first = each.start_frame, begin
        if not rows:
            return Past()
        return Past(first, np.concatenate(rows[::-1]).astype(np.float32))


def mixed(parts: Iterable[Part], first_frame: int) -> OtherAudio:
    """Return the sum of what parts sound and will sound from `first_frame` to the end of what is planned."""
    passes = [each for part in parts for each in part.passes if each.end_frame > first_frame]
    if not passes:
        return OtherAudio()
    end = max(each.end_frame for each in passes)
    audio = np.zeros(end - first_frame, np.float32)
    for each in passes:
        body = each.riff.audio[PRE_FRAMES:]
        low, high = max(each.start_frame, first_frame), min(each.end_frame, each.first_frame + len(body))
        if high > low:
            sounds = body[low - each.first_frame : high - each.first_frame]
            audio[low - first_frame : high - first_frame] += sounds
    return OtherAudio(first_frame, audio)
