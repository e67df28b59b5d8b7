"""A sound card that can be pulled and plugged in again, and the driver of it."""

from __future__ import annotations

import threading
import time

import numpy as np

from livenode.audio.devices import DeviceError
from livenode.rt import Memory
from livenode.rt.callback import process_block

BLOCK = 128


class Card:
    """What is in the socket. `opened`, `tries`: drivers opened, and tried to open again, so far."""

    def __init__(self) -> None:
        self.is_there = True
        self.starts = True
        self.opened = 0
        self.tries = 0


class FakeDriver:
    """Calls the callback in real time with a constant input of 0.5, while the card is there."""

    def __init__(self, memory: Memory, card: Card, samplerate: int = 48_000, *, stalls: bool = False) -> None:
        if not card.is_there:
            raise DeviceError("not there")
        card.opened += 1
        self._memory, self.card, self.samplerate, self._stalls = memory, card, samplerate, stalls
        self.name, self.input_name, self.blocksize, self.cpu = "card", "card", BLOCK, 0.1
        self.is_shut_out = self.is_closed = self._ended = False
        self._thread: threading.Thread | None = None

    @property
    def active(self) -> bool:
        return not self._ended

    def start(self) -> None:
        if not self.card.starts:
            raise DeviceError("never called back")
        self._memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=True)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        inputs, outputs = np.full(BLOCK, 0.5, np.float32), np.zeros(2 * BLOCK, np.float32)
        while self.card.is_there and not self.is_shut_out:
            process_block(self._memory, inputs, outputs, None, BLOCK, 0)
            time.sleep(BLOCK / 48_000)
        self._ended = not self._stalls

    def shut_out(self) -> bool:
        self.is_shut_out = True
        return self._thread is None or not self._thread.is_alive() or self._thread.join() is None

    def close(self) -> None:
        self.is_closed = True
        self.shut_out()

    def again(self) -> FakeDriver:
        assert self.is_closed
        self.card.tries += 1
        return FakeDriver(self._memory, self.card, self.samplerate + 100, stalls=self._stalls)
