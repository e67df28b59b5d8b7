"""A node and a peer of a Link session, in two processes on a network of their own: do their bars agree?

    python -m tests.stage.link --minutes 5 --json

The peer changes the tempo as often as there are further tempi; the node plays its click through JACK, and the
peer records it. A network namespace with loopback alone keeps other sessions out: needs Linux and root.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

import numpy as np

from livenode.node import SAMPLERATE
from livenode.surface import Command
from tests.jack_server import REALTIME, run_jack
from tests.live.node_thread import running_node, wait_until
from tests.stage.told import tell

LOOPBACK = (
    "ip link set lo up",
    "ip link set lo multicast on",
    "ip route add 224.0.0.0/4 dev lo",
)
PERIOD = 1024  # the recorder is Python: with less it loses blocks
SETTLED_BARS = 2  # after a change of tempo: the bar under way, and the one that leads to the session's line


def play() -> list[Command]:
    """Return what starts a node that clicks, on a channel of its own, and plays one part."""
    return [
        Command("sync/source", None, ("link",)),
        Command("metronome/level", None, (1.0,)),
        Command("count_in", None, (0,)),
    ]


def inside(seconds: float, tempi: list[float]) -> dict[str, object]:
    """Return what the peer heard; in the namespace."""
    for command in LOOPBACK:
        subprocess.run(command.split(), check=True)
    with run_jack(SAMPLERATE, PERIOD, 4, REALTIME), running_node(play(), cue_channels=(3,)) as node:
        wait_until(lambda: node.conductor.following.reading is not None, 5)
        node.conductor.submit([Command("transport/play", when="now")])
        given = [sys.executable, "-m", "tests.stage.link_peer", "--seconds", str(seconds), "--tempi"]
        peer = subprocess.run([*given, *map(str, tempi)], capture_output=True, text=True, check=False)
        assert peer.returncode == 0, peer.stderr
        heard = json.loads(peer.stdout.splitlines()[-1])
        heard["riffs"], heard["late"] = node.conductor.band.made_riffs, node.conductor.band.late_riffs
    return heard


def figures(heard: dict, tempi: list[float]) -> dict[str, object]:
    """Return what is told of the bars that were heard."""
    settled, leading = [], []
    for at_s, off_ms in heard["bars"]:
        before = [change for change in heard["changes"] if change <= at_s]
        bar_s = 4 * 60 / min(tempi)
        fresh = before and at_s - before[-1] < (SETTLED_BARS + 1) * bar_s
        (leading if fresh else settled).append(abs(off_ms))
    return {
        "peers": heard["peers"],
        "tempo_changes": len(heard["changes"]),
        "bars": len(heard["bars"]),
        "bars_settled": len(settled),
        "off_ms_p50": round(float(np.median(settled)), 3),
        "off_ms_p99": round(float(np.percentile(settled, 99)), 3),
        "off_ms_max": round(max(settled), 3),
        "within_1_ms_percent": round(100 * float(np.mean(np.array(settled) < 1.0)), 2),
        "off_by_1_ms": [[round(at_s, 1), round(off, 2)] for at_s, off in heard["bars"] if abs(off) >= 1],
        "riffs": heard["riffs"],
        "riffs_late": heard["late"],
        "bars_after_a_change": [round(off, 2) for off in leading],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--tempi", type=float, nargs="+", default=[120.0, 100.0, 140.0, 123.5], metavar="BPM")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside:
        again = [sys.executable, "-m", "tests.stage.link", "--inside", *sys.argv[1:]]
        os.execvp("unshare", ["unshare", "-n", *again])
    heard = inside(60 * arguments.minutes, arguments.tempi)
    tell(figures(heard, arguments.tempi), arguments.json)


if __name__ == "__main__":
    main()
