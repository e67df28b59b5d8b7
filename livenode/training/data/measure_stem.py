"""Measure on audio what the recipe knows of written music: how many notes a bar, and how high."""

import numpy as np
import scipy.fft
import scipy.ndimage

HOP_S = 0.01
RISE_DB = 6.0  # over 30 ms, for a note to begin
APART_S = 0.06
FLOOR_DB = -50.0  # under the loudest moment: silence
WINDOW_FRAMES, LOWEST_PITCH, HIGHEST_PITCH, HARMONICS = 8192, 28, 96, 6


def onsets(audio: np.ndarray, samplerate: int) -> int:
    """Count the notes or strokes that begin in audio (frames,): rises of 6 dB within 30 ms in some band."""
    hop = round(HOP_S * samplerate)
    if len(audio) < 8 * hop or not audio.any():
        return 0
    count = (len(audio) - 2 * hop) // hop
    starts = np.arange(count) * hop
    segments = np.lib.stride_tricks.sliding_window_view(audio, 2 * hop)[starts] * np.hanning(2 * hop)
    power = np.abs(scipy.fft.rfft(segments.astype(np.float32), axis=1)) ** 2
    edges = np.unique(np.round(np.geomspace(1, power.shape[1] - 1, 9)).astype(int))
    levels = 10 * np.log10(np.add.reduceat(power, edges[:-1], axis=1) + 1e-12)
    levels = np.maximum(levels, levels.max() + FLOOR_DB)
    before = scipy.ndimage.maximum_filter1d(levels, 3, axis=0, origin=1)
    rise = (levels[3:] - before[:-3]).max(axis=1)
    apart = round(APART_S / HOP_S)
    peaks = (rise >= RISE_DB) & (rise == scipy.ndimage.maximum_filter1d(rise, 2 * apart + 1))
    return int(peaks.sum()) + int(levels[:3].max() > levels.max() + FLOOR_DB / 2)


def mean_pitch(audio: np.ndarray, samplerate: int) -> float:
    """Return the mean MIDI pitch of the strongest tone at every moment that is not silent; 0.0 for none."""
    if len(audio) < WINDOW_FRAMES:
        return 0.0
    starts = np.arange(0, len(audio) - WINDOW_FRAMES + 1, WINDOW_FRAMES)
    segments = np.lib.stride_tricks.sliding_window_view(audio, WINDOW_FRAMES)[starts]
    spectrum = np.abs(scipy.fft.rfft(segments.astype(np.float32) * np.hanning(WINDOW_FRAMES), axis=1))
    loud = (segments.astype(np.float64) ** 2).mean(axis=1)
    sounding = loud > loud.max() * 10 ** (-30 / 10)
    if not loud.max() or not sounding.any():
        return 0.0
    pitches = np.arange(LOWEST_PITCH, HIGHEST_PITCH + 1)
    bins = 440 * 2 ** ((pitches - 69) / 12) * WINDOW_FRAMES / samplerate
    strength = np.zeros((int(sounding.sum()), len(pitches)))
    for harmonic in range(1, HARMONICS + 1):
        strength += _at(np.sqrt(spectrum[sounding]), bins * harmonic) / harmonic
    return float(pitches[strength.argmax(axis=1)].mean())


def _at(spectrum: np.ndarray, bins: np.ndarray) -> np.ndarray:
    """Return a spectrum (windows, bins) at fractional bins."""
    bins = np.minimum(bins, spectrum.shape[1] - 2)
    low = bins.astype(int)
    share = bins - low
    return spectrum[:, low] * (1 - share) + spectrum[:, low + 1] * share
