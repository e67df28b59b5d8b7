"""Places on the bar grid: latent frames counted from bar 1 of a timeline, and where they lie in audio frames.

Latent frame `n` of a timeline is counted from bar index 0; bars of every entry hold a whole number of them,
so the count stays whole through changes of tempo, meter and density. Pure functions. Thread: any. Real-time
safe: no.
"""

import numpy as np

from livenode.inference.features import STFT_PER_LATENT
from livenode.transport.timeline import Entry, Timeline


def latent_of_bar(timeline: Timeline, bar: int) -> int:
    """Return the index of the first latent frame of a bar (negative before bar 0)."""
    entries, total = timeline.entries, 0
    if bar < entries[0].start_bar:
        first = entries[0]
        return (
            latent_of_bar(timeline, first.start_bar) - (first.start_bar - bar) * first.latent_frames_per_bar
        )
    position = 0
    total = entries[0].start_bar * entries[0].latent_frames_per_bar
    for entry, following in zip(entries, (*entries[1:], None), strict=True):
        position = entry.start_bar
        end = bar if following is None else min(bar, following.start_bar)
        total += max(0, end - position) * entry.latent_frames_per_bar
    return total


def segments(timeline: Timeline) -> list[tuple[int, Entry]]:
    """Return each entry with the latent index at which it begins."""
    return [(latent_of_bar(timeline, entry.start_bar), entry) for entry in timeline.entries]


def latent_places(timeline: Timeline, latents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where latent frames lie: (start, hop), each (n,) float64, in audio frames.

    STFT frame `j` (0..7) of a latent frame is centred at `start + j * hop`.
    """
    start, hop = np.zeros(len(latents)), np.zeros(len(latents))
    for index, (first, entry) in enumerate(segments(timeline)):
        inside = np.ones(len(latents), bool) if index == 0 else latents >= first
        size = entry.hop(timeline.samplerate)
        start[inside] = entry.start_frame + (latents[inside] - first) * STFT_PER_LATENT * size
        hop[inside] = size
    return start, hop


def centres(start: np.ndarray, hop: np.ndarray) -> np.ndarray:
    """Return the centres (8n,) of the STFT frames of latent frames given by `latent_places`."""
    return (start[:, None] + np.arange(STFT_PER_LATENT) * hop[:, None]).reshape(-1)


def window_latents(timeline: Timeline, bar: int, offsets: np.ndarray) -> np.ndarray:
    """Return the latent frames `offsets` grid positions (of the bar's own grid) from the start of `bar`.

    Where earlier bars have another density, the nearest latent frame at the same beat is taken.
    """
    entry = timeline.entry_at_bar(bar)
    first = latent_of_bar(timeline, bar)
    plain = first + offsets
    begin = latent_of_bar(timeline, entry.start_bar)
    earlier = plain < begin
    if not earlier.any() or entry.start_bar == timeline.entries[0].start_bar:
        return plain
    beats_before = (begin - plain[earlier]) * STFT_PER_LATENT / entry.stft_frames_per_beat
    plain[earlier] = _walk_back(timeline, entry.start_bar, beats_before)
    return plain


def _walk_back(timeline: Timeline, bar: int, beats_before: np.ndarray) -> np.ndarray:
    """Return the latent frame that holds the place `beats_before` quarter notes before `bar`."""
    result = np.zeros(len(beats_before), np.int64)
    left, end = beats_before.copy(), latent_of_bar(timeline, bar)
    open_ = np.ones(len(left), bool)
    for first, entry in reversed([pair for pair in segments(timeline) if pair[1].start_bar < bar]):
        per_beat = entry.stft_frames_per_beat / STFT_PER_LATENT
        size = (end - first) / per_beat
        here = open_ & ((left <= size) | (entry is timeline.entries[0]))
        result[here] = np.floor(end - left[here] * per_beat + 1e-6).astype(np.int64)
        open_ &= ~here
        left = left - size
        end = first
    return result
