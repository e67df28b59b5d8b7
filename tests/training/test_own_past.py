"""The own pasts that a denoiser is trained on: made by itself where said, and nothing else is touched."""

import numpy as np
import torch

from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    CONTEXT_END,
    GLOBAL_CHANNELS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
)
from livenode.training.train_denoiser import with_own_past

MASK = CONTEXT_END + LATENT_CHANNELS
MADE = 7.0


def net(x, sigma, condition, prompt, globals_):
    """Make sevens, whatever is asked; keep what was shown of the past."""
    net.shown.append(condition[..., CONTEXT_END : MASK + 1])
    return torch.full_like(x, MADE)


def windows(count):
    """Return x and condition of random windows; the network has been shown nothing yet."""
    torch.manual_seed(0)
    net.shown = []
    return torch.randn(count, WINDOW_LATENTS, LATENT_CHANNELS), torch.randn(
        count, WINDOW_LATENTS, CONDITION_CHANNELS
    )


def test_a_past_is_made_by_the_network_from_the_start_or_the_middle_on():
    x, condition = windows(16)
    fixed = torch.zeros(16, WINDOW_LATENTS)
    fixed[:12, :RIFF_START] = 1
    fixed[8:12, 150:] = 1  # to be filled between two ends
    condition[..., MASK] = fixed
    condition[..., CONTEXT_END:MASK] *= fixed[..., None]
    globals_ = torch.zeros(16, GLOBAL_CHANNELS)
    prompt, weight = torch.zeros(16, PROMPT_CHANNELS + 1), 1 - fixed
    made_x, shown, *rest = with_own_past(net, (x, condition, prompt, globals_, weight))
    own = (made_x == MADE).all(-1)
    begins = {int(np.flatnonzero(row)[0]) for row in own[:12].numpy()}
    assert begins == {0, RIFF_START // 2}
    for row, own_row in enumerate(own[:12]):
        begin = int(np.flatnonzero(own_row)[0])
        assert own_row[begin:RIFF_START].all() and not own_row[RIFF_START:].any()
        assert (shown[row, begin:RIFF_START, CONTEXT_END:MASK] == MADE).all()
        assert not net.shown[0][row, begin:RIFF_START].any()  # it did not see what it was to make
        assert torch.equal(net.shown[0][row, :begin], condition[row, :begin, CONTEXT_END : MASK + 1])
    assert not own[12:].any()
    same = ~own[..., None].expand_as(shown).clone()
    same[..., :CONTEXT_END] = same[..., MASK:] = True
    assert torch.equal(shown[same], condition[same])
    assert torch.equal(made_x[~own], x[~own])
    assert all(one is other for one, other in zip(rest, (prompt, globals_, weight), strict=True))


def test_it_is_blurred_as_much_as_is_told():
    x, condition = windows(4)
    condition[..., MASK] = 0
    condition[:, :RIFF_START, MASK] = 1
    globals_ = torch.zeros(4, GLOBAL_CHANNELS)
    globals_[:, -1] = 0.5
    prompt = torch.zeros(4, PROMPT_CHANNELS + 1)
    _, shown, *_ = with_own_past(net, (x, condition, prompt, globals_, condition[..., MASK]))
    past = shown[:, RIFF_START // 2 : RIFF_START, CONTEXT_END:MASK]
    assert abs(float(past.mean()) - MADE) < 0.05
    assert abs(float(past.std()) - 0.5) < 0.05
