"""What happens to a performer's sound before a node hears it: rooms, amplifiers, hum, level, a late bar 1,
and the node's own sound in the microphone.

Contexts are trained on this, targets are not. Every effect is a function (audio, rng) -> audio of the same
length, (frames,) float32 mono at 48 kHz, drawn with its own probability.
"""

from collections.abc import Callable

import numpy as np
import scipy.signal
import soxr

from livenode.inference.features import SAMPLERATE

Effect = Callable[[np.ndarray, np.random.Generator], np.ndarray]
LATE_S = 0.06  # bar 1 is pressed so much early or late at most
WRONG_TEMPO = 0.02
LOUD_RMS = 0.1  # effects that depend on level are fed at this level


def mistimed(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Move the audio against the bars: bar 1 was pressed early or late."""
    shift = round(float(np.clip(rng.normal(0, LATE_S / 2), -LATE_S, LATE_S)) * SAMPLERATE)
    moved = np.zeros_like(audio)
    if shift >= 0:
        moved[shift:] = audio[: len(audio) - shift]
    else:
        moved[:shift] = audio[-shift:]
    return moved


def mistaken_tempo(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Play faster or slower, and higher or lower, by up to 2 %: a wrong tempo, or another tuning."""
    factor = 1 + float(np.clip(rng.normal(0, WRONG_TEMPO / 2), -WRONG_TEMPO, WRONG_TEMPO))
    return _fitted(soxr.resample(audio, SAMPLERATE, SAMPLERATE * factor), len(audio))


def room(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add a room: noise that decays by 60 dB in 0.1 to 0.8 s and loses treble on the way."""
    seconds = float(np.exp(rng.uniform(np.log(0.1), np.log(0.8))))
    time_s = np.arange(round(seconds * SAMPLERATE)) / SAMPLERATE
    tail = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / seconds)
    tail = scipy.signal.lfilter([0.4], [1, -0.6], tail)
    tail *= 10 ** (rng.uniform(-20, -3) / 20) / (np.linalg.norm(tail) + 1e-9)
    tail[: round(rng.uniform(0, 0.01) * SAMPLERATE)] = 0
    return audio + scipy.signal.oaconvolve(audio, tail)[: len(audio)]


def amplifier(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Drive a soft clipper and roll off what a speaker would not play."""
    drive = 10 ** (rng.uniform(0, 24) / 20)
    driven = np.tanh(audio / _rms(audio) * LOUD_RMS * drive) / drive
    return scipy.signal.sosfilt(_butter(rng.uniform(3500, 9000), "lowpass", 2), driven)


def microphone(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Colour the sound: a gentle low or high cut, and one broad bell."""
    if rng.random() < 0.5:
        audio = scipy.signal.sosfilt(_butter(rng.uniform(3000, 12_000), "lowpass", 1), audio)
    if rng.random() < 0.5:
        audio = scipy.signal.sosfilt(_butter(rng.uniform(60, 250), "highpass", 1), audio)
    centre = float(np.exp(rng.uniform(np.log(150), np.log(6000))))
    numerator, denominator = scipy.signal.iirpeak(centre, rng.uniform(0.5, 2), fs=SAMPLERATE)
    return audio + rng.uniform(-0.6, 1.2) * scipy.signal.lfilter(numerator, denominator, audio)


def hum(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add mains hum of 50 or 60 Hz with harmonics, 40 to 65 dB below full scale."""
    angle = 2 * np.pi * float(rng.choice([50, 60])) / SAMPLERATE * np.arange(len(audio))
    waves = sum(np.sin(n * angle + rng.uniform(0, 6.28)) * rng.uniform(0, 1) / n for n in range(1, 6))
    return audio + np.asarray(waves) * 10 ** (rng.uniform(-65, -40) / 20)


def noise(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add white noise, 45 to 70 dB below full scale."""
    return audio + rng.standard_normal(len(audio)) * 10 ** (rng.uniform(-70, -45) / 20)


def clipped(audio: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Clip the loudest peaks, as an input does whose gain is up to 9 dB too high."""
    ceiling = float(np.abs(audio).max()) * 10 ** (-rng.uniform(0, 9) / 20)
    return np.clip(audio, -ceiling, ceiling)


# in the order in which sound meets them; probability of each
CHAIN: tuple[tuple[Effect, float], ...] = (
    (mistaken_tempo, 0.12),
    (mistimed, 0.3),
    (amplifier, 0.12),
    (room, 0.25),
    (microphone, 0.3),
    (clipped, 0.08),
    (hum, 0.1),
    (noise, 0.3),
)
PRISTINE = 0.3  # so many contexts stay as they are


def bleed(audio: np.ndarray, own: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add what the node plays itself: late by up to 40 ms, dull, in a room, 12 to 30 dB below the audio."""
    late = round(rng.uniform(0.002, 0.04) * SAMPLERATE)
    heard = room(np.pad(own, (late, 0))[: len(own)].astype(np.float32), rng)
    heard = scipy.signal.sosfilt(_butter(rng.uniform(2000, 9000), "lowpass", 1), heard)
    return audio + heard * (_rms(audio) / _rms(heard) * 10 ** (rng.uniform(-30, -12) / 20))


def augment(stems: np.ndarray, rng: np.random.Generator, own: np.ndarray | None = None) -> np.ndarray:
    """Mix int16 stems (stems, frames) to float32 (frames,): gains of each, effects, and a level overall.

    own: a stem (frames,) that is heard as bleed.
    """
    gains = 10 ** (rng.uniform(-6, 3, len(stems)) / 20)
    mix = np.tensordot(gains.astype(np.float32), stems.astype(np.float32), 1) / 32768
    if own is not None:
        mix = bleed(mix, own, rng)
    if rng.random() >= PRISTINE:
        for effect, probability in CHAIN:
            if rng.random() < probability:
                mix = effect(mix, rng)
    return (mix * (10 ** (rng.uniform(-26, -16) / 20) / _rms(mix))).clip(-1, 1).astype(np.float32)


def _rms(audio: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(audio)))) + 1e-6


def _fitted(audio: np.ndarray, frames: int) -> np.ndarray:
    return np.pad(audio[:frames], (0, max(0, frames - len(audio))))


def _butter(hz: float, kind: str, order: int) -> np.ndarray:
    return scipy.signal.butter(order, hz, kind, fs=SAMPLERATE, output="sos")
