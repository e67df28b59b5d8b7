"""What the denoiser is told about the bar grid, and how many channels each of its inputs has.

The manifest states WINDOW_LATENTS and the channel counts.
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
