"""A recorded loop: where its passes lie, what its layers sum to, and what of it sounded.

Thread: any. Real-time safe: no.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np

from livenode.generation.crossfade import crossfade
from livenode.generation.riff import PRE_FRAMES
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
        """Frames that a layer holds of a pass: the longest, and at least one that follows it."""
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

    audio: its passes summed, as in Layers. heard_frame: up to which it is taken. end_frame: None while it
    goes on.
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
    """What a loop sounds: its first layer and the overdubs, each with what leads into it.

    Arrays are (PRE_FRAMES + window_frames,) float32; index PRE_FRAMES is the beginning of a pass.
    Thread: control. Real-time safe: no.
    """

    def __init__(self, loop: Loop, lead_in: np.ndarray) -> None:
        self._first = np.concatenate([lead_in, np.zeros(loop.window_frames, np.float32)])
        self._sum = self._first.copy()
        self.overdubs: list[Overdub] = []

    def state(self) -> tuple[list[list[int | None]], dict[str, np.ndarray]]:
        """Return the overdubs' frames, and copies of all audio."""
        frames = [[one.begin_frame, one.heard_frame, one.end_frame] for one in self.overdubs]
        audio = {f"over{number}": one.audio.copy() for number, one in enumerate(self.overdubs)}
        return frames, {"first": self._first.copy(), "sum": self._sum.copy(), **audio}

    def restore(self, frames: Sequence[Sequence[Any]], audio: Mapping[str, np.ndarray]) -> None:
        """Take what `state` gave."""
        self._first, self._sum = audio["first"].copy(), audio["sum"].copy()
        self.overdubs = [
            Overdub(audio[f"over{number}"].copy(), *three) for number, three in enumerate(frames)
        ]

    def take_first(self, offset: int, audio: np.ndarray) -> None:
        """Take a piece of the first layer, whose pass has begun so many frames before."""
        place = slice(PRE_FRAMES + offset, PRE_FRAMES + offset + len(audio))
        self._first[place] = audio
        self._sum[place] += audio

    def begin(self, frame: int) -> None:
        """Begin an overdub; where there are too many, the two oldest become one."""
        self.overdubs.append(Overdub(np.zeros_like(self._sum), frame, frame - PRE_FRAMES))
        if len(self.overdubs) >= MOST_LAYERS:
            self.overdubs[0].audio += self.overdubs.pop(1).audio

    def undo(self) -> None:
        """Drop the newest overdub."""
        self.overdubs.pop()
        self._sum = self._first.copy()
        for one in self.overdubs:
            self._sum += one.audio

    def take(
        self, overdub: Overdub, loop: Loop, first_frame: int, audio: np.ndarray
    ) -> list[tuple[int, int]]:
        """Take what was heard from `first_frame` on; return the places of a pass where it sounds anew."""
        return self._add(overdub, loop, first_frame, overdub.faded(first_frame, audio))

    def end(self, overdub: Overdub, loop: Loop, end_frame: int, audio: np.ndarray) -> list[tuple[int, int]]:
        """End an overdub; audio: what was taken of it after its end: of that the fade is left.

        Returns the places of a pass where it sounds anew.
        """
        overdub.end_frame = end_frame
        return self._add(overdub, loop, end_frame, overdub.faded(end_frame, audio) - audio)

    def _add(
        self, overdub: Overdub, loop: Loop, first_frame: int, audio: np.ndarray
    ) -> list[tuple[int, int]]:
        end_frame, places = first_frame + len(audio), []
        for begin, _ in loop.passes(first_frame - 2, end_frame + PRE_FRAMES):
            low, high = max(begin - PRE_FRAMES, first_frame), min(begin + loop.window_frames, end_frame)
            if high > low:
                place = slice(PRE_FRAMES + low - begin, PRE_FRAMES + high - begin)
                for layer in (overdub.audio, self._sum):
                    layer[place] += audio[low - first_frame : high - first_frame]
                places.append((low - begin, high - begin))
        return places

    def sound(self, loop: Loop, first_frame: int, end_frame: int) -> np.ndarray:
        """Return what the loop sounds between two frames, (frames,): each pass's end fades into the next."""
        audio = np.zeros(end_frame - first_frame, np.float32)
        for begin, end in loop.passes(first_frame, end_frame):
            low, high, tail = max(begin, first_frame), min(end, end_frame), end - PRE_FRAMES
            place = slice(PRE_FRAMES + low - begin, PRE_FRAMES + high - begin)
            audio[low - first_frame : high - first_frame] = self._sum[place]
            if high > tail:
                seam = crossfade(self._sum[end - begin :][:PRE_FRAMES], self._sum[:PRE_FRAMES])
                low = max(low, tail)
                audio[low - first_frame : high - first_frame] = seam[low - tail : high - tail]
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
