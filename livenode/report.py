"""How a node is: its status, all that it counts, and what is told of it once a second."""

import time
from collections.abc import Callable, Sequence

from livenode.audio.lasting import LastingDriver
from livenode.figures import Figures, RiffLog
from livenode.generation.conductor import Conductor
from livenode.rt.memory import Memory
from livenode.show.attendant import Attendant
from livenode.status import Health, Status


class Report:
    """Asks the parts of one node how they are. Thread: control. Real-time safe: no.

    problems: what does not work although it was asked for, a sentence each.
    """

    def __init__(
        self,
        name: str,
        memory: Memory,
        driver: LastingDriver,
        conductor: Conductor,
        attendant: Attendant,
        problems: Callable[[], Sequence[str]],
    ) -> None:
        self.riffs, self._health = RiffLog(), Health()
        self._name, self._memory, self._driver = name, memory, driver
        self._conductor, self._attendant, self._problems = conductor, attendant, problems
        self._begun_s = time.monotonic()

    def status(self) -> Status:
        """Return how the node is."""
        info = self._conductor.engine
        health, reason = self._health.judge(self._driver.active, self._attendant.fault)
        return Status(
            status=health,
            device=self._driver.name,
            samplerate=self._driver.samplerate,
            blocksize=self._driver.blocksize,
            cpu=self._driver.cpu,
            xruns=self._memory.counters().xruns,
            late=self._conductor.band.late_riffs,
            engine=info.name,
            backend=info.backend,
            quality=info.grade,
            why=info.why,
            reason=reason,
        )

    def figures(self) -> Figures:
        """Return all that the node counts."""
        band, timeline = self._conductor.band, self._conductor.timeline
        bar = timeline.position(self._memory.frame()).bar + 1 if timeline else 0
        return Figures(
            name=self._name,
            status=self.status(),
            uptime_s=time.monotonic() - self._begun_s,
            bar=max(0, bar),
            counters=self._memory.counters(),
            riffs=self.riffs.figures(band.made_riffs, band.late_riffs, band.fallbacks),
            attended=self._attendant.figures(),
            device_losses=self._driver.losses,
        )

    def tell(self, now_s: float) -> None:
        """Tell subscribers how the node is, and each new problem once."""
        board, band = self._conductor.board, self._conductor.band
        counts = (band.late_riffs, self._memory.counters().xruns, self._driver.losses)
        for problem in self._health.observe(now_s, counts, self._problems()):
            board.say("error", None, ("status", "internal", f"{problem}; the music goes on"))
        figures = self.figures()
        status = figures.status
        board.tell("status", None, status.row())
        board.tell("heartbeat", None, status.heartbeat(figures.uptime_s, figures.bar))
        board.tell("counters", None, figures.row(), again=True)
