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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from livenode import presets
from livenode.audio import lasting
from livenode.audio.substitute import Substitute
from livenode.audio.virtual import VirtualDriver
from livenode.config import Config
from livenode.figures import riff_made
from livenode.generation import context
from livenode.generation.bench import Bench, Request
from livenode.generation.conductor import Conductor
from livenode.generation.planner import Cost, LeadTime
from livenode.generation.worker import HANG_S
from livenode.inference.engine import Sounding
from livenode.inference.threads import use_one_blas_thread
from livenode.metrics import MetricsWriter
from livenode.params import Refused
from livenode.rt import Memory
from livenode.show.attendant import Attendant
from livenode.show.log import Log
from livenode.show.moment import Now
from livenode.show.notify import Notifier
from livenode.show.plan import RestartWanted, plan_of
from livenode.show.service import WATCHDOG_S
from livenode.show.state import TRY_AGAIN_S, StateFile
from livenode.surface import Command
from tests.generation.paced_worker import PacedWorker
from tests.generation.rig import RATE, music
from tests.show.manager import Manager, manager
from tests.stage.day import USUAL, Faulty, QuickEngine, resident_mb
from tests.stage.told import tell

BLOCK, CHUNK_S = 1024, 5.0
FAULT_EVERY_S, HAND_EVERY_S = 120.0, 47.0
RESTART_S = 1.0  # RestartSec of the service
BEGIN = datetime(
    2026, 10, 24, 11, 55, tzinfo=ZoneInfo("Europe/Berlin")
)  # summer time ends in the first night
CONFIG = Config(
    preset="jam-bass",
    hours=("mo-su 12:00-14:00",),
    restart="04:00",
    attract="ambient-pad",
    attract_minutes=2,
    resume=True,
)
KINDS = ("device", "worker", "visitor", "silent engine", "disk", "clock", "power", "control")
SOUND = 1e-3


class World:
    """What outlasts a power cut: the disk, the clocks, the service manager, and what was counted."""

    def __init__(self, folder: Path, systemd: Manager, seed: int, start_s: float) -> None:
        self.folder, self.systemd, self.start_s = folder, systemd, start_s
        self.rng = np.random.default_rng(seed)
        self.now_s, self.set_s = 0.0, 0.0  # set_s: by how much the wall's clock was set
        self.kind = "opening"
        self.counts: Counter[str] = Counter()
        self.gaps: defaultdict[str, list[float]] = defaultdict(list)
        self.is_excused = False  # the fault is not over
        self._gap_s, self._gap_kind = 0.0, self.kind

    def clock(self) -> Now:
        utc = BEGIN.astimezone(UTC) + timedelta(seconds=self.now_s + self.set_s)
        return Now(self.now_s, utc.astimezone(BEGIN.tzinfo).replace(tzinfo=None))

    def heard(self, seconds: float, sounds: bool, expected: bool) -> None:
        """Note a stretch: where sound is expected and there is none, somebody waits."""
        if expected and not sounds and not self.is_excused:
            self._gap_kind = self._gap_kind if self._gap_s else self.kind
            self._gap_s += seconds
        elif self._gap_s:
            if sounds:
                self.gaps[self._gap_kind].append(self._gap_s)
            self._gap_s = 0.0
        self.counts["heard ms" if sounds else "silent ms"] += round(1000 * seconds)


context.normal_gain = lambda audio: 1.0  # signal processing is not what is tried here


class Mutable(QuickEngine):
    """The quick engine, which may be told to make silence."""

    mutes = False

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """Return what the quick engine does, or nothing."""
        return super().sound(latents, sounding) * (not self.mutes)


