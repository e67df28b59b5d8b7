"""A recorded loop: where its passes lie, what its layers sum to, and what of it sounded.

Thread: any. Real-time safe: no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

import numpy as np

from livenode.generation.riff import PRE_FRAMES
from livenode.generation.seam import crossfaded
from livenode.rt.memory import copy_from_ring

MOST_LAYERS = 16  # that can be taken back one by one; older ones become one


@dataclass(frozen=True)
class Loop:
    """Where a loop lies: pass k begins at round(start_frame + k * length_frames), so none drifts.

    bars: how many it holds, at the tempo and meter there are.
    """

    start_frame: float
    length_frames: float
    bars: int

    @property
    def window_frames(self) -> int:
        """Frames that a layer holds: the longest pass, and at least one that follows it."""
        return floor(self.length_frames) + 2

    def begin(self, number: int) -> int:
        """Return the frame at which a pass begins."""
        return round(self.start_frame + number * self.length_frames)

    def passes(self, first_frame: int, end_frame: int) -> Iterator[tuple[int, int]]:
        """Yield the begin and end of every pass that has frames from `first_frame` to `end_frame`."""
        number = floor((first_frame - self.start_frame) / self.length_frames) - 1
        while self.begin(number) < end_frame:
            if self.begin(number + 1) > first_frame:
                yield self.begin(number), self.begin(number + 1)
            number += 1

    def is_bar_line(self, frame: float) -> bool:
        """Return whether one of the loop's bars begins at this exact (not rounded) frame."""
        bars = (frame - self.start_frame) / self.length_frames * self.bars
        return abs(bars - round(bars)) < 1e-3


@dataclass
class Overdub:
    """A layer played over the loop, between two music frames; it fades in before and out behind, over 10 ms.

    audio: (window_frames,), all its passes summed. heard_frame: up to which it is taken. end_frame: None
    while it goes on.
    """

    audio: np.ndarray
    begin_frame: int
    heard_frame: int
    end_frame: int | None = None

    def faded(self, first_frame: int, audio: np.ndarray) -> np.ndarray:
        """Return what was heard from `first_frame` on as this layer takes it."""
        place = first_frame + np.arange(len(audio))
        level = np.clip((place - self.begin_frame) / PRE_FRAMES + 1, 0, 1)
        if self.end_frame is not None:
            level = np.minimum(level, np.clip((self.end_frame - place) / PRE_FRAMES + 1, 0, 1))
        return audio * (0.5 - 0.5 * np.cos(np.pi * level)).astype(np.float32)


class Layers:
    """What a loop sounds: its first layer, what led into it (PRE_FRAMES), and the overdubs.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, window_frames: int, lead_in: np.ndarray) -> None:
        self.first, self.lead_in = np.zeros(window_frames, np.float32), lead_in
        self.overdubs: list[Overdub] = []
        self._sum = self.first.copy()

    def take_first(self, offset: int, audio: np.ndarray) -> None:
        """Take a piece of the first layer."""
        self.first[offset : offset + len(audio)] = audio
        self._sum[offset : offset + len(audio)] += audio

    def add(self, overdub: Overdub) -> None:
        """Add a layer; where there are too many, the two oldest become one."""
        self.overdubs.append(overdub)
        if len(self.overdubs) >= MOST_LAYERS:
            self.overdubs[0].audio += self.overdubs.pop(1).audio

    def undo(self) -> None:
        """Drop the newest overdub."""
        self.overdubs.pop()
        self._sum = np.sum([self.first, *(one.audio for one in self.overdubs)], axis=0, dtype=np.float32)

    def take(
        self, overdub: Overdub, loop: Loop, first_frame: int, audio: np.ndarray
    ) -> list[tuple[int, int]]:
        """Take what was heard from `first_frame` on; return the places of the loop where it sounds anew."""
        end_frame, audio = first_frame + len(audio), overdub.faded(first_frame, audio)
        places = []
        for begin, _ in loop.passes(first_frame - 2, end_frame):
            low, high = max(begin, first_frame), min(begin + loop.window_frames, end_frame)
            if high > low:
                for layer in (overdub.audio, self._sum):
                    layer[low - begin : high - begin] += audio[low - first_frame : high - first_frame]
                places.append((low - begin, high - begin))
        return places

    def sound(self, loop: Loop, first_frame: int, end_frame: int) -> np.ndarray:
        """Return what the loop sounds between two frames, (frames,): each pass's end fades into the next."""
        audio = np.zeros(end_frame - first_frame, np.float32)
        for begin, end in loop.passes(first_frame, end_frame):
            low, high, tail = max(begin, first_frame), min(end, end_frame), end - PRE_FRAMES
            audio[low - first_frame : high - first_frame] = self._sum[low - begin : high - begin]
            if high > tail:
                ends = self.first[tail - begin : end - begin]
                low = max(low, tail)
                seam = (crossfaded(ends, self.lead_in) - ends)[low - tail : high - tail]
                audio[low - first_frame : high - first_frame] += seam
        return audio


class Tape:
    """What the loop sounded and will sound, as it was written: (frames,) of the newest `capacity`.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, capacity: int) -> None:
        self._ring = np.zeros(capacity, np.float32)
        self.end_frame = 0

    def put(self, start_frame: int, audio: np.ndarray) -> None:
        """Note what is written from `start_frame` on; nothing sounds in a gap before it."""
        gap = min(start_frame - self.end_frame, len(self._ring))
        for first, piece in ((start_frame - gap, np.zeros(max(0, gap), np.float32)), (start_frame, audio)):
            self._ring[(first + np.arange(len(piece))) % len(self._ring)] = piece
        self.end_frame = max(self.end_frame, start_frame + len(audio))

    def read(self, first_frame: int, end_frame: int) -> np.ndarray:
        """Return what sounds between two frames, zero where that is not known."""
        audio = np.zeros(max(0, end_frame - first_frame), np.float32)
        low, high = max(first_frame, self.end_frame - len(self._ring), 0), min(end_frame, self.end_frame)
        if high > low:
            audio[low - first_frame : high - first_frame] = copy_from_ring(self._ring, low, high - low)
        return audio
