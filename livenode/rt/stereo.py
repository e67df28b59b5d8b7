"""The stereo ring: left and right of each part and of the output, filled by the callback while asked."""

from __future__ import annotations

import numpy as np

from livenode.rt import layout as at
from livenode.rt.memory import Memory, RecordError, copy_from_ring


class StereoRing:
    """Reads what the callback keeps of parts and output. Thread: any but audio. Real-time safe: no.

    Rows are (STEREO_CHANNELS,): left and right of part 1 to 4 as they sound (after fader, width, pan and
    panic), of the output after the limiter. Raises ValueError for a memory without such a ring.
    """

    def __init__(self, memory: Memory) -> None:
        i64, _, f32 = memory.views
        self.capacity = int(i64[at.STEREO_CAPACITY])
        if not self.capacity:
            raise ValueError("this memory has no stereo ring: make it with stereo_frames")
        start = at.stereo_at(memory.record_capacity, memory.play_capacity)
        self._memory, self._i64 = memory, i64
        self._ring = f32[start : start + at.STEREO_CHANNELS * self.capacity].reshape(-1, at.STEREO_CHANNELS)

    def fill(self, on: bool) -> None:
        """Ask the callback to fill the ring from its next block on, or no more."""
        self._i64[at.STEREO_ASKED] = int(on)

    def filled(self) -> tuple[bool, int]:
        """Return whether it is filled, and the first frame for which that is so."""
        return bool(self._memory.word(at.STEREO_FILLED)), int(self._i64[at.STEREO_FRAME])

    def oldest_frame(self) -> int:
        """Return the first frame that is surely still there."""
        return self._memory.frame() + self._memory.block_frames - self.capacity

    def read(self, start_frame: int, frames: int) -> np.ndarray:
        """Return a copy (frames, STEREO_CHANNELS) float32; RecordError if it is no longer there."""
        if start_frame + frames > self._memory.frame():
            raise RecordError(f"frame {start_frame + frames} has not sounded yet")
        audio = copy_from_ring(self._ring, start_frame, frames)
        if start_frame < self.oldest_frame():  # the callback went on while this copied
            raise RecordError(f"frame {start_frame} is no longer kept, the oldest is {self.oldest_frame()}")
        return audio

    def silence(self, frames: int) -> np.ndarray:
        """Return rows in which nothing sounds."""
        return np.zeros((frames, at.STEREO_CHANNELS), np.float32)
