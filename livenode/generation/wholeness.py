"""What an engine made is looked at before it sounds or is remembered: finite, and as long as asked for."""

import numpy as np

from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.transport.timeline import Timeline


class NotWhole(ValueError):
    """An engine gave something that is not finite, or not as long as it was asked for."""


def checked(riff: Riff, timeline: Timeline) -> Riff:
    """Return the riff as it is, or raise NotWhole. Thread: worker. Real-time safe: no."""
    frames = timeline.bar_frame(riff.start_bar + riff.bars) - timeline.bar_frame(riff.start_bar) + PRE_FRAMES
    latents = riff.bars * timeline.entry_at_bar(riff.start_bar).latent_frames_per_bar
    for name, array, length, wanted in (
        ("audio", riff.audio, len(riff.audio), frames), ("latents", riff.takes, riff.takes.shape[1], latents),
    ):  # fmt: skip
        if length != wanted:
            raise NotWhole(f"the engine's {name} are {length} long, must be {wanted}")
        finite(name, array)
    if riff.side is not None and riff.twins is not None:
        finite("side", riff.side)
        finite("twins", riff.twins)
    return riff


def finite(name: str, array: np.ndarray) -> np.ndarray:
    """Return the array as it is, or raise NotWhole. Thread: worker. Real-time safe: no."""
    if not np.isfinite(array).all():
        raise NotWhole(f"the engine's {name} are not finite")
    return array
