"""Own the block of memory that control and the audio callback share, as small typed methods."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from livenode.rt import layout as at
from livenode.rt.compiled import load_word
from livenode.rt.counters import Counters
from livenode.rt.writes import Writes


class RecordError(ValueError):
    """The asked frames are not in the record ring: too old, or not yet recorded."""


@dataclass(frozen=True)
class Change:
    """A target as the callback took it, at the first frame of a block."""

    frame: int
    name: str
    value: float


class Memory:
    """The block of memory of rt/layout.py.

    samplerate: frames a second of whoever calls the callback. record_frames, play_frames: capacities of
    the rings, powers of two; stereo_frames: of the stereo ring (rt/stereo.py), 0 for none. buffer: writable
    bytes to lie in (shared memory, mmap), at least `layout.block_bytes(...)` long and aligned to 8; None
    allocates. Everything is set to its start value, which touches every page. `attach` opens a block that
    another process has made.
    """

    def __init__(
        self,
        samplerate: int = 48000,
        *,
        record_frames: int = at.RECORD_FRAMES,
        play_frames: int = at.PLAY_FRAMES,
        stereo_frames: int = 0,
        buffer: Any = None,
    ) -> None:
        for capacity in (record_frames, play_frames, stereo_frames or 2):
            if capacity < 2 or capacity & (capacity - 1):
                raise ValueError(f"ring capacity is {capacity} frames, must be a power of two")
        size = at.block_bytes(record_frames, play_frames, stereo_frames)
        self._map(np.empty(size // 8, np.int64) if buffer is None else buffer, size)
        self._i64.fill(0)
        self._i64[at.BLOCK_BYTES] = size
        self._i64[at.SAMPLERATE] = samplerate
        self._i64[at.RECORD_CAPACITY] = record_frames
        self._i64[at.PLAY_CAPACITY] = play_frames
        self._i64[at.STEREO_CAPACITY] = stereo_frames
        self._i64[at.INPUT_CHANNELS] = 1
        self._i64[at.OUTPUT_CHANNELS] = 2
        self._i64[at.RAMP_FRAMES] = max(1, round(at.RAMP_S * samplerate))
        for region in (at.TARGET_AT, at.APPLIED_AT, at.CURRENT_AT):
            self._f64[region : region + at.TARGET_COUNT] = [target.default for target in at.TARGETS]
        self._f64[at.LIMITER_GAIN] = 1.0
        self._f64[at.LIMITER_RETURN] = 1.0 - exp(-1.0 / (at.LIMITER_RELEASE_S * samplerate))
        self._f64[at.POWER_SHARE] = 1.0 - exp(-1.0 / (at.METER_RELEASE_S * samplerate))
        self._f64[at.PEAK_FALL] = exp(-1.0 / (at.METER_RELEASE_S * samplerate))
        self._i64[at.TAG] = at.LAYOUT_TAG
        self._read_set_up()

    @classmethod
    def attach(cls, buffer: Any) -> Memory:
        """Return a view of the block that another Memory made in `buffer`.

        Thread: control. Real-time safe: no.
        """
        words = np.frombuffer(buffer, np.int64, at.HEADER_WORDS)
        if words[at.TAG] != at.LAYOUT_TAG:
            raise ValueError("this memory was laid out by another version of livenode")
        memory = cls.__new__(cls)
        memory._map(buffer, int(words[at.BLOCK_BYTES]))
        memory._read_set_up()
        return memory

    def _map(self, buffer: Any, size: int) -> None:
        block = np.frombuffer(buffer, np.uint8, size)
        if not block.flags.writeable:
            raise ValueError("the buffer is read-only; open it for writing")
        self._i64 = block.view(np.int64)
        self._f64 = block.view(np.float64)
        self._f32 = block.view(np.float32)
        self.address = int(self._i64.ctypes.data)

    def _read_set_up(self) -> None:
        self.samplerate = int(self._i64[at.SAMPLERATE])
        self.record_capacity = int(self._i64[at.RECORD_CAPACITY])
        self.play_capacity = int(self._i64[at.PLAY_CAPACITY])
        self._changes_read = int(self._i64[at.CHANGES])
        self.changes_lost = 0
        self.writes = Writes()

    @property
    def views(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The block as int64, float64 and float32. Thread: any. Real-time safe: no."""
        return self._i64, self._f64, self._f32

    @property
    def input_channels(self) -> int:
        """How many inputs the driver hands over, 0 without one. Thread: any. Real-time safe: yes."""
        return int(self._i64[at.INPUT_CHANNELS])

    @property
    def output_channels(self) -> int:
        """How many outputs the driver hands over, 0 without one. Thread: any. Real-time safe: yes."""
        return int(self._i64[at.OUTPUT_CHANNELS])

    def word(self, index: int) -> int:
        """Return an int64 word; what was written before it is visible afterwards (load-acquire).

        Thread: any. Real-time safe: yes.
        """
        return int(load_word(self.address + 8 * index))

    def frame(self) -> int:
        """Return the frame counter: frames the callback has finished, the only clock of the music.

        What the callback wrote before that frame is visible afterwards (load-acquire).

        Thread: any. Real-time safe: yes.
        """
        return self.word(at.FRAME)

    @property
    def block_frames(self) -> int:
        """Frames of the largest block seen or announced. Thread: any. Real-time safe: yes."""
        return int(self._i64[at.MAX_BLOCK])

    def announce_block(self, frames: int) -> None:
        """Take blocks to be that long. Thread: control. Real-time safe: yes."""
        self._i64[at.MAX_BLOCK] = frames

    def guard_frames(self) -> int:
        """Return how far ahead of the counter a write must lie: the larger of 30 ms and 3 blocks.

        Thread: any. Real-time safe: yes.
        """
        return max(3 * self.samplerate // 100, 3 * self.block_frames)

    def write_horizon(self) -> int:
        """Return the frame before which a write to a play ring must end. Thread: any. Real-time safe: yes."""
        return self.frame() + self.play_capacity

    def configure(self, *, input_channels: int, output_channels: int, blocksize: int, clock: bool) -> None:
        """Tell the callback what its driver will hand it; only before the driver starts.

        The counter, the rings and the targets stay: another driver may take the block over where the
        former, which must have been shut out, left it.

        input_channels, output_channels: channels of the stream, 0 for none. blocksize: frames of a block,
        0 if unknown. clock: whether to stamp the monotonic clock each block.

        Thread: control. Real-time safe: no.
        """
        self._i64[at.INPUT_CHANNELS] = input_channels
        self._i64[at.OUTPUT_CHANNELS] = output_channels
        self._i64[at.MAX_BLOCK] = blocksize
        self._i64[at.CLOCK_ENABLED] = int(clock)

    def set_target(self, name: str, value: float) -> None:
        """Store a target (a name of `layout.TARGETS`); the callback follows within one block.

        Levels are linear gains, ramped over 5 ms. A value out of range is a ValueError.

        Thread: control. Real-time safe: yes.
        """
        index = at.TARGET_INDEX.get(name)
        if index is None:
            raise ValueError(f"{name!r} is no target, must be one of {', '.join(at.TARGET_INDEX)}")
        target = at.TARGETS[index]
        if not target.low <= value <= target.high:  # also refuses NaN, which would never compare equal
            raise ValueError(f"{name} is {value:g}, must be {target.low:g} to {target.high:g}")
        self._f64[at.TARGET_AT + index] = value

    def target(self, name: str) -> float:
        """Return the target last stored. Thread: control. Real-time safe: yes."""
        return float(self._f64[at.TARGET_AT + at.TARGET_INDEX[name]])

    def set_part_gain(self, part: int, gain: float) -> None:
        """Store the gain (linear) of a part, 0-based. Thread: control. Real-time safe: yes."""
        if not 0 <= part < at.PARTS:
            raise ValueError(f"part is {part}, must be 0 to {at.PARTS - 1}")
        self.set_target(at.TARGETS[at.PART_GAIN + part].name, gain)

    def changes(self) -> list[Change]:
        """Return the target changes that took effect since the last call, oldest first.

        The journal holds 1024 of them; `changes_lost` counts those overwritten before they were read.

        Thread: control. Real-time safe: no.
        """
        count = self.word(at.CHANGES)
        first = max(self._changes_read, count - at.CHANGE_CAPACITY // 2)  # the callback may be adding more
        self.changes_lost += first - self._changes_read
        self._changes_read = count
        return [self._change(number % at.CHANGE_CAPACITY) for number in range(first, count)]

    def _change(self, slot: int) -> Change:
        return Change(
            int(self._i64[at.CHANGE_FRAME_AT + slot]),
            at.TARGETS[int(self._i64[at.CHANGE_TARGET_AT + slot])].name,
            float(self._f64[at.CHANGE_VALUE_AT + slot]),
        )

    def stamp(self) -> tuple[int, int] | None:
        """Return (first frame of a late block, time.monotonic_ns() when it began); None without a clock.

        Thread: control. Real-time safe: yes.
        """
        for _ in range(8):
            before = self.word(at.STAMP_SEQUENCE)
            frame, s, ns = (int(self._i64[word]) for word in (at.STAMP_FRAME, at.STAMP_S, at.STAMP_NS))
            if before and before % 2 == 0 and self.word(at.STAMP_SEQUENCE) == before:
                return frame, s * 1_000_000_000 + ns
        return None

    def counters(self) -> Counters:
        """Return a snapshot of the counters and peaks. Thread: any. Real-time safe: no."""
        frame = self.frame()
        word = [int(value) for value in self._i64[: at.HEADER_WORDS]]
        peaks = [float(value) for value in self._f64[at.METER_AT : at.METER_AT + 16]]
        part_peaks = peaks[at.PART_PEAK - at.METER_AT :][: at.MAIN_RINGS]
        return Counters(
            frame=frame,
            callbacks=word[at.CALLBACKS],
            max_block_frames=word[at.MAX_BLOCK],
            input_underflow=word[at.INPUT_UNDERFLOW],
            input_overflow=word[at.INPUT_OVERFLOW],
            output_underflow=word[at.OUTPUT_UNDERFLOW],
            output_overflow=word[at.OUTPUT_OVERFLOW],
            nonfinite=word[at.NONFINITE],
            late_write_frames=word[at.LATE_WRITE_FRAMES],
            input_peak=peaks[at.INPUT_PEAK - at.METER_AT],
            output_peak=peaks[at.OUTPUT_PEAK - at.METER_AT],
            input_rms=max(0.0, peaks[at.INPUT_POWER - at.METER_AT]) ** 0.5,
            output_rms=max(0.0, peaks[at.OUTPUT_POWER - at.METER_AT]) ** 0.5,
            part_peaks=tuple(part_peaks[: at.PARTS]),
            cue_peak=part_peaks[at.CUE],
            loop_peak=part_peaks[at.LOOP],
            limiter_gain=peaks[at.LIMITER_GAIN - at.METER_AT],
        )

    def read_record(self, start_frame: int, frames: int) -> np.ndarray:
        """Return what was recorded, (frames,) float32 after input gain; RecordError if it is not there.

        Thread: any. Real-time safe: no.
        """
        return self._read_ring(at.RECORD_AT, start_frame, frames)

    def read_sent(self, start_frame: int, frames: int) -> np.ndarray:
        """Return what was sent of the node's own, (frames,) float32: the output less the monitored input.

        RecordError if it is not there. Thread: any. Real-time safe: no.
        """
        return self._read_ring(at.sent_at(self.record_capacity, self.play_capacity), start_frame, frames)

    def _read_ring(self, ring_at: int, start_frame: int, frames: int) -> np.ndarray:
        if start_frame < 0 or frames < 0:
            raise RecordError(f"frames {start_frame} to {start_frame + frames} lie before the start")
        if start_frame + frames > self.frame():
            raise RecordError(
                f"frame {start_frame + frames} is not yet recorded, the counter is {self.frame()}"
            )
        ring = self._f32[ring_at : ring_at + self.record_capacity]
        self._check_still_recorded(start_frame)
        audio = copy_from_ring(ring, start_frame, frames)
        self._check_still_recorded(start_frame)  # the callback went on while this copied
        return audio

    def _check_still_recorded(self, start_frame: int) -> None:
        oldest = self.frame() + int(self._i64[at.MAX_BLOCK]) - self.record_capacity
        if start_frame < oldest:
            raise RecordError(f"frame {start_frame} is no longer recorded, the oldest is {oldest}")

    def play_ring(self, ring: int) -> np.ndarray:
        """Return a view of a play ring, (capacity,) float32, indexed by frame % capacity; only to look at.

        Thread: any. Real-time safe: yes.
        """
        start = at.play_at(self.record_capacity, ring, self.play_capacity)
        return self._f32[start : start + self.play_capacity]


def copy_from_ring(ring: np.ndarray, start_frame: int, frames: int) -> np.ndarray:
    """Copy frames from an array indexed by frame % len(ring). Thread: any. Real-time safe: no."""
    first = start_frame % len(ring)
    head = ring[first : first + frames]
    return np.concatenate([head, ring[: frames - len(head)]])
