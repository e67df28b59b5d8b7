"""Prompts by CLAP, by the one without weights: the fit, its file, and the engine that hears prompts so."""

import json
import sys
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from livenode.cli import main
from livenode.generation.clap_prompts import sound
from livenode.inference.fake_engine import FakeEngine
from livenode.node import load_engine
from livenode.prompts.clap import PromptError
from livenode.prompts.clap_map import load_map
from livenode.prompts.fake_clap import FakeClap
from livenode.prompts.opening import open_clap
from livenode.training.evaluate import main as evaluate
from livenode.training.train_clap import ridge
from tests.training.made_up import make_pieces

SAID = ["warm drums", "warm bass", "warm piano"]
LIKE = ("warm", "cold", "bright", "dark", "deep", "dusty", "clean", "soft", "loud", "dry")
FIT = ("train", "clap", "--engine", "fake", "--checkpoint", "fake")


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clap")
    (folder / "pieces").mkdir()
    for path in make_pieces(folder / "pieces", bars=4).glob("*/meta.json"):
        meta = json.loads(path.read_text()) | {"split": "train"}
        for stem, said in zip(meta["stems"], ("drums", "bass", "piano"), strict=True):
            stem["captions"] = [f"{word} {said}" for word in LIKE]
        path.write_text(json.dumps(meta))
    assert main([*FIT, "--data", str(folder / "pieces"), "--out", str(folder / "clap.npz")]) == 0
    return folder / "clap.npz"


def test_a_fit_finds_an_affine_way_and_no_way_in_noise():
    rng = np.random.default_rng(0)
    given, slope, offset = (rng.standard_normal(shape) for shape in ((300, 20), (20, 5), 5))
    wanted = given @ slope + offset
    found, cosine = ridge(given, wanted)
    assert np.abs(given @ found[:-1] + found[-1] - wanted).max() < 0.01
    assert cosine > 0.999
    assert ridge(rng.standard_normal((60, 100)), rng.standard_normal((60, 50)))[1] < 0.2


def test_each_caption_lands_nearest_to_its_own_place(fitted):
    engine, own = load_engine("fake", str(fitted)), FakeEngine()
    found, wanted = (np.stack([each.embed_text(text) for text in SAID]) for each in (engine, own))
    assert (found @ wanted.T).argmax(1).tolist() == [0, 1, 2]
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert found.dtype == np.float32
    assert engine.info == own.info


def test_an_audio_prompt_is_heard_as_it_sounds(fitted):
    engine = load_engine("fake", str(fitted))
    high, low = np.zeros((2, 50, 64), np.float32)
    high[:, 60], low[:, 2] = 1, 1
    assert len(sound(engine, high)) == 50 * 4000  # six latents a beat of 24000 frames
    first, second, again = (engine.embed_audio(each) for each in (high, low, high))
    assert first.shape == (128,)
    assert np.isclose(np.linalg.norm(first), 1, atol=1e-5)
    assert np.array_equal(first, again)
    assert not np.allclose(first, second, atol=1e-3)


def test_a_prompt_is_embedded_once(fitted, monkeypatch):
    engine, asked = load_engine("fake", str(fitted)), []
    embed = FakeClap.embed_texts
    monkeypatch.setattr(
        FakeClap, "embed_texts", lambda self, texts: asked.extend(texts) or embed(self, texts)
    )
    assert np.array_equal(engine.embed_text("bass"), engine.embed_text("bass"))
    assert asked == ["bass"]


def test_render_listens_by_clap(fitted, tmp_path):
    audio = (0.1 * np.random.default_rng(1).standard_normal(96_000)).astype(np.float32)
    soundfile.write(tmp_path / "in.wav", audio, 48_000)
    words = ["render", str(tmp_path / "in.wav"), "--bpm", "120", "--engine", "fake", "--prompt", "drums"]
    made = []
    for name, clap in (("own.wav", []), ("clap.wav", ["--clap", str(fitted)])):
        assert main([*words[:2], str(tmp_path / name), *words[2:], *clap]) == 0
        made.append(soundfile.read(tmp_path / name)[0])
    assert not np.array_equal(*made)


def test_a_map_that_does_not_fit_is_refused(fitted, tmp_path, capsys):
    (tmp_path / "text.npz").write_text("not a map")
    replace(load_map(str(fitted)), towers="others").save(tmp_path / "towers.npz")
    replace(load_map(str(fitted)), fingerprint="others").save(tmp_path / "weights.npz")
    replace(load_map(str(fitted)), text=np.zeros((3, 4))).save(tmp_path / "shape.npz")
    for name, says in {
        "missing": "no such file: make it with livenode train clap",
        "text": "no map from CLAP",
        "towers": "other prompt towers than those of engine fake",
        "weights": "other weights than fake has now",
        "shape": "another engine or CLAP",
    }.items():
        with pytest.raises(PromptError, match=says):
            load_engine("fake", str(tmp_path / f"{name}.npz"))
    words = ["--data", str(tmp_path), "--engine", "fake", "--clap", str(tmp_path / "missing.npz")]
    assert evaluate(words) == 78
    assert "no such file" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "laion_clap", None)
    monkeypatch.delitem(sys.modules, "livenode.prompts.laion", raising=False)
    with pytest.raises(PromptError, match=r"pip install 'livenode\[clap\]'"):
        open_clap("music")


def test_without_music_there_is_nothing_to_fit(tmp_path, capsys):
    assert main([*FIT, "--data", str(tmp_path), "--out", str(tmp_path / "clap.npz")]) == 66
    assert "livenode data make" in capsys.readouterr().err
