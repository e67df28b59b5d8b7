"""The performer as a clock: tempo and beat of made-up grooves, and when it must not be sure."""

import numpy as np
import pytest

from livenode.sync.audio_onsets import SAMPLERATE
from livenode.sync.reading import LOCKED, LOST, SEARCHING
from tests.sync.grooves import BUSY_HATS, CLICKS, ROCK, SWING, WALTZ, clock_on, played, readings


def beat_error_s(reading, bpm: float, first_s: float = 0.0) -> float:
    beats = reading.beat - (reading.frame / SAMPLERATE - first_s) * bpm / 60
    return abs((beats + 0.5) % 1 - 0.5) * 60 / bpm


@pytest.mark.parametrize("pattern", (ROCK, SWING, BUSY_HATS), ids=("rock", "swing", "busy hats"))
@pytest.mark.parametrize("bpm, node_bpm", [(62, 66), (90, 84), (120, 120), (126, 138), (168, 155)])
def test_finds_tempo_and_beat_of_a_groove(pattern, bpm, node_bpm):
    last = readings(clock_on(played(pattern, bpm, 14), node_bpm), 14)[-1]
    assert last.state == LOCKED
    assert last.bpm == pytest.approx(bpm, rel=0.01)
    assert beat_error_s(last, bpm) < 0.03


def test_finds_a_waltz_in_its_meter():
    clock = clock_on(played(WALTZ, 150, 14, bar_beats=3), 140, (3, 4))
    last = readings(clock, 14)[-1]
    assert last.state == LOCKED and last.bpm == pytest.approx(150, rel=0.01)


@pytest.mark.parametrize("played_bpm, node_bpm", [(176, 88), (60, 120)])
def test_a_tempo_an_octave_away_is_taken_in_the_octave_of_the_node(played_bpm, node_bpm):
    last = readings(clock_on(played(CLICKS, played_bpm, 14), node_bpm), 14)[-1]
    assert last.bpm == pytest.approx(node_bpm, rel=0.01)


def test_hats_that_double_do_not_double_the_tempo():
    bars = np.concatenate([played(ROCK, 100, 9.6), played(BUSY_HATS, 100, 14.4)])
    said = [one for one in readings(clock_on(bars, 100), 24) if one.state == LOCKED]
    assert len(said) > 150
    assert max(abs(one.bpm / 100 - 1) for one in said) < 0.02


@pytest.mark.parametrize("what", ["silence", "noise", "pad"])
def test_without_a_tempo_it_is_not_sure(what):
    times = np.arange(20 * SAMPLERATE) / SAMPLERATE
    pad = sum(np.sin(2 * np.pi * hz * times) for hz in (220, 277.2, 329.6, 440)) * 0.1
    noise = np.random.default_rng(1).standard_normal(len(times)) * 0.05
    audio = {"silence": 0 * times, "noise": noise, "pad": pad}[what].astype(np.float32)
    said = readings(clock_on(audio, 120), 20)
    assert {one.state for one in said} == {SEARCHING}
    assert max(one.confidence for one in said) < 0.9


def test_after_the_performer_stops_the_tempo_stays_and_the_clock_is_lost():
    audio = np.concatenate([played(ROCK, 104, 12), np.zeros(25 * SAMPLERATE, np.float32)])
    said = readings(clock_on(audio, 110), 37)
    assert said[115].state == LOCKED and said[-1].state == LOST
    assert said[-1].bpm == pytest.approx(104, rel=0.01)


def test_follows_a_tempo_that_rises():
    ramp = 0.004
    said = readings(clock_on(played(ROCK, 110, 24, ramp=ramp), 115), 24)
    late = [one for one in said if one.frame > 12 * SAMPLERATE]
    assert all(one.state == LOCKED for one in late)
    errors = [abs(one.bpm / (110 * (1 + ramp * one.frame / SAMPLERATE)) - 1) for one in late]
    assert np.quantile(errors, 0.9) < 0.02


def test_counts_its_beats_from_where_the_node_is():
    last = readings(clock_on(played(ROCK, 120, 14, first_s=0.04), 120), 14)[-1]
    assert last.beat == pytest.approx((last.frame / SAMPLERATE - 0.04) * 2, abs=0.06)


def test_counts_from_the_first_beat_it_finds_where_the_node_is_stopped():
    last = readings(clock_on(played(ROCK, 120, 14), 120, rolling=False), 14)[-1]
    assert last.state == LOCKED and beat_error_s(last, 120) < 0.03


def test_says_the_same_however_often_it_is_asked():
    audio = played(SWING, 97, 12)
    often = {one.frame: one for one in readings(clock_on(audio, 100), 12, 0.01)}
    seldom = readings(clock_on(audio, 100), 12, 0.7)
    assert len(seldom) > 10
    assert all(one == often[one.frame] for one in seldom)


def test_opened_late_it_knows_what_was_played_before():
    clock = clock_on(played(ROCK, 120, 14), 117)
    said = [clock.read(frame) for frame in range(10 * SAMPLERATE, 12 * SAMPLERATE, 4800)]
    assert said[-1].state == LOCKED and said[-1].bpm == pytest.approx(120, rel=0.01)


@pytest.mark.parametrize("later", (ROCK, CLICKS), ids=("accents", "nothing but"))
def test_off_beats_do_not_move_a_beat_that_is_followed(later):
    shifted = tuple(((beat + 0.5) % 4, drum) for beat, drum in later)
    audio = np.concatenate([played(ROCK, 120, 12), played(shifted, 120, 24)])
    last = readings(clock_on(audio, 120), 36)[-1]
    assert last.state == LOCKED and beat_error_s(last, 120) < 0.08


@pytest.mark.parametrize("first_s", [0.0, 0.3])
def test_where_every_eighth_is_alike_the_beat_is_counted_from_bar_1(first_s):
    eighths = tuple((beat, "click") for beat in np.arange(0, 4, 0.5))
    last = readings(clock_on(played(eighths, 100, 14, first_s=first_s), 106), 14)[-1]
    off_s = 0.3 if first_s else 0.0  # half a beat
    assert beat_error_s(last, 100, first_s - off_s) < 0.05
