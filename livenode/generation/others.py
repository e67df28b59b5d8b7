"""What a part hears of the others: their sum, encoded as the input is, and kept from riff to riff."""

import numpy as np

from livenode.generation.context import REACH_FRAMES, REACH_LATENTS, ContextStore, depends_on
from livenode.generation.places import latent_places, window_latents
from livenode.generation.riff import OtherAudio, RiffRequest
from livenode.inference.condition import masked_context
from livenode.inference.engine import Engine
from livenode.inference.features import STFT_PER_LATENT, stretch
from livenode.inference.grid_inputs import CONTEXT_CHANNELS, LAGS_BARS, RIFF_START
from livenode.transport.timeline import Timeline


def first_needed_frame(timeline: Timeline, start_bar: int) -> int:
    """Return the first frame of the other parts' audio that a riff at `start_bar` can depend on.

    Thread: any. Real-time safe: no.
    """
    entry = timeline.entry_at_bar(start_bar)
    latents = RIFF_START + LAGS_BARS[-1] * entry.latent_frames_per_bar + REACH_LATENTS
    back = latents * STFT_PER_LATENT * entry.hop(timeline.samplerate) + REACH_FRAMES
    return max(0, int(timeline.bar_frame(start_bar) - back))


class OthersStore:
    """The encoded context of the other parts, for one part. Thread: worker. Real-time safe: no."""

    def __init__(self, engine: Engine) -> None:
        self._given = OtherAudio()
        self._store = ContextStore(engine, self._read)

    def contexts(self, request: RiffRequest, offsets: np.ndarray) -> list[np.ndarray]:
        """Return the context at the window's `offsets`, then each lag of it, all (n, CONTEXT_CHANNELS).

        A function of the request alone: what was encoded for an earlier request is used again only where the
        audio it depends on is the same.
        """
        given, timeline, bar = request.others, request.timeline, request.start_bar
        if not given.audio.any():
            return [np.zeros((len(offsets), CONTEXT_CHANNELS), np.float32)] * (1 + len(LAGS_BARS))
        same_until, self._given = first_difference(self._given, given), given
        self._store.follow(timeline)
        self._store.keep_until(same_until)
        per_bar = timeline.entry_at_bar(bar).latent_frames_per_bar
        rows = []
        for lag in (0, *LAGS_BARS):
            place = window_latents(timeline, bar, offsets - lag * per_bar)
            start, hop = latent_places(timeline, place)
            found = self._store.at(place, given.first_frame + len(given.audio))
            known = found.heard & ((depends_on(start, hop) >= given.first_frame) | (given.first_frame == 0))
            rows.append(masked_context(found.latents, found.semitones, known))
        return rows

    def _read(self, start_frame: int, frames: int) -> np.ndarray:
        return stretch(self._given.audio, self._given.first_frame, start_frame, start_frame + frames)


def first_difference(before: OtherAudio, after: OtherAudio) -> int:
    """Return the first frame at which two sums differ where both are given; 0 where the later begins earlier.

    Thread: any. Real-time safe: no.
    """
    if after.first_frame < before.first_frame:
        return 0
    first, end = (
        after.first_frame,
        min(after.first_frame + len(after.audio), before.first_frame + len(before.audio)),
    )
    if end <= first:
        return first
    differs = stretch(before.audio, before.first_frame, first, end) != stretch(
        after.audio, after.first_frame, first, end
    )
    return first + int(differs.argmax()) if differs.any() else end
