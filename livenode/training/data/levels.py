"""Levels of stems: loudness, activity, and the balance of a mix that does not clip."""

import random
from collections.abc import Sequence

import numpy as np

STEM_DB = (-24.0, -17.0)
PEAK = 0.95
ACTIVE_DB = -60.0
ACTIVITY_WINDOW_S = 0.1
SILENT_DB = -100.0
KNEE_DB = 12.0
CEILING_DB = 17.0


def rms_db(audio: np.ndarray) -> float:
    """Return the RMS of audio (frames,) in dBFS; -120 for silence."""
    return 20 * float(np.log10(max(1e-6, np.sqrt(np.mean(np.square(audio, dtype=np.float64))))))


def activity(audio: np.ndarray, samplerate: int) -> float:
    """Return the fraction of 100 ms windows whose RMS is above -60 dBFS."""
    window = int(ACTIVITY_WINDOW_S * samplerate)
    windows = audio[: len(audio) // window * window].reshape(-1, window).astype(np.float64)
    return float(np.mean(np.sqrt(np.mean(windows**2, axis=1)) > 10 ** (ACTIVE_DB / 20)))


def heard(audio: np.ndarray, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return audio (frames,) without the spans (first frame, frame after the last) in which it rests."""
    kept, at = [], 0
    for first, last in sorted(spans):
        kept.append(audio[at : max(at, first)])
        at = max(at, last)
    return np.concatenate([*kept, audio[at:]])


def soften_peaks(audio: np.ndarray, over_db: float) -> np.ndarray:
    """Bend what stands more than 12 dB over a level so that nothing passes 17 dB over it.

    Else a few hits would hold down the level of the whole piece.
    """
    rms = 10 ** (over_db / 20)
    knee, ceiling = rms * 10 ** (KNEE_DB / 20), rms * 10 ** (CEILING_DB / 20)
    over = np.maximum(np.abs(audio) - knee, 0.0)
    bent = knee + (ceiling - knee) * np.tanh(over / (ceiling - knee))
    return np.where(over > 0, np.sign(audio) * bent, audio).astype(np.float32)


def draw_levels(
    rng: random.Random, stems: Sequence[np.ndarray], rests: Sequence[Sequence[tuple[int, int]]]
) -> list[np.ndarray]:
    """Bring each stem to a drawn RMS, -24 to -17 dBFS, outside its rests (frames); silence stays silence.

    The sum may clip then.
    """
    return [
        _at_level(stem, heard(stem, spans), rng.uniform(*STEM_DB))
        for stem, spans in zip(stems, rests, strict=True)
    ]


def turn_down(stems: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Turn all stems down by one gain, where needed, until neither one of them nor their sum passes 0.95."""
    peaks = [float(np.abs(audio).max()) for audio in (np.sum(stems, axis=0), *stems)]
    gain = np.float32(min(1.0, PEAK / max(*peaks, 1e-9)))
    return [stem * gain for stem in stems]


def _at_level(audio: np.ndarray, sounding: np.ndarray, level_db: float) -> np.ndarray:
    if rms_db(sounding) <= SILENT_DB:
        return np.zeros_like(audio)
    audio, sounding = (soften_peaks(each, rms_db(sounding)) for each in (audio, sounding))
    return audio * np.float32(10 ** ((level_db - rms_db(sounding)) / 20))
