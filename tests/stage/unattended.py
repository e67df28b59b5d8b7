"""Leave a node alone for days: hands, visitors and one fault after another, and nobody who comes to help.

    python -m tests.stage.unattended --hours 72 --json

The node is put together as `livenode run` does it, on a virtual device and simulated clocks: conductor,
attendant, state, log, metrics and a service manager's socket are the real ones. Sound is expected from the
moment a fault is over (the device is there again, the power is back, the clock says open) and as long as the
show is open; how long it takes is counted by the kind of the last fault. A process takes --start-s to start:
by default the seconds that a core needs to import, load and warm up what `livenode run` plays with. While it
is closed and nothing is due, of each minute five seconds are run, and the clocks go on for the rest.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from livenode.generation.worker import HANG_S
from livenode.inference.threads import use_one_blas_thread
from livenode.show.plan import RestartWanted
from livenode.show.service import WATCHDOG_S
from livenode.show.state import TRY_AGAIN_S
from tests.generation.rig import RATE, music
from tests.show.manager import manager
from tests.stage.day import resident_mb
from tests.stage.left_alone import Process, World
from tests.stage.told import tell

CHUNK_S = 5.0
FAULT_EVERY_S, HAND_EVERY_S = 120.0, 47.0
RESTART_S = 1.0  # RestartSec of the service
KINDS = ("device", "worker", "visitor", "silent engine", "disk", "clock", "power", "control")


@contextmanager
def full_disk() -> Iterator[None]:
    """Refuse every write of this process to a file's end."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    time.sleep(0.05)  # what is queued for the log is written
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, former[1]))
    try:
        yield
    finally:
        time.sleep(0.05)
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


class Days:
    """The node, its visitors and its faults."""

    def __init__(self, world: World) -> None:
        self.world, self.process = world, Process(world)
        self.performer = music(61)
        self._visitor_until_s = 0.0
        self._next_fault_s, self._next_hand_s, self._number = 120.0, 30.0, 0

    def chunk(self, seconds: float = CHUNK_S, ticks: bool = True) -> None:
        """Play so long; a restart that the node asks for is done as the service manager does it."""
        wanted = False
        try:
            self.process.play(self._heard(seconds), ticks)
        except RestartWanted:
            wanted = True
        if wanted:  # here, where no traceback holds the former process
            self.world.counts["asked to be restarted"] += 1
            self.restart(RESTART_S, "restart")

    def _heard(self, seconds: float) -> np.ndarray:
        frames, begun = round(seconds * RATE), self.process.memory.frame()
        if self.world.now_s < self._visitor_until_s:
            return np.resize(np.roll(self.performer, -begun % len(self.performer)), frames)
        return np.zeros(frames, np.float32)

    def restart(self, dead_s: float, kind: str) -> None:
        """Begin a new process; whoever listens waits for `dead_s` and for its start."""
        world = self.world
        expected = self.process.is_expected()
        self.process.thrown_away()
        del self.process
        gc.collect()
        world.kind = kind
        world.heard(dead_s + world.start_s, False, expected)
        world.now_s += dead_s + world.start_s
        self.process = Process(world)

    def step(self) -> None:
        """Play a little, with what is due."""
        world = self.world
        self.chunk()
        if self.process.attendant.figures().hours == "closed" and world.clock().local.minute not in (59, 0):
            world.now_s += 60.0 - CHUNK_S
        if self.process.is_expected():
            if world.now_s >= self._next_hand_s:
                self._next_hand_s = world.now_s + float(world.rng.exponential(HAND_EVERY_S))
                self.process.hand()
            if world.now_s >= self._next_fault_s:
                self._next_fault_s = world.now_s + FAULT_EVERY_S * float(world.rng.uniform(0.6, 1.4))
                self.fault()
        elif world.now_s >= self._next_fault_s:
            self._next_fault_s, world.kind = world.now_s + FAULT_EVERY_S, "opening"

    def fault(self) -> None:
        """Do the next."""
        kind = KINDS[self._number % len(KINDS)]
        self._number += 1
        self.world.kind = kind
        self.world.counts[f"fault: {kind}"] += 1
        _FAULTS[kind](self)

    def device(self) -> None:
        self.process.lose_device(float(self.world.rng.uniform(3, 90)))

    def worker(self) -> None:
        how = str(self.world.rng.choice(["raise", "die", "nan", "hang"]))
        if how == "hang":
            self.process.stall_s = HANG_S
        else:
            self.process.engine.fault = how

    def visitor(self) -> None:
        self._visitor_until_s = self.world.now_s + float(self.world.rng.uniform(60, 240))

    def silent_engine(self) -> None:
        before = self.process.attendant.figures().silences
        self.process.plays.mutes = self.world.is_excused = True
        for _ in range(8):
            self.chunk()
        self.process.plays.mutes = self.world.is_excused = False
        self.world.counts["silences told"] += self.process.attendant.figures().silences - before

    def disk(self) -> None:
        with full_disk():
            for number in range(24):
                self.process.hand()
                self.process.log.say(f"a sentence for a full disk, {chr(97 + number)}{self._number}")
                self.chunk()
        self.chunk(TRY_AGAIN_S + CHUNK_S)
        self.world.counts["states kept again"] += not self.process.attendant.problem
        self.world.counts["log lines lost"] += self.process.log.lost

    def clock(self) -> None:
        """Set the wall's clock, by hours or by seconds, and after a while right again."""
        world, by_s = self.world, float(self.world.rng.choice([3600, -3600, -60, 90, 86_400, -86_400]))
        world.set_s += by_s
        for _ in range(12):
            self.chunk()
        world.counts["clock changes that closed the show"] += not self.process.is_expected()
        world.set_s -= by_s

    def power(self) -> None:
        self.restart(0.0, "power")

    def control(self) -> None:
        """Let the control loop die: the watchdog is fed no more, and the manager ends the process."""
        fed = self.world.systemd.count("WATCHDOG=1")
        self.chunk(float(WATCHDOG_S), ticks=False)
        assert self.world.systemd.count("WATCHDOG=1") == fed
        self.restart(RESTART_S, "control")


