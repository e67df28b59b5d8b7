"""Estimate tempo and first downbeat of a recording with librosa (the only file that imports it)."""

import numpy as np


class TempoError(ValueError):
    """No tempo can be heard; the sentence says what to give instead."""

    exit_code = 65  # EX_DATAERR


def estimate_grid(audio: np.ndarray, samplerate: int, beats_per_bar: int) -> tuple[float, float]:
    """Return (bpm, seconds to the first downbeat) of audio (frames,) float32.

    librosa's beat tracker (dynamic programming, Ellis 2007) finds the beats; tempo is the slope of a line
    through them, and the downbeat is the one of every `beats_per_bar` beats that has the strongest onsets.
    Raises TempoError.
    Thread: any. Real-time safe: no.
    """
    import librosa

    hop = 512
    onsets = librosa.onset.onset_strength(y=audio, sr=samplerate, hop_length=hop)
    _, beats = librosa.beat.beat_track(onset_envelope=onsets, sr=samplerate, hop_length=hop)
    if len(beats) < 4:
        raise TempoError("no steady beat can be heard: give the tempo with --bpm")
    slope, start = np.polyfit(np.arange(len(beats)), beats, 1)
    bpm = 60 * samplerate / (slope * hop)
    while bpm < 40:
        bpm, slope = bpm * 2, slope / 2
    strength = [onsets[beats[phase::beats_per_bar]].mean() for phase in range(min(beats_per_bar, len(beats)))]
    first_s = (start + int(np.argmax(strength)) * slope) * hop / samplerate
    bar_s = beats_per_bar * 60 / bpm
    return float(bpm), float(first_s % bar_s)
