"""The tempo and the first downbeat of a recording."""

import numpy as np
import pytest

from livenode.sync.audio_onsets import SAMPLERATE
from livenode.sync.estimate import TempoError, estimate_grid


def beats(bpm: float, seconds: float, first_s: float, pulses: int) -> np.ndarray:
    """Return a click on each pulse, and a tone that changes with each bar, from the first downbeat on."""
    audio = np.zeros(round(seconds * SAMPLERATE), np.float32)
    ramp, pulse = np.arange(1000), 60 / bpm
    for number, begin_s in enumerate(np.arange(first_s, seconds - pulse, pulse)):
        begin, end = round(begin_s * SAMPLERATE), round((begin_s + pulse) * SAMPLERATE)
        audio[begin : begin + 1000] = np.sin(0.13 * ramp) * np.exp(-ramp / 300)
        hz = (220, 330, 262, 392)[number // pulses % 4]
        audio[begin:end] += 0.2 * np.sin(2 * np.pi * hz * np.arange(end - begin) / SAMPLERATE)
    return audio


@pytest.mark.parametrize(("bpm", "first_s"), [(83.0, 0.2), (97.1, 0.1), (110.0, 0.4), (150.0, 0.3)])
@pytest.mark.parametrize(("meter", "pulses"), [((4, 4), 4), ((3, 4), 3)])
def test_a_steady_beat_is_heard_with_its_bars(
    bpm: float, first_s: float, meter: tuple[int, int], pulses: int
) -> None:
    found, bar1_s = estimate_grid(beats(bpm, 30, first_s, pulses), *meter)
    assert found == pytest.approx(bpm, rel=0.001)
    bar_s = 60 * pulses / bpm
    assert (bar1_s - first_s + bar_s / 2) % bar_s - bar_s / 2 == pytest.approx(0, abs=0.03)
    assert 0 <= bar1_s < bar_s + 0.03


def test_three_eighths_are_a_pulse() -> None:
    found, bar1_s = estimate_grid(beats(70, 30, 0.5, 2), 6, 8)  # dotted quarters
    assert found == pytest.approx(105, rel=0.001)
    assert bar1_s == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("bpm", "heard"), [(200.0, 100.0), (60.0, 120.0)])
def test_what_is_outside_of_80_to_160_comes_an_octave_off(bpm: float, heard: float) -> None:
    assert estimate_grid(beats(bpm, 30, 0.3, 4), 4, 4)[0] == pytest.approx(heard, rel=0.001)


def test_twenty_minutes_stay_on_the_beat() -> None:
    found, _ = estimate_grid(np.tile(beats(120, 60, 0.0, 4), 20), 4, 4)
    assert found == pytest.approx(120, rel=0.0001)


@pytest.mark.parametrize(
    ("audio", "why"),
    [
        (np.zeros(0, np.float32), "too short"),
        (np.ones(1000, np.float32), "too short"),
        (np.zeros(20 * SAMPLERATE, np.float32), "no steady beat"),
        (np.random.default_rng(1).normal(0, 0.1, 20 * SAMPLERATE).astype(np.float32), "no steady beat"),
    ],
)
def test_where_no_tempo_is_heard_it_says_what_to_give(audio: np.ndarray, why: str) -> None:
    with pytest.raises(TempoError, match=f"{why}.*--bpm"):
        estimate_grid(audio, 4, 4)
