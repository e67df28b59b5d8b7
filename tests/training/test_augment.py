"""Contexts as a node hears them: effects keep length and finiteness; timing moves no further than said."""

import numpy as np
import pytest

from livenode.training.augment import CHAIN, LATE_S, augment, bleed, mistimed

RATE = 48_000


@pytest.fixture
def clicks() -> np.ndarray:
    audio = np.zeros(4 * RATE, np.float32)
    audio[RATE // 2 :: RATE] = 0.5
    return audio


@pytest.mark.parametrize("effect", [effect for effect, _ in CHAIN])
def test_an_effect_changes_the_sound_and_nothing_else(effect, clicks):
    rng = np.random.default_rng(3)
    changed = effect(clicks, rng)
    assert changed.shape == clicks.shape
    assert np.isfinite(changed).all()
    assert not np.array_equal(changed, clicks)


def test_bar_1_is_at_most_as_late_as_said(clicks):
    for seed in range(30):
        moved = np.flatnonzero(mistimed(clicks, np.random.default_rng(seed)))[0]
        assert abs(moved - RATE // 2) <= LATE_S * RATE


def test_a_context_is_loud_enough_to_be_heard_and_the_same_for_a_seed():
    stems = (np.random.default_rng(0).standard_normal((3, 2 * RATE)) * 3000).astype(np.int16)
    for seed in range(12):
        mix = augment(stems, np.random.default_rng(seed))
        assert -30 < 20 * np.log10(np.sqrt(np.mean(mix**2))) < -14
        assert np.abs(mix).max() <= 1
        assert np.array_equal(mix, augment(stems, np.random.default_rng(seed)))


def test_the_nodes_own_sound_is_heard_faintly_and_late(clicks):
    rng = np.random.default_rng(0)
    own = np.roll(clicks, RATE // 4)
    for _ in range(10):
        added = bleed(clicks, own, rng) - clicks
        level = 20 * np.log10(np.sqrt(np.mean(added**2)) / np.sqrt(np.mean(clicks**2)))
        assert -31 < level < -11
        first = np.flatnonzero(np.abs(added) > 1e-4)[0] - np.flatnonzero(own)[0]
        assert 0.002 * RATE <= first <= 0.05 * RATE
