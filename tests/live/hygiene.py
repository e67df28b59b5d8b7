"""Measure what keeps the node on time on a busy machine: each measure on and off in turn, in one run.

    python -m tests.live.hygiene --engine default --period 256 --seconds 6 --rounds 4 [--realtime]

A node plays two parts with real inference on a private JACK server (dummy driver, not in lock-step), beside
one busy process a core. Windows of `--seconds`, in a shuffled order each round, have one measure on, or none.
A block is lost when the counter falls behind the server's clock; an empty client runs beside the node, so
that what the machine loses by itself is seen. Needs Linux and the right to change priorities.
"""

from __future__ import annotations

import argparse
import asyncio
import ctypes
import gc
import mmap
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jack
import numpy as np

from livenode.audio.listing import load_sounddevice
from livenode.config import Config
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, TICK_S, LiveNode, load_engine
from livenode.rt import Memory
from livenode.rt import layout as at
from livenode.surface import Command
from tests.jack_server import PERIOD, start_jack
from tests.ports import free_port

PLAY = (
    Command("tempo", None, (100.0,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("part/<p>/prompt", 2, ("electric piano, soft chords",)),
    Command("transport/play", None, (), "now"),
)
EMPTY = """
import mmap, sys, time
from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory
with open(sys.argv[1], "r+b") as file:
    memory = Memory(record_frames=4096, play_frames=4096, buffer=mmap.mmap(file.fileno(), 0))
driver = PortAudioDriver(memory, "system")
driver.start()
print("running", flush=True)
sys.stdin.read()
driver.close()
"""
LOCK_ALL, NICE, CONTROL_NICE, FIFO = 3, 10, -10, 60
_libc = ctypes.CDLL(None)


@dataclass
class Window:
    """What happened while a measure was on: blocks, seconds late of each tick, riffs, garbage collections."""

    lost_blocks: list[int] = field(default_factory=list)
    lost_beside: list[int] = field(default_factory=list)
    late_s: list[float] = field(default_factory=list)
    riffs: list[int] = field(default_factory=list)
    late_riffs: list[int] = field(default_factory=list)
    riff_ms: list[float] = field(default_factory=list)
    collect_ms: list[float] = field(default_factory=list)


def callback_thread() -> int:
    """Return the thread that JACK calls back on: it runs most often of those that are not Python's."""
    own = {thread.native_id for thread in threading.enumerate()}
    others = [task for task in Path("/proc/self/task").iterdir() if int(task.name) not in own]
    return int(max(others, key=lambda task: int((task / "schedstat").read_text().split()[2])).name)


def measures(node: LiveNode) -> dict[str, Callable[[bool], object]]:
    """Return the measures by name: called with True to begin, with False to end."""

    audio = callback_thread()
    is_realtime = os.sched_getscheduler(audio) != os.SCHED_OTHER

    def nice(thread: int | None, level: int) -> Callable[[bool], object]:
        return lambda on: os.setpriority(os.PRIO_PROCESS, thread or 0, level if on else 0)

    def fifo(on: bool) -> None:
        policy, level = (os.SCHED_FIFO, FIFO) if on else (os.SCHED_OTHER, 0)
        os.sched_setscheduler(audio, policy, os.sched_param(level))

    def freeze(on: bool) -> None:
        if on:
            gc.collect()
            gc.freeze()
            gc.set_threshold(50_000, 20, 100)
        else:
            gc.unfreeze()
            gc.set_threshold(700, 10, 10)

    return {
        "none": lambda on: None,
        "worker nice +10": nice(node.worker._thread.native_id, NICE),
        "control nice -10": nice(os.getpid(), CONTROL_NICE),
        "gc.freeze": freeze,
        "mlockall": lambda on: _libc.mlockall(LOCK_ALL) if on else _libc.munlockall(),
        **({} if is_realtime else {"callback FIFO": fifo}),
    }


class Bench:
    """A node that is watched in windows."""

    def __init__(self, node: LiveNode, beside: Memory, seconds: float) -> None:
        self.node, self._beside, self._seconds = node, beside, seconds
        self._clock = jack.Client("clock", no_start_server=True)
        self.windows: dict[str, Window] = {}
        self._late_s: list[float] = []
        self._last_s = 0.0
        tick, say = node.conductor.tick, node.conductor.board.say
        self._riff_ms: list[float] = []
        self._collect_ms: list[float] = []
        self._collect_s = 0.0
        gc.callbacks.append(self._collected)

        def ticked(frame: int) -> None:
            now_s = time.perf_counter()
            self._late_s.append(now_s - self._last_s - TICK_S)
            self._last_s = now_s
            tick(frame)

        def said(path: str, part: int | None, args: tuple) -> None:
            if path == "generation":
                self._riff_ms.append(args[2])
            say(path, part, args)

        node.conductor.tick = ticked  # type: ignore[method-assign]
        node.conductor.board.say = said  # type: ignore[method-assign]

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collect_s = time.perf_counter()
        else:
            self._collect_ms.append(1000 * (time.perf_counter() - self._collect_s))

    def _counts(self) -> np.ndarray:
        server, node, beside = self._clock.frame_time, self.node.memory.frame(), self._beside.frame()
        band = self.node.conductor.band
        return np.array([server - node, server - beside, band.made_riffs, band.late_riffs])

    async def watch(self, name: str, measure: Callable[[bool], object], period: int) -> None:
        """Watch one window with a measure on."""
        measure(True)
        await asyncio.sleep(0.3)
        self._late_s.clear()
        self._riff_ms.clear()
        self._collect_ms.clear()
        before = self._counts()
        await asyncio.sleep(self._seconds)
        node, beside, riffs, late = self._counts() - before
        window = self.windows.setdefault(name, Window())
        window.late_s += self._late_s
        window.riff_ms += self._riff_ms
        window.collect_ms += self._collect_ms
        window.lost_blocks.append(round(node / period))
        window.lost_beside.append(round(beside / period))
        window.riffs.append(int(riffs))
        window.late_riffs.append(int(late))
        measure(False)

    def close(self) -> None:
        """Leave the server."""
        self._clock.close()


async def run(bench: Bench, rounds: int, period: int, without: Sequence[str]) -> None:
    """Play, and watch every measure in every round."""
    running = asyncio.create_task(bench.node.run())
    await asyncio.sleep(0.5)
    bench.node.conductor.submit(PLAY)
    await asyncio.sleep(6)
    table, order = measures(bench.node), random.Random(1)
    table = {name: table[name] for name in table if name not in without}
    for _ in range(rounds):
        for name in order.sample(list(table), len(table)):
            await bench.watch(name, table[name], period)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def table(windows: dict[str, Window]) -> str:
    """Return the figures as a table, a line a measure."""
    lines = [
        "| measure | blocks lost more than beside (windows) | beside | tick late ms p50 / p99 / max "
        "| riffs | late | riff ms p50 / max | collections, ms max |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, window in windows.items():
        late_ms, riff_ms = 1000 * np.array(window.late_s), np.array(window.riff_ms or [0.0])
        late = " / ".join(f"{value:.1f}" for value in (*np.percentile(late_ms, [50, 99]), late_ms.max()))
        more = np.array(window.lost_blocks) - window.lost_beside
        lost, beside, each = more.sum(), sum(window.lost_beside), ", ".join(map(str, more))
        riffs = (
            f"{sum(window.riffs)} | {sum(window.late_riffs)} | {np.median(riff_ms):.0f} / {riff_ms.max():.0f}"
        )
        collected = f"{len(window.collect_ms)}, {max(window.collect_ms, default=0):.1f}"
        lines.append(f"| {name} | {lost} ({each}) | {beside} | {late} | {riffs} | {collected} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="default")
    parser.add_argument("--period", type=int, default=PERIOD)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--hogs", type=int, default=os.cpu_count())
    parser.add_argument("--realtime", action="store_true", help="a JACK server with -R")
    parser.add_argument("--without", action="append", default=[], metavar="MEASURE")
    arguments = parser.parse_args()
    use_one_blas_thread()
    name = f"livenode_hygiene_{os.getpid()}"
    os.environ.update(JACK_NO_START_SERVER="1", JACK_DEFAULT_SERVER=name)
    mode = ("-R", "-P70") if arguments.realtime else ("--no-realtime", "--no-mlock")
    server = start_jack(name, SAMPLERATE, arguments.period, mode)
    hogs: list[subprocess.Popen] = []
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.truncate(at.block_bytes(4096, 4096))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        empty = subprocess.Popen([sys.executable, "-c", EMPTY, file.name], **pipes)
        try:
            assert empty.stdout is not None and empty.stdin is not None
            assert empty.stdout.readline() == b"running\n"
            beside = Memory.attach(mmap.mmap(file.fileno(), 0))
            node = LiveNode(Config(device="system", port=free_port()), load_engine(arguments.engine), print)
            bench = Bench(node, beside, arguments.seconds)
            hogs += [
                subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(arguments.hogs)
            ]
            asyncio.run(run(bench, arguments.rounds, arguments.period, arguments.without))
            bench.close()
            print(table(bench.windows))
            empty.stdin.close()
            empty.wait(10)
        finally:
            for process in (*hogs, empty):
                process.kill()
                process.wait()
            load_sounddevice()._terminate()  # its client must be gone before the server
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
