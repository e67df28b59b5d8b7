"""The evaluation by embeddings: loudness, classes, and the whole from made-up pieces, embedded at random."""

import json

import numpy as np
import pytest
import torch

from livenode.generation.riff import Prompt, Settings
from livenode.inference.fake_engine import FakeEngine
from livenode.training import curve, embedded_figures, evaluate, instrument_classes
from livenode.training.clips import draw_clips, load_pieces
from livenode.training.curve_picture import draw
from livenode.training.embedded import AudioPrompted, embed_clip
from livenode.training.embedded_report import embedded_lines, embedded_quality
from livenode.training.instrument_classes import NAMES, class_of, fit, named_class
from livenode.training.loudness import levelled, loudness_lufs, matched_mix
from livenode.training.musicnn import Musicnn
from livenode.training.rollout import play
from livenode.training.stems_embedded import Stems, some_stems

RATE = 48_000


def make_piece(folder, split, bpm, key):
    """A pulse of noise, a bass and a chord on every beat, 8 bars."""
    beat = RATE * 60 / bpm
    frames = round(8 * 4 * beat)
    times, rng = np.arange(frames) / RATE, np.random.default_rng(key)
    decay = np.exp(-np.mod(np.arange(frames), beat) / 6000)
    tone = [np.sin(2 * np.pi * 440 * 2 ** ((key + pitch - 69) / 12) * times) for pitch in (36, 60, 64)]
    stems = np.stack([rng.standard_normal(frames) * decay**4, tone[0] * decay, (tone[1] + tone[2]) * decay])
    folder.mkdir()
    np.save(folder / "stems.npy", np.round(5000 * stems.clip(-3, 3)).astype(np.int16))
    said = [("drum", None, "drums"), ("bass", 33, "bass line"), ("chord", 0, "piano chords")]
    described = [
        {"role": role, "drum": program is None, "program": program, "captions": [words]}
        for role, program, words in said
    ]
    meta = {"split": split, "bpm": bpm, "meter": [4, 4], "beats_per_bar": 4.0, "bars": 8}
    (folder / "meta.json").write_text(json.dumps(meta | {"stems": described}))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    for index, (bpm, key) in enumerate([(150, 0), (154, 3), (158, 6)]):
        make_piece(folder / f"{index:05d}", "heldout", bpm, key)
        make_piece(folder / f"{index + 10:05d}", "train", bpm + 2, key + 1)
    return folder


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    network = Musicnn().eval()
    with torch.no_grad():
        network.embedding_norm.weight.mul_(30)  # at random, embeddings would hardly differ
        for filters in (*network.front, *network.middle):
            filters.conv.weight[8:] = 0  # few filters are quick
    return network


def test_a_sine_has_the_loudness_of_the_recommendation():
    sine = np.sin(2 * np.pi * 997 * np.arange(3 * RATE) / RATE)
    assert loudness_lufs(sine) == pytest.approx(-3.01, abs=0.02)  # BS.1770-4: 0 dBFS, one channel
    assert loudness_lufs(0.1 * sine) == pytest.approx(-23.01, abs=0.02)
    assert loudness_lufs(np.concatenate([sine, np.zeros(9 * RATE)])) == pytest.approx(-3.2, abs=0.3)
    assert loudness_lufs(np.zeros(RATE)) == loudness_lufs(sine[:1000]) == -np.inf


def test_a_mix_holds_both_at_one_loudness():
    times = np.arange(3 * RATE) / RATE
    low, high = 0.9 * np.sin(2 * np.pi * 200 * times), 0.001 * np.sin(2 * np.pi * 997 * times)
    mix = matched_mix(low, high)
    assert loudness_lufs(mix) == pytest.approx(-20, abs=0.1)
    spectrum = np.abs(np.fft.rfft(mix))
    assert 0.7 < spectrum[3 * 200] / spectrum[3 * 997] < 1.6
    assert np.array_equal(levelled(np.zeros(RATE)), np.zeros(RATE))


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("upright bass line, jazz", "bass"),
        ("analog synth bass low end", "bass"),
        ("bossa nova nylon guitar arpeggios", "plucked"),
        ("drum machine beat, dense", "drums"),
        ("saloon piano comping", "piano"),
        ("warm pad long chords", "sustained"),
        ("muted trumpet runs", "winds"),
        ("rock ballad long chords", None),
        ("piano and organ", None),
    ],
)
def test_a_caption_names_a_class_or_none(caption, name):
    assert named_class(caption) == (None if name is None else NAMES.index(name))


def test_every_program_has_at_most_one_class():
    programs = [program for held, _ in instrument_classes.CLASSES.values() for program in held]
    assert len(programs) == len(set(programs))
    assert class_of({"drum": True}) == NAMES.index("drums")
    assert class_of({"drum": False, "program": 33}) == NAMES.index("bass")
    assert class_of({"drum": False, "program": 127}) is None


