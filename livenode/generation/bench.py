"""The jobs of a worker, and what it does them with: an engine, and the context of the input."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

import numpy as np

from livenode.generation.asking import fit
from livenode.generation.context import ContextStore
from livenode.generation.decode import sounding
from livenode.generation.ear import Ear
from livenode.generation.hearing import Hearing
from livenode.generation.others import OthersStore
from livenode.generation.pipeline import Opened, generate
from livenode.generation.planner import Cost
from livenode.generation.riff import PRE_FRAMES, Prompt, Riff, RiffRequest, Settings
from livenode.generation.wholeness import checked
from livenode.generation.width import side_of
from livenode.inference.bundle import BundleError
from livenode.inference.engine import Engine, EngineInfo
from livenode.inference.features import SAMPLERATE
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.transport.timeline import Timeline

LATE_SHARE = 8  # of the record ring: so much of it may go by until a riff is made


@dataclass(frozen=True)
class DecodeRequest:
    """Decode one of a riff's takes (takes, n, 64) and its twin again: on another timeline, or another one.

    round: it goes round, and is the same in each round.
    """

    part: int
    number: int
    timeline: Timeline
    start_bar: int
    bars: int
    takes: np.ndarray
    twins: np.ndarray | None
    take: int
    before: np.ndarray
    space: str
    round: bool = False


@dataclass(frozen=True)
class Listen:
    """Encode what has been heard up to `heard_frame`, so that little is left at the deadline."""

    timeline: Timeline
    heard_frame: int
    hearing: Hearing = Hearing()


@dataclass(frozen=True)
class Failure:
    """A job that raised: which part it was for, and what it said."""

    part: int
    number: int
    text: str


@dataclass(frozen=True)
class Switched:
    """An engine that was asked for: it makes the riffs from now on; without info `text` says why not."""

    name: str
    info: EngineInfo | None
    warm_up: Cost | None = None
    text: str = ""


Request = RiffRequest | DecodeRequest
Open = Callable[[str], Engine]
Result = tuple[Riff | Failure, float]  # and the milliseconds that making it took


class Bench:
    """What a worker works with: the engine and the context of the input.

    open_engine: loads another engine by name. ear: shared with another bench. Thread: worker. Real-time
    safe: no.
    """

    def __init__(
        self, engine: Engine, memory: Memory, open_engine: Open | None = None, ear: Ear | None = None
    ) -> None:
        self.engine, self._memory, self._open = engine, memory, open_engine
        self._ear, self._hearing = ear or Ear(memory), Hearing()
        self._former: Engine | None = None
        self._backend = engine.info.backend
        self.warm_up: Cost | None = None
        kept_frames = memory.record_capacity - memory.record_capacity // LATE_SHARE
        self._store = ContextStore(engine, self._read, kept_frames)
        self._others = {number: OthersStore(engine) for number in PARTS}

    def beside(self, name: str, heard: Listen | None) -> "Bench":
        """Return a bench with another engine, warm and having listened up to `heard`.

        Riffs of this one's engine can still be decoded again. Raises what loading raises. Thread: any, beside
        the worker's. Real-time safe: no.
        """
        if self._open is None:
            raise BundleError("this node cannot load another engine: start it with --engine")
        bench = Bench(self._open(name), self._memory, self._open, self._ear)
        bench._former, bench.warm_up = self.engine, warm_up(bench.engine)
        while heard is not None and bench.listen(heard):
            pass
        return bench

    def anew(self) -> "Bench":
        """Return a bench with the same engine that shares nothing else with this one, which may be stuck.

        Thread: any, beside the worker's. Real-time safe: no.
        """
        bench = Bench(self.engine, self._memory, self._open)
        bench._former, bench.warm_up = self._former, self.warm_up
        return bench

    def listen(self, job: Listen) -> bool:
        """Encode one chunk; returns whether there was one. What fails here fails again in `make`."""
        try:
            self._hear(job.hearing)
            self._store.follow(job.timeline)
            return bool(self._store.prepare(job.heard_frame))
        except BaseException:
            return False

    def live(self) -> None:
        """Let the engine know what frame it is: from now on riffs are due when they are to sound."""
        self.engine.follow(self._memory.frame)

    def moved(self) -> Switched | None:
        """Return that another backend makes the riffs than when asked last: a server came or went."""
        before, info = self._backend, self.engine.info
        self._backend = info.backend
        return None if before == info.backend else Switched(info.name, info)

    def idle(self) -> None:
        """Keep the engine quick while nothing is asked of it."""
        with suppress(BaseException):
            self.engine.idle()

    def make(self, job: Request, opened: Opened | None = None) -> Riff | Failure:
        """Run a job; `opened` is given a riff's first bar. What it raises comes back as a value."""
        try:
            if isinstance(job, RiffRequest):
                self._hear(job.hearing)
                whole = partial(checked, timeline=job.timeline)
                looked_at = None if opened is None else lambda opening: opened(whole(opening))
                return whole(generate(self.engine, self._store, job, self._others[job.part], looked_at))
            former = self._former
            is_former = former is not None and job.space == former.info.space != self.engine.info.space
            return checked(redecode(former if former and is_former else self.engine, job), job.timeline)
        except BaseException as problem:  # SystemExit too: the thread must live
            return Failure(job.part, job.number, f"{type(problem).__name__}: {problem}")

    def _hear(self, hearing: Hearing) -> None:
        if hearing != self._hearing:
            self._store.encode_again(hearing.same_until(self._hearing))
            self._hearing = hearing

    def _read(self, start_frame: int, frames: int) -> np.ndarray:
        return self._ear.read(self._hearing, start_frame, frames)


