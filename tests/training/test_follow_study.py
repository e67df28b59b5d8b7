"""Audio follow, fitted and evaluated from end to end on made-up pieces."""

import json

import numpy as np
import pytest

from livenode.sync.audio_tempo import FEATURES, meter_of
from livenode.sync.audio_weights import load_weights
from livenode.training import train_follow
from livenode.training.evaluate import main
from livenode.training.performed import Performance, played_s, ramped
from tests.training.made_up import RATE, make_pieces


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return make_pieces(tmp_path_factory.mktemp("pieces"))


def test_the_study_finds_the_tempo_of_a_pulse_and_says_so(data, tmp_path, capsys):
    out = tmp_path / "found.json"
    assert main(["--engine", "fake", "--follow", "--data", str(data), "--clips", "1", "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    drums = found["conditions"]["steady, node within 10 %"]["drums"]
    assert drums["clips"] == 1 and drums["right"] > 0.9 and drums["wrong"] == 0
    assert 0 < drums["core"]
    assert drums["beat_ms_median"] < 40 and drums["lock_s_median"] < 8
    assert found["conditions"]["steady, node within 10 %"]["lines"] == {"clips": 0}
    assert found["sure_without_tempo"]["noise"] == 0
    assert "steady, node within 10 %" in capsys.readouterr().out


def test_weights_are_fitted_to_training_pieces(data, tmp_path):
    for path in data.glob("*/meta.json"):
        path.write_text(path.read_text().replace("heldout", "train"))
    out = tmp_path / "weights.json"
    train_follow.main(["--data", str(data), "--rounds", "20", "--out", str(out)])
    weights = load_weights(out)
    assert weights.tempo.shape == (FEATURES,) and np.abs(weights.tempo).max() > 0.1


@pytest.mark.parametrize("ramp", [-0.01, 0.004, 0.05])
def test_a_ramp_bends_the_sound_as_it_says(ramp):
    clicks = np.zeros(12 * RATE, np.float32)
    clicks[:: RATE // 2] = 1.0  # 120 bpm
    heard = Performance(ramped(clicks, ramp), 120.0, meter_of(4, 4), ramp)
    places_s = np.flatnonzero(heard.audio > 0.4) / RATE
    beats = np.array([heard.beat(second) for second in places_s])
    assert len(places_s) > 10 and np.abs(beats - np.round(beats)).max() < 1e-3
    slope = (played_s(np.array(3.001), ramp) - played_s(np.array(2.999), ramp)) / 0.002
    assert heard.bpm(3.0) == pytest.approx(120 * slope, rel=1e-3)
