"""What the callback makes of a frame of the play rings: left and right, stems, what the limiter leaves.

Of a part, left is mid + width * side and right is mid - width * side, each after its gain of the pan. So
the mean of the two is the mid alone where the pan is in the middle, whatever the width.

An early return or `continue` in the loop over the rings costs much: numba then counts references to the
arrays there (docs/decisions.md).
"""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np

from livenode.rt import layout as at
from livenode.rt.compiled import inlined

CEILING = 0.98  # the limiter lets nothing above it pass
TAP_MONITOR = at.MAIN_RINGS
TAP_LEFT = at.MAIN_RINGS + 1
TAP_RIGHT = at.MAIN_RINGS + 2
TAPS = at.MAIN_RINGS + 3  # what can be shown of each frame: parts, cue, loop, monitor, left, right


@inlined
def finite(i64: Any, value: float) -> float:
    """Return the value, or 0 for NaN and infinite, which is counted. Thread: audio. Real-time safe: yes."""
    if isfinite(value):
        return float(value)
    i64[at.NONFINITE] += 1
    return 0.0


@inlined
def meter(f64: Any, word: int, peak: float) -> None:
    """Raise a peak meter. Thread: audio. Real-time safe: yes."""
    if peak > f64[word]:
        f64[word] = peak


@inlined
def limit(f64: Any, peak: float, release: float) -> float:
    """Return the limiter's gain: what exceeds the ceiling is turned down at once, the gain returns slowly.

    peak: of the louder channel. release: share of the way back to 1 in a frame.

    Thread: audio. Real-time safe: yes.
    """
    gain = f64[at.LIMITER_GAIN]
    gain += (1.0 - gain) * release
    if gain > 1.0 - 1e-6:
        gain = 1.0
    if peak * gain > CEILING:
        gain = CEILING / peak
    f64[at.LIMITER_GAIN] = gain
    return float(gain)


@inlined
def write_pair(
    i64: Any, f64: Any, outputs: Any, n: int, targets: tuple[int, int], left: float, right: float, mono: float
) -> None:
    """Write frame `n` of the two channels that two targets name; `mono` where they are the same channel.

    Thread: audio. Real-time safe: yes.
    """
    channels = i64[at.OUTPUT_CHANNELS]
    channel_l = int(f64[at.CURRENT_AT + targets[0]])
    channel_r = int(f64[at.CURRENT_AT + targets[1]])
    if 0 <= channel_l < channels:
        outputs[n * channels + channel_l] = mono if channel_l == channel_r else left
    if 0 <= channel_r < channels and channel_r != channel_l:
        outputs[n * channels + channel_r] = right


@inlined
def mix_frame(
    i64: Any, f64: Any, f32: Any, outputs: Any, frame: int, taps: Any, n: int, through: float, stereo: int
) -> tuple[float, float]:
    """Return the sum of the rings at `frame`, left and right; write stems and cue; zero what was taken.

    outputs, taps: zeroed. through: what panic leaves of the stems and the cue, 0 to 1. stereo: the zeroed
    place of the frame in the stereo ring, 0 where that is not filled.

    Thread: audio. Real-time safe: yes.
    """
    capacity = i64[at.PLAY_CAPACITY]
    slot = at.RECORD_AT + i64[at.RECORD_CAPACITY] + (frame & (capacity - 1))
    level = f64[at.CURRENT_AT + at.MASTER_LEVEL]
    gate = f64[at.CURRENT_AT + at.TRANSPORT_GATE]
    mix_l, mix_r = 0.0, 0.0
    for ring in range(at.MAIN_RINGS):
        is_part = ring < at.PARTS
        value, side = f32[slot + ring * capacity], np.float32(0.0)
        if is_part:
            side = f32[slot + (at.SIDE + ring) * capacity]
        if value != 0.0 or side != 0.0:
            f32[slot + ring * capacity] = 0.0
            gain = f64[at.CURRENT_AT + at.PART_GAIN + ring] * level
            if is_part:
                gain *= gate
            sound = finite(i64, value)
            mid = sound * gain
            left, right = mid, mid
            if ring == at.CUE:
                cue = sound * f64[at.CURRENT_AT + at.CUE_OUT] * through
                write_pair(i64, f64, outputs, n, (at.CUE_L, at.CUE_R), cue, cue, cue)
            if is_part:
                f32[slot + (at.SIDE + ring) * capacity] = 0.0
                wide = finite(i64, side) * gain * f64[at.CURRENT_AT + at.PART_WIDTH + ring]
                left = (mid + wide) * f64[at.CURRENT_AT + at.PART_LEFT + ring]
                right = (mid - wide) * f64[at.CURRENT_AT + at.PART_RIGHT + ring]
                stem = at.PART_STEM_L + ring, at.PART_STEM_R + ring
                write_pair(i64, f64, outputs, n, stem, left * through, right * through, mid * through)
                if stereo > 0:
                    f32[stereo + 2 * ring] = left * through
                    f32[stereo + 2 * ring + 1] = right * through
            meter(f64, at.PART_PEAK + ring, max(abs(left), abs(right)))
            if taps.size > 0:
                taps[n * TAPS + ring] = 0.5 * (left + right)
            mix_l += left
            mix_r += right
    return mix_l, mix_r
