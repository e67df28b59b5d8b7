"""Call the compiled callback block by block, as a driver does."""

from __future__ import annotations

import numpy as np

from livenode.rt import Memory
from livenode.rt.callback import process_block
from livenode.rt.layout import TAPS

BLOCK = 256
RAMP = 240  # 5 ms at 48 kHz


def small_memory() -> Memory:
    memory = Memory(record_frames=2**14, play_frames=2**14)
    memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=False)
    return memory


def run(
    memory: Memory,
    frames: int,
    inputs: np.ndarray | None = None,
    *,
    channels: tuple[int, int] = (1, 2),
    flags: int = 0,
    blocksize: int = BLOCK,
) -> np.ndarray:
    """Run `frames` frames; return the output, (frames, channels)."""
    if inputs is None:
        inputs = np.zeros((frames, channels[0]), np.float32)
    inputs = np.asarray(inputs, np.float32).reshape(frames, channels[0])
    outputs = np.full((frames, channels[1]), 9.0, np.float32)  # 9: not written
    for start in range(0, frames, blocksize):
        block = np.ascontiguousarray(inputs[start : start + blocksize]).reshape(-1)
        n = min(blocksize, frames - start)
        out = np.full(n * channels[1], 9.0, np.float32)
        process_block(memory, block, out, None, n, flags)
        outputs[start : start + n] = out.reshape(n, channels[1])
    return outputs


def run_taps(memory: Memory, frames: int, level: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Run one block of constant input; return output (frames, 2) and taps (frames, TAPS)."""
    out, taps = np.zeros(2 * frames, np.float32), np.zeros(TAPS * frames, np.float32)
    process_block(memory, np.full(frames, level, np.float32), out, taps, frames, 0)
    return out.reshape(frames, 2), taps.reshape(frames, TAPS)
