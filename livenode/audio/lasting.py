"""A driver that outlives its device: when the device has gone it waits for it and goes on with it.

One thread watches. A device is lost when its stream has ended, or when the frame counter stands still for a
second (some drivers just stop to call). The stream is then shut out of the memory, a substitute keeps
musical time, and about once a second the device is looked for by its name and opened on the same memory.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from livenode.audio.devices import Started
from livenode.audio.substitute import Substitute
from livenode.rt import Memory

POLL_S = 0.02
STALLED_POLLS = 50  # polls, not seconds: a process that was suspended has not seen the counter stand still
FIRST_RETRY_S, RETRY_S = 0.1, 1.0
CLOSE_LIMIT_S = 5.0


class Driver(Started, Protocol):
    """What is asked of a driver for one device; see `portaudio.PortAudioDriver`."""

    @property
    def active(self) -> bool: ...

    @property
    def cpu(self) -> float: ...

    def start(self) -> None: ...

    def shut_out(self) -> bool: ...

    def close(self) -> None: ...

    def again(self) -> Driver: ...


class LastingDriver:
    """Keep a driver running on `memory`, opened anew whenever its device comes back.

    driver: opened, not started; or one that stands for a device that is not there yet (`absent`). say: told
    once when the device is lost and once when it is back.
    """

    def __init__(self, memory: Memory, driver: Driver, say: Callable[[str], None]) -> None:
        self._memory, self._driver, self._say = memory, driver, say
        self._lock = threading.Lock()  # a driver that is closed or replaced must not be asked meanwhile
        self._lost, self._was_there = False, True
        self.losses = 0  # how often the device has gone
        self._seen_frame, self._seen_s, self._still_polls = 0, 0.0, 0
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    @property
    def name(self) -> str:
        """The device, and that it is lost when it is. Thread: control. Real-time safe: no."""
        with self._lock:
            return f"{self._driver.name} (lost)" if self._lost else self._driver.name

    @property
    def input_name(self) -> str | None:
        """The input device, None without one. Thread: control. Real-time safe: no."""
        return self._driver.input_name

    @property
    def samplerate(self) -> int:
        """Frames a second of the device, or of the last one. Thread: control. Real-time safe: no."""
        return self._driver.samplerate

    @property
    def blocksize(self) -> int:
        """Frames of the device's block. Thread: control. Real-time safe: no."""
        return self._driver.blocksize

    @property
    def active(self) -> bool:
        """Whether a device calls back. Thread: control. Real-time safe: no."""
        with self._lock:
            return not self._lost and self._driver.active

    @property
    def cpu(self) -> float:
        """Share of a block's time that the callback takes, 0 to 1. Thread: control. Real-time safe: no."""
        with self._lock:
            return 0.0 if self._lost else self._driver.cpu

    def start(self) -> None:
        """Start the device, or raise what its driver raises. Thread: control. Real-time safe: no."""
        self._driver.start()
        self._was_there = self._driver.active
        self._thread = threading.Thread(target=self._watch, name="livenode-device", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Close the device and stop waiting for it. Thread: control. Real-time safe: no."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(CLOSE_LIMIT_S)  # it may hang in a sound server that does
        with self._lock:
            self._driver.close()

    def _watch(self) -> None:
        while not self._stopping.wait(POLL_S):
            if self._has_gone():
                self._ride_out()

    def _has_gone(self) -> bool:
        frame = self._memory.frame()
        if frame != self._seen_frame:
            self._seen_frame, self._seen_s, self._still_polls = frame, time.monotonic(), 0
        else:
            self._still_polls += 1
        return not self._driver.active or self._still_polls >= STALLED_POLLS

    def _ride_out(self) -> None:
        """Keep time without the device until it is back."""
        with self._lock:
            self._lost = True
        self.losses += self._was_there
        lost_s, former = time.monotonic(), (self._driver.samplerate, self._driver.blocksize)
        name = self._driver.name
        lost = f"sound card lost: {name}; waiting for it"
        self._say(lost if self._was_there else f"sound card not there: {name}; waiting for it")
        while not self._driver.shut_out():
            if self._stopping.is_set():
                return
        substitute = Substitute(self._memory, self._seen_frame, self._seen_s)
        substitute.start()
        self._driver.close()
        pause_s = FIRST_RETRY_S
        while not self._stopping.wait(pause_s):
            pause_s = RETRY_S
            if self._regain(substitute):
                self._say_back(time.monotonic() - lost_s, former)
                return
        substitute.stop()

    def _regain(self, substitute: Substitute) -> bool:
        """Try to go on with the device; whatever is wrong with it, it may be right the next time."""
        try:
            driver = self._driver.again()
        except Exception:
            return False
        substitute.stop()
        try:
            driver.start()
        except Exception:
            driver.shut_out()
            driver.close()
            substitute.start()
            return False
        self._seen_frame, self._seen_s, self._still_polls = self._memory.frame(), time.monotonic(), 0
        with self._lock:
            self._driver, self._lost, self._was_there = driver, False, True
        return True

    def _say_back(self, away_s: float, former: tuple[int, int]) -> None:
        samplerate, blocksize = self._driver.samplerate, self._driver.blocksize
        now = f"; now {samplerate} Hz, {blocksize} frames a block"
        self._say(
            f"sound card is back after {away_s:.1f} s{now if former != (samplerate, blocksize) else ''}"
        )
