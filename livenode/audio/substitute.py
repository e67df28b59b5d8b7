"""Takes a lost device's place: calls the compiled callback in real time, hears silence, is not heard.

So musical time goes on while there is no sound card: transport, riffs and feedback too, and the performer
finds the node in the bar where it would be. What is recorded meanwhile is zeros, whatever the moment.
"""

from __future__ import annotations

import threading
import time

import numpy as np

from livenode.rt import Memory
from livenode.rt.callback import process_block

BLOCK = 256
POLL_S = 0.01
CATCH_UP_S = 10.0  # a process held up for longer than this has stood still: time goes on from there

_NOTHING = np.zeros(0, np.float32)


class Substitute:
    """Advance the memory's frame counter by the monotonic clock.

    memory: of the core; no driver may run on it between `start` and `stop`. from_frame, from_s: where the
    counter was at which time.monotonic(). `catch_up` is one round of the thread, which tests call themselves.
    """

    def __init__(self, memory: Memory, from_frame: int, from_s: float) -> None:
        self._memory, self._from_frame, self._from_s = memory, from_frame, from_s
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Take over. Thread: control. Real-time safe: no."""
        self._memory.configure(input_channels=0, output_channels=0, blocksize=BLOCK, clock=True)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._loop, name="livenode-substitute", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop: nothing touches the memory afterwards. Thread: control. Real-time safe: no."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def catch_up(self, now_s: float) -> None:
        """Run the blocks that are due. Thread: worker. Real-time safe: no."""
        samplerate = self._memory.samplerate
        due_frame = self._from_frame + int((now_s - self._from_s) * samplerate)
        if due_frame - self._memory.frame() > CATCH_UP_S * samplerate:
            self._from_frame, self._from_s = self._memory.frame(), now_s
            return
        while self._memory.frame() + BLOCK <= due_frame:
            process_block(self._memory, _NOTHING, _NOTHING, None, BLOCK, 0)

    def _loop(self) -> None:
        while not self._stopping.wait(POLL_S):
            self.catch_up(time.monotonic())
