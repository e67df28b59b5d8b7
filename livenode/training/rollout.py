"""An engine playing beside audio through the live pipeline: a few riffs, each continuing the one before."""

from collections.abc import Iterator, Sequence

import numpy as np

from livenode.generation.context import ContextStore, reader
from livenode.generation.offline import join
from livenode.generation.pipeline import generate
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, Past, Riff, RiffRequest, Settings
from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.clips import RIFF_BARS
from livenode.training.faults import faults
from livenode.transport.timeline import Timeline

MODES = ("anticipate", "loop", "offline")
LEAD_FRAMES = round(0.35 * SAMPLERATE)  # the input is heard up to so long before the riff's first downbeat


def play(
    engine: Engine,
    audio: np.ndarray,
    timeline: Timeline,
    bars: Sequence[int],
    settings: Settings,
    lookahead_bars: int = 0,
) -> Iterator[Riff]:
    """Make a riff at each of `bars`, which are RIFF_BARS apart.

    In mode offline the whole audio is heard, in the others up to LEAD_FRAMES and `lookahead_bars` before each
    riff. What could be encoded a beat before that is, as the live node does, so that the riff's time is what
    is left to do at the deadline.
    """
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    past = Past(latent_of_bar(timeline, bars[0]))
    for number, bar in enumerate(bars):
        start = timeline.bar_frame(bar - lookahead_bars)
        heard = len(audio) if settings.mode == "offline" else start - LEAD_FRAMES
        while store.prepare(heard - round(timeline.entry_at_bar(bar).frames_per_beat(SAMPLERATE))):
            pass
        riff = generate(
            engine, store, RiffRequest(1, number, timeline, bar, RIFF_BARS, heard, settings, past)
        )
        past = Past(past.first, np.concatenate([past.latents, riff.latents]))
        yield riff


def joined(riffs: Sequence[Riff], timeline: Timeline) -> np.ndarray:
    """Return the riffs as they sound, (frames,) float32 from frame 0 on, silent before the first."""
    last = riffs[-1]
    return join(iter(riffs), timeline.bar_frame(last.start_bar + last.bars))


def counted(riffs: Sequence[Riff], timeline: Timeline) -> dict[str, int]:
    """Return the faults of riffs, added up; clicks are those of the joined audio, so that joins count too."""
    found = [faults(riff.audio[PRE_FRAMES:]) for riff in riffs]
    total = {name: sum(row[name] for row in found) for name in found[0]}
    first = timeline.bar_frame(riffs[0].start_bar)
    return total | {"clicks": faults(joined(riffs, timeline)[first:])["clicks"]}
