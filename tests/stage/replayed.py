"""Record a long set with many hands on the virtual card, play it again, and print how the two differ.

    python -m tests.stage.replayed --minutes 20 --events 500 --json

Control is late at random and stands still now and then, riffs take their time and come late: as live. The
engine `quick` is the fake one with next to no signal processing. Needs 2.5 GB of disk for 20 minutes, twice.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from livenode.inference.engine import Engine
from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.rt.layout import RECORD_FRAMES
from livenode.set_replay import play_again
from livenode.show.stored import read_set
from livenode.surface import Command
from tests.generation.rig import RATE, music
from tests.show.virtual_set import VirtualSet
from tests.stage.day import QuickEngine
from tests.stage.hands import Atom, hand
from tests.stage.told import tell

ROUND_TRIP = 1200
STALL_EVERY_S = 40.0


class Played:
    """A virtual set under random hands. events: how often something was said."""

    def __init__(self, engine: Engine, folder: Path, seconds: float, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        stalls = sorted(self._rng.uniform(0, seconds, round(seconds / STALL_EVERY_S)))
        audio = np.resize(music(61.7, seed), round((seconds + 1) * RATE))
        self.virtual = VirtualSet(
            engine,
            audio,
            folder,
            late=8,
            stalls=stalls,
            pauses=0.1,
            seed=seed,
            round_trip_frames=ROUND_TRIP,
            record_frames=RECORD_FRAMES,
        )
        self.conductor, self.events = self.virtual.conductor, 0

    def say(self, path: str, *args: Atom, part: int | None = None, when: str | None = None) -> None:
        """Send a command; refused is what is not to be had at that moment."""
        self.events += 1
        self.virtual.say(Command(path, part, args, when))

    def restart(self) -> None:
        """Play, two parts at least."""
        for part in (1, 2):
            self.say("part/<p>/auto", 1, part=part)
        self.say("transport/play", when="now")

    def own_hand(self) -> None:
        """Turn something that the others leave alone."""
        rng = self._rng
        rows = (
            ("bleed", int(rng.integers(2)), None),
            ("monitor", float(rng.uniform(0, 1)), None),
            ("in/gain_db", float(rng.uniform(-6, 6)), None),
            ("sync/offset_ms", float(rng.uniform(-5, 25)), None),
            ("part/<p>/width", float(rng.uniform(0, 1)), 1),
            ("part/<p>/pan", float(rng.uniform(-1, 1)), 2),
            ("follow", float(rng.uniform(0, 1)), None),
            ("level", float(rng.uniform(0.5, 1)), None),
        )
        path, value, part = rows[int(rng.integers(len(rows)))]
        self.say(path, value, part=part)

    def play(self, seconds: float, events: int) -> Path:
        """Play; returns the folder of the set."""
        self.say("record", 1)
        self.virtual.run_to(0.5)
        self.restart()
        while self.events < events:
            left = max(0.0, seconds - self.virtual.memory.frame() / RATE)
            gap_s = float(self._rng.exponential(1.6 * left / (events - self.events)))
            self.virtual.run_to(self.virtual.memory.frame() / RATE + min(gap_s, left))
            (hand if self._rng.random() < 0.75 else lambda node, rng: node.own_hand())(self, self._rng)
        self.virtual.run_to(seconds)
        return self.virtual.finish()


def figures(engine: Engine, folder: Path, minutes: float, events: int, seed: int) -> dict[str, object]:
    """Record and replay; returns the figures."""
    played, begun_s = Played(engine, folder, 60 * minutes, seed), time.monotonic()
    path = played.play(60 * minutes, events)
    recorded_s = time.monotonic() - begun_s
    band, refused = played.conductor.band, len(played.virtual.refused)
    made, late = band.made_riffs, band.late_riffs
    del played, band
    stored = read_set(path)
    before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun_s = time.monotonic()
    again = play_again(stored, engine, path / "replay")
    differing = {one.name: one.differing for one in again.compared}
    firsts = [one.first_frame for one in again.compared if one.first_frame is not None]
    return {
        "engine": engine.info.name,
        "minutes": minutes,
        "control_events": events,
        "refused": refused,
        "riffs": made,
        "riffs_late": late,
        "late_writes": len(stored.performance.late_writes),
        "frames_compared": again.compared[0].frames,
        "frames_differing": differing,
        "first_differing_frame": min(firsts, default=None),
        "bit_identical": not any(differing.values()),
        "wall_s_recorded": round(recorded_s),
        "wall_s_replayed": round(time.monotonic() - begun_s),
        "set_mb": round(sum(file.stat().st_size for file in path.glob("*.*")) / 2**20),
        "memory_mb_before_and_after_replay": [
            round(before_mb),
            round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="quick", help="quick, or as `livenode run` takes it")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder of the set; a temporary one")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    engine = QuickEngine() if arguments.engine == "quick" else load_engine(arguments.engine)
    with tempfile.TemporaryDirectory() as folder:
        base = arguments.keep or Path(folder)
        tell(figures(engine, base, arguments.minutes, arguments.events, arguments.seed), arguments.json)


if __name__ == "__main__":
    main()
