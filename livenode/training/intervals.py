"""Means over clips with bootstrap intervals, and the share of a gap closed. Pure functions."""

from collections.abc import Callable

import numpy as np

DRAWS = 2000


def interval(
    statistic: Callable[[np.ndarray], float], values: np.ndarray, groups: np.ndarray, seed: int
) -> dict[str, float]:
    """Return a statistic of `values` (clips, ...) with its 95 % percentile interval and n.

    Whole groups (pieces) are drawn, with replacement (Efron 1979; cluster bootstrap), for clips of a piece
    are alike.
    """
    if len(values) == 0:
        return {"value": float("nan"), "low": float("nan"), "high": float("nan"), "n": 0}
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    drawn = []
    for _ in range(DRAWS):
        chosen = rng.integers(len(members), size=len(members))
        drawn.append(statistic(values[np.concatenate([members[index] for index in chosen])]))
    finite = np.asarray(drawn)[np.isfinite(drawn)]
    enough = len(finite) >= 0.95 * DRAWS  # otherwise the statistic has no interval
    low, high = np.percentile(finite, [2.5, 97.5]) if enough else (float("nan"), float("nan"))
    return {"value": float(statistic(values)), "low": float(low), "high": float(high), "n": len(values)}


def gap_closed(value: float, floor: float, truth: float) -> float:
    """Return (value - floor) / (truth - floor), at most 1; NaN where truth is not above the floor."""
    return min(1.0, (value - floor) / (truth - floor)) if truth > floor else float("nan")


def mean_interval(values: np.ndarray, groups: np.ndarray, seed: int) -> dict[str, float]:
    """Return the mean of `values` (clips,) with its interval."""
    return interval(lambda rows: float(rows.mean()), values, groups, seed)


def gap_interval(
    value: np.ndarray, floor: np.ndarray, truth: np.ndarray, groups: np.ndarray, seed: int
) -> dict[str, float]:
    """Return the share of the gap closed by the means of (clips,) arrays, with its interval."""

    def share(rows: np.ndarray) -> float:
        means = rows.mean(0)
        return gap_closed(float(means[0]), float(means[1]), float(means[2]))

    return interval(share, np.stack([value, floor, truth], 1), groups, seed)
