"""The evaluation from end to end: small made-up pieces, the engine without weights."""

import json

import numpy as np
import pytest

from livenode.cli import main as livenode
from livenode.generation.riff import Settings
from livenode.inference.fake_engine import FakeEngine
from livenode.training.clips import draw_clips, load_pieces
from livenode.training.evaluate import evaluate, main, quality
from livenode.training.picture import bar_times, draw
from livenode.training.rollout import joined, play
from livenode.training.roundtrip import distances, log_mel_error_db, log_spectral_distance_db, scrambled

RATE = 48_000


def make_piece(folder, bpm, key, bars=8):
    """Three stems: a pulse of noise, a bass and a chord on every beat."""
    beat = RATE * 60 / bpm
    frames = round(bars * 4 * beat)
    times, rng = np.arange(frames) / RATE, np.random.default_rng(key)
    decay = np.exp(-np.mod(np.arange(frames), beat) / 6000)
    tone = [np.sin(2 * np.pi * 440 * 2 ** ((key + pitch - 69) / 12) * times) for pitch in (36, 60, 64)]
    stems = np.stack([rng.standard_normal(frames) * decay**4, tone[0] * decay, (tone[1] + tone[2]) * decay])
    folder.mkdir()
    np.save(folder / "stems.npy", np.round(3000 * stems.clip(-3, 3)).astype(np.int16))
    words = [("drum", True, "drums"), ("bass", False, "bass"), ("chord", False, "piano")]
    described = [{"role": role, "drum": drum, "captions": [said]} for role, drum, said in words]
    meta = {
        "split": "heldout",
        "bpm": bpm,
        "meter": [4, 4],
        "beats_per_bar": 4.0,
        "bars": bars,
        "stems": described,
    }
    (folder / "meta.json").write_text(json.dumps(meta))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    for index, (bpm, key) in enumerate([(140, 0), (144, 3), (150, 6)]):
        make_piece(folder / f"{index:05d}", bpm, key)
    return folder


def test_clips_take_each_piece_once_before_any_again(data):
    clips = draw_clips(load_pieces(data, "heldout"), 5, 0)
    assert len({clip.piece.folder for clip in clips[:3]}) == 3
    assert len({(clip.piece.folder, clip.stem) for clip in clips}) == 5
    assert all(clip.other.folder != clip.piece.folder for clip in clips)


def test_a_piece_that_is_alone_is_refused(tmp_path, capsys):
    make_piece(tmp_path / "00000", 140, 0)
    assert livenode(["evaluate", "--engine", "fake", "--data", str(tmp_path), "--no-embed"]) == 66
    assert "none of the 1 pieces has another of its meter" in capsys.readouterr().err


def test_a_folder_without_pieces_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no heldout pieces"):
        load_pieces(tmp_path, "heldout")


def test_anticipation_does_not_hear_the_riffs_own_bars(data):
    piece = load_pieces(data, "heldout")[0]
    audio, timeline = piece.stems()[1], piece.timeline
    cut = audio.copy()
    cut[timeline.bar_frame(6) - RATE // 3 :] = 0
    for mode, same in (("anticipate", True), ("offline", False)):
        whole, half = (
            joined(list(play(FakeEngine(), each, timeline, (4, 6), Settings(mode=mode))), timeline)
            for each in (audio, cut)
        )
        assert np.array_equal(whole, half) == same


def test_an_evaluation_is_the_same_for_a_seed(data):
    first, second = (evaluate(FakeEngine(), data, clips=3, seed=1) for _ in range(2))
    assert first.pop("latency_ms").keys() == second.pop("latency_ms").keys()
    assert repr(first) == repr(second)
    harmony = first["measures"]["harmony"]
    assert harmony["truth"]["value"] > harmony["random"]["value"]
    assert first["measures"]["rhythm"]["truth"]["value"] > first["measures"]["rhythm"]["unaligned"]["value"]
    assert first["measures"]["groove"]["n"] == 0  # three pieces do not tell what is usual
    assert first["faults"]["riffs"] == 6
    assert quality(first)["clips"] == 3


def test_the_command_writes_json_and_prints_a_table(data, tmp_path, capsys):
    out = tmp_path / "found.json"
    assert (
        main(
            ["--engine", "fake", "--data", str(data), "--clips", "1", "--mode", "loop", "--no-embed"]
            + ["--out", str(out)]
        )
        == 0
    )
    assert "share of the gap closed" in capsys.readouterr().out
    assert json.loads(out.read_text())["mode"] == "loop"
    assert [path.name for path in tmp_path.iterdir()] == ["found.json"]
    assert livenode(["evaluate", "--engine", "fake", "--data", str(tmp_path), "--no-embed"]) == 66


def test_spectral_distances_order_what_they_should():
    times = np.arange(2 * RATE) / RATE
    tone = (0.2 * np.sin(2 * np.pi * 440 * times) * np.exp(-np.mod(times, 0.5) * 4)).astype(np.float32)
    assert log_spectral_distance_db(tone, tone) == log_mel_error_db(tone, tone) == 0.0
    assert log_mel_error_db(0.5 * tone, tone) < 6.1
    found = distances(0.9 * tone, tone, 0)
    assert found["decoded"][0] < found["noise"][0] and found["decoded"][1] < found["silence"][1]
    assert np.array_equal(scrambled(tone, 1), scrambled(tone, 1))


def test_a_picture_is_drawn(tmp_path):
    rng = np.random.default_rng(0)
    rows = [("input", 0.1 * rng.standard_normal(RATE)), ("accompaniment", np.zeros(RATE // 2))]
    assert bar_times(120, 4, 0.5, 4.6) == [0.5, 2.5, 4.5]
    draw(tmp_path / "picture.png", rows, RATE, [0.0, 0.5])
    assert (tmp_path / "picture.png").read_bytes()[:4] == b"\x89PNG"
    assert len(list(tmp_path.iterdir())) == 1
