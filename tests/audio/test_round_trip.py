"""A known delay is found again through noise, rooms and loudspeakers; what is not the signal is refused."""

import numpy as np
import pytest
from scipy.signal import butter, fftconvolve, sosfilt

from livenode.audio.round_trip import CalibrationError, Signal, find, make_signal

RATE = 48_000
SIGNAL = make_signal(RATE, -20.0)
DELAYS_FRAMES = (0, 1, 64, 257, 4_801, 20_000)
NOISE_DB = -20.0


def delayed(delay_frames: int, signal: Signal = SIGNAL) -> np.ndarray:
    """Return what an ideal cable gives back."""
    recorded = np.zeros(signal.record_frames, np.float32)
    recorded[delay_frames : delay_frames + len(signal.audio)] = signal.audio
    return recorded


def noise(seed: int = 1, level_db: float = NOISE_DB) -> np.ndarray:
    """Return white noise; level_db: RMS, dBFS."""
    normal = np.random.default_rng(seed).standard_normal(SIGNAL.record_frames)
    return (10 ** (level_db / 20) * normal).astype(np.float32)


def room(seed: int, reverberant_db: float = 6.0, rt60_s: float = 0.4) -> np.ndarray:
    """Return an impulse response: direct sound at 0, one reflection louder than it, and a tail.

    reverberant_db: how much more energy the tail has than the direct sound.
    """
    rng = np.random.default_rng(seed)
    time_s = np.arange(round(rt60_s * RATE)) / RATE
    tail = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / rt60_s)
    tail[: RATE // 400] = 0
    response = tail * np.sqrt(10 ** (reverberant_db / 10) / np.sum(tail**2))
    response[0], response[rng.integers(60, 800)] = 1.0, -1.3
    return response


def loudspeaker(audio: np.ndarray) -> np.ndarray:
    return sosfilt(butter(2, (400, 8000), "bandpass", fs=RATE, output="sos"), audio)


def in_room(audio: np.ndarray, seed: int) -> np.ndarray:
    return fftconvolve(audio, room(seed))[: len(audio)]


# What becomes of the sound, and how many frames it adds itself.
PATHS = {
    "cable": (lambda audio: audio, 0),
    "inverted": (lambda audio: -audio, 0),
    "60 dB softer": (lambda audio: 0.001 * audio, 0),
    "noise": (lambda audio: audio + noise(), 0),
    "noise, inverted": (lambda audio: noise() - audio, 0),
    "16 dB softer than the noise": (lambda audio: 0.316 * audio + noise(level_db=-16.9), 0),
    "clipped": (lambda audio: np.clip(50 * audio, -1, 1), 0),
    "room": (lambda audio: in_room(audio, 1), 0),
    "another room, noise": (lambda audio: in_room(audio, 2) + noise(), 0),
    "hum": (lambda audio: audio + 0.5 * np.sin(np.arange(len(audio)) * 2 * np.pi * 50 / RATE), 0),
    "loudspeaker": (loudspeaker, 1),
    "loudspeaker, room, noise": (lambda audio: in_room(loudspeaker(audio), 3) + noise(), 1),
    "half a frame late": (lambda audio: (audio + np.roll(audio, 1)) / 2, 1),
}


@pytest.mark.parametrize("delay_frames", DELAYS_FRAMES)
@pytest.mark.parametrize("path", PATHS)
def test_a_planted_delay_is_found(path, delay_frames):
    through, added_frames = PATHS[path]
    found = find(through(delayed(delay_frames)), SIGNAL)
    exact = added_frames == 0 and "noise" not in path
    assert abs(found.round_trip_frames - delay_frames - added_frames) <= (0 if exact else 1)
    assert found.agreement >= 0.8


def test_level_and_noise_are_told():
    found = find(0.1 * delayed(480), SIGNAL)
    assert found.level_db == pytest.approx(-44, abs=1)  # peaks at -40 dBFS; a faded sine
    assert found.snr_db == 99
    found = find(delayed(480) + noise(level_db=-34), SIGNAL)
    assert found.level_db == pytest.approx(-24, abs=1)
    assert found.snr_db == pytest.approx(10, abs=1)


@pytest.mark.parametrize("level_db", [-60.0, -20.0, -3.0])
def test_the_signal_is_as_loud_as_asked_and_begins_in_silence(level_db):
    signal = make_signal(RATE, level_db)
    assert np.abs(signal.audio).max() == pytest.approx(10 ** (level_db / 20), rel=0.01)
    assert not signal.audio[: signal.starts[0]].any()
    assert len(signal.audio) < 4.5 * RATE
    between = np.diff(signal.starts)
    assert len(set(between)) == len(between) and between.min() > 2 * len(signal.sweep)


def broken(sweeps: int) -> np.ndarray:
    """Return a recording some of whose sweeps are noise of their own loudness."""
    recorded, length = delayed(480), len(SIGNAL.sweep)
    for start in SIGNAL.starts[:sweeps]:
        recorded[start + 480 : start + 480 + length] = noise(start)[:length]
    return recorded


def late_blocks() -> np.ndarray:
    """Return a recording that loses 256 frames in the middle."""
    middle = SIGNAL.starts[7]
    return np.concatenate([delayed(480)[:middle], delayed(480)[middle + 256 :], np.zeros(256, np.float32)])


def drifting() -> np.ndarray:
    """Return a recording on a clock that is 100 ppm slow."""
    audio = delayed(480)
    at = np.arange(len(audio)) * (1 + 100e-6)
    return np.interp(at, np.arange(len(audio)), audio).astype(np.float32)


REFUSED = {
    "silence": (lambda: np.zeros(SIGNAL.record_frames, np.float32), "the input is silent: join"),
    "next to silence": (lambda: noise(level_db=-100), "the input is silent"),
    "unrelated noise": (noise, "not in the input, which peaks at -7 dBFS: they are too soft"),
    "far too soft": (lambda: 0.01 * delayed(480) + noise(), "too soft for its noise or not wired"),
    "a tone": (lambda: np.sin(np.arange(SIGNAL.record_frames) * 0.5) * 0.1, "too soft"),
    "overdriven noise": (lambda: np.clip(noise(level_db=0), -1, 1), "the input clips"),
    "half of the sweeps": (lambda: broken(7), "only 8 of 15 sweeps came back with the same lag"),
    "four sweeps": (lambda: broken(4), "only 11 of 15"),
    "lost blocks": (late_blocks, "of 15 sweeps came back with the same lag"),
    "two clocks": (drifting, "clocks of their own"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_and_what_is_said(kind):
    make, says = REFUSED[kind]
    with pytest.raises(CalibrationError, match=says) as error:
        find(make(), SIGNAL)
    assert error.value.exit_code == 65
    assert len(str(error.value)) < 300


def test_three_broken_sweeps_are_borne():
    found = find(broken(3), SIGNAL)
    assert (found.round_trip_frames, found.agreement) == (480, 0.8)
