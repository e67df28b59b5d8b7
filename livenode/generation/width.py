"""Pseudo-stereo: a riff's twin, noised a little and denoised anew, gives what the two sides differ by.

Nistal et al. 2024 (Diff-A-Riff) play the twin on one side. Here the riff stays in the middle and what the
twin adds to it is put on the left and taken from the right, so that the sum in mono is the riff itself.
"""

from dataclasses import dataclass

import numpy as np

TWIN_AMOUNT = 0.3  # how far the twin is varied
SIDE_POWER = 1 / 3  # of the side against the middle, at full width: correlation (1 - 1/3) / (1 + 1/3) = 0.5
GAIN_MOST = 4.0
SILENT = 1e-9  # mean square


@dataclass(frozen=True)
class Balance:
    """What of the middle is taken out of the twin, and how loud the rest is: as the first bar had it."""

    share: float = 1.0
    gain: float = 1.0

    @classmethod
    def of(cls, middle: np.ndarray, twin: np.ndarray) -> "Balance":
        """Return the balance of two signals (frames,). Thread: any. Real-time safe: no."""
        own = float(np.square(middle, dtype=np.float64).sum())
        if own <= SILENT * len(middle):
            return cls()
        share = float(middle.astype(np.float64) @ twin) / own
        rest = float(np.square(twin - share * middle, dtype=np.float64).sum())
        return cls(share, min(GAIN_MOST, float(np.sqrt(SIDE_POWER * own / max(rest, SILENT)))))

    def side(self, middle: np.ndarray, twin: np.ndarray) -> np.ndarray:
        """Return the side (frames,) float32 of two signals. Thread: any. Real-time safe: no."""
        return np.asarray(self.gain * (twin - self.share * middle), np.float32)


def stereo(middle: np.ndarray, side: np.ndarray | None, width: float) -> np.ndarray:
    """Return left and right (frames, 2) float32 of a riff's signals at a width 0..1.

    Thread: any. Real-time safe: no.
    """
    apart = np.float32(width) * (np.zeros_like(middle) if side is None else side)
    return np.stack([middle + apart, middle - apart], 1)
