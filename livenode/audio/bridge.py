"""Join a device of any sample rate to the core: the pitch is never wrong.

The device's callback is the same compiled function over a small block of memory of its own, at the device's
rate: it only moves rings. A thread takes what was recorded there, resamples it with soxr, calls the core's
callback for as many blocks as that gives, and writes the resampled output `lead_frames` ahead. So the core's
frame counter follows the device's exactly, and the added latency is constant. The thread needs the
interpreter: one that is held up longer than the lead allows costs silence, which is counted as an underflow.
"""

from __future__ import annotations

import threading

import numpy as np
import soxr

from livenode.rt import Memory, RecordError, write
from livenode.rt.callback import process_block
from livenode.rt.layout import STAMP_FRAME, STAMP_NS, STAMP_S, STAMP_SEQUENCE, TAP_LEFT, TAP_RIGHT, TAPS

CORE_BLOCK = 128
RING_FRAMES = 2**17
LEAD_S = 0.1
CHUNK_FRAMES = 4096
POLL_S = 0.003
QUALITY = "HQ"
MIRRORED_TARGETS = ("in_a", "in_b", "out_l", "out_r", "panic")  # the rest is the core's work
_FLAGS = ("input_underflow", "input_overflow", "output_underflow", "output_overflow")


class Bridge:
    """Run the core's callback from a device at another rate.

    core: the core's memory. device_samplerate: frames a second of the device. The driver opens its stream
    on `device_memory`. `pull` is one round of the thread, which tests call themselves.
    """

    def __init__(self, core: Memory, device_samplerate: int) -> None:
        self.device_memory = Memory(device_samplerate, record_frames=RING_FRAMES, play_frames=RING_FRAMES)
        self.device_memory.set_target("limiter", 0.0)
        self.device_memory.set_target("part1_right", 0.0)  # ring 0 is the left channel,
        self.device_memory.set_target("part2_left", 0.0)  # ring 1 the right
        self._core = core
        self._to_core = soxr.ResampleStream(device_samplerate, core.samplerate, 1, "float32", QUALITY)
        self._to_device = soxr.ResampleStream(core.samplerate, device_samplerate, 2, "float32", QUALITY)
        self._taken_frames = 0  # of the device's input
        self._begin_frame = core.frame()  # the core's, when the device was at its first
        self._pending = np.zeros(0, np.float32)  # at the core's rate, less than a block
        self._produced_frames = 0  # at the device's rate
        self._seen = [0] * len(_FLAGS)  # the device's counts of each of PortAudio's flags, by bit
        self._uncounted = [0] * len(_FLAGS)  # the core counts at most one of each a block
        self._late_writes = 0
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._channels = (1, 2)  # of the core: what it is made with

    @property
    def lead_frames(self) -> int:
        """Device frames between an input frame and its output. Thread: any. Real-time safe: no."""
        return round(LEAD_S * self.device_memory.samplerate) + self.device_memory.guard_frames()

    def configure(self, *, input_channels: int, output_channels: int) -> None:
        """Tell the core what the device has; only while no other driver runs on it.

        Thread: control. Real-time safe: no.
        """
        self._channels = (input_channels, output_channels)
        if not self._taken_frames:
            self._begin_frame = self._core.frame()
        self._core.configure(
            input_channels=input_channels, output_channels=output_channels, blocksize=CORE_BLOCK, clock=False
        )

    def start(self) -> None:
        """Start the thread. Thread: control. Real-time safe: no."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._loop, name="livenode bridge", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread and wait for it. Thread: control. Real-time safe: no."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def pull(self) -> None:
        """Carry all that the device has recorded through the core. Thread: worker. Real-time safe: no."""
        for name in MIRRORED_TARGETS:
            self.device_memory.set_target(name, self._core.target(name))
        self._count_flags()
        available = self.device_memory.frame() - self._taken_frames
        while available > 0:
            frames = min(available, CHUNK_FRAMES)
            recorded = self._recorded(frames)
            self._pending = np.concatenate([self._pending, self._to_core.resample_chunk(recorded)])
            self._run_core()
            available -= frames
        self._stamp_core()

    def _loop(self) -> None:
        while not self._stopping.wait(POLL_S):
            self.pull()

    def _stamp_core(self) -> None:
        """Stamp the core with the device's stamp, on its own frames: its callback does not here."""
        stamp = self.device_memory.stamp()
        if stamp is None:
            return
        ratio, words = self._core.samplerate / self.device_memory.samplerate, self._core.views[0]
        words[STAMP_SEQUENCE] += 1
        words[STAMP_FRAME] = self._begin_frame + round(stamp[0] * ratio)
        words[STAMP_S], words[STAMP_NS] = divmod(stamp[1], 1_000_000_000)
        words[STAMP_SEQUENCE] += 1

    def _recorded(self, frames: int) -> np.ndarray:
        start = self._taken_frames
        self._taken_frames += frames
        try:
            return self.device_memory.read_record(start, frames)
        except RecordError:  # held up for longer than the ring: time goes on, in silence
            return np.zeros(frames, np.float32)

    def _run_core(self) -> None:
        blocks = len(self._pending) // CORE_BLOCK
        played = [
            self._core_block(self._pending[n * CORE_BLOCK : (n + 1) * CORE_BLOCK]) for n in range(blocks)
        ]
        self._pending = self._pending[blocks * CORE_BLOCK :]
        if played:
            self._play(self._to_device.resample_chunk(np.concatenate(played)))

    def _core_block(self, heard: np.ndarray) -> np.ndarray:
        """Run one block of the core; return its left and right, (frames, 2)."""
        inputs = np.repeat(heard, self._channels[0])  # whichever channels are chosen: the same signal
        outputs = np.empty(CORE_BLOCK * self._channels[1], np.float32)
        taps = np.empty(CORE_BLOCK * TAPS, np.float32)
        flags = sum(1 << bit for bit, count in enumerate(self._uncounted) if count > 0)
        self._uncounted = [max(0, count - 1) for count in self._uncounted]
        process_block(self._core, inputs, outputs, taps, CORE_BLOCK, flags)
        return taps.reshape(CORE_BLOCK, TAPS)[:, [TAP_LEFT, TAP_RIGHT]]

    def _play(self, audio: np.ndarray) -> None:
        if self._produced_frames == 0:
            self._produced_frames = self.lead_frames
        if len(audio):
            late = [
                write(self.device_memory, ring, self._produced_frames, audio[:, ring]).late_frames
                for ring in (0, 1)
            ]
            self._late_writes += any(late)
            self._produced_frames += len(audio)

    def _count_flags(self) -> None:
        """Add the device's under- and overflows since the last round to those the core has yet to count."""
        counters = self.device_memory.counters()
        counts = [getattr(counters, name) for name in _FLAGS]
        counts[_FLAGS.index("output_underflow")] += self._late_writes
        news = [count - seen for count, seen in zip(counts, self._seen, strict=True)]
        self._uncounted = [left + new for left, new in zip(self._uncounted, news, strict=True)]
        self._seen = counts
