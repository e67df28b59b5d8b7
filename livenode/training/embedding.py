"""Distances between sets of embeddings: kernel distance, Frechet distance, and accompaniment adherence.

Pure functions of (n, d) arrays, a row an embedding.
"""

from dataclasses import dataclass

import numpy as np
import scipy.linalg

KERNEL_DRAWS = 500


def kernel_distance(
    found: np.ndarray,
    wanted: np.ndarray,
    groups: np.ndarray | None = None,
    wanted_groups: np.ndarray | None = None,
) -> float:
    """Return the squared maximum mean discrepancy of two sets, unbiased: near 0, also below, for one source.

    Kernel (x.y / d + 1)^3: the kernel inception distance (Binkowski et al. 2018), with the estimator of
    Gretton et al. 2012, lemma 6. groups: what each row is of (a piece), (n,) and (m,), in common names. Rows
    of a piece are alike, so only pairs of different pieces count; without groups every row is of its own. NaN
    where a set has no such pair.
    """
    return _discrepancy(_Sums.of(found, wanted, groups, wanted_groups))


def kernel_interval(
    found: np.ndarray, wanted: np.ndarray, groups: np.ndarray, wanted_groups: np.ndarray, seed: int
) -> dict[str, float]:
    """Return the kernel distance with its 95 % bootstrap interval and n.

    Groups are drawn whole, with replacement, on both sides; a group is never paired with its own copy.
    """
    sums = _Sums.of(found, wanted, groups, wanted_groups)
    rng = np.random.default_rng(seed)
    draws = [
        _discrepancy(sums, *(_drawn(counts.shape[0], rng) for counts in (sums.own[0], sums.other[0])))
        for _ in range(KERNEL_DRAWS)
    ]
    known = [value for value in draws if np.isfinite(value)]
    low, high = np.percentile(known, [2.5, 97.5]) if known else (np.nan, np.nan)
    return {"value": _discrepancy(sums), "low": float(low), "high": float(high), "n": len(found)}


@dataclass(frozen=True)
class _Sums:
    """Sums of the kernel and numbers of pairs, by group and group: within each set and across."""

    own: tuple[np.ndarray, np.ndarray]
    other: tuple[np.ndarray, np.ndarray]
    across: tuple[np.ndarray, np.ndarray]

    @classmethod
    def of(
        cls, found: np.ndarray, wanted: np.ndarray, groups: np.ndarray | None, others: np.ndarray | None
    ) -> "_Sums":
        if groups is None or others is None:
            groups = np.arange(len(found))
            others = len(found) + np.arange(len(wanted))
        first, second = (np.asarray(names) for names in (groups, others))
        return cls(
            _by_group(found, found, first, first),
            _by_group(wanted, wanted, second, second),
            _by_group(found, wanted, first, second),
        )


def _by_group(
    a: np.ndarray, b: np.ndarray, of_a: np.ndarray, of_b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return sums of the kernel and numbers of pairs (groups, groups); pairs of one group are left out."""
    kernel = (np.asarray(a, np.float64) @ np.asarray(b, np.float64).T / a.shape[1] + 1) ** 3
    first, second = np.unique(of_a), np.unique(of_b)
    in_a, in_b = ((of[:, None] == names).astype(float) for of, names in ((of_a, first), (of_b, second)))
    apart = first[:, None] != second
    return in_a.T @ kernel @ in_b * apart, np.outer(in_a.sum(0), in_b.sum(0)) * apart


def _discrepancy(sums: _Sums, own: np.ndarray | None = None, other: np.ndarray | None = None) -> float:
    """Return the discrepancy where groups count `own` and `other` times (once each by default)."""
    own = np.ones(len(sums.own[0])) if own is None else own
    other = np.ones(len(sums.other[0])) if other is None else other
    means = []
    for (total, pairs), first, second in (
        (sums.own, own, own),
        (sums.other, other, other),
        (sums.across, own, other),
    ):
        count = first @ pairs @ second
        means.append(first @ total @ second / count if count else np.nan)
    return float(means[0] + means[1] - 2 * means[2])


def _drawn(count: int, rng: np.random.Generator) -> np.ndarray:
    """Return how often each of `count` groups comes when as many are drawn with replacement."""
    return np.bincount(rng.integers(count, size=count), minlength=count).astype(np.float64)


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


def adherence(
    made: np.ndarray, right: np.ndarray, wrong: np.ndarray, right_to_wrong: float | None = None
) -> float:
    """Return accompaniment prompt adherence, 0..1: 1 as near to true pairs as can be, 0 to shuffled ones.

    1/2 + (F(Y, X') - F(Y, X)) / (2 max(F(X, X'), |F(Y, X') - F(Y, X)|)), F the Frechet distance: Grachten &
    Nistal 2024, "Measuring audio prompt adherence with distribution-based embedding distances". Rows embed
    mixes of context and stem: Y `made`, X true pairs (`right`), X' the same contexts with other stems
    (`wrong`). right_to_wrong: F(X, X'), where it is known already.
    """
    to_right, to_wrong = frechet_distance(made, right), frechet_distance(made, wrong)
    nearer = to_wrong - to_right
    apart = frechet_distance(right, wrong) if right_to_wrong is None else right_to_wrong
    widest = max(apart, abs(nearer))
    return 0.5 + nearer / (2 * widest) if widest > 0 else 0.5
