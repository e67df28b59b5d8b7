"""Estimate tempo and first downbeat of a recording: what audio follow hears, of the whole of it at once."""

from __future__ import annotations

import numpy as np

from livenode.sync.audio_beat import BINS, beat_scores, likeliest
from livenode.sync.audio_onsets import (
    BLOCK_FRAMES,
    BLOCK_READ_FRAMES,
    FLOOR_POWER,
    HOP_FRAMES,
    HOPS_PER_S,
    SAMPLERATE,
    band_powers,
    onset_strengths,
)
from livenode.sync.audio_tempo import (
    BENDS,
    NEAR_STEPS,
    TEMPI,
    WINDOW_HOPS,
    Meter,
    interpolated,
    meter_of,
    tempo_features,
)
from livenode.sync.audio_weights import load_weights

CENTRE_BPM = 80 * 2**0.5  # of the octave in which the tempo is looked for: 80 to 160
LEAST_CONFIDENCE = 0.2
LEAST_PULSES = 4
FINE = 0.03  # the precise tempo is looked for so far around what was heard
FINE_STEPS = 8  # steps of a period over the whole recording
HARMONICS = (1, 2, 4)
BASS, BASS_SHARE = 0, 0.3  # the group of onsets that says where a bar begins, beside the change of sound
SHARPNESS = 3.0  # of the place of a beat, looked at over all pulses


class TempoError(ValueError):
    """No tempo can be heard; the sentence says what to give instead."""

    exit_code = 65  # EX_DATAERR


def estimate_grid(audio: np.ndarray, numerator: int, denominator: int) -> tuple[float, float]:
    """Return (bpm, seconds to the first downbeat) of audio (frames,) float32 at 48 kHz.

    bpm: in quarter notes, of a steady tempo from 80 to 160; what is faster or slower comes an octave off. The
    downbeat is the one of the bar's pulses where the sound changes most. Raises TempoError.
    Thread: any. Real-time safe: no.
    """
    meter = meter_of(numerator, denominator)
    at_1_bpm = 60 * HOPS_PER_S * meter.pulse_beats  # hops of a pulse
    if len(audio) < LEAST_PULSES * at_1_bpm / CENTRE_BPM * HOP_FRAMES:
        raise TempoError("it is too short for a tempo to be heard: give the tempo with --bpm")
    powers = _powers(audio)
    onsets = onset_strengths(powers)
    pulse_hops = _precise(onsets, at_1_bpm / _heard_bpm(powers, meter))
    first = _first_downbeat(powers, onsets, pulse_hops, round(meter.bar_beats / meter.pulse_beats))
    return at_1_bpm / pulse_hops, (first + 1) * HOP_FRAMES / SAMPLERATE


def _powers(audio: np.ndarray) -> np.ndarray:
    before = np.zeros(BLOCK_READ_FRAMES - BLOCK_FRAMES, np.float32)
    padded = np.concatenate([before, audio, np.zeros(-len(audio) % BLOCK_FRAMES, np.float32)])
    starts = range(0, len(padded) - len(before), BLOCK_FRAMES)
    return np.concatenate([band_powers(padded[start : start + BLOCK_READ_FRAMES]) for start in starts])


def _heard_bpm(powers: np.ndarray, meter: Meter) -> float:
    """Return the tempo that windows of ten seconds agree on; TempoError where none is likely."""
    weights = load_weights().tempo
    steady = int(np.flatnonzero(BENDS == 0.0)[0])
    scores = []
    for start in range(0, max(1, len(powers) - WINDOW_HOPS + 1), WINDOW_HOPS // 2):
        onsets = onset_strengths(powers[start : start + WINDOW_HOPS])
        if onsets.any():
            found = tempo_features(onsets, CENTRE_BPM, meter)[steady] @ weights
            scores.append(found - np.log(np.exp(found - found.max()).sum()) - found.max())
    belief = np.exp(np.mean(scores, 0)) if scores else np.zeros(len(TEMPI))
    near = np.convolve(belief, np.ones(2 * NEAR_STEPS + 1), "same")
    if near.max() <= LEAST_CONFIDENCE * belief.sum():
        raise TempoError("no steady beat can be heard: give the tempo with --bpm")
    return float(CENTRE_BPM * TEMPI[near.argmax()])


def _precise(onsets: np.ndarray, pulse_hops: float) -> float:
    """Return the pulse, in hops, whose first harmonics are strongest over the whole recording."""
    points = FINE_STEPS * len(onsets)
    strength = np.abs(np.fft.rfft(onsets - onsets.mean(0), points, axis=0)).sum(1, keepdims=True)
    places = np.arange(points / pulse_hops * (1 - FINE), points / pulse_hops * (1 + FINE), 0.25)
    found = sum(interpolated(strength, places * harmonic)[:, 0] for harmonic in HARMONICS)
    return float(points / places[np.argmax(found)])


def _first_downbeat(powers: np.ndarray, onsets: np.ndarray, pulse_hops: float, pulses: int) -> float:
    """Return the first downbeat of bars of so many pulses, as a hop: where the music changes most."""
    beats = np.arange(_first_beat(onsets, pulse_hops), len(onsets) - 1, pulse_hops)
    level = np.log10(np.maximum(powers, FLOOR_POWER))
    held = [level[begin : begin + int(pulse_hops)].mean(0) for begin in beats.astype(np.int64)]
    change = np.abs(np.diff(held, axis=0, prepend=held[:1])).sum(1)
    around = [interpolated(onsets[:, BASS : BASS + 1], beats + apart)[:, 0] for apart in range(-2, 3)]
    strength = _standard(change) + BASS_SHARE * _standard(np.max(around, 0))
    downbeat = np.argmax([strength[place::pulses].mean() for place in range(min(pulses, len(beats)))])
    return float(beats[downbeat])


def _first_beat(onsets: np.ndarray, pulse_hops: float) -> float:
    """Return the first hop of a pulse: all pulses laid on each other, beside what a beat looks like."""
    last = len(onsets) - 1
    bins = np.round((last - np.arange(len(onsets))) / pulse_hops * BINS).astype(np.int64) % BINS
    count = np.maximum(np.bincount(bins, minlength=BINS), 1)
    profile = np.stack([np.bincount(bins, group, BINS) / count for group in onsets.T], 1)
    scores = beat_scores(profile, load_weights().beat)
    return (last - likeliest(np.exp(SHARPNESS * (scores - scores.max()))) * pulse_hops) % pulse_hops


def _standard(values: np.ndarray) -> np.ndarray:
    return (values - values.mean()) / (values.std() + 1e-9)