def redecode(engine: Engine, job: DecodeRequest) -> Riff:
    """Decode a riff's latents on the grid of the request. Thread: worker. Real-time safe: no."""
    where = sounding(job.timeline, job.start_bar, job.bars, job.before)
    if job.round:
        where = replace(where, period_frames=where.frames - PRE_FRAMES)
    length = job.bars * job.timeline.entry_at_bar(job.start_bar).latent_frames_per_bar
    takes = np.stack([fit(take, length) for take in job.takes])
    audio, twins, side = engine.sound(takes[job.take], where), None, None
    if job.twins is not None:
        twins = np.stack([fit(twin, length) for twin in job.twins])
        twin = engine.sound(twins[job.take], where)
        bars = range(job.start_bar, job.start_bar + job.bars)
        side, _ = side_of(audio, twin, [job.timeline.bar_frame(bar) - where.start for bar in bars])
    return Riff(
        job.part,
        job.number,
        job.start_bar,
        job.bars,
        job.timeline.bar_frame(job.start_bar),
        takes,
        audio,
        job.take,
        engine=engine.info.name,
        space=engine.info.space,
        side=side,
        twins=twins,
    )


def warm_up(engine: Engine, steps: int = 0) -> Cost:
    """Make a riff of four bars through the public path, twice; returns what the second took.

    steps: 0 for the engine's own.
    """
    bench = Bench(engine, Memory(SAMPLERATE, record_frames=4096, play_frames=4096))
    request = RiffRequest(
        1, 0, Timeline.start(SAMPLERATE, 0, 120.0), 4, 4, 0, Settings(prompt=Prompt("warm-up"), steps=steps)
    )
    bench.make(request)
    begun, opened_s = perf_counter(), [0.0]
    bench.make(request, lambda riff: opened_s.append(perf_counter() - begun))
    return Cost(1000 * opened_s[-1], 1000 * (perf_counter() - begun))


def beside(bench: Bench, name: str, heard: Listen | None) -> tuple[Bench | None, Switched]:
    """Return a bench with another engine, or None, and what is to be told.

    Thread: any. Real-time safe: no.
    """
    try:
        other = bench.beside(name, heard)
    except BaseException as problem:
        return None, Switched(name, None, text=f"engine {name}: {problem}")
    return other, Switched(name, other.engine.info, other.warm_up)
