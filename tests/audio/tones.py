"""Make tones and measure them."""

import numpy as np


def sine(frequency: float, frames: int, samplerate: int) -> np.ndarray:
    return np.sin(2 * np.pi * frequency / samplerate * np.arange(frames)).astype(np.float32)


def frequency_hz(audio: np.ndarray, samplerate: int) -> float:
    """Return the frequency of the strongest partial, by parabolic interpolation of the log spectrum."""
    spectrum = np.log(np.abs(np.fft.rfft(audio * np.hanning(len(audio)))) + 1e-12)
    k = int(np.argmax(spectrum))
    left, middle, right = spectrum[k - 1 : k + 2]
    return (k + 0.5 * (left - right) / (left - 2 * middle + right)) * samplerate / len(audio)
