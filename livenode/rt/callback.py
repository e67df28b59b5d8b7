"""The audio callback: one compiled function that live and virtual drivers call for each block.

No interpreter, no GIL, no allocation, no lock. All it touches is the block of memory of rt/layout.py.
"""

from __future__ import annotations

import os
import time
from functools import cache
from math import exp
from typing import Any

import numpy as np
from numba import cfunc, types
from numba.np.numpy_support import carray

from livenode.rt import layout as at
from livenode.rt.atomic import block_at, fence, load_acquire, store_release
from livenode.rt.compiled import compile_cached, inlined
from livenode.rt.mixing import (
    TAP_LEFT,
    TAP_MONITOR,
    TAP_RIGHT,
    TAPS,
    finite,
    limit,
    meter,
    mix_frame,
    write_pair,
)

LIMITER_RELEASE_S = 0.05
PEAK_RELEASE_S = 0.3
_FLAG_WORDS = (at.INPUT_UNDERFLOW, at.INPUT_OVERFLOW, at.OUTPUT_UNDERFLOW, at.OUTPUT_OVERFLOW)


@inlined
def _take_targets(i64: Any, f64: Any, start_frame: int) -> bool:
    """Journal each newly stored target and begin its ramp; say whether a ramp is under way."""
    ramping = False
    ramp_frames = i64[at.RAMP_FRAMES]
    for target in range(at.TARGET_COUNT):
        value = f64[at.TARGET_AT + target]
        if value != f64[at.APPLIED_AT + target]:
            f64[at.APPLIED_AT + target] = value
            if target < at.RAMPED_TARGETS:
                f64[at.STEP_AT + target] = (value - f64[at.CURRENT_AT + target]) / ramp_frames
                i64[at.LEFT_AT + target] = ramp_frames
            else:
                f64[at.CURRENT_AT + target] = value
            count = i64[at.CHANGES]
            slot = count % at.CHANGE_CAPACITY
            i64[at.CHANGE_FRAME_AT + slot] = start_frame
            i64[at.CHANGE_TARGET_AT + slot] = target
            f64[at.CHANGE_VALUE_AT + slot] = value
            store_release(i64, at.CHANGES, count + 1)
        ramping |= i64[at.LEFT_AT + target] > 0
    return ramping


@inlined
def _advance_ramps(i64: Any, f64: Any) -> bool:
    ramping = False
    for target in range(at.RAMPED_TARGETS):
        left = i64[at.LEFT_AT + target]
        if left > 0:
            i64[at.LEFT_AT + target] = left - 1
            f64[at.CURRENT_AT + target] += f64[at.STEP_AT + target]
            if left == 1:
                f64[at.CURRENT_AT + target] = f64[at.APPLIED_AT + target]
            ramping = True
    return ramping


@inlined
def _read_input(i64: Any, f64: Any, inputs: Any, n: int) -> float:
    channels = i64[at.INPUT_CHANNELS]
    a = int(f64[at.CURRENT_AT + at.IN_A])
    b = int(f64[at.CURRENT_AT + at.IN_B])
    value = 0.0
    if a < channels:
        value = finite(i64, inputs[n * channels + a])
    if b == a:
        return value
    if b < channels:
        value += finite(i64, inputs[n * channels + b])
    return 0.5 * value


@inlined
def _note_sent(i64: Any, f32: Any, frame: int, value: float) -> None:
    """Keep what the node itself sends, to be looked for in its input."""
    rings = i64[at.RECORD_CAPACITY] + at.PLAY_RINGS * i64[at.PLAY_CAPACITY]
    f32[at.RECORD_AT + rings + (frame & (i64[at.RECORD_CAPACITY] - 1))] = value


@inlined
def _begin_stereo(i64: Any, start_frame: int) -> bool:
    """Begin or end to fill the stereo ring, as asked; say whether it is filled."""
    asked = i64[at.STEREO_ASKED]
    if i64[at.STEREO_CAPACITY] > 0 and asked != i64[at.STEREO_FILLED]:
        i64[at.STEREO_FRAME] = start_frame
        store_release(i64, at.STEREO_FILLED, asked)
    return i64[at.STEREO_FILLED] != 0


