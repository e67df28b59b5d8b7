"""From a fader to the sound, and from a prompt to the riff: how long, over OSC and JACK?

    python -m tests.stage.fader --moves 300 --prompts 50 --realtime --json

A node plays two parts with real inference, unheard; a third part's ring holds a steady value. A hand in a
process of its own moves level, mute and pan of that part by OSC and records the node's output: what counts is
from the packet to the first changed frame. JACK's dummy driver has no card: a card's own latency is added.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import jack
import numpy as np

from livenode.audio.listing import load_sounddevice
from livenode.audio.portaudio import PortAudioDriver
from livenode.config import Config
from livenode.control.osc import encode
from livenode.generation.riff import RiffRequest
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, LiveNode, load_engine
from livenode.rt import Memory, write
from livenode.surface import Command
from tests.jack_server import start_jack
from tests.live.wall import clients, ports_of, wire
from tests.ports import free_port
from tests.stage.told import tell

HAND = 4  # the part that is moved
STEADY = 0.25
CHANGED = 0.01  # of the steady value
AFTER_S = 0.12  # what is recorded after a move
MOVES = {  # two values that take turns
    "level": (0.8, 0.4),
    "mute": (0, 1),
    "pan": (0.0, 0.5),
}
WORDS = ("electric bass", "piano", "strings", "organ", "guitar", "flute", "marimba", "brass")


class Hand:
    """Moves a control and hears when it takes effect."""

    def __init__(self, port: int) -> None:
        self._memory, self._node = Memory(), ("127.0.0.1", port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        patchbay = jack.Client("hand", no_start_server=True)
        others = clients(patchbay)
        (node,) = others - {"system", "hand"}
        self._driver = PortAudioDriver(self._memory, "system", [0], [0])
        self._driver.start()
        _, node_out = ports_of(patchbay, {"system", *(clients(patchbay) - others)})
        own_in, _ = ports_of(patchbay, {"system", node})
        wire(patchbay, node_out, own_in)
        patchbay.close()
        time.sleep(0.5)

    def move_ms(self, name: str, value: float) -> float:
        """Return how long after the packet the first frame was another; nan where none was."""
        first = self._memory.frame()
        time.sleep(random.uniform(0.01, 0.03))
        sent_s = time.monotonic()
        self._socket.sendto(encode(f"/livenode/part/{HAND}/{name}", (value,)), self._node)
        time.sleep(AFTER_S)
        frame, at_ns = self._memory.stamp() or (0, 0)
        heard = self._memory.read_record(first, self._memory.frame() - first)
        changed = np.flatnonzero(np.abs(heard - heard[0]) > CHANGED * STEADY)
        if not len(changed):
            return float("nan")
        return 1000 * (at_ns / 1e9 - (frame - first - changed[0]) / SAMPLERATE - sent_s)

    def close(self) -> None:
        self._driver.close()
        self._socket.close()


def hand(port: int, moves: int) -> None:
    """Move each control so often and print what each took."""
    moving = Hand(port)
    for name, values in MOVES.items():
        turns = itertools.cycle(values[::-1])
        took = [moving.move_ms(name, next(turns)) for _ in range(moves + moves % 2)]
        print(json.dumps({name: took}), flush=True)
    moving.close()


@contextmanager
def server(period: int, mode: tuple[str, ...]) -> Iterator[None]:
    """Run a JACK server that the environment names."""
    name = f"livenode_fader_{os.getpid()}_{period}"
    os.environ.update(JACK_NO_START_SERVER="1", JACK_DEFAULT_SERVER=name)
    process = start_jack(name, SAMPLERATE, period, mode)
    sounddevice = load_sounddevice()
    sounddevice._terminate()
    sounddevice._initialize()
    try:
        yield
    finally:
        sounddevice._terminate()
        process.terminate()
        process.wait(10)
        sounddevice._initialize()


def open_node(engine: str) -> LiveNode:
    """Return a node; its commands make two parts play unheard."""
    config = Config(device="system", port=free_port(), http_port=0)
    node = LiveNode(config, load_engine(engine), lambda line: None)
    commands = [Command("part/<p>/auto", part, (1,)) for part in (1, 2)]
    commands += [Command("part/<p>/mute", part, (1,)) for part in (1, 2)]
    settings = {"tempo": 120.0, "bars": 1, "count_in": 0, "metronome": 0}
    node.conductor.submit([*commands, *(Command(path, None, (value,)) for path, value in settings.items())])
    return node


async def keep_steady(node: LiveNode) -> None:
    """Keep the moved part's ring filled."""
    frame, piece = node.memory.frame() + SAMPLERATE, np.full(SAMPLERATE, STEADY, np.float32)
    while True:
        while frame < node.memory.frame() + 5 * SAMPLERATE:
            write(node.memory, HAND - 1, frame, piece)
            frame += len(piece)
        await asyncio.sleep(0.5)


