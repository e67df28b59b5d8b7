"""Sampling in batches, with torch: livenode/generation/sampler.py with a guidance for each example."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from livenode.inference.grid_inputs import CONTEXT_END, LATENT_CHANNELS, WINDOW_LATENTS
from livenode.inference.sampler import sample


def guided(
    net: Callable[..., Tensor], condition: Tensor, prompt: Tensor, globals_: Tensor, strengths: Tensor
) -> Callable[[Tensor, Tensor], Tensor]:
    """Return (x, sigma) -> D0 + w_c (D_c - D0) + w_p (D_cp - D_c); strengths (b, 2) are w_c and w_p.

    Where a prompt is absent its term is too. Terms whose factor is 0 for all of the batch cost no call.
    """
    alone, silent = condition.clone(), torch.zeros_like(prompt)
    alone[..., :CONTEXT_END] = 0
    context, words = strengths[:, 0], strengths[:, 1] * prompt[:, -1]
    terms = [
        (factor[:, None, None], given, said)
        for factor, given, said in (
            (1 - context, alone, silent),
            (context - words, condition, silent),
            (words, condition, prompt),
        )
        if factor.abs().max() > 1e-6
    ]

    def estimate(x: Tensor, sigma: Tensor) -> Tensor:
        return sum(factor * net(x, sigma, given, said, globals_).float() for factor, given, said in terms)

    return estimate


def trajectories(
    net: Callable[..., Tensor],
    condition: Tensor,
    prompt: Tensor,
    globals_: Tensor,
    strengths: Tensor,
    sigmas: np.ndarray,
    order: int = 2,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Return (len(sigmas), b, 192, 64): what the network is shown from noise on, and the clean end."""
    estimate = guided(net, condition, prompt, globals_, strengths)
    states: list[Tensor] = []

    def shown(x: Tensor, sigma: float) -> Tensor:
        states.append(x)
        return estimate(x, torch.full((len(x),), sigma, device=x.device))

    shape = (len(condition), WINDOW_LATENTS, LATENT_CHANNELS)
    noise = torch.randn(shape, generator=generator).to(condition.device) * float(sigmas[0])
    clean = sample(shown, noise, sigmas, order)
    return torch.stack([*states, clean])
