"""An engine that asks for noise on the own past is shown it, is told so, and its joins stay clean."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import Past, RiffRequest, Settings
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.grid_inputs import CONTEXT_END, RIFF_START
from livenode.transport.timeline import Timeline
from tests.generation.rig import music

TIMELINE = Timeline.start(48_000, 5000, 131.0)
PAST = Past(latent_of_bar(TIMELINE, 6), np.random.default_rng(1).standard_normal((48, 64)).astype(np.float32))


class Blurring(FakeEngine):
    """Remembers what it was shown of the own past, what it was told, and what was decoded before the riff."""

    def __init__(self, past_noise: float) -> None:
        super().__init__()
        self.past_noise = past_noise

    @property
    def info(self):
        return replace(super().info, past_noise=self.past_noise)

    def denoise(self, x, sigma, condition, prompt, globals_):
        self.shown, self.told = condition[:RIFF_START, CONTEXT_END : CONTEXT_END + 65], globals_
        return super().denoise(x, sigma, condition, prompt, globals_)

    def decode(self, latents, hop):
        self.first_decoded = getattr(self, "first_decoded", latents)
        return super().decode(latents, hop)


@pytest.fixture
def played():
    """Return an engine after a riff with a past, for a noise and a seed."""

    def play(past_noise: float, seed: int = 3) -> Blurring:
        engine = Blurring(past_noise)
        request = RiffRequest(1, 1, TIMELINE, 8, 1, 14 * 48_000, Settings(steps=1, seed=seed), PAST)
        generate(engine, ContextStore(engine, reader(music(20))), request)
        return engine

    return play


def test_the_past_is_blurred_as_much_as_is_told(played):
    plain, blurred = played(0.0), played(0.5)
    known = plain.shown[:, 64] > 0
    assert known.sum() == len(PAST.latents)
    np.testing.assert_array_equal(plain.shown[known, :64], PAST.latents)
    assert (blurred.shown - plain.shown)[known, :64].std() == pytest.approx(0.5, rel=0.05)
    assert not blurred.shown[~known].any()
    assert (plain.told[-1], blurred.told[-1]) == (0.0, 0.5)


def test_the_same_seed_blurs_alike_and_what_is_decoded_stays_clean(played):
    one, again, other = played(0.5), played(0.5), played(0.5, seed=4)
    np.testing.assert_array_equal(one.shown, again.shown)
    assert not np.array_equal(one.shown, other.shown)
    np.testing.assert_array_equal(one.first_decoded[:16], played(0.0).first_decoded[:16])
