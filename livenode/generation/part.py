"""One part of the band: what it sounds (the plan is the ledger), and the writing of its play rings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from livenode.generation.crossfade import closed
from livenode.generation.others import first_needed_frame
from livenode.generation.places import latent_of_bar, same_until
from livenode.generation.planner import Work
from livenode.generation.riff import PRE_FRAMES, OtherAudio, Past, Riff
from livenode.rt.layout import SIDE
from livenode.rt.memory import Memory
from livenode.rt.writer import clear, write
from livenode.transport.timeline import Timeline

BLEND_S = 2.0  # of the fade between riffs in free time


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
    takes further. inpaint: these bars of what sounds at start_bar, the first from 1 and how many; `bars` is
    its length. work: what its cost depends on. opening_ms, margin_frames: what its first bar cost, and how
    early it came, once it has; late: it came too late.
    """

    number: int
    start_bar: int
    bars: int
    heard_frame: int
    vary: float | None = None
    again: bool = False
    takes_on: int = 0
    inpaint: tuple[int, int] | None = None
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
    mends_from: int = 0  # the frame: after a decoding that failed the next bar line
    retry_bar: int | None = None  # after a riff that failed: where the next is wanted
    due: int | None = None  # the bar at which a new riff is promised
    made: int = 0
    written_end: int = 0  # the frame up to which the rings were ever written
    blends_from: int | None = None  # in free time: the first frame that a long fade can begin at

    @property
    def rings(self) -> tuple[int, int]:
        """The part's play rings: mid and side, in the order of `Riff.signals`."""
        return self.number - 1, SIDE + self.number - 1

    @property
    def turned(self) -> int:
        """How many takes on the riff is that comes next, 0 for a new one."""
        return self.plan.takes_on if self.plan else 0

    @property
    def turning(self) -> int:
        """How many takes on the riff is that is under way, before that."""
        return self.flight.takes_on if self.flight else 0

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
        sounds = [_excerpt(audio, offset, end_frame - first_frame) for audio in riff.signals]
        repeats = end_bar == first_bar + riff.bars
        in_time = self._write(start_frame, sounds, fade=opening is None)
        if repeats:  # where it is cut short, what lies behind stays until something replaces it
            self._clear(end_frame, self.written_end)
        self.written_end = end_frame if repeats else max(end_frame, self.written_end)
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

    def _write(self, start_frame: int, sounds: Sequence[np.ndarray], fade: bool) -> bool:
        """Write mid and side, each a lead-in and what sounds from `start_frame` on.

        fade: whether the lead-in crossfades with what is in the ring. Returns whether all was in time.
        """
        in_time = []
        for ring, audio in zip(self.rings, sounds, strict=True):
            start, lead_in, body = start_frame - PRE_FRAMES, audio[:0], audio
            if fade:
                start, lead_in, body = self._blended(start_frame, *np.split(audio, [PRE_FRAMES]))
            done = write(self.memory, ring, start, body, fade_frames=len(lead_in), lead_in=lead_in)
            in_time.append(done.late_frames == 0 and done.start_frame <= start - len(lead_in))
        return in_time[0]

    def _blended(
        self, start_frame: int, lead_in: np.ndarray, body: np.ndarray
    ) -> tuple[int, np.ndarray, np.ndarray]:
        """Return where a body is written, what fades in before that, and what of the body follows.

        In free time the fade is long, and begins before the bar line as soon as it can: a riff closes as a
        loop, so its own end leads into it.
        """
        if self.blends_from is None:
            return start_frame, lead_in, body
        frames = max(PRE_FRAMES, min(round(BLEND_S * self.memory.samplerate), len(body) // 2))
        begin = max(start_frame - frames, min(self.blends_from, start_frame - PRE_FRAMES))
        end = begin + frames
        if begin < self.written_end:  # not beyond what there is to fade from
            end = max(start_frame, min(end, self.written_end))
        turned = np.roll(closed(body, lead_in), start_frame - begin)
        return end, turned[: end - begin], body[end - start_frame :]

    def _clear(self, start_frame: int, end_frame: int | None = None, *, fade_frames: int = 0) -> None:
        for ring in self.rings:
            clear(self.memory, ring, start_frame, end_frame, fade_frames=fade_frames)

    def repeat(self, timeline: Timeline) -> None:
        """Write the last riff once more behind itself: what sounds if nothing new comes in time."""
        last = self.passes[-1]
        self.place(last.riff, timeline, last.end_bar, last.end_bar)

    def repeat_torn(self, first_frame: int, until_frame: int) -> None:
        """Write what is torn behind all that is in the ring, from `first_frame` on: better on its old grid
        than silence. It is not in the ledger.
        """
        assert self.torn is not None
        riff = self.torn.riff
        while self.written_end < until_frame:
            start = max(self.written_end, first_frame)
            self._write(start, riff.signals, fade=True)
            self.written_end = start + len(riff.audio) - PRE_FRAMES

    def cut(self, frame: int, fade_frames: int = PRE_FRAMES) -> None:
        """Silence the part from `frame` on."""
        self._clear(frame, fade_frames=fade_frames)
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
        """Drop every plan and the ledger; the rings are cleared by `cut`."""
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


def _excerpt(audio: np.ndarray, offset: int, frames: int) -> np.ndarray:
    """Return a riff's audio from `offset` on, with what leads into it, to `frames` after its downbeat."""
    body = np.resize(audio[PRE_FRAMES:], frames)[offset:]
    return np.concatenate([audio[offset : offset + PRE_FRAMES], body])


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
