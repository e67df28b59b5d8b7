"""Integrated loudness (ITU-R BS.1770-4) of mono audio at 48 kHz; mixes at one loudness. Pure functions."""

import numpy as np
import scipy.signal

from livenode.inference.features import SAMPLERATE

TARGET_LUFS = -20.0
# The recommendation's filters at 48 kHz: the head's shelf, then the high pass (tables 1 and 2).
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
_BLOCK_FRAMES, _HOP_FRAMES = SAMPLERATE * 4 // 10, SAMPLERATE // 10
_ABSOLUTE_LUFS, _RELATIVE_LU = -70.0, -10.0


def loudness_lufs(audio: np.ndarray) -> float:
    """Return the loudness of audio (frames,) in LUFS, gated; minus infinity where all is under -70 LUFS."""
    if len(audio) < _BLOCK_FRAMES:
        return float("-inf")
    power = np.square(scipy.signal.sosfilt(_K_WEIGHTING, np.asarray(audio, np.float64)))
    total = np.concatenate([[0.0], np.cumsum(power)])
    first = np.arange(0, len(audio) - _BLOCK_FRAMES + 1, _HOP_FRAMES)
    blocks = (total[first + _BLOCK_FRAMES] - total[first]) / _BLOCK_FRAMES
    loud = blocks[_lufs(blocks) > _ABSOLUTE_LUFS]
    if len(loud) == 0:
        return float("-inf")
    return float(_lufs(loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_LU].mean()))


def _lufs(power: np.ndarray) -> np.ndarray:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-20))


def levelled(audio: np.ndarray) -> np.ndarray:
    """Return audio (frames,) at -20 LUFS; what has no loudness stays as it is."""
    loudness = loudness_lufs(audio)
    gain = 10 ** ((TARGET_LUFS - loudness) / 20) if np.isfinite(loudness) else 1.0
    return (audio * gain).astype(np.float32)


def matched_mix(context: np.ndarray, stem: np.ndarray) -> np.ndarray:
    """Return the mix of a context and a stem, (frames,) both, that are of one loudness, at -20 LUFS."""
    return levelled(levelled(context) + levelled(stem))
