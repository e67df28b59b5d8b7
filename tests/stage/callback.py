"""Time the compiled callback on a virtual card: a block, and a block while a set is recorded.

    python -m tests.stage.callback --blocks 20000 --json

Four parts sound, two of them wide. The least of ten rounds counts: a busy machine only adds to it.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from livenode.rt import PARTS, SIDE, Memory
from livenode.rt.callback import process_block
from tests.stage.told import tell

BLOCK, ROUNDS = 256, 10


def block_us(memory: Memory, blocks: int) -> float:
    """Return the microseconds of a block, four parts sounding all the time."""
    heard, output = np.full(BLOCK, 0.1, np.float32), np.zeros(2 * BLOCK, np.float32)
    spent_s = 0.0
    for first in range(0, blocks, 64):
        for ring in (*range(PARTS), SIDE, SIDE + 1):
            memory.play_ring(ring)[:] = 0.1
        begun_s = time.perf_counter()
        for _ in range(min(64, blocks - first)):
            process_block(memory, heard, output, None, BLOCK, 0)
        spent_s += time.perf_counter() - begun_s
    return 1e6 * spent_s / blocks


def measure(blocks: int, recording: bool) -> float:
    """Return the least of some rounds."""
    memory = Memory(record_frames=2**16, play_frames=2**14, **_stereo(recording))
    memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=True)
    for part in (1, 2):
        memory.set_target(f"part{part}_width", 0.5)
    if recording:
        from livenode.rt.stereo import StereoRing

        StereoRing(memory).fill(True)
    block_us(memory, 64)
    return min(block_us(memory, blocks // ROUNDS) for _ in range(ROUNDS))


def _stereo(recording: bool) -> dict[str, int]:
    return {"stereo_frames": 2**16} if recording else {}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--blocks", type=int, default=20_000)
    parser.add_argument("--idle", action="store_true", help="only without a recording")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = {"block_frames": BLOCK, "block_us": round(measure(arguments.blocks, False), 2)}
    if not arguments.idle:
        found["block_us_recording"] = round(measure(arguments.blocks, True), 2)
    tell(found, arguments.json)


if __name__ == "__main__":
    main()
