"""Frames on the monotonic clock and back, from the stamps of the callback.

A block is stamped when its callback runs: never early, often late by what the machine was busy with. So the
line through the earliest of the last stamps is the one that counts. After an xrun the counter lags for good:
what was seen before it no longer counts.
"""

from collections import deque

KEPT = 160  # stamps, with a block of 5 ms the last 0.8 s
EARLIEST = 8  # the share of them that are not late: one in eight
STEP_STAMPS = 12  # so many in a row behind the line: the counter has stood still
STEP_S = 0.001


class FrameClock:
    """Maps frames of the counter to seconds of `time.monotonic()`, as they are heard.

    latency_frames: from a frame's block to its sound. Thread: control. Real-time safe: no.
    """

    def __init__(self, samplerate: int) -> None:
        self.latency_frames = 0
        self._samplerate = samplerate
        self._offsets_s: deque[float] = deque(maxlen=KEPT)
        self._frame = -1
        self._offset_s = 0.0

    @property
    def is_set(self) -> bool:
        """Whether there was a stamp at all."""
        return self._frame >= 0

    def take(self, stamp: tuple[int, int] | None) -> None:
        """Take (first frame of a block, time.monotonic_ns() when its callback began), as `Memory.stamp`."""
        if stamp is None or stamp[0] == self._frame:
            return
        self._frame = stamp[0]
        self._offsets_s.append(stamp[1] / 1e9 - stamp[0] / self._samplerate)
        newest = list(self._offsets_s)[-STEP_STAMPS:]
        if len(newest) == STEP_STAMPS and min(newest) > self._offset_s + STEP_S:
            self._offsets_s = deque(newest, maxlen=KEPT)
        ordered = sorted(self._offsets_s)
        self._offset_s = ordered[len(ordered) // EARLIEST]

    def frame_at(self, monotonic_s: float) -> float:
        """Return the frame, a real number, that is heard at a time."""
        return (monotonic_s - self._offset_s) * self._samplerate - self.latency_frames

    def seconds_at(self, frame: float) -> float:
        """Return the time at which a frame is heard."""
        return self._offset_s + (frame + self.latency_frames) / self._samplerate
