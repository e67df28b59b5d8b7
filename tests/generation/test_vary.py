"""Variations: as near to a riff as was asked for."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.inference.engine import Engine
from livenode.node import load_engine
from tests.generation.makes import PLAIN, distance, make, request, varied

AMOUNTS = (0.0, 0.1, 0.25, 0.5, 1.0)


@pytest.fixture(scope="module", params=["fake", "default"])
def engine(request) -> Engine:
    return load_engine(request.param)


@pytest.fixture(scope="module")
def riff(engine):
    return make(engine, request(2))


@pytest.mark.parametrize("settings", [PLAIN, replace(PLAIN, seed=8), replace(PLAIN, takes=2)])
def test_varied_by_0_a_riff_is_the_same_to_the_bit(engine, riff, settings):
    same = varied(engine, riff, 0.0, settings)
    np.testing.assert_array_equal(same.audio, riff.audio)
    np.testing.assert_array_equal(same.latents, riff.latents)
    assert same.network_calls == 0


def test_varied_by_0_a_riff_can_be_given_a_side(engine, riff):
    wide = varied(engine, riff, 0.0, replace(PLAIN, wide=True))
    np.testing.assert_array_equal(wide.audio, riff.audio)
    assert wide.side.any()


def test_the_more_it_is_varied_the_further_away_it_is(engine, riff):
    away = [distance(varied(engine, riff, amount), riff) for amount in AMOUNTS]
    assert away[0] == 0
    assert min(away[1:]) == away[1] > 0
    if engine.info.name == "fake":  # what it makes lies on few places, wherever it comes from
        return
    assert (np.diff(away) > 0).all()
    fresh = distance(make(engine, request(2, replace(PLAIN, seed=5))), riff)
    assert away[1] < 0.5 * fresh < away[-1] < 1.5 * fresh


def test_another_seed_gives_another_variation_and_the_same_seed_the_same(engine, riff):
    one, again, other = (varied(engine, riff, 0.5, replace(PLAIN, seed=seed)) for seed in (4, 4, 5))
    np.testing.assert_array_equal(one.audio, again.audio)
    assert (one.audio != other.audio).any()


def test_takes_of_a_variation_differ(engine, riff):
    takes = varied(engine, riff, 0.5, replace(PLAIN, takes=3)).takes
    assert all((takes[one] != takes[other]).any() for one, other in ((0, 1), (0, 2), (1, 2)))
