"""Distances between sets of embeddings: kernel distance, Frechet distance, and accompaniment adherence.

Pure functions of (n, d) arrays, a row an embedding.
"""

import numpy as np
import scipy.linalg

KERNEL_DRAWS = 500


def kernel_distance(found: np.ndarray, wanted: np.ndarray) -> float:
    """Return the squared maximum mean discrepancy of two sets, unbiased: near 0, also below, for one source.

    Kernel (x.y / d + 1)^3: the kernel inception distance (Binkowski et al. 2018), with the estimator of
    Gretton et al. 2012, lemma 6. Sets need 2 rows each; NaN otherwise.
    """
    if min(len(found), len(wanted)) < 2:
        return float("nan")
    ones = np.ones(len(found)), np.ones(len(wanted))
    return _weighted(_kernel(found, found), _kernel(wanted, wanted), _kernel(found, wanted), *ones)


def kernel_interval(
    found: np.ndarray, wanted: np.ndarray, groups: np.ndarray, wanted_groups: np.ndarray, seed: int
) -> dict[str, float]:
    """Return the kernel distance with its 95 % bootstrap interval and n; groups (n,) are drawn whole.

    Rows of a group (a piece) are alike, so groups are drawn, with replacement, on both sides. A row that was
    drawn twice is not its own neighbour: pairs of a row with itself stay left out.
    """
    value = kernel_distance(found, wanted)
    if not np.isfinite(value):
        return {"value": value, "low": value, "high": value, "n": len(found)}
    kernels = _kernel(found, found), _kernel(wanted, wanted), _kernel(found, wanted)
    rng = np.random.default_rng(seed)
    drawn = [
        _weighted(*kernels, _drawn(groups, rng), _drawn(wanted_groups, rng)) for _ in range(KERNEL_DRAWS)
    ]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return {"value": value, "low": float(low), "high": float(high), "n": len(found)}


def _kernel(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (np.asarray(a, np.float64) @ np.asarray(b, np.float64).T / a.shape[1] + 1) ** 3


def _weighted(
    own: np.ndarray, other: np.ndarray, across: np.ndarray, weights: np.ndarray, others: np.ndarray
) -> float:
    """Return the discrepancy of rows that count `weights` times, pairs of a row with itself left out."""

    def within(kernel: np.ndarray, count: np.ndarray) -> float:
        pairs = count.sum() ** 2 - np.square(count).sum()
        return (count @ kernel @ count - np.square(count) @ np.diag(kernel)) / pairs if pairs else np.nan

    between = weights @ across @ others / (weights.sum() * others.sum())
    return float(within(own, weights) + within(other, others) - 2 * between)


def _drawn(groups: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return how often each row (n,) comes when as many groups as there are get drawn with replacement."""
    _, index = np.unique(groups, return_inverse=True)
    count = int(index.max()) + 1
    return np.bincount(rng.integers(count, size=count), minlength=count)[index].astype(np.float64)


def frechet_distance(found: np.ndarray, wanted: np.ndarray) -> float:
    """Return the squared Frechet distance of Gaussians fitted to two sets, from 0 (Dowson & Landau 1982).

    |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)), as the Frechet audio distance has it (Kilgour et al. 2019).
    Covariances are shrunk (`covariance`), for sets are not much larger than d. It still grows as sets shrink:
    compare figures of sets of one size. NaN for fewer than 2 rows.
    """
    if min(len(found), len(wanted)) < 2:
        return float("nan")
    first, second = covariance(found), covariance(wanted)
    root = _root(first)
    cross = np.sqrt(np.maximum(scipy.linalg.eigvalsh(root @ second @ root), 0)).sum()
    apart = np.square(found.mean(0, dtype=np.float64) - wanted.mean(0, dtype=np.float64)).sum()
    return max(0.0, float(apart + np.trace(first) + np.trace(second) - 2 * cross))


def covariance(rows: np.ndarray) -> np.ndarray:
    """Return the covariance (d, d) shrunk towards a multiple of the identity (Ledoit & Wolf 2004)."""
    centred = np.asarray(rows, np.float64) - rows.mean(0, dtype=np.float64)
    count, size = centred.shape
    found = centred.T @ centred / count
    mean = np.trace(found) / size
    apart = np.square(found).sum() - size * mean**2  # squared distance to the multiple of the identity
    noise = (np.square(np.square(centred).sum(1)).sum() / count - np.square(found).sum()) / count
    share = float(np.clip(noise / apart, 0, 1)) if apart > 0 else 0.0
    return (1 - share) * found + share * mean * np.eye(size)


def _root(matrix: np.ndarray) -> np.ndarray:
    values, vectors = scipy.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


def adherence(made: np.ndarray, right: np.ndarray, wrong: np.ndarray) -> float:
    """Return accompaniment prompt adherence, 0..1: 1 as near to true pairs as can be, 0 to shuffled ones.

    1/2 + (F(Y, X') - F(Y, X)) / (2 max(F(X, X'), |F(Y, X') - F(Y, X)|)), F the Frechet distance: Grachten &
    Nistal 2024, "Measuring audio prompt adherence with distribution-based embedding distances". Rows embed
    mixes of context and stem: Y `made`, X true pairs (`right`), X' the same contexts with other stems
    (`wrong`).
    """
    to_right, to_wrong = frechet_distance(made, right), frechet_distance(made, wrong)
    nearer = to_wrong - to_right
    widest = max(frechet_distance(right, wrong), abs(nearer))
    return 0.5 + nearer / (2 * widest) if widest > 0 else 0.5
