"""Perform with a live node through JACK, record what JACK hears of it, and play the journal again."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.config import Config
from livenode.generation.part import Part
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.inference.engine import Engine
from livenode.journal import Performance
from livenode.journal import read as read_journal
from livenode.node import SAMPLERATE, LiveNode
from livenode.surface import Command
from livenode.transport.timeline import Timeline
from livenode.virtual import VirtualRun, replay
from tests.ports import free_port

MARK_FRAMES = 4800
ROOT = Path(__file__).parents[2]
Score = Sequence[tuple[float, Command]]  # (seconds after the mark was heard, what happens)


@dataclass(frozen=True)
class Placed:
    """A riff as it was written to a part's ring: whose first bar is `first_bar`, from `start_frame` on."""

    part: int
    riff: Riff
    first_bar: int
    join_bar: int
    start_frame: int


@dataclass(frozen=True)
class Recording:
    """What was performed: input and output by the node's frames, and the riffs placed.

    round_trip_frames: from the wall's output through the node to the wall's input.
    """

    heard: np.ndarray
    played: np.ndarray
    round_trip_frames: int
    xruns: int
    made_riffs: int
    late_riffs: int
    placed: tuple[Placed, ...]
    timeline: Timeline
    journal: Performance


def mark() -> np.ndarray:
    """Return a short noise that occurs nowhere else, (frames,) float32; monitored, it comes back as it is."""
    return np.random.default_rng(77).uniform(-0.3, 0.3, MARK_FRAMES).astype(np.float32)


def perform(engine: Engine, audio: np.ndarray, score: Score, folder: Path) -> Recording:
    """Start a node on the running JACK server, play audio (frames,) into it, and steer it by the score."""
    node = LiveNode(
        Config(device="system", port=free_port(), http_port=0),
        engine,
        lambda line: None,
        folder / "journal.jsonl",
    )
    placed = keep_placed(node)
    silence = np.zeros(SAMPLERATE // 2, np.float32)
    np.save(folder / "audio.npy", np.concatenate([mark(), silence, audio]))
    node_begin, wall = asyncio.run(_perform(node, score, folder))
    assert node.conductor.timeline is not None
    recorded = np.load(folder / "recorded.npy")
    back = find(recorded, mark(), wall["begin"], SAMPLERATE)
    round_trip = back - wall["begin"]
    frames = len(recorded) - back  # from the mark on
    heard = np.zeros(node_begin + frames, np.float32)
    played = np.load(folder / "audio.npy")[:frames]
    heard[node_begin : node_begin + len(played)] = played
    return Recording(
        heard=heard,
        played=np.concatenate([np.zeros(node_begin, np.float32), recorded[back:]]),
        round_trip_frames=round_trip,
        xruns=wall["xruns"] + node.memory.counters().xruns,
        made_riffs=node.conductor.band.made_riffs,
        late_riffs=node.conductor.band.late_riffs,
        placed=tuple(placed),
        timeline=node.conductor.timeline,
        journal=read_journal(folder / "journal.jsonl"),
    )


def keep_placed(node: LiveNode) -> list[Placed]:
    """Return a list that gets all the node's parts sound, repeats too; what is replaced before leaves it."""
    placed: list[Placed] = []

    def watch(part: Part) -> None:
        place = part.place

        def kept(riff: Riff, timeline: Timeline, first_bar: int, join_bar: int) -> bool:
            start_frame = timeline.bar_frame(join_bar)
            placed[:] = [one for one in placed if one.part != part.number or one.start_frame < start_frame]
            placed.append(Placed(part.number, riff, first_bar, join_bar, start_frame))
            return place(riff, timeline, first_bar, join_bar)

        part.place = kept  # type: ignore[method-assign]

    for part in node.conductor.band.parts.values():
        watch(part)
    return placed


async def _perform(node: LiveNode, score: Score, folder: Path) -> tuple[int, dict[str, int]]:
    node.conductor.submit([Command("monitor", None, (1.0,))])
    running = asyncio.create_task(node.run())
    while node.memory.frame() < SAMPLERATE // 2:
        await asyncio.sleep(0.05)
    command = [
        sys.executable,
        "-m",
        "tests.live.wall",
        str(folder / "audio.npy"),
        str(folder / "recorded.npy"),
    ]
    wall = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, cwd=ROOT, env=os.environ
    )
    assert wall.stdout is not None
    assert await wall.stdout.readline() == b"wired\n"
    node_begin = await _first_heard(node)
    for seconds, command in score:
        while node.memory.frame() < node_begin + seconds * SAMPLERATE:
            await asyncio.sleep(0.002)
        node.conductor.submit([command])
    counts = json.loads(await wall.stdout.read())
    assert await wall.wait() == 0
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert running.cancelled() or not running.exception()
    return node_begin, counts


async def _first_heard(node: LiveNode) -> int:
    """Return the node's frame at which the mark begins."""
    first = node.memory.frame() - SAMPLERATE // 2
    await asyncio.sleep(0.7)
    return first + find(
        node.memory.read_record(first, node.memory.frame() - first), mark(), 0, 2 * SAMPLERATE
    )


def find(audio: np.ndarray, wanted: np.ndarray, first: int, within: int) -> int:
    """Return where `wanted` begins in audio (frames,), looked for from `first` on; its start may be faded."""
    settled = wanted[300:]  # the gains ramp for 5 ms
    window = audio[first : first + within]
    for place in np.flatnonzero(window == settled[0]):
        if np.array_equal(window[place : place + len(settled)], settled):
            return first + int(place) - 300
    raise AssertionError("the mark did not come back: is the node wired?")


@dataclass(frozen=True)
class Comparison:
    """What the replay gives beside the recording, late riffs too."""

    frames_compared: int
    frames_differing: int
    starts_checked: int
    starts_off_the_bar_line: int
    loudest: float


def compare(engine: Engine, recording: Recording) -> Comparison:
    """Replay the journal on the recorded input and compare what JACK recorded with it, frame by frame."""
    again = replay(engine, recording.heard, recording.journal)
    differs = again.output[:, 0] != recording.played
    checked = [starts_on_its_bar(one, again, recording) for one in recording.placed]
    return Comparison(
        frames_compared=len(differs),
        frames_differing=int(differs.sum()),
        starts_checked=sum(one is not None for one in checked),
        starts_off_the_bar_line=sum(one is False for one in checked),
        loudest=float(np.abs(recording.played).max()),
    )


def starts_on_its_bar(one: Placed, again: VirtualRun, recording: Recording) -> bool | None:
    """Return whether a riff's first frames lie at its bar line to the sample; None where it was not heard.

    The part is what the replay gives, alone; with the others it gives what JACK recorded.
    """
    timeline, riff = recording.timeline, one.riff
    start, skipped = timeline.bar_frame(one.join_bar), (one.join_bar - one.first_bar) % riff.bars
    offset = start - timeline.bar_frame(one.join_bar - skipped) + PRE_FRAMES
    wanted = riff.audio[offset : offset + 2000]
    sounded = again.parts[start : start + len(wanted), one.part - 1]
    if len(sounded) < len(wanted) or np.abs(sounded).max() < 1e-4:
        return None
    gain = float(sounded @ wanted / (wanted @ wanted))  # whatever the fader was
    error = np.abs(sounded - gain * wanted).max()
    return start == one.start_frame and bool(error < 1e-4 * np.abs(sounded).max())