_FAULTS: dict[str, Callable[[Days], None]] = {kind: getattr(Days, kind.replace(" ", "_")) for kind in KINDS}


def measured_start_s() -> float:
    """Return the seconds of a core from the start of a process to a node that can play."""
    code = (
        "import livenode.cli.live, livenode.control.http\n"
        "from livenode.generation.bench import warm_up\n"
        "from livenode.node import load_engine\n"
        "from livenode.rt import Memory\n"
        "warm_up(load_engine('default')); Memory()\n"
    )
    took = []
    for _ in range(2):  # the first fills the caches of Python and the system
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return round(took[-1], 2)


def live(hours: float, seed: int, start_s: float, say: Callable[[str], None]) -> dict[str, object]:
    """Leave it alone for so long; returns the figures."""
    begun = time.monotonic()
    grown: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder, manager(float(WATCHDOG_S)) as systemd:
        world = World(Path(folder), systemd, seed, start_s)
        days = Days(world)
        while world.now_s < 3600 * hours:
            hour = int(world.now_s // 3600)
            days.step()
            systemd.told  # noqa: B018  # read, so that the socket does not fill
            if world.now_s // 600 > len(grown):
                grown.append((world.now_s / 3600, resident_mb()))
            if world.now_s // 3600 > hour:
                worst = {kind: round(max(gaps), 1) for kind, gaps in world.gaps.items()}
                say(f"hour {hour + 1} ({world.clock().local:%a %H:%M}): {worst}, {resident_mb():.0f} MB")
        days.process.thrown_away()
        log_bytes = sum(file.stat().st_size for file in Path(folder).glob("show.log*"))
        metrics_bytes = (Path(folder) / "metrics.jsonl").stat().st_size
    later = np.array(grown[len(grown) // 5 :])
    slope = float(np.polyfit(later[:, 0], later[:, 1], 1)[0]) if len(later) > 2 else float("nan")
    return {
        "hours": hours,
        "wall_s": round(time.monotonic() - begun),
        "worst_s_until_sound": {kind: round(max(gaps), 2) for kind, gaps in sorted(world.gaps.items())},
        "gaps": {kind: len(gaps) for kind, gaps in sorted(world.gaps.items())},
        "process_start_s": start_s,
        "manual_actions": 0,
        "memory_mb_per_hour": round(slope, 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "log_bytes": log_bytes,
        "metrics_bytes": metrics_bytes,
        "found": {name: round(count) for name, count in sorted(world.counts.items())},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=72)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start-s", type=float, help="from a process's start to its first block")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    start_s = arguments.start_s or measured_start_s()
    figures = live(arguments.hours, arguments.seed, start_s, lambda text: print(text, flush=True))
    tell(figures, arguments.json)


if __name__ == "__main__":
    main()
