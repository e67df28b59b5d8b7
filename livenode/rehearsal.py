"""A rehearsal: the node plays for a while with real inference, unheard, and what that took is noted.

On a sound card, or without one in the same time. Thread: control. Real-time safe: no.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from livenode.audio.substitute import Substitute
from livenode.generation.bench import Bench, warm_up
from livenode.generation.conductor import Conductor
from livenode.generation.planner import Cost, LeadTime, Work
from livenode.generation.worker import ThreadWorker
from livenode.inference.engine import Engine
from livenode.rt.garbage import frozen_garbage
from livenode.rt.memory import Memory
from livenode.surface import Command

TICK_S = 0.005
SILENT = (Command("level", None, (0.0,)), Command("monitor", None, (0.0,)), Command("metronome", None, (0,)))


class Player(Protocol):
    """What calls the callback: a sound card's driver, or a substitute."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True)
class Rehearsal:
    """What was noted: riffs made, late, and covered by the fallback; blocks lost; and of each riff its cost,
    how early it came (ms) and how fresh its context was (ms from the last frame heard to its first).

    tick_late_ms: the p99 of how late control came round.
    """

    seconds: float
    riffs: int
    late: int
    fallbacks: int
    xruns: int
    costs: tuple[Cost, ...]
    margins_ms: tuple[float, ...]
    leads_ms: tuple[float, ...]
    tick_late_ms: float

    @property
    def xruns_an_hour(self) -> float:
        """Blocks that would be lost in an hour."""
        return self.xruns * 3600 / self.seconds


def rehearse(
    engine: Engine, memory: Memory, player: Player | None, commands: Sequence[Command], seconds: float
) -> Rehearsal:
    """Play for so long. player: opened on `memory`, not started; None: time passes without a sound card."""
    rows: list[dict[str, object]] = []
    lead = LeadTime(memory)
    lead.measured(Work(), warm_up(engine))
    worker = ThreadWorker(Bench(engine, memory))
    conductor = Conductor(memory, worker, engine.info, lead, journal=rows.append)
    conductor.submit([*commands, *SILENT, Command("count_in", None, (0,))])
    player = player or Substitute(memory, memory.frame(), time.monotonic())
    late_ms: list[float] = []
    try:
        player.start()
        conductor.submit([Command("transport/play", when="now")])
        due_s = time.monotonic()
        end_s = due_s + seconds
        with frozen_garbage():
            while due_s < end_s:
                conductor.tick(memory.frame())
                due_s += TICK_S
                time.sleep(max(0.0, due_s - time.monotonic()))
                late_ms.append(1000 * (time.monotonic() - due_s))
                due_s = max(due_s, time.monotonic() - TICK_S)
    finally:
        player.stop()
        worker.close()
    return _noted(conductor, rows, late_ms, seconds)


def _noted(
    conductor: Conductor, rows: list[dict[str, object]], late_ms: list[float], seconds: float
) -> Rehearsal:
    made = [row for row in rows if "start_bar" in row]
    band, memory = conductor.band, conductor.memory

    def column(name: str, per: float = 1.0) -> tuple[float, ...]:
        return tuple(float(str(row[name])) * per for row in made)

    ms = 1000 / memory.samplerate
    return Rehearsal(
        seconds=seconds,
        riffs=band.made_riffs,
        late=band.late_riffs,
        fallbacks=band.fallbacks,
        xruns=memory.counters().xruns,
        costs=tuple(Cost(*pair) for pair in zip(column("opening_ms"), column("ms"), strict=True)),
        margins_ms=column("margin_frames", ms),
        leads_ms=column("lead_frames", ms),
        tick_late_ms=sorted(late_ms)[int(0.99 * len(late_ms))],
    )
