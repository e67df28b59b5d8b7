"""The autoencoder's section: made-up pieces, the engine without weights, an embedder at random."""

import json

import numpy as np
import pytest
import torch

from livenode.inference.fake_engine import FakeEngine
from livenode.training import autoencoder, coding
from livenode.training.autoencoder import DISTANCES, autoencode, codecs, si_sdr_db, tempo_change_clicks
from livenode.training.clips import load_pieces
from livenode.training.coding import examine_autoencoder, signals, sounding, table
from livenode.training.keep import kept
from livenode.training.musicnn import PATCH_FRAMES, Musicnn
from livenode.training.opus import opus_is_installed, opus_round_trip

RATE = 48_000


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    for index, bpm in enumerate((240, 250)):
        piece = folder / f"{index:05d}"
        piece.mkdir()
        beat = RATE * 60 / bpm
        frames = round(8 * 4 * beat)
        times = np.arange(frames) / RATE
        decay = np.exp(-np.mod(np.arange(frames), beat) / 6000)
        noise = np.random.default_rng(index).standard_normal(frames) * decay**4
        tone = np.sin(2 * np.pi * 220 * (index + 1) * times) * decay
        np.save(piece / "stems.npy", np.round(5000 * np.stack([noise, tone]).clip(-3, 3)).astype(np.int16))
        stems = [
            {"role": "drum", "drum": True, "captions": ["drums"]},
            {"role": "bass", "drum": False, "program": 33, "captions": ["bass"]},
        ]
        meta = {"split": "heldout", "bpm": bpm, "meter": [4, 4], "beats_per_bar": 4.0, "bars": 8}
        (piece / "meta.json").write_text(json.dumps(meta | {"stems": stems}))
    return folder


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    network = Musicnn().eval()
    with torch.no_grad():
        for filters in (*network.front, *network.middle):
            filters.conv.weight[8:] = 0  # few filters are quick
    return network


def test_si_sdr_asks_for_the_waveform_at_any_scale():
    rng = np.random.default_rng(0)
    audio = rng.standard_normal(RATE)
    noise = rng.standard_normal(RATE)
    noise -= audio * (noise @ audio) / (audio @ audio)
    assert si_sdr_db(0.3 * audio, audio) == pytest.approx(60, abs=0.1)
    mixed = audio + 0.1 * noise * np.linalg.norm(audio) / np.linalg.norm(noise)
    assert si_sdr_db(mixed, audio) == pytest.approx(20, abs=0.1)
    assert si_sdr_db(noise, audio) == pytest.approx(-60, abs=1)
    assert np.isnan(si_sdr_db(audio, np.zeros(RATE)))


def test_the_high_band_is_measured_alone():
    rng = np.random.default_rng(0)
    audio = 0.1 * rng.standard_normal(2 * RATE)
    spectrum = np.fft.rfft(audio)
    spectrum[int(7500 * 2) :] = 0
    dull = np.fft.irfft(spectrum)
    assert DISTANCES["log_mel_high_db"](dull, audio) > 30 > 5 > DISTANCES["log_mel_db"](audio, audio)
    spectrum = np.fft.rfft(audio)
    spectrum[: int(7000 * 2)] *= 3
    assert DISTANCES["log_mel_high_db"](np.fft.irfft(spectrum), audio) < 0.5


def test_autoencode_keeps_place_and_length(data):
    piece = load_pieces(data, "heldout")[0]
    stem = piece.stems()[0]
    made = autoencode(FakeEngine(), stem, piece.timeline, 8)
    assert made.shape == stem.shape
    half = piece.timeline.bar_frame(4)
    cut = stem.copy()
    cut[half + 2000 :] = 0
    again = autoencode(FakeEngine(), cut, piece.timeline, 8)
    assert np.array_equal(made[: half - 20_000], again[: half - 20_000])


def test_tempo_changes_are_played_across(data):
    piece = load_pieces(data, "heldout")[0]
    found = tempo_change_clicks(FakeEngine(), piece.stems()[1], piece)
    assert found["lines"] == 2
    assert found["at_line"] <= found["in_all"]


@pytest.mark.skipif(not opus_is_installed(), reason="opus-tools is not installed")
def test_opus_comes_back_in_place():
    times = np.arange(2 * RATE) / RATE
    tone = (0.3 * np.sin(2 * np.pi * 330 * times) * np.exp(-np.mod(times, 0.5) * 4)).astype(np.float32)
    coarse, fine = opus_round_trip(tone, 6), opus_round_trip(tone, 24)
    assert coarse[0].shape == fine[0].shape == tone.shape
    assert coarse[1] < fine[1]
    assert si_sdr_db(fine[0], tone) > 10


def test_what_is_kept_is_made_again_when_the_piece_changes(data, tmp_path):
    piece, calls = load_pieces(data, "heldout")[0], []

    def make():
        calls.append(1)
        return {"rows": np.arange(3.0)}

    for folder in (tmp_path, tmp_path, None):
        assert np.array_equal(kept(folder, piece, "what-1", make)["rows"], np.arange(3.0))
    assert len(calls) == 2
    kept(tmp_path, piece, "what-2", make)
    assert len(calls) == 3
    meta = piece.folder / "meta.json"
    meta.write_text(meta.read_text() + "\n")
    kept(tmp_path, piece, "what-2", make)
    assert len(calls) == 4


def test_sounding_tells_silent_patches():
    audio = np.zeros(2 * PATCH_FRAMES + 10, np.float32)
    audio[PATCH_FRAMES + 5] = 0.1
    assert sounding(audio).tolist() == [False, False]
    audio[PATCH_FRAMES::10] = 0.5
    assert sounding(audio).tolist() == [False, True]


def test_the_section_runs_from_pieces_to_a_table(data, network, tmp_path, monkeypatch):
    monkeypatch.setattr(autoencoder, "opus_is_installed", lambda: False)
    wanted = {"split": "heldout", "pieces": 1, "keep": tmp_path, "seed": 0}
    first, second = (examine_autoencoder(FakeEngine(), network, data, **wanted) for _ in range(2))
    assert repr(first) == repr(second)
    stems = first["groups"]["stems"]
    assert stems["n"] == 2
    assert stems["codings"].keys() == {"ours", "noise"}
    said = table(first)
    assert "mixes: 1" in said and "clicks where the tempo changes" in said and "melodies" not in said
    assert len(signals(load_pieces(data, "heldout")[0])) == 3
    assert codecs(None, load_pieces(data, "heldout")[0], 0).keys() == {"noise"}
    assert coding.ROWS[0] == "ours"
