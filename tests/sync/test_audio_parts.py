"""The pure parts of audio follow: onsets, time axes, what is expected, and the belief in a beat."""

import numpy as np
import pytest

from livenode.sync.audio_beat import BINS, around, folded, gone_on, held_to, likeliest, taken_in
from livenode.sync.audio_onsets import BANDS, BLOCK_FRAMES, BLOCK_READ_FRAMES, band_powers, onset_strengths
from livenode.sync.audio_tempo import TEMPI, log_prior, meter_of, self_likeness, straightened
from tests.sync.grooves import CLICKS, played


def apart(first: float, second: float) -> float:
    return abs((first - second + 0.5) % 1 - 0.5)


def test_onsets_are_where_the_clicks_are():
    audio = np.concatenate([np.zeros(BLOCK_READ_FRAMES - BLOCK_FRAMES), played(CLICKS, 120, 8)])
    starts = range(0, len(audio) - BLOCK_READ_FRAMES + 1, BLOCK_FRAMES)
    powers = np.concatenate(
        [band_powers(audio[start:][:BLOCK_READ_FRAMES].astype(np.float32)) for start in starts]
    )
    strengths = onset_strengths(powers).sum(1)
    strongest = np.flatnonzero(strengths > 0.3 * strengths.max())
    assert len(strongest) > 14
    assert np.all((strongest + 25) % 50 - 25 <= 6) and np.all((strongest + 25) % 50 - 25 >= 0)


@pytest.mark.parametrize("level", [1e-12, 1e-3])
def test_silence_and_a_held_level_have_no_onsets(level):
    assert np.all(onset_strengths(np.full((200, BANDS), level, np.float32)) == 0)


def test_how_loud_it_is_does_not_matter():
    powers = np.random.default_rng(0).exponential(1e-3, (300, BANDS)).astype(np.float32)
    assert onset_strengths(powers) == pytest.approx(onset_strengths(powers * 0.01), abs=1e-4)


@pytest.mark.parametrize("bend", [-0.009, 0.0, 0.009])
def test_on_its_own_axis_a_changing_tempo_stands_still(bend):
    beats = np.arange(12)  # beats before now, at 120 bpm now
    places = 999 + (np.sqrt(1 - 2 * bend * beats * 0.5) - 1) / (bend or 1) * 100 if bend else 999 - 50 * beats
    onsets = np.zeros((1000, 4))
    onsets[np.round(places).astype(int)] = 1
    straight = straightened(onsets, bend)
    found = len(straight) - 1 - np.flatnonzero(straight[:, 0] > 0.3)
    assert np.abs((found + 25) % 50 - 25).max() <= 2


def test_likeness_is_one_at_no_lag_and_at_the_period():
    onsets = np.zeros((1000, 4))
    onsets[::40] = 1
    likeness = self_likeness(onsets)
    assert likeness[0] == pytest.approx(np.ones(5))
    assert likeness[[40, 80, 400]] == pytest.approx(np.ones((3, 5)), abs=0.06)
    assert likeness[20].max() < 0


@pytest.mark.parametrize("known", [0.0, 0.7, 1.0 - 1e-9])
def test_what_is_expected_adds_up_and_is_highest_at_the_nodes_tempo(known):
    expected = np.exp(log_prior(known))
    assert expected.sum() == pytest.approx(1)
    assert expected == pytest.approx(expected[::-1])
    assert expected.max() == pytest.approx(expected[TEMPI == 1][0])


@pytest.mark.parametrize(
    "meter, pulse_beats, bar_beats",
    [((4, 4), 1, 4), ((3, 4), 1, 3), ((6, 8), 1.5, 3), ((7, 8), 0.5, 3.5), ((2, 2), 2, 4), ((12, 8), 1.5, 6)],
)
def test_what_is_counted_in_a_meter(meter, pulse_beats, bar_beats):
    assert (meter_of(*meter).pulse_beats, meter_of(*meter).bar_beats) == (pulse_beats, bar_beats)


@pytest.mark.parametrize("place", [0.0, 0.1, 0.51, 0.97])
def test_a_belief_goes_on_with_the_music(place):
    belief = around(place)
    assert apart(likeliest(belief), place) < 0.01
    for _ in range(10):
        belief = gone_on(belief, 0.437)
    assert belief.sum() == pytest.approx(1)
    assert apart(likeliest(belief), place + 4.37) < 0.02


def test_bar_1_of_long_ago_says_nothing():
    assert np.ptp(around(0.3, 100.0)) == 0 and np.ptp(around(None)) == 0
    assert around(0.3, 8.0).max() < around(0.3, 0.0).max()


def test_a_beat_that_is_held_does_not_jump():
    half_a_beat_off = np.log(around(0.7))
    belief = held = around(0.2)
    for _ in range(200):
        belief = taken_in(gone_on(belief, 1.0), half_a_beat_off)
        held = taken_in(gone_on(held, 1.0), half_a_beat_off + held_to(0.2))
    assert apart(likeliest(belief), 0.7) < 0.03
    assert apart(likeliest(held), 0.2) < 0.05


def test_onsets_fold_into_one_pulse():
    onsets = np.zeros((1000, 4))
    onsets[999 - 12 :: -48] = 1
    profile = folded(onsets, 48.0)
    assert profile.shape == (BINS, 4)
    assert int(profile[:, 0].argmax()) == 12 * BINS // 48
