"""How well does a node follow a MIDI clock that jitters, and how steady is the clock it sends?

    python -m tests.stage.midi_clock --seconds 60 --json

A sequencer in another process sends clock over JACK MIDI, each tick off by 3 ms (standard deviation, normal).
A live node on the same JACK server follows it. Its clock, and the bar lines it plays on, are held against the
sequencer's true grid from eight beats after the start on. Then the node plays with the default engine and
sends its clock: how late each tick is sent, and how far the time from tick to tick is off where they arrive.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from livenode.audio.listing import load_sounddevice
from livenode.inference.engine import Engine
from livenode.midi.ports import VIRTUAL
from livenode.midi.rtmidi_system import RtMidiSystem
from livenode.midi.song import Place, tick_frame
from livenode.node import LiveNode, load_engine
from livenode.surface import Command
from livenode.sync.reading import LOCKED
from livenode.transport.timeline import Timeline
from tests.jack_server import start_jack
from tests.live.node_thread import running_node
from tests.stage.told import tell

TEMPI = (90.0, 120.0, 174.0)
JITTER_MS = 3.0
SETTLE_BEATS = 8
NAME = "sequencer"
FOLLOWS = (
    Command("sync/source", None, ("midi",)),
    Command("count_in", None, (0,)),
    Command("bars", None, (1,)),
    Command("part/<p>/auto", 1, (1,)),
)
PLAYS = (Command("count_in", None, (0,)), Command("part/<p>/auto", 1, (1,)))


@contextmanager
def jack_at(period: int) -> Iterator[None]:
    name = f"livenode_stage_{os.getpid()}"
    os.environ.update(JACK_NO_START_SERVER="1", JACK_DEFAULT_SERVER=name)
    server = start_jack(name, 48_000, period, ("-R", "-P70"))
    try:
        yield
    finally:
        load_sounddevice()._terminate()  # its client must be gone before the server
        server.terminate()
        server.wait(10)


@contextmanager
def sequencer(bpm: float, seconds: float, jitter_ms: float, seed: int) -> Iterator[float]:
    """Run a sequencer; yields the time of its beat 0."""
    words = [NAME, str(bpm), str(seconds), str(jitter_ms), str(seed)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.midi.sequencer", *words], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield float(process.stdout.readline())
        finally:
            process.kill()


def follow(bpm: float, seconds: float, jitter_ms: float, seed: int) -> dict[str, object]:
    """Let a node follow a sequencer; returns its errors."""
    with sequencer(bpm, seconds, jitter_ms, seed) as beat0_s, running_node(midi_in=(NAME,)) as node:
        tempi, beats_ms, unlocked = [], [], 0
        bars_ms: dict[int, float] = {}
        node.conductor.submit(FOLLOWS)
        while (now_s := time.monotonic()) < beat0_s + seconds - 0.5:
            time.sleep(0.05)
            if now_s < beat0_s + SETTLE_BEATS * 60 / bpm:
                continue
            heard = node.midi.clock.heard(now_s)
            if heard is None or heard.state != LOCKED:
                unlocked += 1
                continue
            tempi.append(100 * (heard.bpm / bpm - 1))
            beats_ms.append(1000 * (heard.beat * 60 / bpm - (now_s - beat0_s)))
            if (timeline := node.conductor.timeline) is not None:
                bar = timeline.position(node.memory.frame()).bar
                bars_ms.setdefault(bar, bar_error_ms(node, timeline.bar_frame(bar), beat0_s, bpm))
        return {
            "bpm": bpm,
            "jitter_ms": jitter_ms,
            "readings": len(tempi),
            "not_locked": unlocked,
            "xruns": node.memory.counters().xruns,
            "tempo_error_percent": spread(tempi),
            "clock_early_ms": spread(beats_ms),
            "node_bars": len(bars_ms),
            "node_bar_early_ms": spread(list(bars_ms.values())),
        }


def bar_error_ms(node: LiveNode, frame: int, beat0_s: float, bpm: float) -> float:
    """Return how early a bar line of the node is against the sequencer's nearest, a moment after it: blocks
    that are lost later no longer move it.
    """
    line_s = node.clocks.frames.seconds_at(frame)
    bars = (line_s - beat0_s) * bpm / 60 / 4
    return 1000 * (round(bars) - bars) * 4 * 60 / bpm


def send(bpm: float, seconds: float, engine: Engine) -> dict[str, object]:
    """Let a node that plays send its clock; returns how late ticks are sent, and how evenly they arrive."""
    system = RtMidiSystem("recorder")
    port = system.open_input(VIRTUAL)
    late_ms: list[float] = []
    times_s: list[float] = []
    settings = {"midi_out": ("recorder",), "midi_clock_out": True}
    with running_node((*PLAYS, Command("tempo", None, (bpm,))), engine=engine, **settings) as node:
        out = node.midi._clock_out
        tick = out._tick

        def timed(timeline: Timeline, place: Place) -> None:
            tick(timeline, place)
            due_s = node.clocks.frames.seconds_at(tick_frame(timeline, place))
            late_ms.append(1000 * (time.monotonic() - due_s))

        out._tick = timed  # type: ignore[method-assign]
        node.conductor.submit([Command("transport/play", when="now")])
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            time.sleep(0.01)
            times_s += [arrived_s for arrived_s, data in port.read() if data == b"\xf8"]
        made, xruns = node.conductor.band.made_riffs, node.memory.counters().xruns
    port.close()
    system.close()
    uneven_ms = 1000 * (np.diff(times_s[24 * 4 :]) - 60 / bpm / 24)
    return {
        "bpm": bpm,
        "ticks": len(late_ms),
        "riffs": made,
        "xruns": xruns,
        "sent_late_ms": spread(late_ms),
        "interval_sd_ms": round(float(uneven_ms.std()), 3),
        "interval_off_ms": spread(list(uneven_ms)),
    }


def spread(values: list[float]) -> dict[str, float]:
    """Return the middle and the ends."""
    found = np.array(values) if values else np.array([np.nan])
    ends = {"median": np.median(found), "p1": np.percentile(found, 1), "p99": np.percentile(found, 99)}
    return {name: round(float(value), 4) for name, value in ends.items()} | {
        "worst": round(float(abs(found).max()), 4)
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--period", type=int, default=128, help="JACK's: what MIDI is rounded to")
    parser.add_argument("--jitter-ms", type=float, default=JITTER_MS)
    parser.add_argument("--bpm", type=float, nargs="*", default=TEMPI)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with jack_at(arguments.period):
        for bpm in arguments.bpm:
            found = follow(bpm, arguments.seconds, arguments.jitter_ms, arguments.seed)
            tell({"clock": "in", "period": arguments.period} | found, arguments.json)
        engine = load_engine("default")
        for bpm in arguments.bpm:
            tell(
                {"clock": "out", "period": arguments.period} | send(bpm, arguments.seconds, engine),
                arguments.json,
            )


if __name__ == "__main__":
    main()
