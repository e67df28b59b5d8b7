"""Our own drum machines: sines that drop and filtered noise, with random parameters."""

import random

import numpy as np
import scipy.signal

from livenode.training.data.render import SAMPLERATE

# machine: (names for captions, last hertz and length in s of the kick, noise in the snare, hats of metal)
MACHINES = {
    "boom": (
        ("808-style drum machine", "808 drums", "booming drum machine"),
        (38, 55),
        (0.5, 1.2),
        0.5,
        True,
    ),
    "punch": (
        ("909-style drum machine", "punchy drum machine", "house drum machine"),
        (45, 65),
        (0.2, 0.4),
        0.7,
        True,
    ),
    "noise": (
        ("synthetic drums", "minimal drum machine", "electronic drums"),
        (50, 90),
        (0.1, 0.3),
        0.85,
        False,
    ),
}
# The square waves of a metal cymbal, in hertz, as analog drum machines mix them.
METAL_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)


def draw_machine(rng: random.Random) -> tuple[str, int]:
    """Draw one of MACHINES and the seed of its parameters."""
    return rng.choice(list(MACHINES)), rng.randrange(1 << 30)


def synthesise_kit(machine: str, seed: int) -> dict[str, np.ndarray]:
    """Return the samples of a machine, mono float32 at 48 kHz with a peak of 0.7, by kind of drum."""
    rng = np.random.default_rng(seed)
    _, kick_hz, kick_s, noise, metal = MACHINES[machine]
    kit = {
        "kick": _drop(rng, rng.uniform(*kick_hz), rng.uniform(2, 8), rng.uniform(*kick_s), click=0.3),
        "snare": _snare(rng, noise),
        "clap": _clap(rng),
        "stick": _drop(rng, rng.uniform(800, 1700), 1.5, rng.uniform(0.03, 0.06), click=0.5),
        "cowbell": _cowbell(rng),
        "wood": _drop(rng, rng.uniform(700, 1200), 1.1, rng.uniform(0.05, 0.1), click=0.1),
        "shaker": _noise(rng, rng.uniform(5000, 8000), rng.uniform(0.04, 0.09), attack_s=0.012),
        "conga": _drop(rng, rng.uniform(180, 300), 1.2, rng.uniform(0.15, 0.3), click=0.1),
    }
    hat_hz, hat_s, tune = rng.uniform(6000, 9500), rng.uniform(0.03, 0.08), rng.uniform(0.9, 1.6)
    for kind, length_s, highpass_hz in (
        ("closed hat", hat_s, hat_hz),
        ("pedal hat", hat_s * 1.4, hat_hz * 0.9),
        ("open hat", rng.uniform(0.25, 0.6), hat_hz),
        ("ride", rng.uniform(0.5, 1.0), hat_hz * 0.8),
        ("crash", rng.uniform(1.0, 1.8), hat_hz * 0.6),
        ("triangle", rng.uniform(0.4, 0.8), 9000.0),
    ):
        kit[kind] = _metal(rng, tune, highpass_hz, length_s) if metal else _noise(rng, highpass_hz, length_s)
    tom_hz, tom_s = rng.uniform(75, 110), rng.uniform(0.25, 0.5)
    for kind, ratio in (("low tom", 1.0), ("middle tom", 1.4), ("high tom", 1.9)):
        kit[kind] = _drop(rng, tom_hz * ratio, 1.6, tom_s / ratio**0.5, click=0.15)
    return {kind: _finished(sample) for kind, sample in kit.items()}


def _seconds(length_s: float) -> np.ndarray:
    return np.arange(round(length_s * SAMPLERATE)) / SAMPLERATE


def _decay(length_s: float) -> np.ndarray:
    """Return a fall by 60 dB over `length_s`."""
    return 10 ** (-3 * _seconds(length_s) / length_s)


def _drop(rng: np.random.Generator, hz: float, ratio: float, length_s: float, click: float) -> np.ndarray:
    """Return a sine that falls from `ratio` times `hz` to `hz`, with a click of noise, softly clipped."""
    now = _seconds(length_s)
    swept = hz * (1 + (ratio - 1) * np.exp(-now / rng.uniform(0.01, 0.035)))
    tone = np.sin(2 * np.pi * np.cumsum(swept) / SAMPLERATE) * _decay(length_s)
    tone += click * rng.standard_normal(len(now)) * np.exp(-now / 0.002)
    drive = rng.uniform(0.5, 3)
    return np.tanh(tone * drive) / np.tanh(drive)


def _filtered(noise: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    band = [low_hz, min(high_hz, 0.45 * SAMPLERATE)]
    return scipy.signal.sosfilt(scipy.signal.butter(2, band, "bandpass", fs=SAMPLERATE, output="sos"), noise)


def _snare(rng: np.random.Generator, noise: float) -> np.ndarray:
    length_s = rng.uniform(0.12, 0.35)
    body = _drop(rng, rng.uniform(160, 240), 1.5, length_s, click=0.2)
    rattle = _filtered(rng.standard_normal(len(body)), rng.uniform(800, 2500), rng.uniform(8000, 16000))
    rattle *= _decay(length_s) / np.abs(rattle).max()
    return (1 - noise) * body + noise * rattle


def _clap(rng: np.random.Generator) -> np.ndarray:
    """Return three short bursts of noise and a longer one."""
    gap_s, length_s = rng.uniform(0.008, 0.013), rng.uniform(0.12, 0.3)
    out = np.zeros(round((3 * gap_s + length_s) * SAMPLERATE) + 1)
    centre_hz = rng.uniform(900, 1600)
    for i in range(4):
        burst_s = length_s if i == 3 else gap_s * 1.5
        burst = rng.standard_normal(round(burst_s * SAMPLERATE)) * _decay(burst_s)
        first = round(i * gap_s * SAMPLERATE)
        burst = burst[: len(out) - first]
        out[first : first + len(burst)] += burst
    return _filtered(out, centre_hz * 0.7, centre_hz * 3)


def _cowbell(rng: np.random.Generator) -> np.ndarray:
    hz, length_s = rng.uniform(480, 620), rng.uniform(0.15, 0.4)
    now = _seconds(length_s)
    tone = sum(scipy.signal.square(2 * np.pi * hz * ratio * now) for ratio in (1.0, 1.48))
    return _filtered(tone, hz, hz * 5) * _decay(length_s)


def _noise(
    rng: np.random.Generator, highpass_hz: float, length_s: float, attack_s: float = 0.0
) -> np.ndarray:
    made = _filtered(rng.standard_normal(round(length_s * SAMPLERATE)), highpass_hz, 20000)
    rise = np.minimum(1, (_seconds(length_s) + 1e-6) / attack_s) if attack_s else 1.0
    return made * _decay(length_s)[: len(made)] * rise


def _metal(rng: np.random.Generator, tune: float, highpass_hz: float, length_s: float) -> np.ndarray:
    now = _seconds(length_s)
    phases = rng.uniform(0, 1, len(METAL_HZ))
    tone = sum(
        scipy.signal.square(2 * np.pi * (hz * tune * now + phase))
        for hz, phase in zip(METAL_HZ, phases, strict=True)
    )
    tone = tone / len(METAL_HZ) + 0.3 * rng.standard_normal(len(now))
    return _filtered(tone, highpass_hz, 20000) * _decay(length_s)


def _finished(sample: np.ndarray) -> np.ndarray:
    """Return a sample at a peak of 0.7 whose end is faded, so that it does not click."""
    fade = np.minimum(1, np.arange(len(sample))[::-1] / 96)
    return (sample * fade * 0.7 / np.abs(sample).max()).astype(np.float32)
