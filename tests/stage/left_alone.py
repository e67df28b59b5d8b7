"""A node that is left alone, and the world it is in: simulated clocks, a disk, a service manager's socket.

The node is put together as `livenode run` does it, on a virtual device.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
from livenode.inference.engine import Sounding
from livenode.metrics import MetricsWriter
from livenode.params import Refused
from livenode.rt import Memory
from livenode.show.attendant import Attendant
from livenode.show.log import Log
from livenode.show.moment import Now
from livenode.show.notify import Notifier
from livenode.show.plan import plan_of
from livenode.show.state import StateFile
from livenode.surface import Command
from tests.generation.paced_worker import PacedWorker
from tests.generation.rig import RATE
from tests.show.manager import Manager
from tests.stage.day import USUAL, Faulty, QuickEngine

BLOCK = 1024
ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 10, 24, 11, 55, tzinfo=ZONE)  # summer time ends in the first night
CONFIG = Config(
    preset="jam-bass",
    hours=("mo-su 12:00-14:00",),
    restart="04:00",
    attract="ambient-pad",
    attract_minutes=2,
    resume=True,
)
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
        return Now(self.now_s, utc.astimezone(ZONE).replace(tzinfo=None))

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
