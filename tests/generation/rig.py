"""A conductor on a virtual sound card, steered by hand and run by the second."""

from __future__ import annotations

import numpy as np

from livenode.audio.virtual import VirtualDriver
from livenode.generation.bench import Bench, Request
from livenode.generation.conductor import Conductor
from livenode.generation.planner import LeadTime
from livenode.generation.riff import PRE_FRAMES, Riff, RiffRequest, Settings
from livenode.generation.steering import OpenSound, no_sounds
from livenode.generation.worker import LockstepWorker
from livenode.inference.engine import Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.params import PARTS
from livenode.rt import Memory
from livenode.surface import Command, Event, Receipt
from livenode.transport.timeline import Timeline
from tests.generation.paced_worker import CostOf, PacedWorker

RATE = 48_000
LEAD_MS = 300.0
SECONDS = 60


def music(seconds: float, seed: int = 0) -> np.ndarray:
    """Return decaying noise four times a second, (frames,) float32."""
    place = np.arange(round(seconds * RATE))
    noise = np.random.default_rng(seed).standard_normal(len(place))
    return (0.2 * noise * np.exp(-(place % 12_000) / 3000)).astype(np.float32)


class Stage:
    """A conductor that hears `music` and plays through the callback.

    asked: the jobs of the worker; events: all that the conductor told.
    """

    def __init__(
        self,
        engine: Engine | None = None,
        seconds: float = SECONDS,
        cost_of: CostOf | None = None,
        *,
        round_trip_frames: int = 0,
        lead_ms: float = LEAD_MS,
        collect: bool = True,
        audio: np.ndarray | None = None,
        open_sound: OpenSound = no_sounds,
    ) -> None:
        """cost_of: what each job takes; without it nothing takes any time, and every lead is `lead_ms`.

        audio: (frames,) heard in place of music.
        """
        self.memory = Memory(RATE, record_frames=2**21, play_frames=2**21)
        self.engine = engine or FakeEngine()
        bench = Bench(self.engine, self.memory)
        self.worker = PacedWorker(bench, self.memory, cost_of) if cost_of else LockstepWorker(bench)
        self.asked: list[Request] = []
        self.riffs: list[Riff] = []
        self.openings: list[Riff] = []
        self.rows: list[dict] = []
        self.events: list[Event] = []
        self.heard = music(seconds) if audio is None else audio
        self.conductor = Conductor(
            self.memory,
            self.worker,
            self.engine.info,
            LeadTime(self.memory, None if cost_of else lead_ms),
            journal=self.rows.append,
            round_trip_frames=round_trip_frames,
            open_sound=open_sound,
        )
        self.driver = VirtualDriver(self.memory, self.heard, collect=collect)
        self.conductor.attach(self.events.append)
        results, post = self.worker.results, self.worker.post

        def kept(frame: int) -> list:
            made = results(frame)
            for one, _ in made:
                if isinstance(one, Riff):
                    self._keep(one)
            return made

        def asked(job: Request) -> None:
            self.asked.append(job)
            post(job)

        self.worker.results = kept  # type: ignore[method-assign]
        self.worker.post = asked  # type: ignore[method-assign]

    def _keep(self, riff: Riff) -> None:
        """Keep a riff; what comes after its first bar is kept in its place."""
        before = self.riffs[-1] if self.riffs else None
        if before and (before.part, before.number) == (riff.part, riff.number):
            self.openings.append(self.riffs.pop())
        self.riffs.append(riff)

    @property
    def timeline(self) -> Timeline:
        assert self.conductor.timeline is not None
        return self.conductor.timeline

    @property
    def frame(self) -> int:
        return self.memory.frame()

    def say(
        self, path: str, *args: int | float | str, part: int | None = None, when: str | None = None
    ) -> Receipt:
        (receipt,) = self.conductor.submit([Command(path, part, args, when)])
        return receipt

    def play(self, bpm: float = 240.0, bars: int = 1, parts: int = 1) -> Stage:
        """Start to roll without a count-in, the first `parts` parts generating."""
        self.say("tempo", bpm)
        self.say("bars", bars)
        self.say("count_in", 0)
        for part in PARTS:
            self.say("part/<p>/auto", int(part <= parts), part=part)
        self.say("transport/play", when="now")
        self.run(0.01)
        return self

    def run(self, seconds: float) -> None:
        self.run_to(self.frame + round(seconds * RATE))

    def run_to(self, frame: int) -> None:
        while self.frame < frame:
            self.conductor.tick(self.frame)
            self.driver.step()

    def run_bars(self, bars: int) -> None:
        """Run to the bar line that many bars after the one under way."""
        self.run_to(self.timeline.bar_frame(self.timeline.position(self.frame).bar + bars))

    def told(self, path: str, part: int | None = None) -> list[tuple]:
        return [event.args for event in self.events if (event.path, event.part) == (path, part)]

    def settings(self, part: int = 1) -> dict[int, Settings]:
        """Return the settings of the riffs that a part asked for, by their first bar."""
        jobs = [job for job in self.asked if isinstance(job, RiffRequest) and job.part == part]
        return {job.start_bar: job.settings for job in jobs}

    def sounded(self, part: int, start: int, frames: int) -> np.ndarray:
        return self.driver.parts[start : start + frames, part - 1]

    def assert_starts(self, riff: Riff, start: int, bar_in_riff: int = 0, gain: float = 0.8) -> None:
        """Check that a riff (or one of its bars) sounds from `start` on, to the sample."""
        per_bar = (len(riff.audio) - PRE_FRAMES) / riff.bars
        first = PRE_FRAMES + round(bar_in_riff * per_bar)
        wanted = np.float32(gain) * riff.audio[first : first + 4000]
        heard = self.sounded(riff.part, start, len(wanted))
        assert np.abs(heard).max() > 1e-4
        np.testing.assert_allclose(heard, wanted, atol=1e-6)
