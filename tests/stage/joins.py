"""Make a thousand random joins and look for clicks: where the sound bends more than what was joined does.

    python -m tests.stage.joins --joins 1000 --engine default --json

A player's random hands (prompts, tempo, mode, bars, hold, takes, variations, fallback, mute, panic, stop) on
a machine that is now quick, now late. At each join the second difference of what sounded is held against the
sum of those of the two signals joined there; a hard cut of a steady tone is many times above it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from livenode.generation import part as ledger
from livenode.generation.bench import Request
from livenode.generation.planner import Cost
from livenode.generation.riff import PRE_FRAMES
from livenode.inference.features import stretch
from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.params import Refused
from livenode.rt.layout import SIDE
from livenode.rt.memory import Memory, copy_from_ring
from tests.generation.rig import RATE, Stage
from tests.stage.told import tell

AROUND = 8  # frames looked at before and behind a join
RAMP_FRAMES = 256 + 240 + AROUND  # of a level: within a block, over 5 ms
PROMPTS = ("slap bass, funk", "electric piano, soft chords", "drums, brushes", "")
CLICK = 1.0  # how far the second difference may exceed what the joined signals have themselves


@dataclass(frozen=True, eq=False)
class Join:
    """Something written to a mid ring, and what was there around its beginning: first .. first + len(old).

    begin: where what was written begins, the fade included; end: where it ends; audio: its beginning, silent
    where nothing but silence was written.
    """

    ring: int
    first: int
    old: np.ndarray
    begin: int
    end: int
    audio: np.ndarray

    @property
    def behind(self) -> int:
        """The frame behind what is looked at."""
        return self.first + len(self.old)

    def meets(self, other: Join) -> bool:
        """Return whether this one reaches into what is looked at of another one."""
        return self.ring == other.ring and self.first < other.behind and other.first < self.behind

    def covers(self, other: Join) -> bool:
        """Return whether this one, coming later, leaves nothing of another one."""
        return self.ring == other.ring and self.behind <= other.first and other.behind <= self.end

    def bound(self, first: int, behind: int) -> float:
        """The second difference that a smooth fade to what was written can have there."""
        return bends(self.old) + bends(stretch(self.audio, self.begin, first, behind))


def bends(audio: np.ndarray) -> float:
    """Return the largest second difference, with what a fade over 5 ms adds to it."""
    if len(audio) < 3:
        return 0.0
    slope, peak = np.abs(np.diff(audio)).max(), np.abs(audio).max()
    return float(np.abs(np.diff(audio, 2)).max() + 2 / 240 * slope + peak / 240)


@contextmanager
def watched() -> Iterator[list[Join]]:
    """Yield a list that gets every join written to a ring."""
    joins: list[Join] = []
    write, clear = ledger.write, ledger.clear

    def note(memory: Memory, ring: int, start: int, fade: int, audio: np.ndarray, end: int) -> None:
        first = max(start - fade - AROUND, memory.frame())
        count = start + AROUND - first
        if count > 0 and ring < SIDE:
            old = copy_from_ring(memory.play_ring(ring), first, count)
            joins.append(Join(ring, first, old, start - fade, end, audio))

    def kept_write(memory, ring, start, audio, *, fade_frames=0, lead_in=None):  # type: ignore[no-untyped-def]
        lead = np.zeros(fade_frames, np.float32) if lead_in is None else lead_in
        begins = np.concatenate([lead, audio[: 2 * PRE_FRAMES]])
        note(memory, ring, start, fade_frames, begins, start + len(audio))
        return write(memory, ring, start, audio, fade_frames=fade_frames, lead_in=lead_in)

    def kept_clear(memory, ring, start, end=None, *, fade_frames=0):  # type: ignore[no-untyped-def]
        last = memory.write_horizon() if end is None else end
        note(memory, ring, start, fade_frames, np.zeros(0, np.float32), last)
        return clear(memory, ring, start, end, fade_frames=fade_frames)

    ledger.write, ledger.clear = kept_write, kept_clear  # type: ignore[assignment]
    try:
        yield joins
    finally:
        ledger.write, ledger.clear = write, clear  # type: ignore[assignment]


class Player:
    """Random hands on a stage; `ramps`: the frames at which a level was moved, by ring."""

    def __init__(self, engine: str, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.stage = Stage(load_engine(engine), seconds=3600, cost_of=self._cost_of)
        self.done: Counter[str] = Counter()
        self.ramps: list[tuple[int | None, int]] = []

    def _cost_of(self, job: Request) -> Cost:
        if self.rng.random() < 0.1:
            return Cost(*sorted(self.rng.uniform(200, 2500, 2)))
        return Cost(60.0, 120.0)

    def say(
        self, path: str, *args: int | float | str, part: int | None = None, when: str | None = None
    ) -> None:
        """Send a command; what is refused was not to be had at that moment."""
        try:
            self.stage.say(path, *args, part=part, when=when)
            self.done[path] += 1
        except Refused:
            self.done["refused"] += 1

    def start(self, time: str) -> None:
        """Play, both parts, as loud as they are; `time` as the row takes it."""
        self.say("time", time)
        for part in (1, 2):
            self.say("part/<p>/level", 1.0, part=part)
            self.say("part/<p>/auto", 1, part=part)
        self.say("takes", 2)
        self.say("count_in", 0)
        self.say("metronome", 0)
        self.say("transport/play", when="now")

    def turn(self) -> None:
        """Do one thing, and let some music pass."""
        rng, part, switch = self.rng, int(self.rng.integers(1, 3)), int(self.rng.integers(2))
        rows = (
            lambda: self.say("part/<p>/prompt", str(rng.choice(PROMPTS)), part=part),
            lambda: self.say("tempo", float(rng.uniform(100, 240))),
            lambda: self.say("mode", str(rng.choice(["anticipate", "loop"]))),
            lambda: self.say("bars", int(rng.choice([1, 2]))),
            lambda: self.say("fallback", str(rng.choice(["repeat", "mute", "dry"]))),
            lambda: self.say("part/<p>/hold", switch, part=part),
            lambda: self.say("part/<p>/vary", 0.5, part=part, when="bar"),
            lambda: self.say(f"part/<p>/take/{rng.choice(['next', 'back'])}", part=part, when="bar"),
            lambda: self.say("part/<p>/generate", part=part, when="bar"),
            lambda: self._ramp("part/<p>/mute", switch, part),
            lambda: self._restart("panic" if switch else "transport/stop"),
        )
        rows[int(rng.choice(len(rows), p=np.array([2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]) / 12.5))]()
        self.stage.run(float(rng.uniform(0.3, 2.0)))

    def _ramp(self, path: str, switch: int, part: int) -> None:
        self.ramps.append((part - 1, self.stage.frame))
        self.say(path, switch, part=part)

    def _restart(self, path: str) -> None:
        self.ramps.append((None, self.stage.frame))
        self.say(path, when="now")
        self.stage.run(0.2)
        self.say("transport/play", when="now")


def study(engine: str, count: int, seed: int = 0, time: str = "grid") -> dict[str, object]:
    """Play until so many joins have sounded; returns the figures, the worst join among them."""
    with watched() as joins:
        player = Player(engine, seed)
        player.start(time)
        scores: list[float] = []
        while len(scores) < count:
            for _ in range(100):
                player.turn()
            scores = excesses(player, joins)
    stage = player.stage
    return {
        "engine": stage.engine.info.name,
        "music_s": round(stage.frame / RATE, 1),
        "joins": len(scores),
        "clicks": sum(score > CLICK for score in scores),
        "worst": round(max(scores), 3),
        "p99": round(float(np.quantile(scores, 0.99)), 3),
        "riffs_late": stage.conductor.band.late_riffs,
        "fallbacks": stage.conductor.band.fallbacks,
        "peak": round(float(np.abs(stage.driver.output).max()), 3),
        "done": dict(sorted(player.done.items())),
    }


def excesses(player: Player, joins: list[Join]) -> list[float]:
    """Return `excess` of all joins that sounded; what was muted or written over before joined nothing."""
    parts, output = player.stage.driver.parts, player.stage.driver.output[:, 0]
    written = [excess(join, joins, parts) for join in joins]
    moved = [ramp_excess(output if ring is None else parts[:, ring], at) for ring, at in player.ramps]
    return [score for score in [*written, *moved] if score is not None]


def excess(join: Join, joins: list[Join], parts: np.ndarray) -> float | None:
    """Return the second difference that sounded at a join, as a share of what the joined signals allow."""
    sounded = parts[join.first : join.behind, join.ring]
    if len(sounded) < len(join.old) or not (join.old.any() or join.audio.any()) or not sounded.any():
        return None
    if any(one.covers(join) for one in joins[joins.index(join) + 1 :]):
        return None
    bound = sum(one.bound(join.first, join.behind) for one in joins if one.meets(join))
    return float(np.abs(np.diff(sounded, 2)).max() / (bound + 1e-5))


def ramp_excess(audio: np.ndarray, at: int) -> float | None:
    """Return the same where a level moves: against what the sound around it has."""
    sounded, around = audio[at : at + RAMP_FRAMES], audio[at - 2400 : at + 2400]
    if not around.any():
        return None
    quiet = np.concatenate([around[:2400], around[2400 + RAMP_FRAMES :]])
    return float(np.abs(np.diff(sounded, 2)).max() / (2 * bends(quiet) + 1e-5))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="default")
    parser.add_argument("--joins", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--time", choices=["grid", "free"], default="grid")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    figures = study(arguments.engine, arguments.joins, arguments.seed, arguments.time)
    tell(figures, arguments.json)


if __name__ == "__main__":
    main()
