"""Play a day on a virtual device, with random hands at the controls and a fault every minute.

    python -m tests.stage.day --hours 24 --engine fake --json

Counts silence that no one asked for, riffs that were on time and did not sound on their bar line, and what
memory grows by. Faults: inference that stalls for seconds, raises, returns what is no number or dies; control
that stands still; input that is no number.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.audio.virtual import VirtualBlock, VirtualDriver
from livenode.generation.bench import Bench, Request
from livenode.generation.conductor import Conductor
from livenode.generation.part import Part
from livenode.generation.planner import Cost, LeadTime
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.inference.engine import Engine, Sounding
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import BANDS, FINE_BINS, SEMITONES
from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.params import PARTS, Refused
from livenode.rt import Memory
from livenode.surface import Command
from livenode.transport.timeline import Entry, Timeline
from tests.generation.paced_worker import PacedWorker
from tests.generation.rig import RATE, music
from tests.stage.hands import hand
from tests.stage.told import tell

BLOCK = 512
FAULT_EVERY_S, HAND_EVERY_S = 60.0, 7.0
USUAL = Cost(60.0, 130.0)
COMPARED = 400  # frames of a riff's beginning
SETTLED = RATE // 4  # after a hand on a level
TONE = np.sin(2 * np.pi * np.arange(4800) / 240).astype(np.float32)


class QuickEngine(FakeEngine):
    """The fake engine with next to no signal processing: a day in minutes."""

    def features(  # type: ignore[override]
        self, audio: np.ndarray, first_frame: int, centres: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return levels that follow the audio's."""
        count, heard = len(centres), 0.1 * float(np.abs(audio[-4000:]).mean()) - 0.9
        shapes = ((count, BANDS), (count // 4, FINE_BINS), (count // 8, SEMITONES))
        bands, fine, semitones = (np.full(shape, heard, np.float32) for shape in shapes)
        return bands, fine, semitones

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """Return a tone on absolute frames, as loud as the latents."""
        places = (sounding.start + np.arange(sounding.frames) - sounding.origin) / (8 * sounding.hop)
        row = np.clip(places.astype(np.int64) - sounding.first, 0, len(latents) - 1)
        level = 0.2 + 0.05 * np.tanh(latents[:, 0])
        tone = TONE[(sounding.start + np.arange(sounding.frames)) % len(TONE)]
        return (tone * level[row]).astype(np.float32)


class Faulty:
    """An engine that does as another, or fails as it is told."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.fault = ""

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def perform(self, *given):  # type: ignore[no-untyped-def]
        """Perform, or fail once."""
        fault, self.fault = self.fault, ""
        if fault == "raise":
            raise RuntimeError("planted")
        if fault == "die":
            raise SystemExit("planted")
        made = self._engine.perform(*given)
        if fault == "nan":
            made.audio[:, 1000:1010] = np.nan
        return made


@dataclass
class Expected:
    """A riff that was placed in time: how it begins, and where that is to be heard, at which tempo."""

    part: int
    bar: int
    entry: Entry
    start_frame: int
    begins: np.ndarray


class Day:
    """The node, its hands and its faults. `found`: what was counted."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.memory = Memory(RATE, record_frames=2**22, play_frames=2**21)
        self.engine = Faulty(engine)
        worker = PacedWorker(Bench(self.engine, self.memory), self.memory, self._cost_of)  # type: ignore[arg-type]
        self.conductor = Conductor(
            self.memory, worker, engine.info, LeadTime(self.memory), journal=self._note
        )
        self.found: Counter[str] = Counter()
        self.leads_ms: list[float] = []
        self._stall_s = self._control_until = 0.0
        self._expected: list[Expected] = []
        self._begun = dict.fromkeys(PARTS, False)
        self._excused = dict.fromkeys(PARTS, False)
        self._touched = 0
        self._recent: deque[VirtualBlock] = deque(maxlen=4)
        for part in self.conductor.band.parts.values():
            self._watch(part)
        self.restart()

    def _cost_of(self, job: Request) -> Cost:
        stall_ms, self._stall_s = 1000 * self._stall_s, 0.0
        slower = float(self.rng.gamma(4.0, 0.25)) * 0.2 + 0.9
        return Cost(USUAL.opening_ms * slower + stall_ms, USUAL.whole_ms * slower + stall_ms)

    def _note(self, row: dict[str, object]) -> None:
        if "lead_frames" in row:
            self.leads_ms.append(float(str(row["lead_frames"])) / RATE * 1000)
            del self.leads_ms[:-100_000]

    def _watch(self, part: Part) -> None:
        place = part.place

        def kept(riff: Riff, timeline: Timeline, first_bar: int, join_bar: int) -> bool:
            start = timeline.bar_frame(join_bar)
            offset = start - timeline.bar_frame(join_bar - (join_bar - first_bar) % riff.bars)
            in_time = place(riff, timeline, first_bar, join_bar)
            self._expected = [
                one for one in self._expected if one.part != part.number or one.start_frame < start
            ]
            if in_time and part.blends_from is None:  # in free time no line is heard
                begins = riff.audio[PRE_FRAMES + offset :][:COMPARED].copy()
                self._expected.append(
                    Expected(part.number, join_bar, timeline.entry_at_bar(join_bar), start, begins)
                )
            return in_time

        part.place = kept  # type: ignore[method-assign]

    def say(
        self, path: str, *args: int | float | str, part: int | None = None, when: str | None = None
    ) -> None:
        """Send a command; refused is what is not to be had at that moment."""
        try:
            self.conductor.submit([Command(path, part, args, when)])
        except Refused:
            self.found["refused"] += 1
            return
        self.found["hands"] += 1
        self._touched = self.memory.frame()

    def restart(self) -> None:
        """Play, two parts at least."""
        for part in (1, 2):
            self.say("part/<p>/auto", 1, part=part)
        self.say("count_in", 0)
        self.say("transport/play", when="now")

    def hand(self) -> None:
        """Do something that a player may do."""
        hand(self, self.rng)

    def fault(self) -> None:
        """Plant one."""
        kind = str(self.rng.choice(["stall", "raise", "nan", "die", "control", "input"]))
        self.found[f"fault: {kind}"] += 1
        if kind == "stall":
            self._stall_s = float(self.rng.uniform(0.5, 8.0))
        elif kind == "control":
            self._control_until = self.memory.frame() + float(self.rng.uniform(0.1, 1.5)) * RATE
        elif kind == "input":
            self._bad_input = True
        else:
            self.engine.fault = kind

    _bad_input = False

    def minute(self, performer: np.ndarray, seconds: float) -> None:
        """Play so much music, hands and faults at their times."""
        begun = self.memory.frame()
        audio = np.resize(np.roll(performer, -begun % len(performer)), round(seconds * RATE))
        if self._bad_input:
            audio[5000:5100], self._bad_input = np.nan, False
        driver = VirtualDriver(self.memory, audio, BLOCK, collect=False)
        hands = sorted(self.rng.uniform(0, seconds, round(seconds / HAND_EVERY_S)) * RATE + begun)
        fault_at = begun + float(self.rng.uniform(0, seconds)) * RATE
        while not driver.done:
            frame = self.memory.frame()
            while hands and hands[0] <= frame:
                hands.pop(0)
                self.hand()
            if fault_at <= frame:
                fault_at = float("inf")
                self.fault()
            if frame >= self._control_until:
                self.conductor.tick(frame)
            self._listen(driver.step())

    def _listen(self, block: VirtualBlock) -> None:
        self._recent.append(block)
        end, settled = block.start_frame + len(block.parts), block.start_frame > self._touched + SETTLED
        if not np.isfinite(block.output).all():
            self.found["not finite"] += 1
        sounds = block.parts.any(0)
        values, timeline = self.conductor.values, self.conductor.timeline
        for number in PARTS:
            if not self.conductor.band.parts[number].passes:  # a stop, another meter, bar 1: asked for
                self._begun[number] = False
                self._expected = [one for one in self._expected if one.part != number]
            if timeline is None or values.number("part/<p>/mute", number) or not settled:
                continue
            if sounds[number - 1]:
                self._begun[number], self._excused[number] = True, False
            elif self._begun[number]:
                self._excused[number] |= values.text("fallback") != "repeat"
                kind = "silent frames asked for" if self._excused[number] else "silent frames"
                self.found[kind] += len(block.parts)
        for one in [one for one in self._expected if one.start_frame + COMPARED <= end]:
            self._expected.remove(one)
            if settled and not values.number("part/<p>/mute", one.part):
                self._compare(one)

    def _compare(self, one: Expected) -> None:
        first, timeline = self._recent[0].start_frame, self.conductor.timeline
        if one.start_frame < max(first, self._touched + SETTLED):
            return
        if timeline is None or timeline.entry_at_bar(one.bar) != one.entry:
            return  # the tempo changes there: the riff was made for another
        parts = np.concatenate([block.parts[:, one.part - 1] for block in self._recent])
        heard = parts[one.start_frame - first :][: len(one.begins)]
        gain = float(heard @ one.begins / (one.begins @ one.begins + 1e-20))
        self.found["riffs heard"] += 1
        if np.abs(heard - gain * one.begins).max() > 1e-4 * np.abs(heard).max() + 1e-7 or gain < 0.05:
            self.found["bar lines missed"] += 1


def resident_mb() -> float:
    """Return what the process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def live(engine: Engine, hours: float, seed: int, say) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """Play for so long; returns the figures."""
    day, performer, begun = Day(engine, seed), music(61, seed), time.monotonic()
    grown: list[tuple[float, float]] = []
    minutes = round(60 * hours)
    for minute in range(minutes):
        day.minute(performer, 60.0)
        grown.append((minute / 60, resident_mb()))
        if minute % 60 == 59:
            say(f"hour {minute // 60 + 1}: {dict(day.found)}, {grown[-1][1]:.0f} MB")
    later = np.array(grown[len(grown) // 5 :])
    slope = float(np.polyfit(later[:, 0], later[:, 1], 1)[0]) if len(later) > 2 else float("nan")
    band = day.conductor.band
    return {
        "engine": engine.info.name,
        "hours": hours,
        "wall_s": round(time.monotonic() - begun),
        "riffs": band.made_riffs,
        "riffs_late": band.late_riffs,
        "fallbacks": band.fallbacks,
        "silent_gaps_s": round(day.found["silent frames"] / RATE, 3),
        "bar_lines_missed": day.found["bar lines missed"],
        "memory_mb_per_hour": round(slope, 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "lead_p50_ms": round(float(np.median(day.leads_ms)), 1),
        "found": dict(sorted(day.found.items())),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="fake")
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    engine = QuickEngine() if arguments.engine == "fake" else load_engine(arguments.engine)
    figures = live(engine, arguments.hours, arguments.seed, lambda text: print(text, flush=True))
    tell(figures, arguments.json)


if __name__ == "__main__":
    main()
