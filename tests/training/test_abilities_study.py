"""The study of abilities from end to end: made-up pieces, an engine and an embedder without weights."""

import numpy as np
import pytest

from livenode.inference.fake_engine import FakeEngine
from livenode.training.musicnn import Musicnn
from livenode.training.studies import abilities, guidance
from livenode.training.studies.wanted import Wanted
from tests.training.made_up import make_pieces


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return make_pieces(tmp_path_factory.mktemp("pieces"))


@pytest.fixture
def heard(monkeypatch):
    """Embed audio by how loud its last seconds are: enough to tell one riff from another."""

    def loudness(network, audio):
        return np.abs(audio[-200 * 960 :]).reshape(200, -1).mean(1)[None] * 100

    for study in (abilities, guidance):
        monkeypatch.setattr(study, "embed_sounding", loudness)


class Deaf(FakeEngine):
    """Plays the same whatever the prompt."""

    def denoise(self, x, sigma, condition, prompt, globals_):
        return super().denoise(x, sigma, condition, np.zeros_like(prompt), globals_)


def studied(engine, data):
    network: Musicnn = None  # type: ignore[assignment]
    return abilities.abilities(engine, network, Wanted(data, clips=2))


def test_an_engine_does_what_its_faders_say(data, heard):
    found = studied(FakeEngine(), data)
    assert found["vary_0_same_bytes"] == found["inpaint_kept_same"] == found["width_0_same"]
    assert found["width_0_same"] == {"yes": 2, "of": 2} == found["inpaint_new_differs"]
    moved = [each["value"] for each in found["vary"]["at"]]
    assert moved[0] == 0 < min(moved[1:])
    assert found["mix_heard"]["at"][-1]["value"] == pytest.approx(1)
    assert found["width_1_correlation_most"] < 0.6
    assert found["width_1_mono_db"]["value"] == pytest.approx(0, abs=0.01)
    assert "inpaint_kept_same" in abilities.table(found)


def test_an_engine_that_does_not_hear_its_prompt_does_not_move(data, heard):
    found = studied(Deaf(), data)
    assert found["mix"]["steps_up"] == found["morph"]["steps_up"] == 0
    assert not found["mix"]["monotone"]
