"""Offline accompaniment, Diff-A-Riff's own job: the whole input heard, riff after riff, live's pipeline."""

from collections.abc import Iterator

import numpy as np

from livenode.generation.context import ContextStore, reader
from livenode.generation.crossfade import crossfade
from livenode.generation.pipeline import generate, max_bars
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, Past, Riff, RiffRequest, Settings
from livenode.inference.engine import Engine
from livenode.transport.timeline import Timeline


def riffs(engine: Engine, audio: np.ndarray, timeline: Timeline, settings: Settings) -> Iterator[Riff]:
    """Make riff after riff from bar 0 to the end of `audio` (frames,), each continuing the one before."""
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    bar, number, past = 0, 0, Past(latent_of_bar(timeline, 0))
    while timeline.bar_frame(bar) < len(audio):
        bars = max_bars(timeline, bar)
        made = generate(
            engine, store, RiffRequest(1, number, timeline, bar, bars, len(audio), settings, past)
        )
        past = Past(past.first, np.concatenate([past.latents, made.latents]))
        bar, number = bar + bars, number + 1
        yield made


def join(made: Iterator[Riff], frames: int) -> np.ndarray:
    """Return the riffs as one signal (frames,) float32, joined as live: before the bar line."""
    audio = np.zeros(frames + PRE_FRAMES, np.float32)
    for riff in made:
        start = riff.start_frame
        if start >= PRE_FRAMES:
            lead = slice(start - PRE_FRAMES, start)
            audio[lead] = crossfade(audio[lead], riff.audio[:PRE_FRAMES])
        body = riff.audio[PRE_FRAMES:][: len(audio) - start]
        audio[start : start + len(body)] = body
    return audio[:frames].astype(np.float32)
