"""Play for an hour through JACK with real inference beside a busy process, as long at each tempo.

    python -m tests.stage.hour --minutes 60 --json
    python -m tests.stage.hour --minutes 20 --parts 4 --hogs 0 --tempi 120

An empty client runs beside the node, so that what the server and the machine lose by themselves is seen.
Every tenth of a second it is looked whether each part has something to sound in its ring; the journal's
riffs give how fresh the context was, and how many were late. Needs Linux; --realtime: a JACK server with -R.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import mmap
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jack
import numpy as np

from livenode.audio.listing import load_sounddevice
from livenode.config import Config
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, LiveNode, load_engine
from livenode.rt import Memory
from livenode.rt import layout as at
from livenode.rt.memory import copy_from_ring
from livenode.surface import Command
from tests.jack_server import PERIOD, start_jack
from tests.live.hygiene import EMPTY
from tests.ports import free_port
from tests.stage.told import tell

TEMPI = (90.0, 120.0, 160.0)
PROMPTS = (
    "warm electric bass, funk",
    "electric piano, soft chords",
    "drum kit, funk",
    "clean guitar, sparse",
)
LOOK_S, AHEAD_FRAMES = 0.1, 2400


def play(parts: int, bpm: float) -> list[Command]:
    """Return what starts so many parts."""
    return [
        Command("tempo", None, (bpm,)),
        Command("count_in", None, (0,)),
        *(Command("part/<p>/auto", part, (1,)) for part in range(1, parts + 1)),
        *(Command("part/<p>/prompt", part, (text,)) for part, text in enumerate(PROMPTS[:parts], 1)),
        Command("transport/play", None, (), "now"),
    ]


@contextmanager
def stage(hogs: int, mode: tuple[str, ...]) -> Iterator[Memory]:
    """Run a JACK server, an empty client, whose memory is yielded, and so many busy processes."""
    name = f"livenode_hour_{os.getpid()}"
    os.environ.update(JACK_NO_START_SERVER="1", JACK_DEFAULT_SERVER=name)
    server = start_jack(name, SAMPLERATE, PERIOD, mode)
    others: list[subprocess.Popen] = []
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.truncate(at.block_bytes(4096, 4096))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        others.append(subprocess.Popen([sys.executable, "-c", EMPTY, file.name], **pipes))
        try:
            assert others[0].stdout is not None and others[0].stdout.readline() == b"running\n"
            others += [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(hogs)]
            yield Memory.attach(mmap.mmap(file.fileno(), 0))
        finally:
            for process in others:
                process.kill()
                process.wait()
            load_sounddevice()._terminate()  # its client must be gone before the server
            server.terminate()
            server.wait(10)


class Watch:
    """What was seen of a node while it played."""

    def __init__(self, node: LiveNode, beside: Memory, parts: int) -> None:
        self.node, self._beside = node, beside
        self._clock = jack.Client("clock", no_start_server=True)
        self._first = self._counts()
        self.silent = dict.fromkeys(range(1, parts + 1), 0)
        self.looks = 0

    def _counts(self) -> np.ndarray:
        server = self._clock.frame_time
        return np.array([server - self.node.memory.frame(), server - self._beside.frame()])

    def lost_blocks(self) -> tuple[int, int]:
        """Return how many blocks the node and the empty client have lost."""
        node, beside = np.round((self._counts() - self._first) / PERIOD).astype(int)
        return int(node), int(beside)

    def look(self) -> None:
        """Look whether every part that has begun has something to sound."""
        self.looks += 1
        memory, band = self.node.memory, self.node.conductor.band
        for part in self.silent:
            frame = memory.frame()
            begun = band.parts[part].passes and band.parts[part].passes[0].start_frame < frame
            ahead = copy_from_ring(memory.play_ring(part - 1), frame + 1024, AHEAD_FRAMES)
            self.silent[part] += bool(begun) and not ahead.any()


async def perform(
    node: LiveNode, beside: Memory, minutes: float, parts: int, tempi: Sequence[float]
) -> Watch:
    """Play, as long at each tempo."""
    running = asyncio.create_task(node.run())
    await asyncio.sleep(1.0)
    node.conductor.submit(play(parts, tempi[0]))
    await asyncio.sleep(1.0)
    watch = Watch(node, beside, parts)
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    for number, bpm in enumerate(tempi, 1):
        node.conductor.submit([Command("tempo", None, (bpm,))])
        while loop.time() < begun_s + 60 * minutes * number / len(tempi):
            await asyncio.sleep(LOOK_S)
            watch.look()
    watch.lost = watch.lost_blocks()  # type: ignore[attr-defined]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return watch


def figures(watch: Watch, riffs: list[dict], minutes: float, tempi: Sequence[float]) -> dict[str, object]:
    """Return what is told; riffs: the metrics' lines, in the order of the tempi."""
    node, (lost, beside) = watch.node, watch.lost  # type: ignore[attr-defined]
    made = [riff for riff in riffs if not riff["failed"]]
    rate, band = SAMPLERATE, node.conductor.band
    first = made[0]["frame"]
    count = len(tempi)
    at = [min(count - 1, int((riff["frame"] - first) / (60 * minutes * rate) * count)) for riff in made]
    leads = [[riff["lead_ms"] for riff, of in zip(made, at, strict=True) if of == n] for n in range(count)]
    costs = [riff["cost_ms"] for riff in made]
    return {
        "engine": node.conductor.engine.name,
        "minutes": minutes,
        "blocks_lost_by_the_node": lost,
        "blocks_lost_by_an_empty_client": beside,
        "riffs": band.made_riffs,
        "riffs_late": band.late_riffs,
        "on_time_percent": round(100 * (1 - band.late_riffs / max(1, band.made_riffs)), 3),
        "fallbacks": band.fallbacks,
        "looks": watch.looks,
        "looks_with_a_part_silent": sum(watch.silent.values()),
        "late_write_frames": node.memory.counters().late_write_frames,
        "riff_ms_p50_p99": [round(float(value), 1) for value in np.percentile(costs, [50, 99])],
        "opening_ms_p50": round(float(np.median([riff["opening_ms"] for riff in made])), 1),
        "lead_p50_ms": {
            f"{bpm:g} bpm": round(float(np.median(lead)), 1)
            for bpm, lead in zip(tempi, leads, strict=True)
            if lead
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="default")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--parts", type=int, choices=(1, 2, 3, 4), default=2)
    parser.add_argument("--tempi", type=float, nargs="+", default=TEMPI, metavar="BPM")
    parser.add_argument("--hogs", type=int, default=1)
    parser.add_argument("--realtime", action="store_true")
    parser.add_argument("--keep", type=Path, help="where the line of each riff goes")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    mode = ("-R", "-P70") if arguments.realtime else ("--no-realtime", "--no-mlock")
    with stage(arguments.hogs, mode) as beside, tempfile.TemporaryDirectory() as folder:
        metrics = arguments.keep or Path(folder) / "metrics.jsonl"
        config = Config(device="system", port=free_port(), http_port=0)
        node = LiveNode(config, load_engine(arguments.engine), lambda line: None, metrics=str(metrics))
        watch = asyncio.run(perform(node, beside, arguments.minutes, arguments.parts, arguments.tempi))
        riffs = [json.loads(line) for line in metrics.read_text().splitlines()]
        found = figures(watch, riffs, arguments.minutes, arguments.tempi)
    tell(found, arguments.json)


if __name__ == "__main__":
    main()
