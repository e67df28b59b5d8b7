"""The node without a sound card: on a file as if it came from one, and a journal played again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from livenode.audio.virtual import VirtualDriver, sleep_until_due
from livenode.generation.bench import Bench
from livenode.generation.conductor import Conductor
from livenode.generation.planner import LeadTime
from livenode.generation.rolling import START_S
from livenode.generation.worker import LockstepWorker
from livenode.inference.engine import Engine
from livenode.journal import Performance, Start, noted
from livenode.node import SAMPLERATE, load_engine
from livenode.replaying import Replay
from livenode.rt.memory import Memory
from livenode.sounds import shelf
from livenode.surface import Command


@dataclass(frozen=True)
class VirtualRun:
    """What a virtual run heard and sounded, input long: input (frames,), parts (frames, 4), cue, output."""

    input: np.ndarray
    parts: np.ndarray
    cue: np.ndarray
    output: np.ndarray
    late_riffs: int
    bar_frames: tuple[int, ...]


def run_virtual(
    engine: Engine,
    audio: np.ndarray,
    commands: Sequence[Command],
    *,
    bar1_s: float = 0.0,
    lead_ms: float = 500.0,
    realtime: bool = False,
    blocksize: int = 256,
    write: Callable[[dict[str, object]], None] = lambda row: None,
    media: str = "",
) -> VirtualRun:
    """Run the node on audio (frames,), lock-step and bit-identical from run to run.

    commands: applied before play (preset, tempo, prompts). bar1_s: where bar 1 lies in the audio. lead_ms:
    how long before its bar line each riff is begun. realtime: no faster than a sound card would. media: the
    folder of the sounds that are prompts; "" = the user's.
    """
    start = round(START_S * SAMPLERATE)
    bar1 = round(bar1_s * SAMPLERATE)
    pad = start - bar1 if start >= bar1 else (start - bar1) % blocksize
    play_frame = max(0, bar1 + pad - start)
    heard = np.concatenate([np.zeros(pad, np.float32), audio])
    memory = Memory(SAMPLERATE)
    worker = LockstepWorker(Bench(engine, memory, load_engine))
    lead = LeadTime(memory, lead_ms)
    conductor = Conductor(memory, worker, engine.info, lead, journal=write, open_sound=shelf(media))
    driver = VirtualDriver(memory, heard, blocksize)
    write(Start(blocksize, lead_ms=lead_ms, pad_frames=pad).row())
    conductor.submit([*commands, Command("count_in", None, (0,))])
    begun_s, played = time.monotonic(), False
    while not driver.done:
        frame = memory.frame()
        if frame >= play_frame and not played:
            conductor.submit([Command("transport/play", when="now")])
            played = True
        conductor.tick(frame)
        driver.step()
        for row in noted(memory):
            write(row)
        if realtime:
            sleep_until_due(begun_s, memory.frame(), SAMPLERATE)
    return _trimmed(driver, conductor, heard, pad)


def _trimmed(driver: VirtualDriver, conductor: Conductor, heard: np.ndarray, pad: int) -> VirtualRun:
    bars: list[int] = []
    timeline = conductor.timeline
    while timeline and timeline.bar_frame(len(bars)) < len(heard):
        bars.append(timeline.bar_frame(len(bars)) - pad)
    return VirtualRun(
        heard[pad:],
        driver.parts[pad:],
        driver.cue[pad:],
        driver.output[pad:],
        conductor.band.late_riffs,
        tuple(bars),
    )


def replay(engine: Engine, audio: np.ndarray, performance: Performance, media: str = "") -> VirtualRun:
    """Play a journal again on the recorded input (frames,): commands, riffs and levels at the same frames."""
    pad_frames = performance.start.pad_frames
    heard = np.concatenate([np.zeros(pad_frames, np.float32), audio])
    again = Replay(engine, heard, performance, open_sound=shelf(media))
    while not again.done:
        again.step()
    return _trimmed(again.driver, again.conductor, heard, pad_frames)
