"""Drift, look-ahead, loops, rhythm and seeds from end to end: made-up pieces, engines without weights."""

import json

import numpy as np
import pytest
import soundfile

from livenode.generation.riff import Settings
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.grid_inputs import CONDITION_CHANNELS, GRID_CHANNELS, PAST_CHANNELS
from livenode.training.clips import load_pieces
from livenode.training.evaluate import main
from livenode.training.rollout import LEAD_FRAMES, joined, play
from livenode.training.studies import drift, loops
from livenode.training.studies.wanted import Wanted
from tests.training.made_up import RATE, make_pieces

PAST = slice(CONDITION_CHANNELS - GRID_CHANNELS - PAST_CHANNELS, CONDITION_CHANNELS - GRID_CHANNELS)


class Forgetful(FakeEngine):
    """Does not know its past."""

    def denoise(self, x, sigma, condition, prompt, globals_):
        condition = condition.copy()
        condition[:, PAST] = 0
        return super().denoise(x, sigma, condition, prompt, globals_)


class Fading(FakeEngine):
    """Plays nine tenths of what it played before."""

    def denoise(self, x, sigma, condition, prompt, globals_):
        past = condition[:, PAST]
        known = past[:, -1] > 0
        last = past[known][-1, :-1].mean() if known.any() else 1.0
        return np.full_like(x, 0.9 * last)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return make_pieces(tmp_path_factory.mktemp("pieces"))


def evaluated(tmp_path, *words):
    out = tmp_path / "found.json"
    assert main(["--engine", "fake", "--out", str(out), *map(str, words)]) == 0
    return json.loads(out.read_text())


def test_an_engine_that_forgets_does_not_drift(data):
    found = drift.drift(Forgetful(), Wanted(data, clips=1), bars=24)
    assert (found["early"], found["late"]) == ([4, 8], [16, 24])
    for figures in found["figures"].values():
        assert np.all(np.nan_to_num(figures["late_minus_fresh"]["value"]) == 0)
    truth = found["figures"]["level_dbfs"]["truth_late_minus_early"]["value"]
    assert truth == pytest.approx(0, abs=0.2)  # the pieces go on as they begin


def test_an_engine_that_fades_drifts(data):
    found = drift.drift(Fading(), Wanted(data, clips=1), bars=24)
    level = found["figures"]["level_dbfs"]
    per_riff_db = 20 * np.log10(0.9)
    assert level["late_minus_fresh"]["value"] == pytest.approx(6 * per_riff_db, abs=0.3)
    assert level["late_minus_early"]["value"] == pytest.approx(6.5 * per_riff_db, abs=0.6)
    assert "24 minus fresh" in drift.table(found)


@pytest.mark.parametrize("ahead", [0, 1, 4])
def test_a_look_ahead_hears_up_to_its_bars_before_the_riff(data, ahead):
    piece = load_pieces(data, "heldout")[0]
    audio, timeline = piece.stems()[2], piece.timeline
    cut = timeline.bar_frame(10 - ahead) - LEAD_FRAMES
    made = []
    for silent_from in (len(audio), cut, cut - RATE // 2):
        heard = audio.copy()
        heard[silent_from:] = 0
        riffs = list(play(FakeEngine(), heard, timeline, (10,), Settings(), ahead))
        made.append(joined(riffs, timeline))
    assert np.array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])


def test_look_ahead_is_drawn_and_written(data, tmp_path, capsys):
    found = evaluated(tmp_path, "--data", data, "--lookahead", "--clips", 2)
    rhythm = found["measures"]["rhythm"]
    assert rhythm["truth"]["value"] > rhythm["unaligned"]["value"]
    points = {"offline", "0", "1", "2", "4"}
    assert points == set(rhythm["gap_closed"])
    assert len({rhythm[point]["value"] for point in points}) == len(points)  # each heard something else
    difference = rhythm["offline"]["value"] - rhythm["0"]["value"]
    assert rhythm["minus_0"]["offline"]["value"] == pytest.approx(difference)
    harmony = found["measures"]["harmony"]
    assert harmony["truth"]["value"] > harmony["random"]["value"]
    assert harmony["repeat"]["value"] == pytest.approx(
        harmony["truth"]["value"], abs=0.05
    )  # harmony goes round
    assert (tmp_path / "found.png").read_bytes()[:4] == b"\x89PNG"
    assert "look-ahead of 4 bars" in capsys.readouterr().out


