"""Drive the compiled callback without a sound card: as fast as it goes, bit-identical from run to run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from livenode.rt import CUE, LOOP, PARTS, Change, Memory
from livenode.rt.callback import process_block
from livenode.rt.layout import CHANNEL_TARGETS, TAPS


@dataclass(frozen=True)
class VirtualBlock:
    """What one block sounded: output (frames, 2), parts (frames, 4), cue and loop (frames,), all float32.

    Parts, cue and loop are as heard: after gain, transport gate and master level, before limiter and panic.
    Of a part it is the mean of left and right.
    """

    start_frame: int
    output: np.ndarray
    parts: np.ndarray
    cue: np.ndarray
    loop: np.ndarray


class Frames(Protocol):
    """Audio (frames,) float32 that need not lie in memory as a whole. Thread: control. Real-time safe: no."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: slice, /) -> np.ndarray: ...


class VirtualDriver:
    """Feed `input` to the callback block by block and collect what it plays.

    memory: the block of the core. input: (frames,) float32 at the memory's rate, or what gives a slice of it
    at a time. Blocks end at multiples of `blocksize`. changes: a journal
    (`Memory.changes`) of targets to set again; a block is cut short so that each takes effect at exactly
    its frame; those that name channels are left out: they were another device's. collect: keep what was
    played; without it only `step`'s result shows it.
    """

    def __init__(
        self,
        memory: Memory,
        input: np.ndarray | Frames,
        blocksize: int = 256,
        *,
        changes: Sequence[Change] = (),
        collect: bool = True,
    ) -> None:
        if isinstance(input, np.ndarray):
            if input.ndim != 1:
                raise ValueError(f"input has shape {input.shape}, must be (frames,)")
            input = np.ascontiguousarray(input, np.float32)
        self._memory, self._input = memory, input
        self._start_frame = memory.frame()
        kept = [change for change in changes if change.name not in CHANNEL_TARGETS]
        self._changes = sorted(kept, key=lambda change: change.frame)
        self._collect = collect
        self._blocks: list[VirtualBlock] = []
        self.blocksize = blocksize
        self.samplerate = memory.samplerate
        self.name = "virtual"
        memory.configure(input_channels=1, output_channels=2, blocksize=blocksize, clock=False)
        for target in ("in_a", "in_b", "out_l"):
            memory.set_target(target, 0)
        memory.set_target("out_r", 1)

    @property
    def done(self) -> bool:
        """Whether all of the input was played. Thread: control. Real-time safe: no."""
        return self._memory.frame() - self._start_frame >= len(self._input)

    def step(self) -> VirtualBlock:
        """Run one block, shorter where a journalled change or the end of the input falls into it.

        Thread: control. Real-time safe: no.
        """
        if self.done:
            raise RuntimeError("the virtual driver has played all of its input")
        start = self._memory.frame()
        first = start - self._start_frame
        self._apply_changes(start)
        frames = min(self.blocksize - start % self.blocksize, len(self._input) - first)
        if self._changes:
            frames = min(frames, self._changes[0].frame - start)
        output, taps = np.empty(frames * 2, np.float32), np.empty(frames * TAPS, np.float32)
        process_block(self._memory, self._input[first : first + frames], output, taps, frames, 0)
        columns = taps.reshape(frames, TAPS)
        rings = columns[:, :PARTS], columns[:, CUE], columns[:, LOOP]
        block = VirtualBlock(start, output.reshape(frames, 2), *rings)
        if self._collect:
            self._blocks.append(block)
        return block

    @property
    def output(self) -> np.ndarray:
        """What was played so far, (frames, 2) float32. Thread: control. Real-time safe: no."""
        return np.concatenate([np.zeros((0, 2), np.float32), *(block.output for block in self._blocks)])

    @property
    def parts(self) -> np.ndarray:
        """Each part alone as heard, (frames, 4) float32. Thread: control. Real-time safe: no."""
        return np.concatenate([np.zeros((0, PARTS), np.float32), *(block.parts for block in self._blocks)])

    @property
    def cue(self) -> np.ndarray:
        """The cue (metronome) as heard, (frames,) float32. Thread: control. Real-time safe: no."""
        return np.concatenate([np.zeros(0, np.float32), *(block.cue for block in self._blocks)])

    @property
    def loop(self) -> np.ndarray:
        """The looper as heard, (frames,) float32. Thread: control. Real-time safe: no."""
        return np.concatenate([np.zeros(0, np.float32), *(block.loop for block in self._blocks)])

    def _apply_changes(self, frame: int) -> None:
        while self._changes and self._changes[0].frame <= frame:
            change = self._changes.pop(0)
            self._memory.set_target(change.name, change.value)


def sleep_until_due(started_s: float, frames: int, samplerate: int) -> None:
    """Sleep until `frames` have passed since `started_s` of time.monotonic(): a virtual run in real time.

    Thread: control. Real-time safe: no.
    """
    time.sleep(max(0.0, started_s + frames / samplerate - time.monotonic()))
