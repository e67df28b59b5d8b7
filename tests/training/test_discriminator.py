"""The discriminator: who learns from what, and that it learns to tell."""

from __future__ import annotations

import pytest
import torch

from livenode.training.discriminator import ADVERSARIAL_WEIGHT, Discriminator, adversarial_losses

FRAMES = 48_000


@pytest.fixture
def net() -> Discriminator:
    torch.manual_seed(0)
    return Discriminator()


def tones(count: int) -> torch.Tensor:
    """(count, FRAMES) of a decaying tone each."""
    pitch = torch.linspace(200, 900, count)[:, None]
    seconds = torch.arange(FRAMES) / 48_000
    return 0.3 * torch.sin(2 * torch.pi * pitch * seconds) * torch.exp(-3 * seconds)


def test_each_side_learns_from_its_own_loss_alone(net):
    true, made = tones(2), (0.1 * torch.randn(2, FRAMES)).requires_grad_()
    rival, own = adversarial_losses(net, made, true)
    rival.backward(retain_graph=True)
    assert made.grad.abs().sum() > 0
    assert all(value.grad is None for value in net.parameters())
    made.grad = None
    own.backward()
    assert made.grad is None
    weights = [value for name, value in net.named_parameters() if name.endswith("weight")]
    assert all(value.grad.abs().sum() > 0 for value in weights)


def test_it_learns_to_tell_a_noisy_copy(net):
    true = tones(4)
    noisy = true + 0.01 * torch.randn(4, FRAMES)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
    for _ in range(30):
        _, own = adversarial_losses(net, noisy, true)
        optimizer.zero_grad()
        own.backward()
        optimizer.step()
    verdicts = [
        (one[-1].mean() > other[-1].mean()).item() for one, other in zip(net(true), net(noisy), strict=True)
    ]
    assert verdicts == [True, True]


def test_a_true_sound_differs_in_no_feature(net):
    true = tones(2)
    rival, _ = adversarial_losses(net, true, true)
    verdicts = [each[-1].detach().mean().item() for each in net(true)]
    assert rival.item() == pytest.approx(-ADVERSARIAL_WEIGHT * sum(verdicts) / len(verdicts), abs=1e-6)


def test_silence_is_finite(net):
    quiet = torch.zeros(1, FRAMES, requires_grad=True)
    rival, own = adversarial_losses(net, quiet, tones(1))
    (rival + own).backward()
    assert torch.isfinite(quiet.grad).all()
