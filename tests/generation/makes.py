"""Riffs made through the pipeline, without a node around it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import PRE_FRAMES, Kept, Prompt, Riff, RiffRequest, Settings
from livenode.inference.engine import Engine
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, music

BPM, START_BAR = 150.0, 3
PLAIN = Settings(prompt=Prompt("bass"), seed=4)
TIMELINE = Timeline.start(RATE, 1000, BPM)
HEARD = music(20)


def request(bars: int = 4, settings: Settings = PLAIN, **more: object) -> RiffRequest:
    """Return a request of a riff at START_BAR."""
    heard_frame = TIMELINE.bar_frame(START_BAR) - 9000
    return RiffRequest(1, 1, TIMELINE, START_BAR, bars, heard_frame, settings, **more)  # type: ignore[arg-type]


def make(engine: Engine, asked: RiffRequest) -> Riff:
    return generate(engine, ContextStore(engine, reader(HEARD)), asked)


def varied(engine: Engine, riff: Riff, amount: float, settings: Settings = PLAIN) -> Riff:
    return make(engine, request(riff.bars, settings, vary=amount, vary_from=riff.latents))


def inpainted(engine: Engine, riff: Riff, first: int, bars: int, settings: Settings = PLAIN) -> Riff:
    """Return a riff with bars from `first` (from 0) on made anew."""
    return make(engine, replace(request(riff.bars, settings), kept=Kept(riff, first, bars)))


def frame_of(bar: int) -> int:
    """Return where a bar of a riff (from 0) begins in its audio."""
    return TIMELINE.bar_frame(START_BAR + bar) - TIMELINE.bar_frame(START_BAR) + PRE_FRAMES


def distance(one: Riff, other: Riff) -> float:
    """Return how far the latents of two riffs are apart."""
    return float(np.sqrt(np.square(one.latents - other.latents).mean()))
