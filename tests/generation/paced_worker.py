"""A worker whose jobs take as long as it is told, in the music's own time: slow machines, tried quickly."""

from collections.abc import Callable

from livenode.generation.bench import Bench, Listen, Request, Result, Switched
from livenode.generation.planner import Cost
from livenode.generation.riff import Riff
from livenode.generation.worker import LockstepWorker
from livenode.rt.memory import Memory

CostOf = Callable[[Request], Cost]


class PacedWorker:
    """Runs each job when it is posted and hands its results over after their cost, one job after another.

    cost_of: what a job takes; what decodes again takes its whole_ms. Thread: control. Real-time safe: no.
    """

    def __init__(self, bench: Bench, memory: Memory, cost_of: CostOf) -> None:
        self._inner, self._memory, self._cost_of = LockstepWorker(bench), memory, cost_of
        self._free_frame = 0
        self._due: list[tuple[int, Result]] = []

    def post(self, job: Request) -> None:
        """Run the job now; it arrives when the jobs before it are done, and then its cost has passed."""
        posted = self._memory.frame()
        begun, cost, rate = max(posted, self._free_frame), self._cost_of(job), self._memory.samplerate / 1000
        self._inner.post(job)
        for made, _ in self._inner.results(posted):
            is_opening = isinstance(made, Riff) and made.bars < job.bars
            arrives = begun + round((cost.opening_ms if is_opening else cost.whole_ms) * rate)
            self._due.append((arrives, (made, (arrives - begun) / rate)))
        self._free_frame = begun + round(cost.whole_ms * rate)

    def listen(self, job: Listen) -> None:
        """Encode all that was heard. Thread: control. Real-time safe: no."""
        self._inner.listen(job)

    def switch(self, name: str) -> None:
        """Load another engine now. Thread: control. Real-time safe: no."""
        self._inner.switch(name)

    def switched(self, frame: int) -> list[Switched]:
        """Return the engines loaded since the last call. Thread: control. Real-time safe: no."""
        return self._inner.switched(frame)

    def results(self, frame: int) -> list[Result]:
        """Return what arrived by the step at `frame`. Thread: control. Real-time safe: no."""
        found = [result for arrives, result in self._due if arrives <= frame]
        self._due = [row for row in self._due if row[0] > frame]
        return found

    def close(self) -> None:
        """Do nothing: there is no thread. Thread: control. Real-time safe: no."""
