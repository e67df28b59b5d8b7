"""The input as the node hears it: recorded, moved back by its delay, the node's own output removed."""

import threading

import numpy as np

from livenode.generation.bleed import Canceller
from livenode.generation.hearing import BLEED_BLOCK_FRAMES, Hearing
from livenode.rt.memory import Memory, RecordError, copy_from_ring

LAG_MARGIN_FRAMES = 480  # 10 ms, or 3.4 m nearer than where the round trip was measured
SPARED_FRAMES = 8192  # at the old end of the record ring, which the callback may overwrite while it is read


class Ear:
    """Reads the record ring as a `Hearing` says. Benches share one. Thread: any. Real-time safe: no."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._cleaned: Cleaned | None = None

    def read(self, hearing: Hearing, start_frame: int, frames: int) -> np.ndarray:
        """Return the input at music frames, (frames,) float32, zero where nothing was recorded.

        What lies before `hearing.heard_frame(n)` is the same whenever it is read after frame n.
        """
        start = start_frame + hearing.delay_frames
        audio = np.zeros(frames, np.float32)
        low = max(0, start, self._memory.frame() + SPARED_FRAMES - self._memory.record_capacity)
        high = min(start + frames, self._memory.frame())
        if high > low:
            audio[low - start : high - start] = self._memory.read_record(low, high - low)
        if hearing.bleed:
            with self._lock:
                self._removed(hearing).put_into(audio, start)
        return audio

    def _removed(self, hearing: Hearing) -> "Cleaned":
        known = self._cleaned
        if known is None or known.since != (hearing.since_frame, hearing.round_trip_frames):
            if known is not None and known.since[0] > hearing.since_frame:
                raise RecordError("what was heard before the own output was last switched is forgotten")
            known = self._cleaned = Cleaned(self._memory, hearing)
        return known


class Cleaned:
    """A ring like the record ring, without the node's own output: filled block by block as it is read."""

    def __init__(self, memory: Memory, hearing: Hearing) -> None:
        self.since = (hearing.since_frame, hearing.round_trip_frames)
        self._memory = memory
        self._lag_frames = max(0, hearing.round_trip_frames - LAG_MARGIN_FRAMES)
        self._first_frame = self._end_frame = hearing.since_frame
        self._ring = np.zeros(memory.record_capacity, np.float32)
        self._canceller = Canceller()

    def put_into(self, audio: np.ndarray, start_frame: int) -> None:
        """Overwrite what was recorded from `start_frame` on, (frames,) float32, by what is cleaned of it."""
        whole_blocks = -(-(start_frame + len(audio)) // BLEED_BLOCK_FRAMES)
        self._clean_until(min(whole_blocks * BLEED_BLOCK_FRAMES, self._memory.frame()))
        low = max(start_frame, self._first_frame, self._end_frame - len(self._ring))
        high = min(start_frame + len(audio), self._end_frame)
        if high > low:
            audio[low - start_frame : high - start_frame] = copy_from_ring(self._ring, low, high - low)

    def _clean_until(self, frame: int) -> None:
        oldest = self._memory.frame() + SPARED_FRAMES - self._memory.record_capacity + self._lag_frames
        if self._end_frame < oldest:  # nobody listened for longer than the ring: the transport was stopped
            self._end_frame = -(-oldest // BLEED_BLOCK_FRAMES) * BLEED_BLOCK_FRAMES
            self._canceller.pause()
        while self._end_frame + BLEED_BLOCK_FRAMES <= frame:
            self._clean_block(self._end_frame)
            self._end_frame += BLEED_BLOCK_FRAMES

    def _clean_block(self, start: int) -> None:
        recorded = self._memory.read_record(start, BLEED_BLOCK_FRAMES)
        cleaned = self._canceller.clean(start // BLEED_BLOCK_FRAMES, self._sent(start), recorded)
        slot = start % len(self._ring)
        self._ring[slot : slot + BLEED_BLOCK_FRAMES] = cleaned

    def _sent(self, start: int) -> np.ndarray:
        """Return what was sent so long before a recorded block that it may be heard in it."""
        early = max(0, self._lag_frames - start)  # frames before the start of all
        sent = self._memory.read_sent(start - self._lag_frames + early, max(0, BLEED_BLOCK_FRAMES - early))
        return np.concatenate([np.zeros(BLEED_BLOCK_FRAMES - len(sent), np.float32), sent])
