"""The ring of the looper: taken from what was recorded, kept filled, remembered for the parts to hear.

What is recorded is read where it belongs in the music: moved back by the round trip, as all that is heard
(generation/hearing.py), though with the node's own output, where that comes in.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from livenode.generation.ear import Ear
from livenode.generation.hearing import Hearing
from livenode.generation.loop import Layers, Loop, Overdub, Tape
from livenode.generation.planner import joins_at, reachable
from livenode.generation.promises import FOREVER
from livenode.generation.riff import PRE_FRAMES, OtherAudio
from livenode.rt.layout import LOOP
from livenode.rt.memory import Memory
from livenode.rt.writer import clear, write

AHEAD_S = 4.0  # so much is in the ring: control may stand still for so long, as for the parts


class LoopRing:
    """Sounds one loop, from `play_frame` on; None: it does not sound.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, memory: Memory, loop: Loop, delay_frames: int, tape: Tape) -> None:
        self.loop, self.tape = loop, tape
        self.play_frame: int | None = loop.begin(1)
        self._memory, self._ear, self._hearing = memory, Ear(memory), Hearing(delay_frames)
        self._first_frame = self._heard_frame = loop.begin(0)  # of the first layer, and what of it is taken
        lead_in = self._ear.read(self._hearing, self._first_frame - PRE_FRAMES, PRE_FRAMES)
        self.layers = Layers(loop, lead_in)
        self._written_end: int | None = None  # up to which the ring is filled; None: not begun
        self._changed: list[tuple[int, int]] = []  # places of the loop that the ring holds as they were

    def state(self) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """Return how a loop is, as data, and its audio."""
        overdubs, audio = self.layers.state()
        row = {"first": self._first_frame, "heard": self._heard_frame, "delay": self._hearing.delay_frames}
        row["plays"] = self.play_frame is not None
        return {**row, "loop": asdict(self.loop), "overdubs": overdubs}, audio

    @classmethod
    def restored(
        cls, memory: Memory, tape: Tape, row: Mapping[str, Any], audio: Mapping[str, np.ndarray]
    ) -> "LoopRing":
        """Return a loop from its `state`; one that played goes on from now on."""
        ring = cls(memory, Loop(**row["loop"]), row["delay"], tape)
        ring.play_frame = memory.frame() if row["plays"] else None
        ring._first_frame, ring._heard_frame = row["first"], row["heard"]
        ring.layers.restore(row["overdubs"], audio)
        return ring

    @property
    def is_whole(self) -> bool:
        """Whether all of the first layer is taken."""
        return self._heard_frame == self._first_frame + self.loop.window_frames

    def advance(self, frame: int, delay_frames: int) -> None:
        """Take what was recorded before `frame`, and keep the ring filled."""
        self._hearing = Hearing(delay_frames)
        heard_frame = self._hearing.heard_frame(frame)
        self._hear_first(heard_frame)
        for one in self.layers.overdubs:
            self._changed += self._hear_over(one, heard_frame)
        for low, high in self._changed:
            self._renew(frame, low, high)
        self._changed = []
        self._fill(frame)

    def end_over(self, one: Overdub, end_frame: int) -> None:
        """End a layer, also where some of what came after has been taken."""
        end_frame = max(end_frame, one.begin_frame + PRE_FRAMES)
        taken = max(0, one.heard_frame - end_frame)
        audio = self._ear.read(self._hearing, end_frame, taken)
        self._changed += self.layers.end(one, self.loop, end_frame, audio)

    def _hear_first(self, heard_frame: int) -> None:
        done = self._heard_frame - self._first_frame
        frames = min(heard_frame - self._heard_frame, self.loop.window_frames - done)
        if frames > 0:
            self.layers.take_first(done, self._ear.read(self._hearing, self._heard_frame, frames))
            self._heard_frame += frames

    def _hear_over(self, one: Overdub, heard_frame: int) -> list[tuple[int, int]]:
        """Take what a layer goes on with; return the places of the loop that it changes."""
        first, end = one.heard_frame, heard_frame
        if one.end_frame is not None:
            end = min(end, one.end_frame + PRE_FRAMES)
        if end <= first:
            return []
        one.heard_frame = end
        return self.layers.take(one, self.loop, first, self._ear.read(self._hearing, first, end - first))

    def _renew(self, frame: int, low: int, high: int) -> None:
        """Write places of the loop once more, wherever they are in the ring already."""
        if self._written_end is None:
            return
        edge = reachable(self._memory, frame)
        for begin, end in self.loop.passes(edge, self._written_end):
            first, last = begin + low, min(begin + high, end, self._written_end)
            if last > end - PRE_FRAMES:  # the seam is faded as a whole
                first = min(first, end - PRE_FRAMES)
            first = max(first, begin, edge)
            if last > first:
                self._put(first, last)

    def _fill(self, frame: int) -> None:
        if self.play_frame is None:
            return
        end = min(frame + round(AHEAD_S * self._memory.samplerate), self._known_end())
        if self._written_end is None:
            first = max(self.play_frame, joins_at(self._memory, frame))
            if first < end:
                self._put(first, end, fade=True)
        elif self._written_end < end:
            self._put(self._written_end, end)

    def _known_end(self) -> int:
        """Return the frame up to which it is known what the loop sounds: its end only when it was heard."""
        if self.is_whole or self.play_frame is None:
            return FOREVER
        heard = self._heard_frame - self._first_frame
        return self.play_frame + min(heard, self.loop.window_frames - 2 - PRE_FRAMES)

    def _put(self, first_frame: int, end_frame: int, fade: bool = False) -> None:
        """Write what the loop sounds between two frames. fade: from what the ring holds."""
        audio = self.layers.sound(self.loop, first_frame, end_frame)
        lead_in = self.layers.sound(self.loop, first_frame - PRE_FRAMES, first_frame) if fade else None
        fade_frames = PRE_FRAMES if fade else 0
        write(self._memory, LOOP, first_frame, audio, fade_frames=fade_frames, lead_in=lead_in)
        self.tape.put(first_frame, audio)
        self._written_end = max(end_frame, self._written_end or 0)

    def undo(self, frame: int) -> None:
        """Drop the newest overdub, also what of it is in the ring."""
        self.layers.undo()
        first = joins_at(self._memory, frame)
        if self._written_end is not None and self._written_end > first:
            self._put(first, self._written_end, fade=True)

    def begin_at(self, frame: int) -> None:
        """Sound from the loop's beginning on, which lies at `frame`."""
        self.loop = replace(self.loop, start_frame=float(frame))
        self.play_frame, self._written_end = frame, None

    def silence(self, frame: int) -> None:
        """Sound no more from `frame` on."""
        if self._written_end is not None:
            clear(self._memory, LOOP, frame, fade_frames=PRE_FRAMES)
            self.tape.put(frame, np.zeros(max(0, self._written_end - frame), np.float32))
        self.play_frame = self._written_end = None

    def sounds(self, first_frame: int, end_frame: int) -> OtherAudio:
        """Return what sounded and will sound, as far as that is known: a loop's future is its past."""
        audio = self.tape.read(first_frame, min(end_frame, self.tape.end_frame))
        if self._written_end is not None:
            first = max(first_frame, self._written_end)
            until = max(first, min(end_frame, self._known_end()))
            audio = np.concatenate([audio, self.layers.sound(self.loop, first, until)])
        return OtherAudio(first_frame, audio)
