"""Whose turn it is: the requests that wait, the earliest deadline first, and with it those of its kind."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from livenode.serving.line import Heard, Refusal, Tensors

MOST_WAITING = 64
WINDOW_S = 0.002  # how long a batch that is not full waits for one more


@dataclass(frozen=True)
class Job:
    """A request: when its answer is of no more use, its model and kind (those go together), what it asks.

    is_heard: whether the asker is still there. answer: takes the arrays or what was raised.
    """

    due_s: float
    kind: tuple[str, Hashable]
    asked: Any
    is_heard: Heard = lambda: True
    answer: "Future[Tensors]" = field(default_factory=Future)


class Turns:
    """Jobs from the door's threads to the engine's. Thread: any. Real-time safe: no."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._waiting: list[Job] = []
        self._changed = threading.Condition()
        self._closed = False

    def add(self, job: Job) -> None:
        """Let a job wait. Raises Refusal where too many do."""
        with self._changed:
            if self._closed:
                raise Refusal("lost", "the server ends")
            if len(self._waiting) >= MOST_WAITING:
                raise Refusal("full", f"{MOST_WAITING} requests wait already")
            self._waiting.append(job)
            self._changed.notify_all()

    def take(self, most: int, timeout_s: float, window_s: float = WINDOW_S) -> list[Job]:
        """Return the job of the earliest deadline and up to `most` of its kind, [] where none came in time.

        Those whose time is over are refused, those nobody waits for dropped.
        """
        with self._changed:
            if not self._changed.wait_for(self._any, timeout_s):
                return []
            first = min(self._waiting, key=lambda job: job.due_s)
            if most > 1 and not self._closed:
                self._changed.wait_for(lambda: self._closed or len(self._like(first)) >= most, window_s)
            batch = self._like(first)[:most]
            self._waiting = [job for job in self._waiting if not any(job is other for other in batch)]
            return batch

    def close(self) -> None:
        """Refuse all that wait and all that come."""
        with self._changed:
            self._closed = True
            for job in self._waiting:
                job.answer.set_exception(Refusal("lost", "the server ends"))
            self._waiting.clear()
            self._changed.notify_all()

    def _any(self) -> bool:
        """Drop what is over; return whether anything waits."""
        now_s = self._clock()
        for job in self._waiting:
            if job.due_s <= now_s:
                job.answer.set_exception(Refusal("late", "its time was over before its turn came"))
            elif not job.is_heard():
                job.answer.set_exception(Refusal("lost", "nobody waits for it"))
        self._waiting = [job for job in self._waiting if not job.answer.done()]
        return bool(self._waiting)

    def _like(self, first: Job) -> list[Job]:
        return sorted((job for job in self._waiting if job.kind == first.kind), key=lambda job: job.due_s)
