"""An engine that raises, gives no numbers, or does not come back: the music goes on, and riffs come again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from livenode.audio.virtual import VirtualDriver, sleep_until_due
from livenode.generation import worker as worker_file
from livenode.generation.bench import Bench, Failure, Listen
from livenode.generation.conductor import Conductor
from livenode.generation.planner import LeadTime
from livenode.generation.riff import Riff, RiffRequest, Settings
from livenode.generation.worker import ThreadWorker
from livenode.inference.fake_engine import FakeEngine
from livenode.rt import Memory
from livenode.surface import Command, Event
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, music
from tests.live.node_thread import wait_until

SECONDS = 12.0
TROUBLE_S = (4.0, 7.0)
PLAY = (
    Command("tempo", None, (240.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("metronome", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("transport/play", None, (), "now"),
)


class Planted(FakeEngine):
    """A fake engine that does `trouble` to what its denoiser and its encoder give, while there is one."""

    trouble: Callable[[np.ndarray], np.ndarray] | None = None
    encoder_trouble: Callable[[np.ndarray], np.ndarray] | None = None

    def denoise(self, *inputs: object) -> np.ndarray:
        made = super().denoise(*inputs)  # type: ignore[arg-type]
        return self.trouble(made) if self.trouble else made

    def encode(self, *inputs: object) -> np.ndarray:
        made = super().encode(*inputs)  # type: ignore[arg-type]
        return self.encoder_trouble(made) if self.encoder_trouble else made


def raises(made: np.ndarray) -> np.ndarray:
    raise RuntimeError("the card fell off the bus")


def leaves(made: np.ndarray) -> np.ndarray:
    raise SystemExit(3)


def gives_nan(made: np.ndarray) -> np.ndarray:
    return made * np.nan


def sleeps(made: np.ndarray) -> np.ndarray:
    time.sleep(0.25)  # some seconds a riff
    return made


def hangs(made: np.ndarray) -> np.ndarray:
    threading.Event().wait(60)
    return made


def in_real_time(engine: Planted, troubled: Callable[[bool], None]) -> tuple[np.ndarray, list[Event], float]:
    """Play SECONDS; return the part as it sounded, what was told, and after how long riffs came again."""
    memory, told = Memory(RATE, record_frames=2**20, play_frames=2**20), list[Event]()
    worker = ThreadWorker(Bench(engine, memory))
    conductor = Conductor(memory, worker, engine.info, LeadTime(memory))
    conductor.attach(told.append)
    conductor.submit(PLAY)
    driver, begun_s, again_s, made = VirtualDriver(memory, music(SECONDS)), time.monotonic(), np.inf, 0
    while not driver.done:
        now_s = memory.frame() / RATE
        troubled(TROUBLE_S[0] <= now_s < TROUBLE_S[1])
        conductor.tick(memory.frame())
        if now_s > TROUBLE_S[1] + 0.1 and conductor.band.made_riffs > made:
            again_s = min(again_s, now_s - TROUBLE_S[1])
        made = conductor.band.made_riffs
        driver.step()
        sleep_until_due(begun_s, memory.frame(), RATE)
    worker.close()
    return driver.parts[:, 0], told, again_s


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [raises, leaves, gives_nan, sleeps, hangs])
def test_the_music_goes_on_and_riffs_come_again(trouble, monkeypatch):
    monkeypatch.setattr(worker_file, "HANG_S", 2.5)
    engine = Planted()
    part, told, again_s = in_real_time(engine, lambda on: setattr(engine, "trouble", trouble if on else None))
    print(f"{trouble.__name__}: riffs came again after {again_s:.2f} s")
    assert again_s < 5
    seconds = part[round(TROUBLE_S[0] * RATE) :].reshape(-1, RATE)
    assert (np.abs(seconds).max(1) > 1e-3).all(), "a second of silence"
    assert np.isfinite(part).all()
    failed = [event.args[2] for event in told if event.path == "error"]
    words = {"raises": "fell off", "leaves": "SystemExit", "gives_nan": "not finite", "hangs": "not answered"}
    if trouble is not sleeps:
        assert failed and all(words[trouble.__name__] in text for text in failed)


def request(number: int = 1) -> RiffRequest:
    return RiffRequest(1, number, Timeline.start(RATE, 0, 120.0), 4, 1, 8 * RATE, Settings())


@pytest.fixture
def memory() -> Memory:
    memory = Memory(RATE, record_frames=2**20, play_frames=2**12)
    driver = VirtualDriver(memory, music(9), collect=False)
    while not driver.done:
        driver.step()
    return memory


def test_what_is_no_riff_is_a_failure(memory: Memory) -> None:
    engine = Planted()
    bench = Bench(engine, memory)
    whole = bench.make(request())
    assert isinstance(whole, Riff)
    engine.sound = lambda latents, sounding: np.zeros(sounding.frames - 1, np.float32)  # type: ignore[method-assign]
    short = bench.make(request())
    assert isinstance(short, Failure) and "audio are" in short.text
    engine.sound = lambda latents, sounding: np.full(sounding.frames, np.inf, np.float32)  # type: ignore[method-assign]
    endless = bench.make(request())
    assert isinstance(endless, Failure) and "audio are not finite" in endless.text


def test_nothing_that_is_not_finite_is_remembered(memory: Memory) -> None:
    engine = Planted()
    bench, wanted = Bench(engine, memory), Bench(FakeEngine(), memory).make(request())
    engine.encoder_trouble = gives_nan
    assert not bench.listen(Listen(request().timeline, 8 * RATE))
    assert isinstance(bench.make(request()), Failure)
    engine.encoder_trouble = None
    made = bench.make(request())
    assert isinstance(made, Riff) and isinstance(wanted, Riff)
    np.testing.assert_array_equal(made.audio, wanted.audio)


def test_a_thread_that_died_is_replaced(memory: Memory) -> None:
    worker = ThreadWorker(Bench(Planted(), memory))
    worker._jobs.put(None)  # nothing else ends it
    wait_until(lambda: not worker._thread.is_alive(), 5)
    worker.post(request())
    made: list = []
    wait_until(lambda: bool(made.extend(worker.results(0)) or made), 5)
    assert isinstance(made[0][0], Riff)
    worker.close()


def test_what_a_hung_thread_gives_later_is_ignored_and_close_does_not_wait(memory, monkeypatch):
    monkeypatch.setattr(worker_file, "HANG_S", 0.2)
    engine, go_on = Planted(), threading.Event()

    def wait(made: np.ndarray) -> np.ndarray:
        go_on.wait(30)
        return made

    engine.trouble = wait
    worker, results = ThreadWorker(Bench(engine, memory)), []
    former = worker._thread
    worker.post(request(1))
    wait_until(lambda: bool(results.extend(worker.results(0)) or results), 5)
    assert results == [(Failure(1, 1, "the engine has not answered for 0.2 s"), 0.0)]
    worker.post(request(2))
    time.sleep(0.1)
    begun_s = time.monotonic()
    worker.close()
    assert time.monotonic() - begun_s < worker_file.CLOSE_S + 1
    go_on.set()
    former.join(10)
    worker._thread.join(10)
    assert not former.is_alive()
    assert [made.number for made, _ in worker.results(0)] in ([], [2])


def test_a_loader_that_leaves_is_told(memory: Memory) -> None:
    worker = ThreadWorker(Bench(Planted(), memory, lambda name: leaves(np.zeros(1))))  # type: ignore[arg-type, return-value]
    worker.switch("other")
    switched: list = []
    wait_until(lambda: bool(switched.extend(worker.switched(0)) or switched), 5)
    assert replace(switched[0], text="") == replace(switched[0], info=None, text="") and switched[0].text
    worker.close()
