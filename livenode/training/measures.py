"""How well a riff fits what was played: rhythm, groove and harmony, measured on audio. Pure functions.

Places are real-numbered audio frames at 48 kHz; audio is (frames,) mono, silent outside. All agreements lie
in -1..1.
"""

from functools import cache

import numpy as np
import scipy.fft

from livenode.inference.features import SAMPLERATE

ONSET_WINDOW, ONSET_HOP = 1024, 240
ONSET_FLOOR = 1e-6  # power: -60 dBFS; what is softer makes no onset
CHROMA_WINDOW, CHROMA_HOP = 16_384, 2048  # 2.9 Hz a bin: semitones are apart from 82 Hz on
LOWEST_PITCH, HIGHEST_PITCH = 40, 96  # MIDI notes that the chroma counts
RHYTHM_STEPS_PER_BEAT = 4
GROOVE_STEPS_PER_BEAT = 12  # tells straight from swung and triplets


def spectra(audio: np.ndarray, window_frames: int, hop_frames: int) -> np.ndarray:
    """Return power (n, bins) of Hann windows every `hop_frames`, a full-scale sine being 1.0 at its bin."""
    frames = np.lib.stride_tricks.sliding_window_view(audio, window_frames)[::hop_frames]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window_frames) / window_frames)
    spectrum = scipy.fft.rfft(frames * hann.astype(np.float32), axis=-1)
    return (spectrum.real**2 + spectrum.imag**2) * np.float32(16 / window_frames**2)


def excerpt(audio: np.ndarray, start_frame: int, frames: int) -> np.ndarray:
    """Return `frames` frames (float32) from `start_frame`, zeros where there is no audio."""
    found = np.zeros(frames, np.float32)
    low, high = max(start_frame, 0), min(start_frame + frames, len(audio))
    if high > low:
        found[low - start_frame : high - start_frame] = audio[low:high]
    return found


@cache
def _onset_edges() -> np.ndarray:
    return np.unique(np.round(np.geomspace(2, 500, 37)).astype(int))  # 94 Hz to 23 kHz


def onset_envelope(audio: np.ndarray, start_frame: float, frames: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the spectral flux (n,), dB a band, and its places (n,) in frames, from `start_frame` on.

    Flux = mean over log-spaced bands of the rise of the band's level over 10 ms, falls counting 0 (half-wave
    rectified log-spectral flux: Dixon 2006, "Onset detection revisited"; Boeck & Widmer 2013 for the log
    scale).
    """
    first = round(start_frame) - ONSET_WINDOW // 2 - 2 * ONSET_HOP
    heard = excerpt(audio, first, round(frames) + ONSET_WINDOW + 2 * ONSET_HOP)
    edges = _onset_edges()
    bands = np.add.reduceat(spectra(heard, ONSET_WINDOW, ONSET_HOP)[:, : edges[-1]], edges[:-1], axis=1)
    level_db = 10 * np.log10(bands + ONSET_FLOOR)
    flux = np.maximum(level_db[2:] - level_db[:-2], 0).mean(1)
    return flux, first + ONSET_WINDOW // 2 + (np.arange(len(flux)) + 2) * ONSET_HOP


def onset_profile(
    envelope: tuple[np.ndarray, np.ndarray],
    start_frame: float,
    step_frames: float,
    steps: int,
    total: bool = False,
) -> np.ndarray:
    """Return the onset strength (steps,) around each grid place, `start + i * step`.

    The largest flux within half a step, or with `total` the sum.
    """
    flux, places = envelope
    index = np.floor((places - start_frame) / step_frames + 0.5).astype(int)
    inside = (index >= 0) & (index < steps)
    profile = np.zeros(steps)
    (np.add if total else np.maximum).at(profile, index[inside], flux[inside])
    return profile


def chroma(audio: np.ndarray, start_frame: float, beat_frames: float, beats: int) -> np.ndarray:
    """Return (beats, 12) pitch-class strengths, C first.

    Amplitudes of the bins nearest to each pitch are summed. Only what lies between the first and the last
    beat line is read, so that every source is cut alike.
    """
    first, last = round(start_frame), round(start_frame + beats * beat_frames)
    heard = np.pad(excerpt(audio, first, last - first), CHROMA_WINDOW // 2)
    amplitude = np.sqrt(spectra(heard, CHROMA_WINDOW, CHROMA_HOP)) @ _pitch_classes()
    index = np.clip((np.arange(len(amplitude)) * CHROMA_HOP / beat_frames).astype(int), 0, beats - 1)
    found = np.zeros((beats, 12))
    np.add.at(found, index, amplitude)
    return found / np.maximum(np.bincount(index, minlength=beats), 1)[:, None]


@cache
def _pitch_classes() -> np.ndarray:
    frequency = np.arange(1, CHROMA_WINDOW // 2 + 1) * SAMPLERATE / CHROMA_WINDOW
    pitch = np.round(69 + 12 * np.log2(frequency / 440)).astype(int)
    matrix = np.zeros((CHROMA_WINDOW // 2 + 1, 12), np.float32)
    inside = (pitch >= LOWEST_PITCH) & (pitch <= HIGHEST_PITCH)
    matrix[1:][np.flatnonzero(inside), pitch[inside] % 12] = 1
    return matrix


def standard(values: np.ndarray) -> np.ndarray:
    """Return `values` less their mean, of unit length along the last axis; zeros where all are the same."""
    centred = values - values.mean(-1, keepdims=True)
    length = np.linalg.norm(centred, axis=-1, keepdims=True)
    return np.where(
        length > 1e-9 * np.abs(values).max(initial=1e-9), centred / np.maximum(length, 1e-12), 0.0
    )


def rhythm_agreement(profile: np.ndarray, played: np.ndarray) -> float:
    """Return Pearson's correlation of two onset profiles (steps,); 0 where one of them is flat."""
    return float(standard(profile) @ standard(played))


def groove_agreement(
    profile: np.ndarray, played: np.ndarray, usual_profile: np.ndarray, usual_played: np.ndarray
) -> float:
    """Return the correlation of two onset profiles after what is usual in the meter is taken out of each.

    Plain agreement is nearly all meter: another piece's stem, laid on the same bars, agrees about as well as
    the true one. So each profile is freed of its projection on the usual one (`usual_*`, the mean over other
    pieces), and what is left - swing, syncopation, rests - is compared. Unrelated music gives 0.
    """
    left = standard(profile) - _onto(standard(profile), usual_profile)
    right = standard(played) - _onto(standard(played), usual_played)
    return float(standard(left) @ standard(right))


def _onto(values: np.ndarray, direction: np.ndarray) -> np.ndarray:
    unit = standard(direction)
    return (values @ unit) * unit


def harmony_agreement(made: np.ndarray, played: np.ndarray) -> float:
    """Return how alike two (beats, 12) chromas are.

    Pearson's correlation over the pitch classes, beat by beat. Beats are weighted by the geometric mean of
    the two strengths, so that a beat where one rests does not count. The mean is taken out because plain
    cosines of chromas are high for any two (0.78 true, 0.60 random).
    """
    weight = np.sqrt(made.sum(1) * played.sum(1))
    alike = (standard(made) * standard(played)).sum(1)
    return float((weight * alike).sum() / weight.sum()) if weight.sum() > 0 else 0.0