@inlined
def _stereo_slot(i64: Any, f32: Any, frame: int) -> int:
    """Return the place of a frame in the stereo ring, zeroed."""
    slot = at.RECORD_AT + 2 * i64[at.RECORD_CAPACITY] + at.PLAY_RINGS * i64[at.PLAY_CAPACITY]
    slot += at.STEREO_CHANNELS * (frame & (i64[at.STEREO_CAPACITY] - 1))
    for channel in range(at.STEREO_CHANNELS):
        f32[slot + channel] = 0.0
    return int(slot)


@inlined
def _count_block(i64: Any, f64: Any, frames: int, flags: int) -> None:
    """Count the block and PortAudio's status flags; let the peak meters fall."""
    i64[at.CALLBACKS] += 1
    for bit in range(4):
        if flags >> bit & 1:
            i64[_FLAG_WORDS[bit]] += 1
    fall = exp(-frames / (PEAK_RELEASE_S * i64[at.SAMPLERATE]))
    for word in range(at.INPUT_PEAK, at.PART_PEAK + at.MAIN_RINGS):
        f64[word] *= fall


if os.name == "posix":
    _clock_gettime: Any = types.ExternalFunction("clock_gettime", types.int32(types.int32, types.uintp))
    _CLOCK = time.CLOCK_MONOTONIC

    @inlined
    def _stamp(i64: Any, start_frame: int) -> None:
        """Note when this block began, on the clock of Python's time.monotonic()."""
        i64[at.STAMP_SEQUENCE] += 1
        fence()
        i64[at.STAMP_FRAME] = start_frame
        _clock_gettime(_CLOCK, i64.ctypes.data + 8 * at.STAMP_S)
        fence()
        i64[at.STAMP_SEQUENCE] += 1
else:

    @inlined
    def _stamp(i64: Any, start_frame: int) -> None:
        """No clock: control does without."""


def _build_process_block(layout_tag: int) -> Any:
    def process_block(
        i64: Any, f64: Any, f32: Any, inputs: Any, outputs: Any, taps: Any, frames: int, flags: int
    ) -> None:
        if i64[at.TAG] != layout_tag:
            return
        if frames > i64[at.MAX_BLOCK]:
            i64[at.MAX_BLOCK] = frames
        fence()  # the writer must see the last counter before this block touches its rings
        start = i64[at.FRAME]
        if i64[at.CLOCK_ENABLED] != 0:
            _stamp(i64, start)
        _count_block(i64, f64, frames, flags)
        ramping, is_kept, stereo = _take_targets(i64, f64, start), _begin_stereo(i64, start), 0
        release = 1.0 - exp(-1.0 / (LIMITER_RELEASE_S * i64[at.SAMPLERATE]))
        smoothing = 1.0 - exp(-1.0 / (PEAK_RELEASE_S * i64[at.SAMPLERATE]))
        outputs[:] = 0.0
        taps[:] = 0.0
        for n in range(frames):
            if ramping:
                ramping = _advance_ramps(i64, f64)
            # as the record ring holds it, so that the recorded input gives the same output again
            heard = float(np.float32(_read_input(i64, f64, inputs, n) * f64[at.CURRENT_AT + at.INPUT_GAIN]))
            meter(f64, at.INPUT_PEAK, abs(heard))
            f64[at.INPUT_POWER] += smoothing * (heard * heard + 1e-20 - f64[at.INPUT_POWER])
            f32[at.RECORD_AT + ((start + n) & (i64[at.RECORD_CAPACITY] - 1))] = heard
            monitor = heard * f64[at.CURRENT_AT + at.MONITOR] * f64[at.CURRENT_AT + at.MASTER_LEVEL]
            through = 1.0 - f64[at.CURRENT_AT + at.PANIC]
            if is_kept:
                stereo = _stereo_slot(i64, f32, start + n)
            mix_l, mix_r = mix_frame(i64, f64, f32, outputs, start + n, taps, n, through, stereo)
            left, right, sent = mix_l + monitor, mix_r + monitor, 0.5 * (mix_l + mix_r)
            if f64[at.CURRENT_AT + at.LIMITER] != 0.0:
                gain = limit(f64, max(abs(left), abs(right)), release)
                left, right, sent = left * gain, right * gain, sent * gain
            left, right = left * through, right * through
            _note_sent(i64, f32, start + n, sent * through)
            meter(f64, at.OUTPUT_PEAK, max(abs(left), abs(right)))
            power = 0.5 * (left * left + right * right)
            f64[at.OUTPUT_POWER] += smoothing * (power + 1e-20 - f64[at.OUTPUT_POWER])
            write_pair(i64, f64, outputs, n, (at.OUT_L, at.OUT_R), left, right, 0.5 * (left + right))
            if is_kept:
                f32[stereo + 2 * at.PARTS] = left
                f32[stereo + 2 * at.PARTS + 1] = right
            if taps.size > 0:
                taps[n * TAPS + TAP_MONITOR] = monitor
                taps[n * TAPS + TAP_LEFT] = left
                taps[n * TAPS + TAP_RIGHT] = right
        fence()
        store_release(i64, at.FRAME, start + frames)

    return process_block


