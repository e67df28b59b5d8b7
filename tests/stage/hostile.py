"""Attack a node that plays with broken packets, known killers and floods. What does it cost the music?

    python -m tests.stage.hostile --packets 300000 --flood-seconds 60 --realtime --json

The node plays two parts through a private JACK server; an attacker in a process of its own sends over UDP.
An idle minute before is the measure for lost blocks. One flood moves faders and asks; the last presses all
that there is, prompts, takes and loops too. After each attack a hundred pings are timed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jack

from livenode.config import Config
from livenode.control.osc import decode, encode, encode_bundle
from livenode.inference.threads import use_one_blas_thread
from livenode.node import LiveNode, load_engine
from livenode.params import PARAMS, spoken
from livenode.surface import Command
from tests.ports import free_port
from tests.stage.hour import play, stage
from tests.stage.told import tell

LOCAL = "127.0.0.1"
PINGS, PING_LIMIT_S = 100, 5.0
# What ends or restarts the music, or loads a network: done as asked, it says nothing of the receiver.
LEFT_OUT = ("transport/stop", "panic", "bar1", "meter", "time", "loop/clear", "part/<p>/auto", "engine/load")
SAID = {"subscribe": (9, "all", 30), "hello": (9, "max"), "preset/load": ("none",), "preset/save": ("mine",)}
KILLERS = (
    bytes.fromhex("2362756e646c65000000000000000001fffffffc00000000"),
    b"/" + b"*" * 24 + b"\0\0\0,\0\0\0",
    b"#bundle\0" + b"\xff" * 8,
    b"#bundle\0" + b"\0" * 8 + b"\0\0\0\0" * 64,
    b"/" + b"a" * 8000,
)


def valid_packets() -> list[bytes]:
    """Return a message for each row of the table, values, actions and queries, and some bundles."""
    words = {"i": 1, "f": 0.5, "s": "bass"}
    packets = []
    for row in PARAMS.values():
        if row.path in LEFT_OUT:
            continue
        path = f"/livenode/{spoken(row.path, 2)}"
        made = tuple(arg.choices[0] if arg.choices else words[arg.tag] for arg in row.args)
        args = SAID.get(row.path) or row.default or made
        packets += [encode(path, args), encode(path, ()), encode(path, ("bar",))]
    some = [(f"/livenode/part/{part}/level", (0.5,)) for part in (1, 2, 3, 4)]
    at = encode("/livenode/at", ("bar", "part/all/pan", 0.5))
    return [*packets, at, encode_bundle(some), encode_bundle(some, time.time() + 1)]


def fader_packets() -> list[bytes]:
    """Return what asks for no other riff (`mute` does): faders of every part, a query of each row, pings."""
    faders = [("level", 0.5), ("pan", -0.3), ("pan", 0.3), ("width", 0.4)]
    moved = [
        encode(f"/livenode/part/{part}/{path}", (value,)) for part in (1, 2, 3, 4) for path, value in faders
    ]
    asked = [encode(f"/livenode/{spoken(row.path, 2)}", ()) for row in PARAMS.values() if row.default]
    return [*moved, *asked, encode("/livenode/ping", (1,))]


def mutated(rng: random.Random, seeds: list[bytes]) -> bytes:
    """Return a broken packet: bits flipped, cut, spliced, with other type tags, or mere noise."""
    packet = bytearray(rng.choice(seeds))
    kind = rng.randrange(6)
    if kind == 0:
        for _ in range(rng.randint(1, 8)):
            packet[rng.randrange(len(packet))] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del packet[rng.randrange(len(packet)) :]
    elif kind == 2:
        other = rng.choice(seeds)
        packet = packet[: 4 * rng.randint(0, len(packet) // 4)] + other[4 * rng.randint(0, len(other) // 4) :]
    elif kind == 3:
        comma = packet.find(b",")
        for at in range(comma + 1, min(comma + 3, len(packet))):
            packet[at] = rng.choice(b"ifsbdhTFNI[]\0tcr")
    elif kind == 4:
        at = 4 * rng.randrange(len(packet) // 4)
        packet[at : at + 4] = rng.choice((b"\xff\xff\xff\xfc", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"#bun"))
    else:
        packet = bytearray(rng.randbytes(rng.randrange(400)))
    return bytes(packet)


def attack(port: int, kind: str, count: int, rate: float) -> None:
    """Send so many packets at so many a second."""
    rng, seeds = random.Random(7), fader_packets() if kind == "faders" else valid_packets()

    def packets() -> Iterator[bytes]:
        for number in range(count):
            if kind == "broken" and number % 1000 < len(KILLERS):
                yield KILLERS[number % 1000]
            else:
                yield mutated(rng, seeds) if kind == "broken" else rng.choice(seeds)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        begun_s = time.monotonic()
        for number, packet in enumerate(packets()):
            ahead_s = begun_s + number / rate - time.monotonic()
            if ahead_s > 0.002:
                time.sleep(ahead_s)
            out.sendto(packet, (LOCAL, port))
        print(json.dumps({"rate": round(count / (time.monotonic() - begun_s))}), flush=True)


@dataclass
class Watch:
    """What is counted of a node. said: the bytes of all that it logged."""

    node: LiveNode
    lost: Callable[[], int]
    said: list[int] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the counters, which only grow."""
        band = self.node.conductor.band
        return {
            "riffs": band.made_riffs,
            "late_riffs": band.late_riffs,
            "fallbacks": band.fallbacks,
            "lost_blocks": self.lost(),
            "log_bytes": sum(self.said),
            "memory_kb": resident_kb(),
            "refused": sum(self.node.server.session.rejects.counts.values()),
        }

    def since(self, before: dict[str, int], seconds: float) -> dict[str, float]:
        """Return how the counters have grown."""
        grown: dict[str, float] = {key: value - before[key] for key, value in self.counts().items()}
        grown["memory_mb"] = round(grown.pop("memory_kb") / 1024, 1)
        grown["log_mb_an_hour"] = round(grown.pop("log_bytes") / seconds * 3600 / 1e6, 3)
        return grown | {"seconds": round(seconds, 1)}


