"""A server's desk: checks who asks and what, and has the engine make it, several nodes' riffs at once."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import wait
from contextlib import suppress
from time import monotonic

from livenode.backends.choice import probe_riff
from livenode.inference.host import HostEngine
from livenode.serving import wire
from livenode.serving.access import Access
from livenode.serving.line import Refusal, Request, Tensors, Visitor
from livenode.serving.turns import Job, Turns

IDLE_S = 0.02  # how often a thread without work keeps the engine quick
PROTOCOL = "1"


class EngineServer:
    """The `Desk` of an engine, and the threads that ask it. Thread: any. Real-time safe: no.

    workers: how many riffs are made side by side; 1 for an engine on a card.
    """

    def __init__(self, engine: HostEngine, access: Access, workers: int = 1) -> None:
        """Warm the engine up and begin."""
        self._engine, self._access = engine, access
        self._turns = Turns()
        self._counts = {"perform": (0, 0), "sound": (0, 0)}
        self._counting = threading.Lock()
        self._warm_up()
        self._threads = [
            threading.Thread(target=self._run, name=f"livenode-engine-{number}", daemon=True)
            for number in range(workers)
        ]
        self._ending = False
        for thread in self._threads:
            thread.start()

    def about(self, visitor: Visitor) -> Mapping[str, str]:
        """See Desk.about: what a node compares with its own engine."""
        self._access.check(visitor)
        info = self._engine.info
        told = {"name": info.name, "digest": info.digest, "space": info.space, "backend": info.backend}
        return told | {"livenode": PROTOCOL}

    def ask(self, request: Request) -> Tensors:
        """See Desk.ask."""
        self._access.check(request.visitor)
        if request.digest != self._engine.info.digest:
            raise Refusal("invalid", f"the server has another engine now: {self._engine.info.name}")
        job = self._job(request, monotonic() + request.timeout_s)
        self._turns.add(job)
        wait([job.answer], request.timeout_s)
        if not job.answer.done():
            raise Refusal("late", "its time was over before it was made")
        return job.answer.result()

    def _job(self, request: Request, due_s: float) -> Job:
        """Return what is asked for, checked; a riff goes with those of its path and length."""
        if request.model == "perform":
            riff = wire.read_performing(request.tensors, self._engine.info)
            kind = (request.model, (riff[0].path, riff[0].length))
            return Job(due_s, kind, riff, request.is_heard)
        if request.model == "sound":
            latents = wire.read_sounded(request.tensors)
            return Job(due_s, (request.model, object()), latents, request.is_heard)
        raise Refusal("invalid", f"there is no model {request.model[:40]!r}: perform, sound")

    def counts(self, visitor: Visitor) -> Mapping[str, tuple[int, int]]:
        """See Desk.counts."""
        self._access.check(visitor)
        with self._counting:
            return dict(self._counts)

    def close(self) -> None:
        """Refuse what waits, and end the threads after what they are at."""
        self._ending = True
        self._turns.close()
        for thread in self._threads:
            thread.join()

    def _warm_up(self) -> None:
        riff, count = probe_riff(self._engine.info), 1
        while count <= self._engine.at_once:
            self._engine.perform_all([riff] * count)
            count *= 2

    def _run(self) -> None:
        while not self._ending:
            batch = self._turns.take(self._engine.at_once, IDLE_S)
            if batch:
                self._make(batch)
            else:
                with suppress(Exception):  # what ails it is told by the next riff
                    self._engine.idle()

    def _make(self, batch: Sequence[Job]) -> None:
        """Answer a batch; what the engine raises goes to those who asked."""
        model, _ = batch[0].kind
        asked = [job.asked for job in batch]
        try:
            if model == "perform":
                made = [wire.performed(riff) for riff in self._engine.perform_all(asked)]
            else:
                made = [{"audio": self._engine.sound(*each)} for each in asked]
        except Exception as problem:  # of networks, drivers, memory
            for job in batch:
                job.answer.set_exception(Refusal("broken", f"{type(problem).__name__}: {problem}"[:300]))
            return
        with self._counting:
            requests, batches = self._counts[model]
            self._counts[model] = requests + len(batch), batches + 1
        for job, tensors in zip(batch, made, strict=True):
            job.answer.set_result(tensors)
