"""A node that plays along with the demo's performer: for pictures, and for what the page costs."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from livenode.inference.engine import Engine
from livenode.node import LiveNode
from livenode.surface import Command
from tests.jack_server import run_jack
from tests.live.node_thread import running_node, wait_until
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
PERFORMANCE, BPM = ROOT / "presets" / "demo" / "performance.ogg", 97.0
TIMES = 12  # it is played; six minutes


@contextmanager
def performing(
    folder: Path, commands: Sequence[Command] = (), engine: Engine | None = None
) -> Iterator[LiveNode]:
    """Yield a node that has begun to play in time with the performer. `folder` takes files."""
    audio, _ = soundfile.read(PERFORMANCE, dtype="float32", always_2d=True)
    np.save(folder / "audio.npy", np.tile(audio.mean(axis=1), TIMES))
    before = [Command("tempo", None, (BPM,)), Command("count_in", None, (0,)), *commands]
    with run_jack(48_000), running_node(before, engine=engine, http_port=free_port()) as node:
        command = [sys.executable, "-m", "tests.live.wall", folder / "audio.npy", folder / "recorded.npy"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        performer = subprocess.Popen(command, cwd=ROOT, text=True, **pipes)
        try:
            assert performer.stdout and performer.stdout.readline() == "wired\n"
            node.conductor.submit([Command("transport/play", None, (), "now")])  # both begin in 250 ms
            wait_until(lambda: node.memory.counters().output_peak > 0.01, 40)
            yield node
        finally:
            performer.send_signal(signal.SIGINT)  # it must leave JACK, which waits for its clients
            performer.communicate()
