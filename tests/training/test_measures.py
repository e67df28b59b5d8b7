"""Measures of the evaluation on signals whose answer is known."""

import math

import numpy as np
import pytest

from livenode.training.faults import clicks, faults
from livenode.training.intervals import gap_closed, gap_interval, mean_interval
from livenode.training.measures import (
    chroma,
    groove_agreement,
    harmony_agreement,
    onset_envelope,
    onset_profile,
    rhythm_agreement,
)

RATE = 48_000
BEAT = 24_000.0
STEP = BEAT / 4


def bursts(steps, count=32, offset_frames=0):
    """Short noise bursts at 16th notes `steps`, of two 4/4 bars at 120 bpm, half a beat in."""
    rng = np.random.default_rng(1)
    audio = np.zeros(int((count + 8) * STEP), np.float32)
    for step in steps:
        start = int(BEAT / 2 + step * STEP) + offset_frames
        audio[start : start + 1200] += 0.3 * rng.standard_normal(1200) * np.exp(-np.arange(1200) / 300)
    return audio


def profile(audio):
    return onset_profile(onset_envelope(audio, 0.0, 9 * BEAT), BEAT / 2, STEP, 32)


def notes(*pitches, seconds=4.0):
    times = np.arange(int(seconds * RATE)) / RATE
    return sum(0.1 * np.sin(2 * np.pi * 440 * 2 ** ((p - 69) / 12) * times) for p in pitches).astype(
        np.float32
    )


def test_onsets_lie_on_their_steps():
    found = profile(bursts([0, 4, 7, 16, 30]))
    assert sorted(np.argsort(found)[-5:]) == [0, 4, 7, 16, 30]
    assert np.sort(found)[-6] < 0.2 * np.sort(found)[-5]


def test_rhythm_agrees_with_itself_and_not_with_its_shift():
    pattern = [0, 3, 6, 8, 12, 16, 19, 22, 24, 28]
    played = profile(bursts(pattern))
    assert rhythm_agreement(profile(0.1 * bursts(pattern)), played) > 0.9
    assert rhythm_agreement(profile(bursts([step + 1 for step in pattern])), played) < 0.1
    assert rhythm_agreement(profile(np.zeros(200_000, np.float32)), played) == 0.0


def test_a_small_delay_stays_on_its_step():
    pattern = [0, 6, 8, 16, 22]
    assert rhythm_agreement(profile(bursts(pattern, offset_frames=1000)), profile(bursts(pattern))) > 0.9


def test_groove_ignores_the_meter_and_hears_the_syncopation():
    meter, push, other = np.zeros(32), np.zeros(32), np.zeros(32)
    meter[::4], push[3::8], other[5::8] = 1.0, 0.5, 0.5
    same = groove_agreement(meter + push, 2 * meter + push, meter, meter)
    different = groove_agreement(meter + other, 2 * meter + push, meter, meter)
    assert same > 0.9
    assert different < 0.1
    assert rhythm_agreement(meter + other, 2 * meter + push) > 0.5


@pytest.mark.parametrize("pitch", [45, 60, 61, 71, 83])
def test_chroma_finds_a_note(pitch):
    found = chroma(notes(pitch), 0.0, BEAT, 8)
    assert found.shape == (8, 12)
    assert (found.argmax(1) == pitch % 12).all()


def test_harmony_tells_chords_apart_beat_by_beat():
    c_major, f_sharp = chroma(notes(48, 52, 55), 0, BEAT, 8), chroma(notes(54, 58, 61), 0, BEAT, 8)
    same_chord_higher = chroma(notes(60, 64, 67, 72), 0, BEAT, 8)
    assert harmony_agreement(same_chord_higher, c_major) > 0.8
    assert harmony_agreement(f_sharp, c_major) < 0.0
    half = np.concatenate([c_major[:4], f_sharp[4:]])
    assert harmony_agreement(half, c_major) < harmony_agreement(same_chord_higher, c_major)
    assert harmony_agreement(np.zeros((8, 12)), c_major) == 0.0


def test_gap_closed():
    assert gap_closed(0.3, 0.1, 0.5) == pytest.approx(0.5)
    assert gap_closed(0.9, 0.1, 0.5) == 1.0
    assert gap_closed(0.0, 0.1, 0.5) == pytest.approx(-0.25)
    assert math.isnan(gap_closed(0.3, 0.5, 0.5))


def test_intervals_follow_from_the_seed_and_hold_the_mean():
    rng = np.random.default_rng(0)
    values, groups = rng.normal(0.4, 0.1, 40), np.repeat(np.arange(20), 2)
    found = mean_interval(values, groups, 3)
    assert found == mean_interval(values, groups, 3)
    assert found != mean_interval(values, groups, 4)
    assert found["low"] < values.mean() < found["high"]
    assert found["n"] == 40
    share = gap_interval(values, np.zeros(40), np.ones(40), groups, 3)
    assert share["value"] == pytest.approx(values.mean())
    assert share["high"] - share["low"] == pytest.approx(found["high"] - found["low"])


def test_an_interval_of_alike_clips_is_as_wide_as_that_of_their_pieces():
    values = np.repeat(np.random.default_rng(0).normal(size=10), 8)
    by_piece = mean_interval(values, np.repeat(np.arange(10), 8), 0)
    by_clip = mean_interval(values, np.arange(80), 0)
    assert by_piece["high"] - by_piece["low"] > 2 * (by_clip["high"] - by_clip["low"])


def test_an_empty_or_flat_figure_says_so():
    assert mean_interval(np.zeros(0), np.zeros(0), 0)["n"] == 0
    flat = gap_interval(np.ones(4), np.ones(4), np.ones(4), np.arange(4), 0)
    assert math.isnan(flat["value"]) and math.isnan(flat["low"])


def test_clicks_are_found_in_a_tone():
    tone = notes(57, 64)
    for at in (20_000, 60_000):
        tone[at:] *= -1 if abs(tone[at]) > 0.03 else 1
        tone[at] += 0.2
    assert clicks(tone) == pytest.approx([20_000, 60_000], abs=2)


def test_attacks_noise_and_high_tones_are_no_clicks():
    rng = np.random.default_rng(2)
    for audio in (notes(60), bursts(range(0, 32, 2)), 0.2 * rng.standard_normal(96_000), notes(120)[10:]):
        assert len(clicks(audio)) == 0


def test_faults_are_counted():
    tone = notes(60)
    clean = {"not_finite": 0, "silent": 0, "clipped": 0, "dc": 0, "clicks": 0}
    assert faults(tone) == clean
    assert faults(0.001 * tone) == clean | {"silent": 1}
    assert faults(tone + 0.02) == clean | {"dc": 1}
    assert faults(12 * tone)["clipped"] == 1
    broken = tone.copy()
    broken[5] = np.nan
    assert faults(broken) == clean | {"not_finite": 1}
