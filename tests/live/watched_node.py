"""A node in a process of its own that tells how it is, ten times a second, as a line of JSON.

    python -m tests.live.watched_node RIFFS.npz

It plays one part with the fake engine on the default JACK server, until its standard input is closed; then it
stores the beginnings of the riffs it has placed, as they were to sound, with the frames of their bar lines.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from pathlib import Path

import numpy as np

from livenode.config import Config
from livenode.generation.riff import PRE_FRAMES
from livenode.inference.fake_engine import FakeEngine
from livenode.node import LiveNode
from livenode.surface import Command, Event
from tests.live.performance import Placed, keep_placed
from tests.ports import free_port

BAR_FRAMES = 57_600  # 200 bpm
START_FRAMES = 2000
_telling = threading.Lock()
SCORE = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("metronome", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("part/<p>/level", 1, (1.0,)),
    Command("transport/play", None, (), "now"),
)


def tell(**row: object) -> None:
    """Print a line, whole: two threads tell."""
    with _telling:
        print(json.dumps(row), flush=True)


def begins(placed: list[Placed]) -> dict[str, np.ndarray]:
    """Return (riffs,) start frames and (riffs, START_FRAMES) what sounds from there on."""
    frames = np.array([one.start_frame for one in placed])
    audio = np.zeros((len(placed), START_FRAMES), np.float32)
    for row, one in zip(audio, placed, strict=True):
        skipped = (one.join_bar - one.first_bar) % one.riff.bars
        first = PRE_FRAMES + skipped * BAR_FRAMES
        row[:] = one.riff.audio[first : first + START_FRAMES]
    return {"frames": frames, "audio": audio}


async def watch(node: LiveNode, placed: list[Placed], is_over: threading.Event) -> None:
    """Run the node and tell how it is."""
    told: list[Event] = []
    running = asyncio.create_task(node.run())
    while node.memory.frame() == 0 and not running.done():
        await asyncio.sleep(0.01)
    node.conductor.attach(told.append)  # in place of the OSC server
    while not is_over.is_set() and not running.done():
        await asyncio.sleep(0.1)
        status, timeline = node.report.status(), node.conductor.timeline
        tell(
            at_s=time.monotonic(),
            frame=node.memory.frame(),
            status=status.status,
            device=status.device,
            heartbeats=[event.args[1] for event in told if event.path == "heartbeat"],
            peak=node.memory.counters().output_peak,
            bar0_frame=timeline.bar_frame(0) if timeline else -1,
            entries=len(timeline.entries) if timeline else 0,
            riffs=len(placed),
            late=node.conductor.band.late_riffs,
            threads=threading.active_count(),
            samplerate=status.samplerate,
            block=status.blocksize,
        )
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    if not running.cancelled() and running.exception():
        raise running.exception()  # type: ignore[misc]


def main() -> None:
    config = Config(device="system", port=free_port(), http_port=0)
    node = LiveNode(config, FakeEngine(), lambda line: tell(said=line, at_s=time.monotonic()))
    placed, is_over = keep_placed(node), threading.Event()
    node.conductor.submit(SCORE)
    threading.Thread(target=lambda: (sys.stdin.read(), is_over.set()), daemon=True).start()
    asyncio.run(watch(node, placed, is_over))
    np.savez(Path(sys.argv[1]), **begins(placed))


if __name__ == "__main__":
    main()
