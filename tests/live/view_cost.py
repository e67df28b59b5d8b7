"""What the view costs: `python -m tests.live.view_cost`, on a private JACK server, with the fake engine.

It prints what gathering and painting take; then, with nothing shown, painted in a thread, painted in the
control loop, and with HTTP asked over and over: the share of a core that the whole process takes, and how
late the control ticks come.
"""

from __future__ import annotations

import argparse
import os
import pty
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from livenode.cli.live import LOOK_S
from livenode.cli.screen import Screen
from livenode.cli.snapshot import snapshot
from livenode.cli.view import painted
from livenode.node import TICK_S, LiveNode
from livenode.surface import Command
from tests.jack_server import run_jack
from tests.live.node_thread import running_node, wait_until
from tests.ports import free_port

PLAY = (
    Command("tempo", None, (120.0,)),
    Command("count_in", None, (0,)),
    *(Command("part/<p>/auto", part, (1,)) for part in (1, 2, 3, 4)),
    Command("transport/play", None, (), "now"),
)


Way = Callable[[LiveNode, int], tuple[Callable[[], object], Callable[[], object]]]
ASK = """
import sys, threading, urllib.request
def ask():
    while True:
        try: urllib.request.urlopen(sys.argv[1], timeout=5).read()
        except OSError: pass
for _ in range(3): threading.Thread(target=ask).start()
"""


def nothing(node: LiveNode, handle: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Show nothing."""
    return lambda: None, lambda: None


def thread(node: LiveNode, handle: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Paint as livenode does."""
    screen = Screen(handle, "truecolor")
    return lambda: screen.show(snapshot(node)), screen.close


def loop(node: LiveNode, handle: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Paint in the control loop."""

    def show() -> None:
        os.write(handle, "\n".join(painted(snapshot(node), 100, 30, "truecolor")).encode())

    return show, lambda: None


def http(node: LiveNode, handle: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Ask for the metrics over and over, on three connections."""
    url = f"http://127.0.0.1:{node.server.http_port}/metrics"
    client = subprocess.Popen([sys.executable, "-c", ASK, url])
    return lambda: None, client.kill


def measure(way: Way, seconds: float, painted_hz: float) -> None:
    """Print what one way costs."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (30, 100))
    threading.Thread(target=swallow, args=(master,), daemon=True).start()
    ticks: list[float] = []
    with running_node(PLAY, http_port=free_port()) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 8, 40)
        show, close = way(node, slave)
        plain_tick, last = node.conductor.tick, [0.0]

        def tick(frame: int) -> None:
            """Paint as the command does, from the control loop; note when each tick comes."""
            ticks.append(time.perf_counter())
            plain_tick(frame)
            if ticks[-1] - last[0] >= 1 / painted_hz:
                last[0] = ticks[-1]
                show()

        node.conductor.tick = tick  # type: ignore[method-assign]
        begun_s, begun_cpu_s = time.perf_counter(), time.process_time()
        time.sleep(seconds)
        core = (time.process_time() - begun_cpu_s) / (time.perf_counter() - begun_s)
        view_s = sum(
            thread_cpu_s(thread) for thread in threading.enumerate() if thread.name == "livenode-view"
        )
        late, xruns = node.conductor.band.late_riffs, node.memory.counters().xruns
        close()
    apart_ms = 1000 * (np.diff(ticks) - TICK_S)
    p50, p99, worst = np.percentile(apart_ms, [50, 99, 100])
    print(
        f"{way.__name__:>8}: {100 * core:5.1f} % of a core; ticks late by {p50:.1f} ms (p50), "
        f"{p99:.1f} (p99), {worst:.1f} (worst of {len(apart_ms)}); {late} riffs late, {xruns} xruns"
        + (f"; the view's thread {100 * view_s / seconds:.1f} % of a core" if view_s else "")
    )


def thread_cpu_s(thread: threading.Thread) -> float:
    """Return the seconds of CPU time that a thread took (Linux)."""
    fields = Path(f"/proc/self/task/{thread.native_id}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def paint_cost(rounds: int = 300) -> None:
    """Print what gathering a snapshot and painting it take."""
    with running_node(PLAY) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 8, 40)
        looks = [timed(lambda: snapshot(node)) for _ in range(rounds)]
        shown = snapshot(node)
        paints = [timed(lambda: painted(shown, 100, 30, "truecolor")) for _ in range(rounds)]
    for name, costs_ms in (("snapshot", looks), ("painting", paints)):
        p50, p99 = np.percentile(costs_ms, [50, 99])
        print(f"{name:>8}: {p50:.2f} ms (p50), {p99:.2f} (p99); {p50 / LOOK_S / 10:.2f} % of a core")


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begun_s = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun_s)


def swallow(master: int) -> None:
    """Read what is painted, as a terminal does."""
    while os.read(master, 65536):
        pass


def main() -> None:
    """Measure each way in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    with run_jack(48_000):
        paint_cost()
        for way in (nothing, thread, loop, http):
            measure(way, arguments.seconds, 1 / LOOK_S)


if __name__ == "__main__":
    main()
