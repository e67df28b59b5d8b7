"""Who runs the jobs: a background thread (live), or the caller, in lock-step (virtual); same results."""

import queue
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

import numpy as np

from livenode.generation.context import ContextStore
from livenode.generation.decode import decode
from livenode.generation.others import OthersStore
from livenode.generation.pipeline import fit, generate
from livenode.generation.riff import Riff, RiffRequest
from livenode.inference.engine import Engine
from livenode.journal import Arrival
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.transport.timeline import Timeline

LISTEN_S = 0.02  # how often the idle thread looks whether something new was heard


@dataclass(frozen=True)
class DecodeRequest:
    """Decode latents again on another timeline (after a change of tempo)."""

    part: int
    number: int
    timeline: Timeline
    start_bar: int
    bars: int
    latents: np.ndarray
    before: np.ndarray


@dataclass(frozen=True)
class Listen:
    """Encode what has been heard up to `heard_frame`, so that little is left at the deadline."""

    timeline: Timeline
    heard_frame: int


@dataclass(frozen=True)
class Failure:
    """A job that raised: which part it was for, and what it said."""

    part: int
    number: int
    text: str


Request = RiffRequest | DecodeRequest
Result = tuple[Riff | Failure, float]  # and the milliseconds from request to result


class Bench:
    """What a worker works with: the engine and the context of the input.

    Thread: worker. Real-time safe: no.
    """

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self.engine, self._memory = engine, memory
        self._store = ContextStore(engine, self._read)
        self._others = {number: OthersStore(engine) for number in PARTS}

    def listen(self, job: Listen) -> bool:
        """Encode one chunk; returns whether there was one. What fails here fails again in `make`."""
        try:
            self._store.follow(job.timeline)
            return bool(self._store.prepare(job.heard_frame))
        except Exception:
            return False

    def idle(self) -> None:
        """Keep the engine quick while nothing is asked of it."""
        self.engine.idle()

    def make(self, job: Request) -> Riff | Failure:
        """Run a job. What it raises comes back as a value: the audio goes on."""
        try:
            if isinstance(job, RiffRequest):
                return generate(self.engine, self._store, job, self._others[job.part])
            return redecode(self.engine, job)
        except Exception as problem:
            return Failure(job.part, job.number, f"{type(problem).__name__}: {problem}")

    def _read(self, start_frame: int, frames: int) -> np.ndarray:
        low = max(0, start_frame, self._memory.frame() + 8192 - self._memory.record_capacity)
        high = min(start_frame + frames, self._memory.frame())
        audio = np.zeros(frames, np.float32)
        if high > low:
            audio[low - start_frame : high - start_frame] = self._memory.read_record(low, high - low)
        return audio


def redecode(engine: Engine, job: DecodeRequest) -> Riff:
    """Decode a riff's latents on the grid of the request. Thread: worker. Real-time safe: no."""
    length = job.bars * job.timeline.entry_at_bar(job.start_bar).latent_frames_per_bar
    latents = fit(job.latents, length)
    audio = decode(engine, job.timeline, job.start_bar, job.bars, latents, job.before)
    start_frame = job.timeline.bar_frame(job.start_bar)
    return Riff(job.part, job.number, job.start_bar, job.bars, start_frame, latents, audio)


class Worker(Protocol):
    """Takes jobs and gives results in the order of the jobs. Thread: control. Real-time safe: no."""

    def post(self, job: Request) -> None: ...

    def listen(self, job: Listen) -> None: ...

    def results(self, frame: int) -> list[Result]: ...

    def close(self) -> None: ...


class LockstepWorker:
    """Runs each job when it is posted; its cost is told as 0: nothing depends on the machine's speed."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._results: deque[Result] = deque()

    def post(self, job: Request) -> None:
        """Run the job now. Thread: control. Real-time safe: no."""
        self._results.append((self._bench.make(job), 0.0))

    def listen(self, job: Listen) -> None:
        """Encode all that was heard. Thread: control. Real-time safe: no."""
        while self._bench.listen(job):
            pass

    def results(self, frame: int) -> list[Result]:
        """Return what was made since the last call; `frame` is the step.

        Thread: control. Real-time safe: no.
        """
        made = list(self._results)
        self._results.clear()
        return made

    def close(self) -> None:
        """Do nothing: there is no thread. Thread: control. Real-time safe: no."""


class ReplayWorker:
    """Runs each job when it is posted; hands its result over at the step at which it once arrived.

    arrivals: by (part, number of the riff), in the order in which they arrived.
    """

    def __init__(self, bench: Bench, arrivals: Mapping[tuple[int, int], Arrival]) -> None:
        self._bench, self._arrivals = bench, arrivals
        self._order = {key: place for place, key in enumerate(arrivals)}
        self._made: dict[tuple[int, int], Riff | Failure] = {}

    def post(self, job: Request) -> None:
        """Run the job now, unless its result never arrived. Thread: control. Real-time safe: no."""
        arrival = self._arrivals.get((job.part, job.number))
        if arrival is not None:
            failure = None if arrival.failed is None else Failure(job.part, job.number, arrival.failed)
            self._made[job.part, job.number] = failure or self._bench.make(job)

    def listen(self, job: Listen) -> None:
        """Encode all that was heard. Thread: control. Real-time safe: no."""
        while self._bench.listen(job):
            pass

    def results(self, frame: int) -> list[Result]:
        """Return what arrived by the step at `frame`. Thread: control. Real-time safe: no."""
        due = [key for key in self._made if self._arrivals[key].frame <= frame]
        return [
            (self._made.pop(key), self._arrivals[key].cost_ms)
            for key in sorted(due, key=self._order.__getitem__)
        ]

    def close(self) -> None:
        """Do nothing: there is no thread. Thread: control. Real-time safe: no."""


class ThreadWorker:
    """Runs jobs in one background thread; between jobs it listens.

    A job is dropped, without a result, when a newer one for the same part was posted before it began.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._jobs: queue.SimpleQueue[tuple[Request, float] | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._newest: dict[int, int] = {}  # part -> number of the job posted last
        self._latest: Listen | None = None  # a mailbox: only the newest counts
        self._thread = threading.Thread(target=self._run, name="livenode-worker", daemon=True)
        self._thread.start()

    def post(self, job: Request) -> None:
        """Queue a job. Thread: control. Real-time safe: no."""
        self._newest[job.part] = job.number
        self._jobs.put((job, perf_counter()))

    def listen(self, job: Listen) -> None:
        """Say up to where the input may be encoded. Thread: control. Real-time safe: no."""
        self._latest = job

    def results(self, frame: int) -> list[Result]:
        """Return what was made since the last call; `frame` is the step.

        Thread: control. Real-time safe: no.
        """
        made = []
        while True:
            try:
                made.append(self._results.get_nowait())
            except queue.Empty:
                return made

    def close(self) -> None:
        """End the thread after the job in hand. Thread: control. Real-time safe: no."""
        self._newest.clear()
        self._jobs.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            try:
                item = self._jobs.get(timeout=LISTEN_S)
            except queue.Empty:
                if self._latest is None or not self._bench.listen(self._latest):
                    self._bench.idle()
                continue
            if item is None:
                return
            job, posted = item
            if self._newest.get(job.part) == job.number:
                made = self._bench.make(job)
                self._results.put((made, 1000 * (perf_counter() - posted)))
