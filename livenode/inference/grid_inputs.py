"""What the denoiser is told about the bar grid: phases, density of the grid, and how its inputs are laid out.

One layout serves training and playing; the manifest states WINDOW_LATENTS and the channel counts.
"""

import numpy as np

from livenode.inference.features import SEMITONES

LATENT_CHANNELS = 64
WINDOW_LATENTS = 192
RIFF_START = WINDOW_LATENTS // 2  # the riff begins at this position of the window
LAGS_BARS = (2, 4, 8)
CONTEXTS = ("input", "parts")  # what the performer plays; what the node's other parts play
CONTEXT_CHANNELS = LATENT_CHANNELS + SEMITONES + 1  # latents, semitone levels, mask
PERIODS_BEATS = (0.5, 1.0, 2.0, 4.0)
PERIODS_BARS = (1, 2, 4, 8)
GRID_CHANNELS = 2 * (len(PERIODS_BEATS) + len(PERIODS_BARS)) + 1 + 3
PAST_CHANNELS = LATENT_CHANNELS + 1
PROMPT_CHANNELS = 128
ATTRIBUTES = ("density", "energy", "register")
DENSITIES = (24, 48, 96)  # STFT frames per beat
GLOBAL_CHANNELS = 2 * len(ATTRIBUTES) + 1 + len(DENSITIES) + 1
GUIDANCE_CHANNELS = 2  # strengths of context and prompt, for networks that were taught to guide themselves
GUIDANCE_MAX = 4.0
REPETITION_CHANNELS = len(CONTEXTS) * len(LAGS_BARS)
CONTEXT_END = len(CONTEXTS) * (1 + len(LAGS_BARS)) * CONTEXT_CHANNELS + REPETITION_CHANNELS
CONDITION_CHANNELS = CONTEXT_END + PAST_CHANNELS + GRID_CHANNELS


def grid_phases(
    beats: np.ndarray, bars: np.ndarray, stft_per_beat: int, long_phases: bool = True
) -> np.ndarray:
    """Return (positions, GRID_CHANNELS) float32.

    beats: (positions,) quarter notes since bar 1; bars: (positions,) bars since bar 1, both real numbers.
    stft_per_beat: the grid's density. Without `long_phases` the phases over 2, 4 and 8 bars are absent
    (zeros).
    """
    columns = []
    for position, periods in ((beats, PERIODS_BEATS), (bars, PERIODS_BARS)):
        for period in periods:
            angle = 2 * np.pi * np.mod(position / period, 1.0)
            known = 1.0 if long_phases or position is beats or period == 1 else 0.0
            columns += [known * np.sin(angle), known * np.cos(angle)]
    columns.append(np.full(len(beats), float(long_phases)))
    columns += [np.full(len(beats), float(stft_per_beat == density)) for density in DENSITIES]
    return np.stack(columns, 1).astype(np.float32)


def global_inputs(
    attributes: dict[str, float], bpm: float, stft_per_beat: int, past_noise: float = 0.0
) -> np.ndarray:
    """Return (GLOBAL_CHANNELS,): attributes (0..1, -1 = free) with masks, log tempo, density, past noise."""
    values: list[float] = []
    for name in ATTRIBUTES:
        value = attributes.get(name, -1.0)
        values += [2 * value - 1, 1.0] if value >= 0 else [0.0, 0.0]
    values.append(float(np.log2(bpm / 110)))
    values += [float(stft_per_beat == density) for density in DENSITIES]
    values.append(past_noise)
    return np.asarray(values, np.float32)


def guidance_inputs(context: float, prompt: float) -> np.ndarray:
    """Return (GUIDANCE_CHANNELS,) of strengths 0 to GUIDANCE_MAX, as -1..1."""
    return np.asarray([context, prompt], np.float32) / (GUIDANCE_MAX / 2) - 1


def lay_out_condition(contexts: list[np.ndarray], past: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Concatenate the denoiser's condition, (positions, CONDITION_CHANNELS) float32.

    contexts: for input then parts, the unlagged context and then each lag of LAGS_BARS, all (positions,
    CONTEXT_CHANNELS); past: (positions, PAST_CHANNELS); grid: (positions, GRID_CHANNELS).
    """
    each = 1 + len(LAGS_BARS)
    repeated = np.concatenate([repetition(contexts[at : at + each]) for at in range(0, len(contexts), each)])
    told = np.broadcast_to(repeated, (len(past), REPETITION_CHANNELS))
    return np.concatenate([*contexts, told, past, grid], 1, dtype=np.float32)


def repetition(stack: list[np.ndarray]) -> np.ndarray:
    """Return (len(LAGS_BARS),): how alike a context is to itself each lag before, -1..1.

    stack: a context and its lags, each (positions, CONTEXT_CHANNELS). The mean correlation of semitone levels
    where both were heard, 0 where nothing was. It tells the length of what is being looped.
    """
    now, found = _centred(stack[0]), []
    for lagged in stack[1:]:
        both = (stack[0][:, -1] > 0) & (lagged[:, -1] > 0)
        alike = (now[both] * _centred(lagged)[both]).sum(1)
        found.append(float(alike.mean()) if both.any() else 0.0)
    return np.asarray(found, np.float32)


def _centred(context: np.ndarray) -> np.ndarray:
    rows = context[:, LATENT_CHANNELS : LATENT_CHANNELS + SEMITONES]
    rows = rows - rows.mean(1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def masked_context(latents: np.ndarray, semitones: np.ndarray, heard: np.ndarray) -> np.ndarray:
    """Return (positions, CONTEXT_CHANNELS): latents and semitones where `heard`, zeros elsewhere, mask."""
    mask = heard.astype(np.float32)[:, None]
    return np.concatenate([latents * mask, semitones * mask, mask], 1, dtype=np.float32)
