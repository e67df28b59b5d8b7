"""From latents to audio on a timeline's grid."""

import numpy as np

from livenode.generation.places import latent_of_bar, latent_places
from livenode.generation.riff import PRE_FRAMES
from livenode.inference.engine import Engine, Sounding
from livenode.inference.features import STFT_PER_LATENT
from livenode.transport.timeline import Timeline


def sounding(timeline: Timeline, start_bar: int, bars: int, before: np.ndarray) -> Sounding:
    """Return where the audio of a riff lies: from PRE_FRAMES before its first bar line to its last bar line.

    before: (m, 64) what the part sounded up to there, m may be 0. Thread: any. Real-time safe: no.
    """
    first = latent_of_bar(timeline, start_bar)
    hop = timeline.entry_at_bar(start_bar).hop(timeline.samplerate)
    place, _ = latent_places(timeline, np.asarray([first]))
    start = timeline.bar_frame(start_bar) - PRE_FRAMES
    frames = timeline.bar_frame(start_bar + bars) - start
    return Sounding(before, float(place[0]) - first * STFT_PER_LATENT * hop, hop, first, start, frames)


def decode(
    engine: Engine, timeline: Timeline, start_bar: int, bars: int, latents: np.ndarray, before: np.ndarray
) -> np.ndarray:
    """Decode a riff's latents (n, 64), on the grid of `start_bar`, to audio (frames,) float32 (`sounding`).

    Thread: worker. Real-time safe: no.
    """
    return engine.sound(latents, sounding(timeline, start_bar, bars, before))
