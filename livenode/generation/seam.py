"""Crossfades made outside of a ring: the seam of what repeats.

Thread: any. Real-time safe: no.
"""

import numpy as np


def crossfaded(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Return a crossfade (frames,) float32 of equal power from one to the other, alike or not.

    The same as where a ring is written (rt/writer.py).
    """
    angle = 0.5 * np.pi * (np.arange(len(old)) + 0.5) / max(1, len(old))
    old, new = old.astype(np.float64), new.astype(np.float64)
    old_power, new_power = 1e-12 + old @ old, 1e-12 + new @ new
    alike = max(0.0, (old @ new) / np.sqrt(old_power * new_power))
    falls, rises = np.cos(angle), np.sin(angle)
    own = old_power * falls**2 + new_power * rises**2
    both = 2 * falls * rises * np.sqrt(old_power * new_power)
    return ((old * falls + new * rises) * np.sqrt(own / (own + both * alike))).astype(np.float32)


def closed(body: np.ndarray, lead_in: np.ndarray) -> np.ndarray:
    """Return a body (frames,) that can follow itself: its end fades into what leads into its beginning."""
    kept = len(body) - len(lead_in)
    return np.concatenate([body[:kept], crossfaded(body[kept:], lead_in)])
