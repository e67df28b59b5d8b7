"""A denoiser carried over to other latents does there what it did (exactly, if they are a rotation apart)."""

import numpy as np
import pytest
import torch

from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    CONTEXT_CHANNELS,
    CONTEXT_END,
    LATENT_CHANNELS,
    PAST_CHANNELS,
    PROMPT_CHANNELS,
    WINDOW_LATENTS,
)
from livenode.models.denoiser import Denoiser, load_denoiser
from livenode.training.transfer import carry_over, linear_map


@pytest.fixture
def rotations():
    """Return random rotations of latents and of prompts, new = old @ rotation."""
    torch.manual_seed(0)
    return tuple(torch.linalg.qr(torch.randn(n, n))[0] for n in (LATENT_CHANNELS, PROMPT_CHANNELS))


def turn(condition, rotation):
    """Return a condition whose latents are turned: those of the contexts and of the past."""
    turned = condition.clone()
    for first in (*range(0, CONTEXT_END - CONTEXT_CHANNELS, CONTEXT_CHANNELS), CONTEXT_END):
        turned[..., first : first + LATENT_CHANNELS] @= rotation
    return turned


def test_the_estimate_turns_with_the_latents(rotations):
    latents, prompts = rotations
    before = Denoiser().eval()
    torch.nn.init.normal_(before.out.weight, std=0.1)
    after = load_denoiser(carry_over(before.state_dict(), latents.T, latents, prompts.T))
    x, sigma = torch.randn(2, WINDOW_LATENTS, LATENT_CHANNELS), torch.tensor([0.5, 3.0])
    condition, prompt = (
        torch.randn(2, WINDOW_LATENTS, CONDITION_CHANNELS),
        torch.randn(2, PROMPT_CHANNELS + 1),
    )
    globals_ = torch.randn(2, before.globals.weight.shape[1])
    said = torch.cat([prompt[:, :PROMPT_CHANNELS] @ prompts, prompt[:, PROMPT_CHANNELS:]], 1)
    with torch.no_grad():
        wanted = before(x, sigma, condition, prompt, globals_) @ latents
        made = after(x @ latents, sigma, turn(condition, latents), said, globals_)
    assert (made - wanted).abs().max() < 1e-4 * wanted.abs().max()


def test_what_the_old_condition_did_not_have_is_not_heard_at_first(rotations):
    latents, prompts = rotations
    weights = Denoiser().state_dict()
    start = LATENT_CHANNELS + CONTEXT_END - 2
    weights["inp.weight"] = torch.cat(
        [weights["inp.weight"][:, :start], weights["inp.weight"][:, start + 2 :]], 1
    )
    first = carry_over(weights, latents.T, latents, prompts.T)["inp.weight"]
    assert first.shape[1] == LATENT_CHANNELS + CONDITION_CHANNELS
    assert not first[:, start : start + 2].any()
    past = first[:, start + 2 : start + 2 + PAST_CHANNELS]
    assert torch.equal(
        past[:, LATENT_CHANNELS:], weights["inp.weight"][:, start : start + PAST_CHANNELS][:, 64:]
    )


def test_the_map_between_two_encodings_is_found():
    rng = np.random.default_rng(0)
    given, mixing = rng.standard_normal((500, 8)), rng.standard_normal((8, 8))
    found, explained = linear_map(given, given @ mixing)
    assert np.allclose(found.numpy(), mixing, atol=1e-5)
    assert explained == pytest.approx(1)
