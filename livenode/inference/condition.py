"""What the denoiser is told about the music around: the contexts as heard and as foreseen, past, grid.

One layout serves training and playing.
"""

import numpy as np

from livenode.inference.features import SEMITONES
from livenode.inference.grid_inputs import LAGS_BARS, LATENT_CHANNELS, REPETITION_CHANNELS

# A right lag correlates at about 0.85, a wrong one at 0.55 (medians over pieces that loop 2, 4 or 8 bars).
LIKELY_REPETITION, LIKELY_FRAMES = 0.7, 12  # what is taken for granted, and how many frames outweigh it


def lay_out_condition(contexts: list[np.ndarray], past: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Concatenate the denoiser's condition, (positions, CONDITION_CHANNELS) float32.

    contexts: for input then parts, the unlagged context and then each lag of LAGS_BARS, all (positions,
    CONTEXT_CHANNELS); past: (positions, PAST_CHANNELS); grid: (positions, GRID_CHANNELS). What was not heard
    of a context yet is foreseen.
    """
    each = 1 + len(LAGS_BARS)
    stacks = [contexts[at : at + each] for at in range(0, len(contexts), each)]
    repeated = [repetition(stack) for stack in stacks]
    told = np.broadcast_to(np.concatenate(repeated), (len(past), REPETITION_CHANNELS))
    rows = [row for stack, alike in zip(stacks, repeated, strict=True) for row in foreseen(stack, alike)]
    return np.concatenate([*rows, told, past, grid], 1, dtype=np.float32)


def foreseen(stack: list[np.ndarray], alike: np.ndarray) -> list[np.ndarray]:
    """Return a context and its lags, the context going on after its end as it did so many bars before.

    stack: a context and its lags, each (positions, CONTEXT_CHANNELS); alike: its repetition. Each position
    after the last heard one takes the lag most alike of those that know it, and how alike it is in place of
    the mask's 1.
    """
    now = stack[0].copy()
    ahead = np.flip(np.cumsum(np.flip(now[:, -1])) == 0)
    for lag in np.argsort(-alike, kind="stable")[: np.count_nonzero(alike > 0)]:
        lagged = stack[1 + lag]
        taken = ahead & (now[:, -1] == 0) & (lagged[:, -1] > 0)
        now[taken] = lagged[taken]
        now[taken, -1] = alike[lag]
    return [now, *stack[1:]]


def repetition(stack: list[np.ndarray]) -> np.ndarray:
    """Return (len(LAGS_BARS),): how alike a context is to itself each lag before, -1..1.

    stack: a context and its lags, each (positions, CONTEXT_CHANNELS). The mean correlation of semitone levels
    over the frames that both know; the fewer they are, the nearer to LIKELY_REPETITION; 0 where nothing was
    heard. It tells the length of what is being looped.
    """
    if not stack[0][:, -1].any():
        return np.zeros(len(LAGS_BARS), np.float32)
    now, found = _centred(stack[0]), []
    for lagged in stack[1:]:
        both = (stack[0][:, -1] > 0) & (lagged[:, -1] > 0)
        alike = float((now[both] * _centred(lagged)[both]).sum())
        found.append((alike + LIKELY_FRAMES * LIKELY_REPETITION) / (both.sum() + LIKELY_FRAMES))
    return np.asarray(found, np.float32)


def _centred(context: np.ndarray) -> np.ndarray:
    rows = context[:, LATENT_CHANNELS : LATENT_CHANNELS + SEMITONES]
    rows = rows - rows.mean(1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def masked_context(latents: np.ndarray, semitones: np.ndarray, heard: np.ndarray) -> np.ndarray:
    """Return (positions, CONTEXT_CHANNELS): latents and semitones where `heard`, zeros elsewhere, mask."""
    mask = heard.astype(np.float32)[:, None]
    return np.concatenate([latents * mask, semitones * mask, mask], 1, dtype=np.float32)
