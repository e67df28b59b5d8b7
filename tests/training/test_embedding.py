"""Distances between sets of embeddings, on Gaussians whose distances are known."""

import numpy as np
import pytest

from livenode.training.embedding import (
    adherence,
    covariance,
    frechet_distance,
    kernel_distance,
    kernel_interval,
)


def gaussian(count, size=8, mean=0.0, scale=1.0, seed=0):
    return mean + scale * np.random.default_rng(seed).standard_normal((count, size))


def test_kernel_distance_is_unbiased_about_nought_and_grows_with_the_shift():
    alike = [kernel_distance(gaussian(40, seed=2 * i), gaussian(60, seed=2 * i + 1)) for i in range(60)]
    assert min(alike) < 0 < max(alike)
    assert abs(np.mean(alike)) < 3 * np.std(alike) / np.sqrt(60)
    near, far = (kernel_distance(gaussian(200), gaussian(200, mean=m, seed=1)) for m in (0.5, 1.0))
    assert 0.1 < near < far
    assert np.isnan(kernel_distance(gaussian(1), gaussian(5)))


def test_kernel_distance_is_that_of_its_definition():
    a, b = gaussian(5, seed=1), gaussian(7, mean=0.3, seed=2)
    kernel = lambda x, y: (x @ y / 8 + 1) ** 3  # noqa: E731
    within = [
        np.mean([kernel(s[i], s[j]) for i in range(len(s)) for j in range(len(s)) if i != j]) for s in (a, b)
    ]
    across = np.mean([kernel(x, y) for x in a for y in b])
    assert kernel_distance(a, b) == pytest.approx(sum(within) - 2 * across)


def test_the_interval_of_the_kernel_distance_holds_the_truth():
    truth = kernel_distance(gaussian(2000, mean=0.4, seed=98), gaussian(2000, seed=99))
    held = 0
    for seed in range(20):
        found = kernel_interval(
            gaussian(60, mean=0.4, seed=seed),
            gaussian(60, seed=100 + seed),
            np.arange(60),
            60 + np.arange(60),
            seed,
        )
        held += found["low"] <= truth <= found["high"]
    assert held >= 15
    assert found["n"] == 60


def test_rows_of_one_group_widen_the_interval_and_do_not_shift_the_distance():
    found = {"alone": [], "grouped": []}
    for seed in range(20):
        rows = np.repeat(gaussian(15, seed=seed), 8, 0) + 0.01 * gaussian(120, seed=50 + seed)
        other, own = gaussian(120, seed=100 + seed), np.arange(120)
        found["alone"].append(kernel_interval(rows, other, own, 120 + own, 0))
        found["grouped"].append(kernel_interval(rows, other, np.repeat(np.arange(15), 8), 120 + own, 0))
    alone, grouped = (np.asarray([each["value"] for each in each_way]) for each_way in found.values())
    assert abs(grouped.mean()) < 3 * grouped.std() / 20**0.5 < alone.mean()
    wide = [np.mean([each["high"] - each["low"] for each in found[name]]) for name in found]
    assert wide[0] < wide[1]
    covered = [each["low"] <= 0 <= each["high"] for each in found["grouped"]]
    assert np.mean(covered) >= 0.8


def test_rows_of_one_piece_on_both_sides_are_not_compared():
    rows, groups = gaussian(40, seed=3), np.arange(40)
    assert kernel_distance(rows, rows, groups, groups) == pytest.approx(0, abs=1e-9)
    assert kernel_distance(rows, rows) < -0.05  # every row has found itself on the other side


def test_frechet_distance_of_gaussians_is_the_known_one():
    first, second = gaussian(50_000, mean=1.0, scale=2.0), gaussian(50_000, mean=0.5, seed=1)
    assert frechet_distance(first, second) == pytest.approx(8 * (0.25 + 1.0), rel=0.02)
    assert frechet_distance(first, first) == pytest.approx(0, abs=1e-6)


def test_covariance_is_shrunk_where_rows_are_few():
    wide = np.diag(np.linspace(0.1, 3, 30))
    rows = gaussian(20, 30) @ wide
    plain = np.cov(rows.T, bias=True)
    wanted = wide @ wide
    assert np.linalg.norm(covariance(rows) - wanted) < np.linalg.norm(plain - wanted)
    many = gaussian(20_000, 30) @ wide
    assert np.allclose(covariance(many), np.cov(many.T, bias=True), atol=0.02)


def test_adherence_runs_from_shuffled_to_true():
    right, wrong = gaussian(400, seed=1), gaussian(400, mean=1.0, seed=2)
    assert adherence(gaussian(400, seed=3), right, wrong) > 0.95
    assert adherence(gaussian(400, mean=1.0, seed=4), right, wrong) < 0.05
    assert adherence(gaussian(400, mean=0.5, seed=5), right, wrong) == pytest.approx(0.5, abs=0.1)