def test_the_classifier_tells_classes_apart():
    rng = np.random.default_rng(0)
    labels = rng.integers(3, size=240)
    centres = 2 * rng.standard_normal((3, 20))
    rows = centres[labels] + rng.standard_normal((240, 20))
    fitted = fit(rows[:180], labels[:180], np.arange(180) // 4)
    assert (fitted.classes(rows[180:]) == labels[180:]).mean() > 0.9
    assert np.allclose(np.exp(fitted.scores(rows)).sum(1), 1)


def test_stems_are_drawn_whole():
    stems = Stems(np.arange(12.0)[:, None], np.repeat(["a", "b"], 6), np.tile([0, 0, 0, 1, 1, 1], 2))
    chosen = some_stems(stems, 6, np.random.default_rng(0))
    assert {index // 3 for index in chosen} == {chosen[0] // 3, chosen[3] // 3}
    means, names = stems.means()
    assert names == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    assert means[:, 0].tolist() == [1, 4, 7, 10]


def test_an_engine_prompted_by_audio_plays_otherwise(data):
    piece = load_pieces(data, "heldout")[0]
    engine = FakeEngine()
    prompted = AudioPrompted(engine, np.full(128, 1 / 128**0.5, np.float32))
    made = [
        next(iter(play(by, piece.stems()[0], piece.timeline, (4,), Settings(prompt=Prompt("drums")))))
        for by in (engine, prompted)
    ]
    assert not np.array_equal(made[0].latents, made[1].latents)
    assert prompted.info == engine.info


def test_a_clip_is_embedded_with_its_anchors(data, network):
    clip = draw_clips(load_pieces(data, "heldout"), 1, 0)[0]
    settings = Settings(prompt=Prompt(clip.prompt), seed=3)
    context = clip.piece.stems().sum(0) - clip.piece.stems()[clip.stem]
    riffs = list(play(FakeEngine(), context, clip.piece.timeline, (4, 6), settings))
    found = embed_clip(FakeEngine(), network, clip, riffs, settings, other_seeds=True)
    assert len(found.rows) == 8
    assert all(rows.shape == found.rows["truth"].shape for rows in found.rows.values())
    assert len(found.seeds) == 4
    assert not np.array_equal(found.seeds[0], found.seeds[1])


def test_the_evaluation_says_what_embeddings_tell(data, network, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_figures, "ADHERENCE_DRAWS", 3)
    monkeypatch.setattr(evaluate, "DIVERSE_CLIPS", 1)
    wanted = {"clips": 3, "seed": 1, "embedder": network}
    whole = evaluate.evaluate(FakeEngine(), data, **wanted, keep=tmp_path)
    found = whole["embedded"]
    assert found["distances"].keys() >= {"ours", "audio_prompt", "recoded", "train", "noise"}
    assert found["classes"]["heldout"]["n"] == 9
    assert found["diversity"]["clips"] == 1
    assert 0 <= found["ranks"]["truth"]["value"] <= 1
    assert "adherence of mixes" in "\n".join(embedded_lines(found))
    names = {"kernel_distance", "adherence", "class_as_prompted", "class_beside_true_stems"}
    assert embedded_quality(found).keys() == names
    assert evaluate.quality(whole)["kernel_distance"][0] == embedded_quality(found)["kernel_distance"][0]


def test_without_training_pieces_what_needs_them_is_left_out(data, network):
    pieces = load_pieces(data, "heldout")
    true = embedded_figures.references(network, pieces, [], None)
    assert true.classifier is None
    assert len(true.stems.rows) == len(true.stems.pieces) > 0


def test_a_curve_goes_on_where_it_was_cut_off(data, network, tmp_path, monkeypatch):
    monkeypatch.setattr(curve, "STEPS", (1, 2))
    out = tmp_path / "curve.json"
    first = curve.curve(FakeEngine(), network, data, out, clips=3, keep=tmp_path / "kept")
    assert first["cells"].keys() == curve.CONDITIONINGS.keys()
    assert first["cells"]["context"] != first["cells"]["neither"]
    assert first["floors"].keys() == {"true stems, encoded and decoded", "stems of training pieces"}
    cut = json.loads(out.read_text())
    del cut["cells"]["prompt"]["2"]
    out.write_text(json.dumps(cut))
    monkeypatch.setattr(curve, "draw_clips", lambda *_: draw_clips(load_pieces(data, "heldout"), 3, 0))
    calls = []
    rows = curve._rows
    monkeypatch.setattr(curve, "_rows", lambda *given: calls.append(given) or rows(*given))
    assert curve.curve(FakeEngine(), network, data, out, clips=3, keep=tmp_path / "kept") == first
    assert len(calls) == 3
    draw(tmp_path / "curve.png", first)
    assert (tmp_path / "curve.png").read_bytes()[:4] == b"\x89PNG"
    assert "neither" in curve.table(first)