process_block: Any = compile_cached(_build_process_block(at.LAYOUT_TAG), nogil=False)
"""`process_block(i64, f64, f32, inputs, outputs, taps, frames, flags)`: run one block.

i64, f64, f32: the same block of memory, `Memory.views`. inputs, outputs: interleaved float32,
`frames * channels` long. taps: empty, or `frames * TAPS` long: filled with each part (the mean of its left
and right), the cue and the loop after gain and master level, the monitor, and the output's left and right.
flags: PortAudio's status flags.
The first call compiles (some seconds) or loads numba's cache.

Thread: audio. Real-time safe: yes, after the first call.
"""


def _build_portaudio_callback(layout_tag: int) -> Any:
    def portaudio_callback(
        inputs: Any, outputs: Any, frames: int, time_info: Any, flags: int, userdata: Any
    ) -> int:
        gate = carray(userdata, (at.GATE_WORDS,), np.int64)
        count = np.int64(frames)  # C's unsigned long: a sum with int64 would be a float
        store_release(gate, at.GATE_BUSY, 1)
        fence()
        block = block_at(gate[at.GATE_BLOCK])
        result = 2  # paAbort
        if load_acquire(gate, at.GATE_OPEN) == 0:
            carray(outputs, (count * gate[at.GATE_OUTPUTS],), np.float32)[:] = 0.0
        elif carray(block, (at.HEADER_WORDS,), np.int64)[at.TAG] == layout_tag:
            header = carray(block, (at.HEADER_WORDS,), np.int64)
            size = header[at.BLOCK_BYTES]
            process_block(
                carray(block, (size // 8,), np.int64),
                carray(block, (size // 8,), np.float64),
                carray(block, (size // 4,), np.float32),
                carray(inputs, (count * header[at.INPUT_CHANNELS],), np.float32),
                carray(outputs, (count * header[at.OUTPUT_CHANNELS],), np.float32),
                carray(block, (0,), np.float32),
                count,
                np.int64(flags),
            )
            result = 0  # paContinue
        store_release(gate, at.GATE_BUSY, 0)
        return result

    return portaudio_callback


_C_ULONG = types.uint32 if os.name == "nt" else types.uint64
_PORTAUDIO_CALLBACK = types.intc(
    types.voidptr, types.voidptr, _C_ULONG, types.voidptr, _C_ULONG, types.voidptr
)


@cache
def portaudio_callback() -> Any:
    """Return the numba cfunc whose `address` is a PaStreamCallback; its user data is a `Gate`.

    The first call compiles or loads the cache. Thread: any. Real-time safe: no; what it returns: yes.
    """
    function = _build_portaudio_callback(at.LAYOUT_TAG)
    try:
        return cfunc(_PORTAUDIO_CALLBACK, cache=True)(function)
    except RuntimeError:  # no folder for the cache can be written
        return cfunc(_PORTAUDIO_CALLBACK)(function)
