"""Press on every door of the node at once, and time how soon it answers a ping over UDP meanwhile.

    python -m tests.stage.doors --seconds 10 --json

The node is the control server around a surface without music, in a process of its own: what is timed is the
control loop that a riff's planning would share.
"""

from __future__ import annotations

import argparse
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from livenode.control.framing import SIZED
from livenode.control.osc import decode, encode
from tests.ports import free_port
from tests.stage.told import tell

HOST = "127.0.0.1"
PING_EVERY_S = 0.01
Press = Callable[[int, int, threading.Event], None]


def serve(pipe: Any) -> None:
    """Run a server until told to end; says its ports, and at the end what it has counted."""
    from tests.control.rig import live_server
    from tests.control.test_http import FIGURES

    http_port = free_port()
    with live_server(report=lambda: FIGURES, http_port=http_port, http_required=True) as (server, _):
        pipe.send((server.port, http_port))
        pipe.recv()
        pipe.send(dict(server.session.rejects.counts))


def nothing(port: int, http_port: int, ending: threading.Event) -> None:
    """Leave the node alone."""
    ending.wait()


def flood_tcp(port: int, http_port: int, ending: threading.Event) -> None:
    """Send moves over TCP as fast as they are taken."""
    burst = SIZED.wrap(encode("/livenode/level", (0.5,))) * 200
    with socket.create_connection((HOST, port)) as opened:
        while not ending.is_set():
            opened.sendall(burst)


def ask_tree(port: int, http_port: int, ending: threading.Event) -> None:
    """Ask for the whole tree without end."""
    while not ending.is_set():
        with socket.create_connection((HOST, http_port)) as opened:
            opened.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            while opened.recv(65536):
                pass


def never_read(port: int, http_port: int, ending: threading.Event) -> None:
    """Ask for snapshots and read none of them; come back when closed."""
    ask = SIZED.wrap(encode("/livenode/refresh", ())) * 20
    while not ending.is_set():
        with socket.socket() as opened:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
            opened.connect((HOST, port))
            try:
                while not ending.wait(0.005):
                    opened.sendall(ask)
            except OSError:
                continue


PRESSES: dict[str, tuple[Press, ...]] = {
    "idle": (nothing,),
    "tcp flood": (flood_tcp,) * 2,
    "tree asked": (ask_tree,) * 2,
    "deaf": (never_read,) * 4,
    "all": (flood_tcp, ask_tree, never_read, never_read),
}


def pings(port: int, seconds: float) -> list[float]:
    """Return how long each ping took, ms; one that is not answered within a second counts as that."""
    took = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.settimeout(1.0)
        for number in range(round(seconds / PING_EVERY_S)):
            begun = time.perf_counter()
            opened.sendto(encode("/livenode/ping", (number,)), (HOST, port))
            try:
                while decode(opened.recv(2048))[0].args != (number,):
                    pass
            except TimeoutError:
                pass
            took.append(1000 * (time.perf_counter() - begun))
            time.sleep(PING_EVERY_S)
    return took


def measure(name: str, presses: tuple[Press, ...], seconds: float) -> dict[str, Any]:
    """Press and ping; returns the figures."""
    here, there = multiprocessing.Pipe()
    node = multiprocessing.get_context("spawn").Process(target=serve, args=(there,))
    node.start()
    ports, ending = here.recv(), threading.Event()
    pressing = [threading.Thread(target=press, args=(*ports, ending)) for press in presses]
    for thread in pressing:
        thread.start()
    took = pings(ports[0], seconds)
    ending.set()
    for thread in pressing:
        thread.join(10)
    here.send(None)
    counted = here.recv()
    node.join(10)
    p50, p99, worst = (round(float(value), 2) for value in np.percentile(took, [50, 99, 100]))
    lost = sum(one >= 1000 for one in took)
    return {
        "press": name, "pings": len(took), "lost": lost, "p50_ms": p50, "p99_ms": p99, "worst_ms": worst,
        "counted": counted,
    }  # fmt: skip


def main() -> None:
    """Measure each press in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    for name, presses in PRESSES.items():
        tell(measure(name, presses, arguments.seconds), arguments.json)


if __name__ == "__main__":
    main()
