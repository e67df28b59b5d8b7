"""A node without a sound card that plays in real time, in a process of its own: for `tests.stage.served`.

python -m tests.stage.served_node --server 127.0.0.1:7490 --seconds 60 --out node.json
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.audio.virtual import VirtualDriver, sleep_until_due
from livenode.generation.bench import Bench, warm_up
from livenode.generation.conductor import Conductor
from livenode.generation.planner import LeadTime, Work
from livenode.generation.worker import ThreadWorker
from livenode.inference.engine import Engine
from livenode.inference.threads import use_one_blas_thread
from livenode.journal import Start, change_row
from livenode.node import SAMPLERATE, load_engine
from livenode.rt.memory import Memory
from livenode.surface import Command, Event
from tests.generation.rig import music

BLOCK = 256
SHORTEST_SILENCE = 64  # frames: less is a zero crossing


@dataclass(frozen=True)
class Played:
    """A performance: what the parts sounded (frames, 4), the journal's rows, what was told, when it began."""

    parts: np.ndarray
    rows: list[dict]
    told: list[tuple[float, Event]]
    begun_s: float  # of time.time()


def play(
    engine: Engine,
    audio: np.ndarray,
    commands: Sequence[Command],
    do: Callable[[float], None] = lambda now_s: None,
) -> Played:
    """Play on audio (frames,) as if it came from a sound card; `do` is told the second before each block."""
    memory, rows, told = Memory(SAMPLERATE), [], []
    lead, cost = LeadTime(memory), warm_up(engine)
    lead.measured(Work(), cost)
    worker = ThreadWorker(Bench(engine, memory))
    conductor = Conductor(memory, worker, engine.info, lead, journal=rows.append)
    conductor.attach(lambda event: told.append((memory.frame() / SAMPLERATE, event)))
    rows.append(Start(BLOCK, *cost).row())
    conductor.submit(commands)
    driver, begun_s, wall_s = VirtualDriver(memory, audio, BLOCK), time.monotonic(), time.time()
    while not driver.done:
        do(memory.frame() / SAMPLERATE)
        conductor.tick(memory.frame())
        driver.step()
        rows += [change_row(change) for change in memory.changes()]
        sleep_until_due(begun_s, memory.frame(), SAMPLERATE)
    worker.close()
    return Played(driver.parts, rows, told, wall_s)


def part_commands(parts: int, bars: int, bpm: float) -> list[Command]:
    """Return what starts so many parts."""
    return [
        Command("tempo", None, (bpm,)),
        Command("bars", None, (bars,)),
        Command("count_in", None, (0,)),
        Command("metronome", None, (0,)),
        *(Command("part/<p>/auto", part, (1,)) for part in range(1, parts + 1)),
        Command("transport/play", None, (), "now"),
    ]


def silence_frames(parts: np.ndarray) -> int:
    """Return how many frames of the parts (frames, n) are silent once each has begun."""
    total = 0
    for part in parts.T:
        sounding = np.flatnonzero(part)
        if len(sounding):
            gaps = np.diff(sounding) - 1
            total += int(gaps[gaps >= SHORTEST_SILENCE].sum()) + len(part) - 1 - int(sounding[-1])
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="default")
    parser.add_argument("--server", default="")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--bars", type=int, default=2)
    parser.add_argument("--bpm", type=float, default=120.0)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    use_one_blas_thread()
    engine = load_engine(arguments.engine, backend="onnx", server=arguments.server)
    commands = part_commands(arguments.parts, arguments.bars, arguments.bpm)
    played = play(engine, music(arguments.seconds), commands)
    riffs = [row for row in played.rows if "start_bar" in row]
    found = {
        "begun_s": played.begun_s,
        "silence_frames": silence_frames(played.parts[:, : arguments.parts]),
        "riffs": [
            {"at_s": row["frame"] / SAMPLERATE}
            | {key: row[key] for key in ("ms", "opening_ms", "late", "backend")}
            for row in riffs
        ],
        "engines": [[at_s, *event.args] for at_s, event in played.told if event.path == "engine"],
    }
    arguments.out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
