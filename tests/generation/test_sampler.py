"""Sampling: levels, keyed noise, and an exact denoiser."""

import numpy as np
import pytest

from livenode.inference.sampler import keyed_noise, noise_levels, sample


@pytest.mark.parametrize("steps", [1, 2, 8, 30])
def test_levels_fall_from_the_top_to_0(steps):
    sigmas = noise_levels(steps, 80.0)
    assert len(sigmas) == steps + 1
    assert sigmas[0] == pytest.approx(80.0)
    assert sigmas[-1] == 0
    assert (np.diff(sigmas) < 0).all()


def test_noise_is_a_function_of_seed_and_place_alone():
    whole = keyed_noise(7, np.arange(-50, 50), 64)
    np.testing.assert_array_equal(keyed_noise(7, np.arange(-20, 10), 64), whole[30:60])
    assert (keyed_noise(8, np.arange(-20, 10), 64) != whole[30:60]).all()
    assert abs(whole.std() - 1) < 0.05
    assert abs(np.corrcoef(whole[:-1].ravel(), whole[1:].ravel())[0, 1]) < 0.05


@pytest.mark.parametrize("steps", [1, 2, 8])
def test_exact_denoiser_is_followed(steps):
    clean, sigmas = np.full((4, 2), 0.3, np.float32), noise_levels(steps, 80.0)
    levels = []

    def estimate(x: np.ndarray, sigma: float) -> np.ndarray:
        levels.append(sigma)
        return clean

    np.testing.assert_array_equal(sample(estimate, clean + 80 * np.ones_like(clean), sigmas), clean)
    assert levels == pytest.approx(sigmas[:-1])


def test_more_steps_come_nearer_to_the_distribution():
    # the best estimate for data of standard deviation 0.5: samples must have that deviation too
    noise = keyed_noise(1, np.arange(400), 64)

    def spread(steps: int) -> float:
        sigmas = noise_levels(steps, 80.0)
        made = sample(lambda x, sigma: x * 0.25 / (0.25 + sigma**2), 80 * noise, sigmas)
        return abs(float(made.std()) - 0.5)

    assert spread(30) < spread(4) < spread(1)
    assert spread(30) < 0.02
