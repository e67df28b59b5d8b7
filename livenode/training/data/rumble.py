"""Take out what no one hears: some sounds of the fonts put most of their energy under 20 Hz (warm pads)."""

import numpy as np
import scipy.signal

INAUDIBLE_HZ = 20.0
HIGHPASS_HZ = 25.0
MOST_RUMBLE = 0.05  # of the energy; a stem with less is left as it is
BLOCK_FRAMES = 240


def rumble_share(audio: np.ndarray, samplerate: int) -> float:
    """Return the share of the energy of audio (frames,) that lies under 20 Hz; 0.0 for silence."""
    total = float(np.sum(np.square(audio, dtype=np.float64)))
    whole = len(audio) // BLOCK_FRAMES * BLOCK_FRAMES
    if not total or not whole:
        return 0.0
    slow = audio[:whole].reshape(-1, BLOCK_FRAMES).mean(axis=1, dtype=np.float64)
    power = np.abs(np.fft.rfft(slow)) ** 2
    power[1:] *= 2
    hertz = np.fft.rfftfreq(len(slow), BLOCK_FRAMES / samplerate)
    return float(power[hertz < INAUDIBLE_HZ].sum() / len(slow) * BLOCK_FRAMES / total)


def without_rumble(audio: np.ndarray, samplerate: int) -> np.ndarray:
    """Return audio (frames,) float32 high-passed at 25 Hz where over 5 % of it is rumble, else as it is."""
    if rumble_share(audio, samplerate) <= MOST_RUMBLE:
        return audio
    highpass = scipy.signal.butter(2, HIGHPASS_HZ, "highpass", fs=samplerate, output="sos")
    return scipy.signal.sosfilt(highpass, audio).astype(np.float32)
