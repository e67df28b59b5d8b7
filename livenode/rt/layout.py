"""Say where everything lies in the one block of memory that control and the audio callback share.

The block is an array of 8-byte words, followed by the rings (float32, mono), all indexed by absolute
frame (`frame % capacity`). Nothing else is shared between the two. The compiled code (native/) is built with
all whole and real numbers of this file under their names here.

| region | words | written by |
|---|---|---|
| header: set-up | int64 | control, before the start |
| header: counter, flags, time stamp | int64 | callback |
| header: late writes | int64 | the writer (rt/writer.py) |
| targets | float64 | control, one store each |
| applied targets, ramps, meters | float64 | callback |
| changes of targets, with their frames | int64, float64 | callback |
| record ring | float32 | callback |
| play rings: mids of the parts, cue, loop, sides | float32 | writer; the callback zeroes what it played |
| sent ring, as long as the record ring | float32 | callback |
| stereo ring, frame by frame: left and right of each part, of the output | float32 | callback, while asked |
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

# The play rings: a part's number from 0 is its mid ring's, SIDE + part its side ring's.
PARTS = 4
CUE = PARTS  # the ring of the metronome
LOOP = PARTS + 1  # the ring of the looper
MAIN_RINGS = PARTS + 2  # each with a gain of its own
SIDE = MAIN_RINGS  # left = mid + width * side, right = mid - width * side
PLAY_RINGS = SIDE + PARTS
RECORD_FRAMES = 2**22  # 87 s at 48 kHz
PLAY_FRAMES = 2**21  # 44 s
STEREO_FRAMES = 2**19  # 11 s: so long a disk may stand still while a set is recorded
STEREO_CHANNELS = 2 * PARTS + 2

# -- header: int64 words. Set-up, written before the start.
TAG = 0  # LAYOUT_TAG: compiled code does nothing with a block of another layout
BLOCK_BYTES = 1
SAMPLERATE = 2
RECORD_CAPACITY = 3
PLAY_CAPACITY = 4
INPUT_CHANNELS = 5
OUTPUT_CHANNELS = 6
RAMP_FRAMES = 7
CLOCK_ENABLED = 8  # 1: the callback stamps the monotonic clock
STEREO_CAPACITY = 9  # 0: there is no stereo ring

# -- header: written by the callback. The frame counter lies alone on its cache line.
FRAME = 16
CALLBACKS = 24
MAX_BLOCK = 25  # frames of the largest block seen, or announced by the driver
INPUT_UNDERFLOW = 26
INPUT_OVERFLOW = 27
OUTPUT_UNDERFLOW = 28
OUTPUT_OVERFLOW = 29
NONFINITE = 30  # NaN or infinite values taken as 0
CHANGES = 31  # target changes journalled since the start
STAMP_SEQUENCE = 32  # odd while the stamp is being written
STAMP_FRAME = 33
STAMP_S = 34  # struct timespec of clock_gettime: seconds, nanoseconds
STAMP_NS = 35
STEREO_FILLED = 36  # 1: the stereo ring is being filled
STEREO_FRAME = 37  # the first frame for which that is so

# -- header: written by the writer.
LATE_WRITE_FRAMES = 48

# -- header: written by control while the callback runs.
STEREO_ASKED = 56  # 1: fill the stereo ring
HEADER_WORDS = 64


class Target(NamedTuple):
    """A value that control stores and the callback follows within one block."""

    name: str
    default: float
    low: float
    high: float


def _of_parts(name: str, default: float, low: float, high: float) -> tuple[Target, ...]:
    return tuple(Target(f"part{part + 1}_{name}", default, low, high) for part in range(PARTS))


# The order is the index in the block. Those before `limiter` are ramped over 5 ms, the others switch; from
# `in_a` on they name channels of the device.
TARGETS = (
    *_of_parts("gain", 1.0, 0.0, 16.0),
    Target("cue_gain", 1.0, 0.0, 16.0),
    Target("loop_gain", 1.0, 0.0, 16.0),
    Target("cue_out", 0.0, 0.0, 16.0),  # of the cue ring on channels of its own
    Target("input_gain", 1.0, 0.0, 64.0),
    Target("monitor", 0.0, 0.0, 16.0),
    Target("master_level", 1.0, 0.0, 16.0),
    Target("transport_gate", 1.0, 0.0, 1.0),  # 0: the parts are silent
    Target("panic", 0.0, 0.0, 1.0),  # 1: every output is 0
    *_of_parts("width", 0.0, 0.0, 1.0),
    *_of_parts("left", 1.0, 0.0, 2**0.5),  # gains of the pan
    *_of_parts("right", 1.0, 0.0, 2**0.5),
    Target("limiter", 1.0, 0.0, 1.0),
    Target("in_a", 0.0, 0.0, 255.0),  # channels from 0; the mean of the two where they differ
    Target("in_b", 0.0, 0.0, 255.0),
    Target("out_l", 0.0, 0.0, 255.0),  # the mean of left and right where they are the same
    Target("out_r", 1.0, 0.0, 255.0),
    *_of_parts("stem_l", -1.0, -1.0, 255.0),  # -1: none; the mid, not panned, where they are the same
    *_of_parts("stem_r", -1.0, -1.0, 255.0),
    Target("cue_l", -1.0, -1.0, 255.0),  # -1: none
    Target("cue_r", -1.0, -1.0, 255.0),
)
TARGET_INDEX = {target.name: index for index, target in enumerate(TARGETS)}
PART_GAIN = TARGET_INDEX["part1_gain"]  # a main ring's gain is PART_GAIN + ring
PART_WIDTH = TARGET_INDEX["part1_width"]
PART_LEFT = TARGET_INDEX["part1_left"]
PART_RIGHT = TARGET_INDEX["part1_right"]
PART_STEM_L = TARGET_INDEX["part1_stem_l"]
PART_STEM_R = TARGET_INDEX["part1_stem_r"]
CUE_OUT = TARGET_INDEX["cue_out"]
CUE_L = TARGET_INDEX["cue_l"]
CUE_R = TARGET_INDEX["cue_r"]
INPUT_GAIN = TARGET_INDEX["input_gain"]
MONITOR = TARGET_INDEX["monitor"]
MASTER_LEVEL = TARGET_INDEX["master_level"]
TRANSPORT_GATE = TARGET_INDEX["transport_gate"]
PANIC = TARGET_INDEX["panic"]
IN_A = TARGET_INDEX["in_a"]
IN_B = TARGET_INDEX["in_b"]
OUT_L = TARGET_INDEX["out_l"]
OUT_R = TARGET_INDEX["out_r"]
LIMITER = TARGET_INDEX["limiter"]
RAMPED_TARGETS = LIMITER
CHANNEL_TARGETS = frozenset(target.name for target in TARGETS[IN_A:])
TARGET_COUNT = len(TARGETS)
RAMP_S = 0.005

# -- regions of 64 words each: index = region + target
REGION_WORDS = 64
TARGET_AT = HEADER_WORDS
APPLIED_AT = TARGET_AT + REGION_WORDS  # the target the callback took last
CURRENT_AT = APPLIED_AT + REGION_WORDS  # where its ramp is now
STEP_AT = CURRENT_AT + REGION_WORDS  # added each frame of the ramp
LEFT_AT = STEP_AT + REGION_WORDS  # int64: frames left of the ramp

# -- meters: float64. Peaks are of the louder channel, the output's power is the mean of both.
METER_AT = LEFT_AT + REGION_WORDS
INPUT_PEAK = METER_AT
OUTPUT_PEAK = METER_AT + 1
PART_PEAK = METER_AT + 2  # one a main ring, after gain
LIMITER_GAIN = METER_AT + 8
INPUT_POWER = METER_AT + 9  # mean square over about 0.3 s
OUTPUT_POWER = METER_AT + 10
# float64, written before the start: what a frame does to them
LIMITER_RETURN = METER_AT + 11  # share of its way back to 1
POWER_SHARE = METER_AT + 12  # share of a new value in a mean
PEAK_FALL = METER_AT + 13  # factor of the peaks
LIMITER_RELEASE_S = 0.05
METER_RELEASE_S = 0.3
CEILING = 0.98  # the limiter lets nothing above it pass

# -- taps: what can be shown of each frame, float32: parts, cue, loop, monitor, left, right
TAP_MONITOR = MAIN_RINGS
TAP_LEFT = MAIN_RINGS + 1
TAP_RIGHT = MAIN_RINGS + 2
TAPS = MAIN_RINGS + 3

# -- journal of target changes, indexed by number of the change % CHANGE_CAPACITY
CHANGE_CAPACITY = 1024
CHANGE_FRAME_AT = METER_AT + 16
CHANGE_TARGET_AT = CHANGE_FRAME_AT + CHANGE_CAPACITY
CHANGE_VALUE_AT = CHANGE_TARGET_AT + CHANGE_CAPACITY
WORDS = CHANGE_VALUE_AT + CHANGE_CAPACITY

# -- rings: float32, two to a word
RECORD_AT = 2 * WORDS

# -- the gate between a stream and the block (rt/gate.py), int64 words outside of it
GATE_OPEN = 0  # 0: the stream may not touch the block
GATE_BUSY = 1  # 1: the stream is in the callback
GATE_BLOCK = 2  # address of the block
GATE_OUTPUTS = 3  # output channels of the stream
GATE_WORDS = 8


def play_at(record_capacity: int, ring: int, play_capacity: int) -> int:
    """Return the float32 index where a play ring begins. Thread: any. Real-time safe: no."""
    return RECORD_AT + record_capacity + ring * play_capacity


def sent_at(record_capacity: int, play_capacity: int) -> int:
    """Return the float32 index where the sent ring begins. Thread: any. Real-time safe: no."""
    return play_at(record_capacity, PLAY_RINGS, play_capacity)


def stereo_at(record_capacity: int, play_capacity: int) -> int:
    """Return the float32 index where the stereo ring begins. Thread: any. Real-time safe: no."""
    return sent_at(record_capacity, play_capacity) + record_capacity


def block_bytes(
    record_capacity: int = RECORD_FRAMES, play_capacity: int = PLAY_FRAMES, stereo_capacity: int = 0
) -> int:
    """Return the bytes of a block with these ring capacities (frames). Thread: any. Real-time safe: no."""
    return 4 * (stereo_at(record_capacity, play_capacity) + STEREO_CHANNELS * stereo_capacity)


def _source_tag() -> int:
    here = Path(__file__)
    sources = (here, *sorted(here.with_name("native").glob("*.[ch]")))
    return int.from_bytes(sha256(b"".join(source.read_bytes() for source in sources)).digest()[:7], "big")


# What the compiled code was built from: with a block or a library of other sources nothing is done.
LAYOUT_TAG = _source_tag()