class Process:
    """One run of the node, from its start to its end; what is on disk is all it knows of another."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.memory = Memory(RATE, record_frames=2**21, play_frames=2**21)
        self.plays = Mutable()
        self.engine, self.stall_s = Faulty(self.plays), 0.0
        self.log = Log(world.folder / "show.log", world.clock)
        self.metrics = MetricsWriter(str(world.folder / "metrics.jsonl"))
        self.worker = PacedWorker(Bench(self.engine, self.memory), self.memory, self._cost_of)  # type: ignore[arg-type]
        lead = LeadTime(self.memory)
        self.conductor = Conductor(self.memory, self.worker, self.engine.info, lead, journal=self._note)
        preset = presets.load(CONFIG.preset)
        self.conductor.submit(preset.commands())
        self.attendant = Attendant(
            self.conductor,
            self.memory,
            plan_of(CONFIG),
            StateFile(world.folder / "livenode.state.json"),
            Notifier(world.systemd.environment),
            world.clock,
            self.log.say,
        )
        self.attendant.prepare(preset.commands())
        self.attendant.begin(autoplay=True)

    def _cost_of(self, job: Request) -> Cost:
        stall_ms, self.stall_s = 1000 * self.stall_s, 0.0
        return Cost(USUAL.opening_ms + stall_ms, USUAL.whole_ms + stall_ms)

    def _note(self, row: dict[str, object]) -> None:
        if "riff" in row and "opening" not in row:
            self.metrics.write(riff_made(row, RATE, "repeat"))

    def play(self, audio: np.ndarray, ticks: bool = True) -> None:
        """Play what is heard (frames,). ticks: whether the control loop lives."""
        world, driver = self.world, VirtualDriver(self.memory, audio, BLOCK, collect=False)
        while not driver.done:
            if ticks:
                self.conductor.tick(self.memory.frame())
                self.attendant.tick(BLOCK)
            block = driver.step()
            seconds = len(block.output) / RATE
            world.now_s += seconds
            world.heard(seconds, bool(np.abs(block.parts).max() > SOUND), self.is_expected())

    def is_expected(self) -> bool:
        """Return whether the show is open, and not in a fade."""
        return self.attendant.figures().hours in ("open", "opening")

    def lose_device(self, seconds: float) -> None:
        """Pull the device: time goes on by the substitute, until the driver finds it again."""
        world, begun_s = self.world, self.world.now_s
        substitute = Substitute(self.memory, self.memory.frame(), begun_s)
        self.memory.configure(input_channels=0, output_channels=0, blocksize=BLOCK, clock=False)
        tries_s = begun_s + lasting.FIRST_RETRY_S
        while world.now_s < begun_s + seconds or world.now_s < tries_s:
            self.conductor.tick(self.memory.frame())
            self.attendant.tick(BLOCK)
            world.now_s += lasting.POLL_S
            substitute.catch_up(world.now_s)
            there = world.now_s >= begun_s + seconds
            world.heard(lasting.POLL_S, False, there and self.is_expected())
            while tries_s < world.now_s and not there:
                tries_s += lasting.RETRY_S

    def hand(self) -> None:
        """Turn something, as a visitor with a tablet does."""
        rng, part = self.world.rng, int(self.world.rng.integers(1, 4))
        rows: tuple[Command, ...] = (
            Command("tempo", None, (float(rng.uniform(110, 140)),)),
            Command("part/<p>/prompt", part, (f"an instrument {int(rng.integers(10**6))}",)),
            Command("part/<p>/seed", part, (int(rng.integers(10**6)),)),
            Command("part/<p>/level", part, (float(rng.uniform(0.5, 0.9)),)),
            Command("level", None, (float(rng.uniform(0.7, 1.0)),)),
        )
        try:
            self.conductor.submit([rows[int(rng.integers(len(rows)))]])
        except Refused:
            self.world.counts["refused"] += 1

    def thrown_away(self) -> None:
        """End as a power cut ends it: nothing is written any more that was not."""
        self.log.close()
        self.metrics.close()


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
        "from livenode.rt import Memory, warm_up as rt\n"
        "warm_up(load_engine('default')); Memory(); rt.warm_up(48_000)\n"
    )
    took = []
    for _ in range(2):  # the first fills numba's cache
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
