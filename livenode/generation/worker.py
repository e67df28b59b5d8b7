"""Who runs the jobs: a background thread (live), or the caller, in lock-step (virtual); same results."""

import queue
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Protocol, TypeVar

from livenode.generation.bench import Bench, Failure, Listen, Request, Result, Switched, beside
from livenode.generation.planner import Cost
from livenode.generation.riff import Riff, RiffRequest
from livenode.journal import Arrival

LISTEN_S = 0.02  # how often the idle thread looks whether something new was heard
HANG_S = 10.0  # a job that has not come back after this long never will: another thread takes over
CLOSE_S = 2.0  # how long `close` waits for the job in hand


class Worker(Protocol):
    """Takes jobs and gives results in the order of the jobs. Thread: control. Real-time safe: no."""

    def post(self, job: Request) -> None: ...

    def listen(self, job: Listen) -> None: ...

    def switch(self, name: str) -> None: ...

    def switched(self, frame: int) -> list[Switched]: ...

    def results(self, frame: int) -> list[Result]: ...

    def close(self) -> None: ...


class LockstepWorker:
    """Runs each job when it is posted; its cost is told as 0: nothing depends on the machine's speed."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._results: deque[Result] = deque()
        self._switched: list[Switched] = []
        self._latest: Listen | None = None

    def post(self, job: Request) -> None:
        """Run the job now. Thread: control. Real-time safe: no."""
        made = self._bench.make(job, lambda opening: self._results.append((opening, 0.0)))
        self._results.append((made, 0.0))

    def listen(self, job: Listen) -> None:
        """Encode all that was heard. Thread: control. Real-time safe: no."""
        self._latest = job
        while self._bench.listen(job):
            pass

    def switch(self, name: str) -> None:
        """Load another engine now. Thread: control. Real-time safe: no."""
        bench, switched = beside(self._bench, name, self._latest)
        self._bench = bench or self._bench
        self._switched.append(switched)

    def switched(self, frame: int) -> list[Switched]:
        """Return the engines loaded since the last call. Thread: control. Real-time safe: no."""
        found, self._switched = self._switched, []
        return found

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

    arrivals: of each (part, number of the riff) in their order: of its first bar, and of all of it. steps:
    denoising steps in place of those asked for; 0: as asked. alone: one engine makes all riffs.
    """

    def __init__(
        self,
        bench: Bench,
        arrivals: Mapping[tuple[int, int], Sequence[Arrival]],
        switches: Sequence[tuple[int, str, str, tuple[float, float] | None]] = (),
        *,
        steps: int = 0,
        alone: bool = False,
    ) -> None:
        self._benches, self._arrivals = {bench.engine.info.name: bench}, arrivals
        self._steps, self._alone = steps, alone
        self._first, self._switches = bench, list(switches)
        self._latest: Listen | None = None
        self._made: list[tuple[Arrival, Riff | Failure]] = []

    def post(self, job: Request) -> None:
        """Run the job now, unless its result never arrived. Thread: control. Real-time safe: no."""
        arrivals = self._arrivals.get((job.part, job.number), ())
        if not arrivals:
            return
        made: list[Riff | Failure] = []
        if self._steps and isinstance(job, RiffRequest):
            job = replace(job, settings=replace(job.settings, steps=self._steps))
        bench = self._benches.get(arrivals[-1].engine, self._first)
        made.append(bench.make(job, made.append))
        if arrivals[-1].failed is not None:
            made = [*made[: len(arrivals) - 1], Failure(job.part, job.number, arrivals[-1].failed)]
        self._made += zip(arrivals, made, strict=False)

    def listen(self, job: Listen) -> None:
        """Encode all that was heard. Thread: control. Real-time safe: no."""
        self._latest = job
        for bench in self._benches.values():
            while bench.listen(job):
                pass

    def switch(self, name: str) -> None:
        """Load an engine that once took over. Thread: control. Real-time safe: no."""
        if not self._alone and any(name == other and not failed for _, other, failed, _ in self._switches):
            last = list(self._benches.values())[-1]
            self._benches[name] = last.beside(name, self._latest)

    def switched(self, frame: int) -> list[Switched]:
        """Return the engines that took over by the step at `frame`. Thread: control. Real-time safe: no."""
        found = []
        while self._switches and self._switches[0][0] <= frame:
            _, name, failed, cost = self._switches.pop(0)
            info = None if failed else self._benches.get(name, self._first).engine.info
            found.append(Switched(name, info, Cost(*cost) if cost else None, failed))
        return found

    def results(self, frame: int) -> list[Result]:
        """Return what arrived by the step at `frame`. Thread: control. Real-time safe: no."""
        due = sorted((row for row in self._made if row[0].frame <= frame), key=lambda row: row[0].place)
        self._made = [row for row in self._made if row[0].frame > frame]
        return [(made, arrival.cost_ms) for arrival, made in due]

    def close(self) -> None:
        """Do nothing: there is no thread. Thread: control. Real-time safe: no."""


