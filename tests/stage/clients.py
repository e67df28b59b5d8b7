"""When do other people's programs see what waited for a bar? Frames at the node, milliseconds at the client.

    python -m tests.stage.clients --json

Each client of tests/clients.py steers a node that plays (fake engine, JACK without a card). For each command
that waited for a bar: by how many frames the node did it after the bar line, and how long after the line the
client had printed `done`. What a program takes to print is in it.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from livenode import paths
from livenode.node import SAMPLERATE, LiveNode
from livenode.surface import Command
from tests import clients
from tests.jack_server import PERIOD, run_jack
from tests.live.node_thread import running_node
from tests.stage.told import tell

FAST = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
)
LOOK_S = 0.001


class Eyes:
    """Notes when each `done` appears in what a client prints."""

    def __init__(self, folder: Path) -> None:
        self.seen_s: dict[str, float] = {}
        self._folder, self._ending = folder, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._ending.wait(LOOK_S):
            text = "".join(file.read_text("utf-8", "replace") for file in self._folder.glob("*.log"))
            now_s = time.monotonic()
            for path in clients.QUEUED:
                if path not in self.seen_s and re.search(f"done .*{path}", text):
                    self.seen_s[path] = now_s

    def close(self) -> None:
        self._ending.set()
        self._thread.join()


def watch(node: LiveNode) -> dict[str, tuple[int, int]]:
    """Return a table that gets the step and the bar line of each command that waited."""
    found: dict[str, tuple[int, int]] = {}
    note = node.conductor.board.journal

    def noted(row: dict) -> None:
        if str(row.get("when")) in ("bar", "2bar"):
            found[str(row["path"]).replace("<p>", str(row["part"]))] = (int(row["frame"]), int(row["at"]))
        elif row.get("path") == "part/<p>/generate" and node.conductor.timeline:
            line = node.conductor.timeline.bar_frame(int(str(row["when"])[1:]) - 1)
            found[f"part/{row['part']}/generate"] = (line, line)  # made ahead, sounds at the line
        note(row)

    node.conductor.board.journal = noted
    return found


def steer(client: Callable[[int, Path], str], folder: Path) -> dict[str, object]:
    """Let a client steer a node; return what is told of it."""
    with running_node(FAST) as node:
        done, eyes = watch(node), Eyes(folder)
        client(node.config.port, folder)
        eyes.close()
        frame, at_ns = node.memory.stamp() or (0, 0)
        arrived = {
            path: 1000 * (eyes.seen_s[path] - (at_ns / 1e9 - (frame - line) / SAMPLERATE))
            for path, (_, line) in done.items()
        }
    late_by = {path: step - line for path, (step, line) in done.items()}
    return {
        "client": client.__name__,
        "frames_after_the_bar_line": late_by,
        "within_a_block": all(abs(frames) < PERIOD for frames in late_by.values()),
        "printed_ms_after_the_bar_line": {path: round(ms, 1) for path, ms in arrived.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    clients.HEARD = (*clients.HEARD, *(("done", path) for path in clients.QUEUED))
    with tempfile.TemporaryDirectory() as home, run_jack(SAMPLERATE):
        os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home)
        paths.user_presets().mkdir(parents=True)
        (paths.user_presets() / f"{clients.PRESET}.toml").write_text('[part.4]\nname = "choir"\n')
        for client in clients.CLIENTS:
            folder = Path(home) / client.__name__
            folder.mkdir()
            tell(steer(client, folder), arguments.json)


if __name__ == "__main__":
    main()
