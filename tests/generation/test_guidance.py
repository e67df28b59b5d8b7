"""The strengths of guidance, with the engine that comes with livenode: nothing of what is at 0 is heard."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation.asking import emphasis
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import Prompt
from livenode.node import load_engine
from tests.generation.makes import HEARD, PLAIN, distance, request


@pytest.fixture(scope="module")
def engine():
    return load_engine("default")


def riff(engine, heard=HEARD, **settings):
    return generate(engine, ContextStore(engine, reader(heard)), request(1, replace(PLAIN, **settings)))


def test_without_guidance_by_the_context_what_is_played_does_not_matter(engine):
    other = np.roll(HEARD, 30_000)
    made = [riff(engine, heard, guidance_context=0.0) for heard in (HEARD, other)]
    assert np.array_equal(made[0].latents, made[1].latents)
    assert distance(riff(engine), riff(engine, other)) > 0.05


def test_without_guidance_by_the_prompt_the_words_do_not_matter(engine):
    made = [riff(engine, prompt=Prompt(text), guidance_prompt=0.0) for text in ("drums", "flute")]
    assert np.array_equal(made[0].latents, made[1].latents)


@pytest.mark.parametrize("name", ["guidance_context", "guidance_prompt"])
def test_the_stronger_the_further_from_nothing(engine, name):
    made = [riff(engine, **{name: strength}) for strength in (0.0, 0.5, 1.0, 2.0)]
    away = [distance(made[0], one) for one in made[1:]]
    assert away == sorted(away) and away[0] > 0.02


def test_strengths_grow_without_a_step_and_leave_the_usual_as_it_is():
    assert [emphasis(strength) for strength in (0.0, 1.0, 2.0, 4.0)] == [0.0, 0.5, 1.0, 1.5]
