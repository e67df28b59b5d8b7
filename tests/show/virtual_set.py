"""A set recorded on the virtual card as a live node records it: control late at random, riffs take time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from livenode.audio.virtual import VirtualDriver
from livenode.config import Config
from livenode.generation.bench import Bench, Open, Request, Result
from livenode.generation.conductor import Conductor
from livenode.generation.planner import Cost, LeadTime, Work
from livenode.generation.steering import OpenSound, no_sounds
from livenode.inference.engine import Engine
from livenode.journal import noted
from livenode.node import load_engine
from livenode.params import Refused
from livenode.rt import Memory
from livenode.show.about import about
from livenode.show.recording import Recording
from livenode.surface import Command, Event
from tests.generation.paced_worker import PacedWorker

RATE, BLOCK, STALL_BLOCKS = 48_000, 256, 56
Score = Sequence[tuple[float, Command]]  # (seconds, what happens)


class VirtualSet:
    """A conductor on a virtual card with what records it.

    late: the most blocks that control may be behind, at random; stalls: seconds at which it stands still for
    0.3 s, between two ticks; pauses: the share of riffs at whose arrival it does so, within one. `events`:
    what was told; `refused`: commands that were not taken.
    """

    def __init__(
        self,
        engine: Engine,
        audio: np.ndarray,
        folder: Path,
        *,
        late: int = 4,
        stalls: Sequence[float] = (),
        pauses: float = 0.0,
        cost_of: Callable[[Request], Cost] | None = None,
        open_sound: OpenSound = no_sounds,
        open_engine: Open = load_engine,
        seed: int = 0,
        round_trip_frames: int = 0,
        record_frames: int = 2**21,
        threaded: bool = False,
    ) -> None:
        self.memory = Memory(RATE, record_frames=record_frames, play_frames=2**21, stereo_frames=2**17)
        self.rng = np.random.default_rng(seed)
        self.events: list[Event] = []
        self.rows: list[dict] = []
        self.refused: list[str] = []
        self._late, self._stalls = late, [round(second * RATE) for second in stalls]
        self._pauses = pauses
        self.bench = bench = Bench(engine, self.memory, open_engine)
        self._worker = worker = PacedWorker(bench, self.memory, cost_of or self._cost)
        self._results, worker.results = worker.results, self._paused  # type: ignore[method-assign]
        lead = LeadTime(self.memory)
        lead.measured(Work(), Cost(20.0, 60.0))
        self.conductor = Conductor(
            self.memory,
            worker,
            engine.info,
            lead,
            journal=self._note,
            open_sound=open_sound,
            round_trip_frames=round_trip_frames,
        )
        config = Config(engine="fake" if engine.info.backend == "fake" else engine.info.name)
        self.recording = Recording(
            self.conductor,
            folder,
            "set",
            lambda name: about(config, engine.info.backend, config.engine),
            is_threaded=threaded,
        )
        self.conductor.attach(self.events.append)
        self._end_frame = 0
        self.timeline = self.conductor.timeline
        self.driver = VirtualDriver(self.memory, audio, BLOCK, collect=False)

    def _cost(self, request: Request) -> Cost:
        """Cost what a riff does, now and then far too much."""
        whole = float(self.rng.choice([60.0, 90.0, 140.0, 900.0], p=[0.5, 0.3, 0.15, 0.05]))
        return Cost(0.4 * whole, whole)

    def _paused(self, frame: int) -> list[Result]:
        """Return what arrived; now and then the music goes on before it is written."""
        made = self._results(frame)
        if made and self.rng.random() < self._pauses:
            self._run(STALL_BLOCKS)
        return made

    def _run(self, blocks: int) -> None:
        for _ in range(blocks):
            if self.memory.frame() < self._end_frame and not self.driver.done:
                self.driver.step()

    def _note(self, row: dict) -> None:
        self.rows.append(row)
        self.recording.note(row)

    def say(self, *commands: Command) -> None:
        """Submit commands, each alone; what is refused is noted."""
        for command in commands:
            try:
                self.conductor.submit([command])
            except Refused as refused:
                self.refused.append(refused.text)

    def tick(self) -> None:
        """Do what a node does every few milliseconds."""
        self.conductor.tick(self.memory.frame())
        for row in noted(self.memory):
            self._note(row)
        self.recording.tick()
        recorder = self.recording.recorder
        if recorder is not None and recorder.thread is None:
            recorder.round()

    def run_to(self, seconds: float) -> None:
        """Play up to a second of the input."""
        self._end_frame = round(seconds * RATE)
        while self.memory.frame() < self._end_frame and not self.driver.done:
            self.tick()
            blocks = int(self.rng.integers(1, self._late + 1))
            if self._stalls and self._stalls[0] <= self.memory.frame():
                self._stalls.pop(0)
                blocks = STALL_BLOCKS
            self._run(blocks)

    def perform(self, score: Score, seconds: float) -> Path:
        """Play a score to its end, and end the recording; returns the folder of the set."""
        self.perform_on(score, seconds)
        return self.finish()

    def perform_on(self, score: Score, seconds: float) -> None:
        """Play a score, and on to a second."""
        for second, command in sorted(score, key=lambda row: row[0]):
            self.run_to(second)
            self.say(command)
        self.run_to(seconds)

    def finish(self) -> Path:
        """End the recording, where it has not ended; returns the newest set's folder."""
        if self.recording.recorder is not None:
            self.say(Command("record", None, (0,)))
            self._end_frame = self.memory.frame() + RATE
            while self.recording.recorder is not None and not self.driver.done:
                self.tick()
                self._run(1)
            self.recording.close()
        return sorted(path for path in self.recording.base.iterdir() if path.is_dir())[-1]
