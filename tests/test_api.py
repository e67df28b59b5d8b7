"""livenode in a Python program: what is asked for is what is played, and what cannot be is a sentence."""

import numpy as np
import pytest

from livenode import Engine
from livenode.audio.files import write_wav
from livenode.params import Refused
from livenode.recipe import RecipeError
from tests.generation.rig import music


@pytest.fixture(scope="module")
def guitar(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("api") / "guitar.wav"
    write_wav(path, music(2.5))
    return str(path)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("fake")


def test_a_tempo_among_the_settings_is_not_estimated(engine, guitar):
    made = engine.play(guitar, "bass", settings={"tempo": 100.0}, bars=1)
    assert made.recipe.values.number("tempo") == 100.0
    assert len(made.audio) == 4 * 60 * 48_000 / 100


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"bars": -1}, "bars cannot be -1"),
        ({"bars": 1.5}, "bars cannot be 1.5"),
        ({"bars": 10**6}, "bars cannot be 1000000"),
        ({"bar1_s": -1.0}, "bar1_s cannot be -1.0"),
        ({"bar1_s": float("nan")}, "bar1_s cannot be nan"),
        ({"bar1_s": 2.5}, "bar 1 is behind the end of"),
    ],
)
def test_a_length_that_cannot_be(asked, says, engine, guitar):
    with pytest.raises(RecipeError, match=says):
        engine.play(guitar, "bass", bpm=240, **asked)


def test_a_variation_that_cannot_be(engine):
    made = engine.play(parts="bass", bpm=240, bars=2)
    for amount in (-1, 2):
        with pytest.raises(RecipeError, match="amount cannot be"):
            engine.vary(made, amount)
    with pytest.raises(Refused):
        engine.vary(made, seed=-1)
    assert np.isfinite(engine.vary(made, 1).audio).all()
