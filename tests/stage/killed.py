"""Kill a node at random moments while it records, look whether every file opens, and play the set again.

    python -m tests.stage.killed --times 50 --json

The node is on the virtual card, in real time; it is killed as by `kill -9`. What was recorded when is known
from its frame counter, which lies in shared memory. A power cut is another thing: what the disk has not
taken by then is lost too, at most what was written since the last time it was secured.
"""

from __future__ import annotations

import argparse
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from livenode.audio.virtual import sleep_until_due
from livenode.set_replay import play_again
from livenode.show.folder import INPUT, STEREO_FILES
from livenode.show.stored import read_set
from livenode.surface import Command
from tests.generation.rig import RATE, music
from tests.show.virtual_set import VirtualSet
from tests.stage.day import QuickEngine
from tests.stage.told import tell

LONGEST_S = 60.0
COMMANDS = (
    Command("record", None, (1,)),
    Command("tempo", None, (240.0,)),
    Command("bars", None, (1,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("transport/play", when="now"),
)


def node(folder: Path, clock: Path) -> None:
    """Play and record in real time until killed; the frame counter goes to the file `clock`."""
    virtual = VirtualSet(QuickEngine(), music(LONGEST_S), folder, threaded=True)
    virtual.say(*COMMANDS)
    rng = np.random.default_rng()
    with clock.open("r+b") as stream:
        shared = mmap.mmap(stream.fileno(), 8)
        begun_s = time.monotonic()
        while not virtual.driver.done:
            virtual.run_to(virtual.memory.frame() / RATE + 0.01)
            shared[:8] = struct.pack("<q", virtual.memory.frame())
            if rng.random() < 0.02:
                virtual.say(Command("part/<p>/level", 1, (float(rng.random()),)))
            sleep_until_due(begun_s, virtual.memory.frame(), RATE)


def kill_once(folder: Path, after_s: float) -> int:
    """Start a node that records, kill it so long after its first frame; returns its last frame."""
    clock = folder / "clock"
    clock.write_bytes(bytes(8))
    command = [sys.executable, "-m", "tests.stage.killed", "--node", str(folder / "sets"), str(clock)]
    process = subprocess.Popen(command)
    while not struct.unpack("<q", clock.read_bytes())[0]:
        assert process.poll() is None, "the node has ended by itself"
        time.sleep(0.01)
    time.sleep(after_s)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return int(struct.unpack("<q", clock.read_bytes())[0])


def look(folder: Path, last_frame: int) -> dict[str, float]:
    """Open every file of the set; returns the seconds of it that are lost, and whether it is given again."""
    (path,) = (folder / "sets").iterdir()
    stored = read_set(path)
    frames = [soundfile.info(path / name).frames for name in (INPUT, *STEREO_FILES)]
    for name in (INPUT, *STEREO_FILES):
        soundfile.read(path / name)
    again = play_again(stored, QuickEngine(), folder / "again")
    return {
        "lost_s": (last_frame - stored.first_frame - min(frames)) / RATE,
        "not_again_s": (last_frame - stored.first_frame - stored.frames) / RATE,
        "differing": sum(one.differing for one in again.compared),
        "compared": again.compared[0].frames,
    }


def figures(times: int, seed: int) -> dict[str, object]:
    """Kill so often; returns the figures."""
    rng, found, unopened = np.random.default_rng(seed), [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            last_frame = kill_once(Path(folder), float(rng.uniform(0.7, 6.0)))
            try:
                found.append(look(Path(folder), last_frame))
            except Exception as problem:
                unopened.append(f"{type(problem).__name__}: {problem}")
    lost, again = ([one[name] for one in found] for name in ("lost_s", "not_again_s"))
    return {
        "times": times,
        "every_file_opens": len(found),
        "problems": unopened,
        "lost_s_p50": round(float(np.median(lost)), 3),
        "lost_s_max": round(max(lost), 3),
        "not_played_again_s_max": round(max(again), 3),
        "frames_compared": sum(one["compared"] for one in found),
        "frames_differing": sum(one["differing"] for one in found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--node", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.node:
        node(*arguments.node)
    else:
        tell(figures(arguments.times, arguments.seed), arguments.json)


if __name__ == "__main__":
    main()
