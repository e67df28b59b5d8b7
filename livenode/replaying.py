"""A journal played again on the virtual driver, block by block: what was performed, to the sample."""

from collections import deque
from collections.abc import Mapping

import numpy as np

from livenode import presets
from livenode.audio.virtual import Frames, VirtualBlock, VirtualDriver
from livenode.generation.bench import Bench
from livenode.generation.conductor import STEP_FRAMES, Conductor
from livenode.generation.library import load_preset
from livenode.generation.planner import Cost, LeadTime, Work
from livenode.generation.rest import restore, values_of_rows
from livenode.generation.riff import Sound
from livenode.generation.steering import OpenSound, no_sounds
from livenode.generation.worker import LockstepWorker, ReplayWorker, Worker
from livenode.inference.engine import Engine
from livenode.journal import JournalError, Performance, Start
from livenode.node import SAMPLERATE, load_engine
from livenode.rt.beginning import begin_at
from livenode.rt.memory import Memory

NOTHING: Mapping[str, np.ndarray] = {}


class Replay:
    """A performance under way once more. Thread: control. Real-time safe: no.

    input: (frames,) from where the journal begins (its `warm_frame`, where it has a state). before: what was
    recorded and sent up to there, (frames, 2). arrays: what its state names. is_exact: False where the
    journal begins in the middle: riffs are made anew then. steps: denoising steps in place of those asked
    for; 0: none. alone: the engine makes all riffs, whichever made them then. stereo_frames: of the memory's
    stereo ring.
    """

    def __init__(
        self,
        engine: Engine,
        input: np.ndarray | Frames,
        performance: Performance,
        *,
        before: np.ndarray | None = None,
        arrays: Mapping[str, np.ndarray] = NOTHING,
        open_sound: OpenSound = no_sounds,
        is_exact: bool = True,
        steps: int = 0,
        alone: bool = False,
        stereo_frames: int = 0,
        collect: bool = True,
    ) -> None:
        self._blocks, self._sounds = deque(performance.blocks), deque(performance.sounds)
        self._arrays, has_state = arrays, performance.state is not None
        try:
            self.memory = _memory(performance, before, stereo_frames)
            self._presets = deque(values_of_rows(row["values"]) for row in performance.presets)
            bench = Bench(engine, self.memory, load_engine)
            worker: Worker = LockstepWorker(bench)
            if is_exact:
                arrivals, switches = performance.arrivals, performance.switches
                worker = ReplayWorker(bench, arrivals, switches, steps=steps, alone=alone)
            self.conductor = Conductor(
                self.memory,
                worker,
                engine.info,
                _lead(self.memory, performance.start),
                replaying=True,
                round_trip_frames=performance.start.round_trip_frames,
                open_sound=self._sound if has_state else open_sound,
                open_preset=self._preset,
            )
            # with a state the input was recorded behind its gain
            changes = [one for one in performance.changes if not has_state or one.name != "input_gain"]
            self.driver = VirtualDriver(self.memory, input, STEP_FRAMES, changes=changes, collect=collect)
            self._begin(performance)
        except (KeyError, TypeError, ValueError) as problem:
            raise JournalError(f"the journal cannot be played: {type(problem).__name__}: {problem}") from None

    def _begin(self, performance: Performance) -> None:
        """Bring all to where the journal begins, and schedule what is in it."""
        conductor, memory = self.conductor, self.memory
        memory.announce_block(performance.start.blocksize)
        if performance.state is not None:
            restore(conductor, performance.state, self._arrays)
        memory.writes.edges = performance.late_writes
        for frame, at_frame, command in performance.commands:
            conductor.schedule(frame, at_frame, command)
        for frame, reading in performance.clock:
            conductor.following.schedule(frame, reading)

    @property
    def done(self) -> bool:
        """Whether all of the input was played."""
        return self.driver.done

    def step(self) -> VirtualBlock:
        """Play a block."""
        frame = self.memory.frame()
        while self._blocks and self._blocks[0][0] <= frame:
            self.memory.announce_block(self._blocks.popleft()[1])
        self.conductor.tick(frame)
        return self.driver.step()

    def _preset(self, name: str) -> presets.Preset:
        """Return a preset as it was when it was loaded; from its file where an old journal does not say."""
        if not self._presets:
            return load_preset(name)
        return presets.Preset(name, "", self._presets.popleft())

    def _sound(self, name: str) -> Sound:
        """Return a sound as it was when it was taken. Raises Refused."""
        for row in self._sounds:
            if row["sound"] == name and row["digest"] in self._arrays:
                self._sounds.remove(row)
                return Sound(name, self._arrays[row["digest"]])
        return no_sounds(name)


def _memory(performance: Performance, before: np.ndarray | None, stereo_frames: int) -> Memory:
    """Return a memory that begins where the journal does."""
    record_frames, state = performance.start.record_frames, performance.state
    memory = Memory(SAMPLERATE, record_frames=record_frames, stereo_frames=stereo_frames)
    if state is not None:
        targets = {**state["targets"], "input_gain": 1.0}
        heard, sent = np.zeros((2, 0), np.float32) if before is None else before.T
        begin_at(memory, state["warm_frame"], heard, sent, targets)
    return memory


def _lead(memory: Memory, start: Start) -> LeadTime:
    lead = LeadTime(memory, start.lead_ms)
    if start.lead_ms is None:
        lead.measured(Work(), Cost(start.opening_ms, start.whole_ms))
    return lead
