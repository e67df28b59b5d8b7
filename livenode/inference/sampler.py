"""Sampling with a denoiser: noise levels, noise keyed by place, DPM-Solver++(2M) (Lu et al. 2022, alg. 2)."""

from collections.abc import Callable
from typing import Any

import numpy as np

RHO = 7.0
Array = Any  # numpy or torch
Estimate = Callable[[Array, float], Array]  # (x, sigma) -> clean latents, same shape


def noise_levels(steps: int, sigma_max: float, sigma_min: float = 0.03) -> np.ndarray:
    """Return (steps + 1,) sigmas from sigma_max down to sigma_min, then 0 (Karras et al. 2022, eq. 5).

    Thread: any. Real-time safe: no.
    """
    ramp = np.linspace(0, 1, steps) if steps > 1 else np.zeros(1)
    low, high = min(sigma_min, sigma_max) ** (1 / RHO), sigma_max ** (1 / RHO)
    return np.append((high + ramp * (low - high)) ** RHO, 0.0)


def keyed_noise(seed: int, latents: np.ndarray, channels: int) -> np.ndarray:
    """Return (n, channels) float32 normal noise, each row a function of (seed, latent frame) alone.

    Thread: any. Real-time safe: no.
    """
    rows = [
        np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, 0, int(n) % 2**63])).standard_normal(
            channels, np.float32
        )
        for n in latents
    ]
    return np.stack(rows)


def sample(estimate: Estimate, x: Array, sigmas: np.ndarray, order: int = 2) -> Array:
    """Denoise `x`, whose noise has standard deviation sigmas[0], one network estimate a step.

    order: 2, or 1 (DDIM: Song et al. 2021) where the estimate is the end of the path itself.

    Thread: worker. Real-time safe: no.
    """
    before: Array | None = None
    for index in range(len(sigmas) - 1):
        sigma, following = float(sigmas[index]), float(sigmas[index + 1])
        clean = estimate(x, sigma)
        if following == 0:
            return clean
        direction = clean
        if before is not None and order == 2:
            ratio = np.log(sigma / following) / np.log(float(sigmas[index - 1]) / sigma)
            direction = clean + 0.5 * ratio * (clean - before)
        x = (following / sigma) * x + (1 - following / sigma) * direction
        before = clean
    return x
