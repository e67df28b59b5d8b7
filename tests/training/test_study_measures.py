"""What the studies measure with, on signals whose answer is known."""

import os
from functools import cache

import numpy as np
import pytest

from livenode.audio.files import AudioFileError
from livenode.training.listening import listen
from livenode.training.studies import onsets
from livenode.training.studies.clicks import click_track, pulse_places
from livenode.training.studies.looping import looped
from livenode.training.studies.loops import beats_of
from livenode.training.studies.onbars import at_tempo
from livenode.training.studies.onsets import beat_f_measure, grid_f1, onset_steps, tracked_beats_s
from livenode.training.studies.tone import tone
from livenode.transport.timeline import Timeline

RATE = 48_000


def test_every_pass_of_a_loop_begins_on_its_bar_line():
    timeline = Timeline.start(RATE, 0, 76.3)
    audio = np.full(timeline.bar_frame(3) - 1, 0.5, np.float32)  # a frame short, as pieces are by rounding
    audio[0] = 1.0
    found = looped(audio, timeline, 3, 128)
    assert np.flatnonzero(found == 1.0).tolist() == [timeline.bar_frame(bar) for bar in range(0, 128, 3)]
    assert len(found) == timeline.bar_frame(128)
    assert np.abs(np.diff(found[: timeline.bar_frame(3)][1:])).max() < 0.01  # no click before the seam


def test_tone_tells_level_colour_and_noise_from_notes():
    times, rng = np.arange(RATE) / RATE, np.random.default_rng(0)
    sine, noise = 0.1 * np.sin(2 * np.pi * 2000 * times), 0.1 * rng.standard_normal(RATE)
    found = tone(sine)
    assert found["level_dbfs"] == pytest.approx(-23.01, abs=0.01)
    assert found["centroid_octaves"] == pytest.approx(1.0, abs=0.01)
    assert tone(0.5 * sine)["level_dbfs"] == pytest.approx(-29.03, abs=0.01)
    assert tone(noise)["flatness_db"] > -1 > -30 > found["flatness_db"]
    assert tone(np.zeros(RATE)) == {"level_dbfs": -100.0}


def test_grid_f1_counts_onsets_not_their_strength():
    played = np.array([9.0, 0, 4, 0, 9, 0, 0, 1])
    assert onset_steps(played).tolist() == [True, False, True, False, True, False, False, False]
    assert grid_f1(3 * played, played) == 1.0
    assert grid_f1(np.roll(played, 1), played) == 0.0
    assert grid_f1(np.ones(8), played) == pytest.approx(2 * 3 / (8 + 3))
    assert grid_f1(np.zeros(8), played) == grid_f1(np.zeros(8), np.zeros(8)) == 0.0


def test_beats_count_within_70_ms():
    true = np.arange(8) * 0.5
    assert beat_f_measure(true + 0.06, true) == 1.0
    assert beat_f_measure(true + 0.08, true) == 0.0
    assert beat_f_measure(true[::2], true) == pytest.approx(2 / 3)
    assert beat_f_measure(np.arange(16) * 0.25, true) == pytest.approx(2 / 3)
    assert beat_f_measure(np.zeros(0), true) == 0.0


def test_clicks_lie_on_the_beats_for_us_and_for_the_tracker():
    timeline = Timeline.start(RATE, 0, 120)
    clicks = click_track(timeline, 8)
    steps = onset_steps(listen(clicks, timeline, 4, None).rhythm)
    assert np.flatnonzero(steps).tolist() == list(range(0, 32, 4))
    assert beat_f_measure(tracked_beats_s(clicks), pulse_places(timeline, 0, 8) / RATE) > 0.9
    assert len(tracked_beats_s(np.zeros(RATE, np.float32))) == 0


def ends(audio):
    """Do as compiled code that reads where nothing is."""
    os._exit(1)


def test_a_tracker_that_ends_its_process_is_tried_again_and_told(monkeypatch):
    begun, begin = [], onsets._tracker.__wrapped__

    def anew():
        begun.append(0)
        return begin()

    monkeypatch.setattr(onsets, "_tracker", cache(anew))  # the one that works is kept
    monkeypatch.setattr(onsets, "_librosa_beats_s", ends)
    with pytest.raises(RuntimeError, match="ended its process 3 times"):
        tracked_beats_s(np.ones(RATE, np.float32))
    assert len(begun) == 3


def test_pulses_of_compound_meters_are_dotted():
    assert len(pulse_places(Timeline.start(RATE, 0, 120, 6, 8), 0, 2)) == 4
    assert len(pulse_places(Timeline.start(RATE, 0, 120, 3, 4), 0, 2)) == 6


def test_a_stem_goes_onto_the_bars_of_another_tempo():
    have, want = Timeline.start(RATE, 0, 97.3), Timeline.start(RATE, 0, 103.9)
    audio = np.zeros(have.bar_frame(4), np.float32)
    audio[have.bar_frame(2)] = 1.0
    found = at_tempo(audio, have, want)
    assert abs(int(np.argmax(np.abs(found))) - want.bar_frame(2)) <= 1
    assert len(found) == pytest.approx(want.bar_frame(4), abs=1)


@pytest.mark.parametrize(
    ("seconds", "beats"), [(1.7533, 4), (1.9048, 4), (6.4865, 16), (8.0, 16), (0.8837, 2), (0.75, 1)]
)
def test_a_loops_length_tells_its_beats(seconds, beats):
    assert beats_of(round(seconds * RATE)) == beats
    assert 80 <= 60 * beats / seconds < 160.01


def test_what_is_shorter_than_a_beat_is_no_loop():
    with pytest.raises(AudioFileError, match="shorter than a beat"):
        beats_of(RATE // 3)
    with pytest.raises(AudioFileError, match="shorter than a beat"):
        beats_of(0)