class _Hand:
    """What one thread does: since when it has been busy (None: it waits), and for which job."""

    since_s: float | None = None
    job: Request | None = None


class ThreadWorker:
    """Runs jobs in one background thread; between jobs it listens.

    A job is dropped, without a result, when a newer one for the same part was posted before it began. Where
    the thread has died, or has been busy with one thing for HANG_S, another takes over with the same engine
    and a context of its own; the job in hand has then failed, and what the former may yet give is ignored.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._jobs: queue.SimpleQueue[Request | Bench | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._switched: queue.SimpleQueue[Switched] = queue.SimpleQueue()
        self._newest: dict[int, int] = {}  # part -> number of the job posted last
        self._latest: Listen | None = None  # a mailbox: only the newest counts
        self._wanted = ""  # the engine asked for last
        self._begin()

    def _begin(self) -> None:
        self._bench.live()
        self._hand = _Hand()
        self._thread = threading.Thread(
            target=self._run, args=(self._hand,), name="livenode-worker", daemon=True
        )
        self._thread.start()

    def post(self, job: Request) -> None:
        """Queue a job. Thread: control. Real-time safe: no."""
        self._see_to_thread()
        self._newest[job.part] = job.number
        self._jobs.put(job)

    def listen(self, job: Listen) -> None:
        """Say up to where the input may be encoded. Thread: control. Real-time safe: no."""
        self._latest = job

    def switch(self, name: str) -> None:
        """Load another engine in a thread of its own; it takes over between two jobs.

        One that is loaded only after another was asked for does not. Thread: control. Real-time safe: no.
        """
        self._wanted = name

        def load() -> None:
            bench, switched = beside(self._bench, name, self._latest)
            if bench is not None and name != self._wanted:
                text = f"engine {name}: {self._wanted} was asked for meanwhile"
                bench, switched = None, Switched(name, None, text=text)
            if bench is None:
                self._switched.put(switched)
            else:
                self._jobs.put(bench)

        threading.Thread(target=load, name="livenode-loader", daemon=True).start()

    def switched(self, frame: int) -> list[Switched]:
        """Return the engines that took over since the last call. Thread: control. Real-time safe: no."""
        return _all(self._switched)

    def results(self, frame: int) -> list[Result]:
        """Return what was made since the last call; `frame` is the step.

        Thread: control. Real-time safe: no.
        """
        self._see_to_thread()
        return _all(self._results)

    def close(self) -> None:
        """End the thread after the job in hand; one that hangs is left behind.

        Thread: control. Real-time safe: no.
        """
        self._newest.clear()
        self._jobs.put(None)
        self._thread.join(CLOSE_S)

    def _see_to_thread(self) -> None:
        """Begin another thread where the one at work has died or hangs."""
        hand = self._hand
        since_s = hand.since_s
        hangs = since_s is not None and perf_counter() - since_s > HANG_S
        if self._thread.is_alive() and not hangs:
            return
        text = f"the engine has not answered for {HANG_S:g} s" if hangs else "the worker's thread has died"
        if hand.job is not None:
            self._results.put((Failure(hand.job.part, hand.job.number, text), 0.0))
        self._bench = self._bench.anew()
        self._begin()

    def _run(self, hand: _Hand) -> None:
        while hand is self._hand:
            hand.since_s = hand.job = None
            try:
                item = self._jobs.get(timeout=LISTEN_S)
            except queue.Empty:
                self._tell_moved()
                hand.since_s = perf_counter()
                if self._latest is None or not self._bench.listen(self._latest):
                    self._bench.idle()
                continue
            if item is None:
                return
            if isinstance(item, Bench):
                self._bench = item
                self._bench.live()
                self._switched.put(Switched(item.engine.info.name, item.engine.info, item.warm_up))
                continue
            self._tell_moved()
            if self._newest.get(item.part) == item.number:
                hand.since_s, hand.job = perf_counter(), item
                hand_over = partial(self._hand_over, hand, begun=perf_counter())
                hand_over(self._bench.make(item, hand_over))

    def _tell_moved(self) -> None:
        moved = self._bench.moved()
        if moved is not None:
            self._switched.put(moved)

    def _hand_over(self, hand: _Hand, made: Riff | Failure, begun: float) -> None:
        if hand is self._hand:
            self._results.put((made, 1000 * (perf_counter() - begun)))


Item = TypeVar("Item")


def _all(waiting: "queue.SimpleQueue[Item]") -> list[Item]:
    found: list[Item] = []
    while True:
        try:
            found.append(waiting.get_nowait())
        except queue.Empty:
            return found
