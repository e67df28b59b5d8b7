"""Some bars of a riff made anew, in time to the grid; the others stay as they are, to the bit."""

from dataclasses import replace

import numpy as np

from livenode.generation.crossfade import crossfade
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, Kept, Past, Riff, RiffRequest


def piece_asked(request: RiffRequest) -> RiffRequest:
    """Return the request of the bars alone, told what stays before and behind them.

    Thread: any. Real-time safe: no.
    """
    kept = _kept(request)
    low, high = _latents(kept)
    first = latent_of_bar(request.timeline, request.start_bar)
    stays = kept.riff.latents
    known = Past(first, stays[:low])
    if len(request.past.latents):
        known = Past(request.past.first, np.concatenate([request.past.latents, stays[:low]]))
    return replace(
        request,
        kept=None,
        start_bar=request.start_bar + kept.first,
        bars=kept.bars,
        past=known,
        after=Past(first + high, np.concatenate([stays[high:], request.after.latents])),
    )


def spliced(request: RiffRequest, piece: Riff) -> Riff:
    """Return the kept riff with the new bars in it, joined before each of the two bar lines.

    Thread: any. Real-time safe: no.
    """
    kept, timeline = _kept(request), request.timeline
    low, high = _latents(kept)
    begin, end = (
        timeline.bar_frame(request.start_bar + bar) - request.start_frame + PRE_FRAMES
        for bar in (kept.first, kept.first + kept.bars)
    )

    def with_bars(old: np.ndarray | None, new: np.ndarray | None) -> np.ndarray | None:
        if old is None and new is None:
            return None
        old = np.zeros(len(kept.riff.audio), np.float32) if old is None else old
        new = np.zeros(len(piece.audio), np.float32) if new is None else new
        whole = old.copy()
        lead, last = slice(begin - PRE_FRAMES, begin), slice(end - PRE_FRAMES, end)
        whole[begin:end] = new[PRE_FRAMES:]
        whole[lead] = new[:PRE_FRAMES] if kept.first == 0 else crossfade(old[lead], new[:PRE_FRAMES])
        if end < len(old):
            whole[last] = crossfade(new[-PRE_FRAMES:], old[last])
        return whole

    audio = with_bars(kept.riff.audio, piece.audio)
    assert audio is not None
    takes = np.repeat(kept.riff.latents[None], len(piece.takes), 0)
    takes[:, low:high] = piece.takes
    twins = None
    if piece.twins is not None:
        twins = takes.copy() if kept.riff.twins is None else np.repeat(kept.riff.twins[:1], len(takes), 0)
        twins[:, low:high] = piece.twins
    return replace(
        piece,
        start_bar=request.start_bar,
        bars=kept.riff.bars,
        start_frame=request.start_frame,
        takes=takes,
        twins=twins,
        audio=audio,
        side=with_bars(kept.riff.side, piece.side),
    )


def _kept(request: RiffRequest) -> Kept:
    assert request.kept is not None, "only a riff that is kept can be inpainted"
    return request.kept


def _latents(kept: Kept) -> tuple[int, int]:
    """Return the first of the riff's latents that is made anew, and the first behind."""
    per_bar = len(kept.riff.latents) // kept.riff.bars
    return kept.first * per_bar, (kept.first + kept.bars) * per_bar
