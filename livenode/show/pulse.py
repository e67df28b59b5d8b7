"""Whether what is heard is alive: the callback goes on, and the output is neither stuck nor at rest off zero.

A look is a moment of the frame counter with the last half second that was sent. A node that was suspended has
not looked meanwhile, so it is looks that are counted and not seconds.
"""

import numpy as np

from livenode.rt.memory import Memory, RecordError

LOOK_S = 0.5
STILL_LOOKS = 6  # the counter has not moved; a driver whose device is lost has replaced it by then
STUCK_LOOKS = 4
HEARD_S = 0.5
REST = 1e-4  # -80 dBFS: less than that is silence, of whatever shape


class Pulse:
    """Judges look by look. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._frame, self._still, self._stuck = -1, 0, 0

    def look(self, blocksize: int) -> str:
        """Look once more, LOOK_S after the last time; returns what is dead, or ""."""
        frame = self._memory.frame()
        self._still = self._still + 1 if frame == self._frame else 0
        moved, self._frame = frame != self._frame, frame
        if self._still >= STILL_LOOKS:
            return f"the callback has stood still for {self._still * LOOK_S:.0f} s"
        problem = stuck(self._sent(frame), blocksize) if moved else ""
        self._stuck = self._stuck + 1 if problem else 0
        return problem if self._stuck >= STUCK_LOOKS else ""

    def _sent(self, frame: int) -> np.ndarray:
        frames = round(HEARD_S * self._memory.samplerate)
        try:
            return self._memory.read_sent(frame - frames, frames)
        except RecordError:  # it has just begun
            return np.zeros(0, np.float32)


def stuck(sent: np.ndarray, blocksize: int) -> str:
    """Return what is wrong with what was sent, (frames,) ±1.0, or "". Thread: any. Real-time safe: no."""
    if not np.isfinite(sent).all():
        return "the output is no number"
    if not len(sent) or np.abs(sent).max() < REST:
        return ""
    if np.ptp(sent) < REST * np.abs(sent).max():
        return "the output rests off zero"
    if 0 < blocksize < len(sent) // 2 and (sent[blocksize:] == sent[:-blocksize]).all():
        return "the output repeats one block"
    return ""
