"""Oscillators for every tempo there is, without one table for each in memory."""

import numpy as np

from livenode.inference import synthesis


def test_the_oscillators_around_a_centre_are_those_of_its_length_alone():
    for half in (384, 511, 512, 513, 1001):
        frames = np.arange(-half, half)
        angle = synthesis.oscillator_radians()[:, None] * frames
        wanted = np.concatenate([np.cos(angle), -np.sin(angle)]).astype(np.float32)
        assert np.array_equal(synthesis.oscillator_basis(half), wanted)


def test_a_show_of_every_tempo_keeps_few_tables():
    kept = {synthesis.oscillator_basis(half).base.ctypes.data for half in range(384, 1002)}
    assert len(kept) == 2
