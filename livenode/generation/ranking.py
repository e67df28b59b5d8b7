"""Which of several takes fits the music around best: agreement of its first bar in harmony and in onsets."""

import numpy as np

from livenode.inference.engine import Engine, Sounding
from livenode.inference.features import SEMITONES, STFT_PER_LATENT
from livenode.inference.grid_inputs import CONTEXT_CHANNELS, LAGS_BARS, LATENT_CHANNELS

FLOOR = 1e-6  # power below which nothing sounds: -60 dBFS


def surroundings(condition: np.ndarray) -> np.ndarray:
    """Return the power (n, SEMITONES) of all that the denoiser is told of the input and the other parts.

    condition: rows of `lay_out_condition`; what is foreseen counts as far as it is trusted.
    """
    total = np.zeros((len(condition), SEMITONES))
    for source in range(2):
        at = source * (1 + len(LAGS_BARS)) * CONTEXT_CHANNELS
        levels = condition[:, at + LATENT_CHANNELS : at + LATENT_CHANNELS + SEMITONES]
        trust = condition[:, at + CONTEXT_CHANNELS - 1 : at + CONTEXT_CHANNELS]
        total += np.where(trust > 0, trust * _power(levels), 0)
    return total


def ranked(
    engine: Engine, audio: np.ndarray, sounding: Sounding, around: np.ndarray, beat_latents: int
) -> list[int]:
    """Return the takes' numbers, the best first, their own order where nothing tells them apart.

    audio: (takes, frames) of what `sounding` says; around: (n, SEMITONES) power at the riff's first n latent
    frames, all within the audio. Thread: worker. Real-time safe: no.
    """
    places = sounding.first * STFT_PER_LATENT + np.arange(len(around) * STFT_PER_LATENT)
    centres = sounding.origin + places * sounding.hop
    heard = [_power(engine.features(take, sounding.start, centres)[2]) for take in audio]
    scores = [harmony(one, around, beat_latents) + onsets(one, around) for one in heard]
    return sorted(range(len(scores)), key=lambda take: -scores[take])


def harmony(one: np.ndarray, other: np.ndarray, beat_latents: int) -> float:
    """Return the mean cosine (0..1) of two chromas, beat by beat, of powers (n, SEMITONES); 0 for silence."""
    first, second = _chroma(one, beat_latents), _chroma(other, beat_latents)
    sizes = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    both = sizes > FLOOR**2
    return float(((first * second).sum(1)[both] / sizes[both]).mean()) if both.any() else 0.0


def onsets(one: np.ndarray, other: np.ndarray) -> float:
    """Return the correlation (-1..1) of the rises of level of two powers (n, SEMITONES); 0 without any."""
    first, second = (_rises(power) for power in (one, other))
    size = np.linalg.norm(first) * np.linalg.norm(second)
    return float(first @ second / size) if size > 0 else 0.0


def _power(levels: np.ndarray) -> np.ndarray:
    return 10 ** (4 * (levels.astype(np.float64) - 1))  # the inverse of features.level


def _chroma(power: np.ndarray, beat_latents: int) -> np.ndarray:
    beats = power[: len(power) // beat_latents * beat_latents].reshape(-1, beat_latents, SEMITONES // 12, 12)
    return beats.sum((1, 2))


def _rises(power: np.ndarray) -> np.ndarray:
    level_db = 10 * np.log10(power + FLOOR)
    rises = np.maximum(np.diff(level_db, axis=0, prepend=level_db[-1:]), 0).mean(1)
    return rises - rises.mean()
