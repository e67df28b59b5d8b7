"""From one signal to another at equal power, as the ring's writer does it (rt/writer.py).

Thread: any. Real-time safe: no.
"""

import numpy as np


def crossfade(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Return the fade from one signal (frames,) to another, of equal power, whether they are alike or not."""
    angle = 0.5 * np.pi * (np.arange(len(old)) + 0.5) / len(old)
    powers = [float(np.square(one, dtype=np.float64).sum()) + 1e-12 for one in (old, new)]
    product = max(0.0, float(old.astype(np.float64) @ new))
    own = powers[0] * np.cos(angle) ** 2 + powers[1] * np.sin(angle) ** 2
    level = np.sqrt(own / (own + 2 * np.cos(angle) * np.sin(angle) * product))
    return np.asarray((old * np.cos(angle) + new * np.sin(angle)) * level, np.float32)


def closed(body: np.ndarray, lead_in: np.ndarray) -> np.ndarray:
    """Return a body (frames,) that can follow itself: its end fades into what leads into its beginning."""
    kept = len(body) - len(lead_in)
    return np.concatenate([body[:kept], crossfade(body[kept:], lead_in)])
