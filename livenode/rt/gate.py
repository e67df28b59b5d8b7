"""The gate through which a stream reaches the block of memory, so that it can be shut out for good.

A device that has gone may leave a stream behind that cannot be closed, and that may yet wake up. Only one
may call the callback on a block: before another begins, the former's gate is shut. The stream then gets
silence and is told to end, whenever it calls.
"""

from __future__ import annotations

import time

import numpy as np

from livenode.rt import layout as at
from livenode.rt.compiled import load_word
from livenode.rt.memory import Memory

SHUT_LIMIT_S = 0.5


class Gate:
    """What a stream's callback gets as user data; it must live as long as the stream does.

    output_channels: of the stream.
    """

    def __init__(self, memory: Memory, output_channels: int) -> None:
        self._words = np.zeros(at.GATE_WORDS, np.int64)
        self._memory = memory  # kept alive
        self._words[at.GATE_BLOCK] = memory.address
        self._words[at.GATE_OUTPUTS] = output_channels
        self._words[at.GATE_OPEN] = 1

    @property
    def address(self) -> int:
        """The user data of the callback. Thread: control. Real-time safe: no."""
        return int(self._words.ctypes.data)

    def shut(self) -> bool:
        """Let the stream touch the block no more; wait for the block under way, 0.5 s at most.

        Returns whether it is over. Thread: any but audio. Real-time safe: no.
        """
        self._words[at.GATE_OPEN] = 0
        deadline_s = time.monotonic() + SHUT_LIMIT_S
        while load_word(self.address + 8 * at.GATE_BUSY):
            if time.monotonic() > deadline_s:
                return False
            time.sleep(0.001)
        return True