async def faders(node: LiveNode, moves: int) -> dict[str, object]:
    """Return the figures of each control."""
    running = asyncio.create_task(node.run(autoplay=True))
    await asyncio.sleep(1.0)
    steady = asyncio.create_task(keep_steady(node))
    await asyncio.sleep(8.0)
    command = [sys.executable, "-m", "tests.stage.fader", "--hand", str(node.config.port)]
    process = await asyncio.create_subprocess_exec(
        *command, "--moves", str(moves), stdout=subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    lines = (await process.stdout.read()).splitlines()
    for task in (steady, running):
        task.cancel()
    await asyncio.gather(steady, running, return_exceptions=True)
    found: dict[str, object] = {}
    for line in lines:
        ((name, took),) = json.loads(line).items()
        heard = [ms for ms in took if ms == ms]
        p50, p99 = np.percentile(heard, [50, 99])
        unheard = len(took) - len(heard)
        found[name] = {"p50_ms": round(p50, 1), "p99_ms": round(p99, 1), "max_ms": round(max(heard), 1)}
        found[name] |= {"moves": len(took), "unheard": unheard}  # type: ignore[operator]
    return found | {"riffs": node.conductor.band.made_riffs, "late": node.conductor.band.late_riffs}


@dataclass(frozen=True)
class Change:
    """A change of the prompt: its words, the frame it came at, and the lead a riff had then."""

    words: str
    frame: int
    lead_frames: int


async def prompts(node: LiveNode, count: int) -> dict[str, object]:
    """Change part 1's prompt at any moment; return at which bar line the riff with it sounded."""
    rng, changes, asked, arrived = random.Random(5), [], {}, {}
    post, note = node.worker.post, node.conductor.board.journal

    def posted(job: object) -> None:
        if isinstance(job, RiffRequest) and job.part == 1:
            asked.setdefault(job.settings.prompt.text, (job.number, job.start_bar))
        post(job)  # type: ignore[arg-type]

    def noted(row: dict) -> None:
        if row.get("riff") == 1 and "start_bar" in row:
            arrived[row["number"]] = (row["start_bar"], row["ms"], row["late"])
        elif row.get("path") == "part/<p>/prompt":
            lead = node.conductor.band.lead_frames(node.conductor.values, node.conductor.timeline)
            changes.append(Change(row["args"][0], row["frame"], lead))
        note(row)

    node.worker.post, node.conductor.board.journal = posted, noted  # type: ignore[method-assign]
    running = asyncio.create_task(node.run(autoplay=True))
    await asyncio.sleep(10.0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        for number in range(count):
            words = f"{rng.choice(WORDS)} {number}"
            out.sendto(encode("/livenode/part/1/prompt", (words,)), ("127.0.0.1", node.config.port))
            await asyncio.sleep(rng.uniform(3.0, 5.0))
    timeline = node.conductor.timeline
    assert timeline is not None
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    planned, by_cost, waits_s = 0, 0, []
    for change in changes:
        number, bar = asked[change.words]
        start_bar, cost_ms, late = arrived.get(number, (bar, 0.0, 1))
        sounds = timeline.bar_frame(start_bar)
        waits_s.append((sounds - change.frame) / SAMPLERATE)
        before = timeline.bar_frame(start_bar - 1)
        planned += not late and before < change.frame + change.lead_frames
        by_cost += not late and before < change.frame + cost_ms * SAMPLERATE / 1000
    count = len(changes)
    return {
        "changes": count,
        "at_the_first_bar_line_a_lead_away_percent": round(100 * planned / count, 1),
        "at_the_first_bar_line_one_riff_cost_away_percent": round(100 * by_cost / count, 1),
        "from_change_to_sound_s_p50_max": [round(float(np.median(waits_s)), 2), round(max(waits_s), 2)],
        "lead_ms_p50": round(1000 * float(np.median([one.lead_frames for one in changes])) / SAMPLERATE),
        "cost_ms_p50": round(float(np.median([ms for _, ms, _ in arrived.values()]))),
        "late": node.conductor.band.late_riffs,
        "riffs": node.conductor.band.made_riffs,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", default="default")
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--prompts", type=int, default=50)
    parser.add_argument("--periods", type=int, nargs="+", default=[256, 64])
    parser.add_argument("--realtime", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--hand", type=int, metavar="PORT")
    arguments = parser.parse_args()
    if arguments.hand:
        return hand(arguments.hand, arguments.moves)
    use_one_blas_thread()
    mode = ("-R", "-P70") if arguments.realtime else ("--no-realtime", "--no-mlock")
    for period in arguments.periods if arguments.moves else []:
        with server(period, mode):
            found = asyncio.run(faders(open_node(arguments.engine), arguments.moves))
        tell({"period": period, **found}, arguments.json)
    if arguments.prompts:
        with server(256, mode):
            found = asyncio.run(prompts(open_node(arguments.engine), arguments.prompts))
        tell(found, arguments.json)


if __name__ == "__main__":
    main()
