"""The whole chain of training, for seconds: train, resume, encode, towers, denoiser, export, a riff."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from livenode.cli import main
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.riff import Prompt, RiffRequest, Settings
from livenode.inference.engine import DECODE_LATENTS, DECODE_LEFT, DECODE_RIGHT
from livenode.inference.manifest import read as load_manifest
from livenode.inference.synthesis import synthesize
from livenode.models.synth import render
from livenode.node import load_engine
from livenode.training.export import load_networks
from livenode.training.weights import load_weights
from livenode.transport.timeline import Timeline
from tests.training.made_up import BPM, RATE, write_piece, write_sentences

INSTANT = ["--minutes", "0.02"]

pytestmark = pytest.mark.slow


def shake(path) -> None:
    """Move all averaged weights a little: an export keeps only one of those that are the same."""
    state = torch.load(path, weights_only=True)
    for value in state["average"].values():
        value.add_(0.01 * torch.randn_like(value))
    torch.save(state, path)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Run the chain once; returns its folder."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("runs")
    for number, split in enumerate(("train", "train", "heldout")):
        write_piece(folder / "data" / f"{number:05d}", split, number)
    names = ("data", "features", "cae", "latents", "towers", "denoiser", "student", "teacher", "engine")
    path = {name: str(folder / name) for name in names}
    write_sentences(folder / "sentences.npz")
    sentences = ["--sentences", str(folder / "sentences.npz")]
    data, latents = ["--data", path["data"]], ["--latents", path["latents"]]
    towers = ["--towers", path["towers"]]
    for words in (
        ["train", "features", *data, "--out", path["features"], "--batch", "2", *INSTANT],
        ["train", "cae", *data, "--resume", path["features"], "--out", path["cae"], "--batch", "2", *INSTANT],
        ["train", "encode", *data, "--cae", path["cae"], "--out", path["latents"], "--jobs", "1"],
        ["train", "towers", *data, *latents, *sentences, "--out", path["towers"], "--batch", "4", *INSTANT],
        ["train", "denoiser", *data, *latents, *towers, "--out", path["denoiser"], "--batch", "2", *INSTANT],
        ["train", "distil", *data, *latents, *towers, "--teacher", path["denoiser"], "--out", path["student"]]
        + ["--batch", "2", *INSTANT],
        ["export", "--cae", path["cae"], *towers, "--denoiser", path["denoiser"], "--out", path["teacher"]],
        ["export", "--cae", path["cae"], *towers, "--denoiser", path["student"], "--out", path["engine"]]
        + ["--steps", "2"],
    ):
        assert main(words) == 0, words
        if words[1] == "distil":
            shake(folder / "student" / "state.pt")
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_trainer_goes_on_where_it_was_stopped(runs, tmp_path):
    before = torch.load(runs / "cae" / "state.pt", weights_only=True)
    shutil.copy(runs / "cae" / "state.pt", tmp_path)
    longer = ["--batch", "2", "--minutes", str(before["spent"] / 60 + 0.02)]
    assert main(["train", "cae", "--data", str(runs / "data"), "--out", str(tmp_path), *longer]) == 0
    after = torch.load(tmp_path / "state.pt", weights_only=True)
    assert after["step"] > before["step"] > 0
    assert after["spent"] > before["spent"]


def test_an_exported_engine_does_not_say_where_it_was_made(runs):
    graphs = list((runs / "engine").glob("*.onnx"))
    assert len(graphs) == 5
    for graph in graphs:
        assert str(Path(torch.__file__).parent).encode() not in graph.read_bytes()


def test_an_exported_engine_has_a_version(runs):
    assert load_manifest(runs / "engine")["version"] == "1"


@pytest.mark.filterwarnings("ignore")
def test_the_exported_engine_computes_what_the_networks_do(runs):
    engine = load_engine(str(runs / "engine"))
    networks = load_networks(runs / "cae", runs / "towers", runs / "student")
    rng = np.random.default_rng(0)
    count = DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT
    latents, hop = rng.standard_normal((count, 64)).astype(np.float32), np.full(count, 500.0, np.float32)
    amplitudes, gains = engine.decode(latents, hop)
    with torch.no_grad():
        true, _ = networks["decoder"](torch.from_numpy(latents)[None], torch.from_numpy(hop)[None])
    middle = true[0, 8 * DECODE_LEFT : 8 * (DECODE_LEFT + DECODE_LATENTS)].numpy()
    assert amplitudes.shape == middle.shape
    np.testing.assert_allclose(amplitudes, middle, atol=2e-2 * middle.max())  # weights are stored as fp16
    assert gains.shape[0] == 4 * amplitudes.shape[0]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("part", "run"), [("cae", "cae"), ("towers", "towers"), ("denoiser", "student")])
def test_an_engine_gives_its_weights_back_to_training(runs, part, run):
    trained, found = load_weights(runs / run, part), load_weights(runs / "engine", part)
    assert found.keys() == trained.keys()
    for name, value in trained.items():
        torch.testing.assert_close(found[name], value, rtol=1e-3, atol=1e-3)  # fp16


@pytest.mark.filterwarnings("ignore")
def test_a_denoiser_can_be_trained_further_from_an_engine(runs, tmp_path):
    words = [
        "--data",
        str(runs / "data"),
        "--latents",
        str(runs / "latents"),
        "--towers",
        str(runs / "engine"),
    ]
    words += ["--resume", str(runs / "engine"), "--out", str(tmp_path), "--batch", "2", *INSTANT]
    assert main(["train", "denoiser", *words]) == 0
    assert torch.load(tmp_path / "state.pt", weights_only=True)["step"] > 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "calls"), [("teacher", 3 * 6), ("engine", 2)])
def test_an_exported_engine_makes_a_riff(runs, name, calls):
    engine = load_engine(str(runs / name))
    audio = np.load(runs / "data" / "00002" / "stems.npy")[0].astype(np.float32) / 32768
    timeline = Timeline.start(RATE, 0, BPM)
    request = RiffRequest(
        1,
        0,
        timeline,
        4,
        2,
        timeline.bar_frame(4) - 24_000,
        Settings(prompt=Prompt("soft bass"), guidance_context=3.0),
    )
    riff = generate(engine, ContextStore(engine, reader(audio)), request)
    assert np.isfinite(riff.audio).all()
    assert riff.network_calls == calls  # a student guides itself
    assert len(riff.latents) == 48


def test_the_differentiable_synthesiser_sounds_what_the_runtime_does():
    rng = np.random.default_rng(1)
    amplitudes = rng.random((1, 16, 292)).astype(np.float32) * 0.01
    gains = np.full((1, 64, 40), 1e-6, np.float32)
    hop = 480
    made = render(torch.from_numpy(amplitudes), torch.from_numpy(gains), hop, 0)[0].numpy()
    audio, origin = synthesize(amplitudes[0], gains[0], 0.0, hop, 0, 0)
    inside = slice(hop, 14 * hop)
    np.testing.assert_allclose(made[inside], audio[-origin:][inside], atol=1e-4)