def test_rhythm_stands_beside_a_click_track(data, tmp_path, capsys):
    found = evaluated(tmp_path, "--data", data, "--rhythm", "--clips", 2)
    measures = found["measures"]
    assert found["n"] == 2
    assert measures["grid_f1"]["clicks"]["value"] == 1.0  # the pieces have onsets on the beat only
    assert measures["grid_f1"]["clicks_16ths"]["value"] == pytest.approx(0.4, abs=0.05)
    assert measures["beat_f_librosa"]["clicks"]["value"] > 0.8
    assert measures["rhythm"]["truth"]["value"] > measures["rhythm"]["unaligned"]["value"] + 0.5
    assert measures["rhythm"]["random"]["value"] > 0.8  # another piece's stem, but on the bars
    assert "a click on every beat" in capsys.readouterr().out


def test_seeds_spread_and_riffs_take_time(data, tmp_path, capsys):
    found = evaluated(tmp_path, "--data", data, "--seeds", 3, "--clips", 2)
    rhythm = found["measures"]["rhythm"]
    assert rhythm["between_seeds"] > 0
    assert rhythm["best_seed"]["value"] > rhythm["mean"]["value"]
    assert found["riffs"] == 2 * 3 * 3
    times = found["riff_ms"]
    assert 0 < times["p50"] <= times["p95"] <= times["p100"]
    assert "ms a riff, 18 riffs" in capsys.readouterr().out


def write_loop(folder, name, beats, steps, bpm=120):
    """A loop of noise bursts on 16th notes `steps`."""
    rng, step = np.random.default_rng(0), round(RATE * 60 / bpm / 4)
    audio = np.zeros(4 * beats * step)
    for index in steps:
        audio[index * step :][:2000] += 0.3 * rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    soundfile.write(folder / f"{name}.wav", audio, RATE)


@pytest.fixture()
def loop_folder(tmp_path):
    folder = tmp_path / "loops"
    folder.mkdir()
    write_loop(folder, "loop_amen", 4, [0, 3, 6, 10, 12])
    write_loop(folder, "loop_safari", 4, [1, 4, 9, 14])
    write_loop(folder, "loop_mika", 4, [0])
    return folder


def test_a_riff_with_the_loops_onsets_passes_and_a_shifted_one_does_not(loop_folder):
    amen, safari = loops.read_loops(loop_folder)
    assert (amen.beats, amen.bpm) == (4, 120.0)
    own, runs = loops.loop_profiles(amen), [("", seed) for seed in range(3)]
    profiles = {amen.name: np.asarray([own] * 3), safari.name: np.asarray([loops.loop_profiles(safari)] * 3)}
    found = loops.judge(amen, profiles, runs, 0)
    assert found["passed"] and found["right"]["value"] == pytest.approx(1.0)
    assert found["right_minus_shifted"]["value"] == pytest.approx(found["itself_right_minus_shifted"])
    assert found["other_loops"] < 0.5
    late = {**profiles, amen.name: np.asarray([np.roll(own, 1, axis=1)] * 3)}
    assert not loops.judge(amen, late, runs, 0)["passed"]
    shifted = loops.loop_profiles(amen, 3)
    assert np.argmax(shifted[0]) in [(step - 3) % 16 + bar for step in (0, 3, 6, 10, 12) for bar in (0, 16)]


def test_loops_are_played_beside_and_only_read(loop_folder, tmp_path, capsys):
    before = {path.name: path.read_bytes() for path in loop_folder.iterdir()}
    found = evaluated(tmp_path, "--loops", loop_folder, "--seeds", 1)
    assert {path.name: path.read_bytes() for path in loop_folder.iterdir()} == before
    assert list(found["loops"]) == ["loop_amen", "loop_safari"]
    assert found["loops"]["loop_amen"]["runs"] == len(loops.PROMPTS)
    assert f"passed {found['passed']} of 2" in capsys.readouterr().out
    assert main(["--engine", "fake", "--loops", str(tmp_path)]) == 66
    assert "sonic-pi-samples" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--drift"],
        ["--data", "x", "--drift", "--rhythm"],
        ["--data", "x", "--lookahead", "--mode", "offline"],
        ["--data", "x", "--drift", "--seeds", "2"],
        ["--data", "x", "--seeds", "0"],
        [],
    ],
)
def test_what_cannot_be_asked_for_is_refused(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--engine", "fake", *words])
    assert stopped.value.code == 2
    assert "error: " in capsys.readouterr().err
