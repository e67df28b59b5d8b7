"""What must never be in a riff, counted: values that are not finite, silence, clipping, DC, clicks."""

import numpy as np
import scipy.ndimage

SILENT_DBFS = -60.0
LARGEST_DC = 0.01
CLICK_JUMP = 0.01  # smaller jumps (-40 dBFS) are not heard as clicks beside music
CLICK_TIMES = 5.0  # a jump this many times the largest jump around it is no part of the sound
_NEAR, _FAR = 3, 63  # frames: what belongs to the click itself; how far around it is looked
_MERGE_FRAMES = 240


def rms_dbfs(audio: np.ndarray) -> float:
    """Return the RMS level in dBFS, -200 for digital silence."""
    return float(10 * np.log10(np.mean(np.square(audio, dtype=np.float64)) + 1e-20))


def clicks(audio: np.ndarray) -> np.ndarray:
    """Return the frames of clicks: jumps between neighbours that stand out from all the jumps around them.

    A jump |x[n+1] - x[n]| is a click where it is over CLICK_JUMP and over CLICK_TIMES the largest jump in
    frames n - 63 .. n - 3 and n + 3 .. n + 63. An attack is none: the jumps that follow it are as large.
    Clicks within 5 ms are one. Jumps to or from digital silence count too.
    """
    jump = np.abs(np.diff(np.asarray(audio, np.float64)))
    if len(jump) == 0:
        return np.zeros(0, int)
    side = _FAR - _NEAR + 1
    largest = scipy.ndimage.maximum_filter1d(jump, side, mode="constant")
    padded = np.pad(largest, _FAR)
    middle = (_NEAR + _FAR) // 2
    before, after = padded[_FAR - middle :][: len(jump)], padded[_FAR + middle :][: len(jump)]
    found = np.flatnonzero((jump > CLICK_JUMP) & (jump > CLICK_TIMES * np.maximum(before, after)))
    return found[np.diff(found, prepend=-_MERGE_FRAMES - 1) > _MERGE_FRAMES]


def faults(audio: np.ndarray) -> dict[str, int]:
    """Return which faults a riff's audio (frames,) has: 0 or 1 each, and for clicks how many."""
    if not np.isfinite(audio).all():
        return {"not_finite": 1, "silent": 0, "clipped": 0, "dc": 0, "clicks": 0}
    return {
        "not_finite": 0,
        "silent": int(rms_dbfs(audio) < SILENT_DBFS),
        "clipped": int(np.abs(audio).max() >= 1.0),
        "dc": int(abs(float(np.mean(audio, dtype=np.float64))) > LARGEST_DC),
        "clicks": len(clicks(audio)),
    }
