"""The audio callback (native/callback.c): what live and virtual drivers call for each block.

No interpreter, no GIL, no allocation, no lock. All it touches is the block of memory of rt/layout.py.
"""

from __future__ import annotations

import ctypes

import numpy as np

from livenode.rt import compiled
from livenode.rt import layout as at
from livenode.rt.memory import Memory

CALLBACK_ADDRESS = ctypes.cast(compiled.portaudio_callback, ctypes.c_void_p).value
"""Of the PaStreamCallback; its user data is a `Gate`. Thread: audio. Real-time safe: yes."""


def process_block(
    memory: Memory, inputs: np.ndarray, outputs: np.ndarray, taps: np.ndarray | None, frames: int, flags: int
) -> None:
    """Run one block.

    inputs, outputs: interleaved float32, `frames * channels` long, of the channels the memory was configured
    with. taps: None, or `frames * TAPS` long: filled with each part (the mean of its left and right), the
    cue and the loop after gain and master level, the monitor, and the output's left and right. flags:
    PortAudio's status flags. ValueError for an array of another length or kind.

    Thread: of the driver. Real-time safe: but for the interpreter.
    """
    compiled.process_block(
        memory.address,
        _checked(inputs, frames * memory.input_channels, "inputs"),
        _checked(outputs, frames * memory.output_channels, "outputs"),
        None if taps is None else _checked(taps, frames * at.TAPS, "taps"),
        frames,
        flags,
    )


def _checked(audio: np.ndarray, size: int, name: str) -> int:
    """Return the address, which the compiled code takes on trust."""
    if audio.dtype != np.float32 or audio.size != size or not audio.flags.c_contiguous:
        raise ValueError(f"{name} is {audio.dtype} {audio.shape}, must be float32, {size} values in a row")
    return audio.ctypes.data