def resident_kb() -> int:
    """Return this process's memory."""
    words = Path("/proc/self/status").read_text().split()
    return int(words[words.index("VmRSS:") + 1])


def ping_ms(port: int) -> list[float]:
    """Return how long each of a hundred pings took to be answered, after all that was still waiting."""
    took = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(PING_LIMIT_S)
        asker.bind((LOCAL, 0))
        asker.sendto(encode("/livenode/hello", (asker.getsockname()[1],)), (LOCAL, port))
        for number in range(PINGS):
            begun_s = time.monotonic()
            asker.sendto(encode("/livenode/ping", (number,)), (LOCAL, port))
            while (answer := decode(asker.recv(4096))[0]).address[-4:] != "pong" or answer.args != (number,):
                continue
            took.append(1000 * (time.monotonic() - begun_s))
    return took


async def suffer(watch: Watch, arguments: argparse.Namespace) -> dict[str, object]:
    """Play, idle and under each attack in turn."""
    node = watch.node
    running = asyncio.create_task(node.run())
    await asyncio.sleep(1.0)
    node.conductor.submit(play(2, 120.0))
    await asyncio.sleep(8.0)
    found: dict[str, object] = {}
    count = round(arguments.flood_rate * arguments.flood_seconds)
    for name, attacker in (
        ("idle", None),
        ("faders", ("faders", str(count), str(arguments.flood_rate))),
        ("broken", ("broken", str(arguments.packets), str(arguments.broken_rate))),
        ("flood", ("flood", str(count), str(arguments.flood_rate))),
    ):
        if name == "flood":
            await begin_again(node)
        before, begun_s = watch.counts(), time.monotonic()
        told = await send(node.config.port, attacker) if attacker else await rest(arguments.idle_seconds)
        took = await asyncio.to_thread(ping_ms, node.config.port)
        row = watch.since(before, time.monotonic() - begun_s) | told
        found[name] = row | {"ping_ms_max": round(max(took), 1), "ping_ms_p50": round(sorted(took)[50], 1)}
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return found


async def begin_again(node: LiveNode) -> None:
    """Play as at the beginning, whatever the broken packets happened to ask for."""
    node.conductor.submit([Command("loop/clear", None, (), "now"), Command("bars", None, (2,))])
    await asyncio.sleep(0.1)
    node.conductor.submit(play(2, 120.0))
    await asyncio.sleep(8.0)


async def rest(seconds: float) -> dict[str, int]:
    """Let time pass."""
    await asyncio.sleep(seconds)
    return {}


async def send(port: int, words: tuple[str, ...]) -> dict[str, int]:
    """Let another process attack; returns what it says."""
    command = [sys.executable, "-m", "tests.stage.hostile", "--attack", str(port), *words]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=os.environ)
    assert process.stdout is not None
    return json.loads(await process.stdout.read())


class Listening(logging.Handler):
    """Counts the bytes of what is logged."""

    def __init__(self, said: list[int]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(len(record.getMessage()) + 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="fake")
    parser.add_argument("--packets", type=int, default=300_000)
    parser.add_argument("--broken-rate", type=float, default=5000)
    parser.add_argument("--flood-rate", type=float, default=5000)
    parser.add_argument("--flood-seconds", type=float, default=60)
    parser.add_argument("--idle-seconds", type=float, default=60)
    parser.add_argument("--realtime", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--attack", nargs=4, metavar=("PORT", "KIND", "COUNT", "RATE"))
    arguments = parser.parse_args()
    if arguments.attack:
        port, kind, count, rate = arguments.attack
        attack(int(port), kind, int(count), float(rate))
        return
    use_one_blas_thread()
    mode = ("-R", "-P70") if arguments.realtime else ("--no-realtime", "--no-mlock")
    with tempfile.TemporaryDirectory() as home, stage(0, mode):
        os.environ.update(HOME=home, XDG_DATA_HOME=home, XDG_STATE_HOME=home)
        config = Config(device="system", port=free_port(), http_port=0, engine=arguments.engine)
        said: list[int] = []
        node = LiveNode(config, load_engine(arguments.engine), lambda line: said.append(len(line) + 1))
        logging.getLogger().addHandler(Listening(said))
        clock = jack.Client("clock", no_start_server=True)
        first = clock.frame_time - node.memory.frame()
        watch = Watch(node, lambda: round((clock.frame_time - node.memory.frame() - first) / 256), said)
        found = asyncio.run(suffer(watch, arguments))
    tell(found, arguments.json)


if __name__ == "__main__":
    main()
