"""Remove the node's own output from its input: an adaptive filter that learns the way from one to the other.

In each frequency a Kalman filter estimates the transfer function w and its variance p from the spectra x of
what was sent and e of the error, zero in its first half (Enzner and Vary, "Frequency-domain adaptive Kalman
filter for acoustic echo control in hands-free telephones", Signal Processing 86, 2006):

    gain = p conj(x) / (p |x|^2 + 2 s)
    w   <- w + constrained(gain e)
    p   <- a (1 - gain x / 2) p + (1 - a) |w|^2

s is the spectrum of everything else: the performer. Where they are loud the filter hardly moves; so it learns
while both play, too, only slower. Beside it a second filter begins anew every ten seconds and takes its place
where it predicts better: the loudspeaker or the microphone was moved (the two paths of Ochiai, Araseki and
Ogihara, "Echo canceler with two echo path models", IEEE Transactions on Communications 25, 1977).

All is a function of the audio, block by block: nothing depends on when it is called. Nothing is suppressed:
what comes out is what was recorded less a filtered copy of what was sent.
"""

import numpy as np
import scipy.fft

from livenode.generation.hearing import BLEED_BLOCK_FRAMES

FILTER_FRAMES = 6 * BLEED_BLOCK_FRAMES  # 0.26 s at 48 kHz: a room of RT60 0.4 s has decayed by 38 dB
LEARN_BLOCKS = 3  # the filter learns in every third block, from twice as much audio
SMOOTHED_BINS = 5
KEEP = 0.9999  # a: what the filter knows after a step
MOST_GAIN = 16.0  # of the way, as power: the start value of p at the most
REST_STEPS = 80  # steps of learning, 10 s, until the second filter begins anew
YOUNG_STEPS = 24  # steps before it can take the place of the first
BETTER = 0.9  # the part of the first one's error energy that it must not exceed
WORTHWHILE = 0.99  # the part of the input's energy above which nothing is subtracted
FORGET, FORGET_SLOWLY = 0.95, 0.98  # by step: 2.5 s and 6.4 s


class Way:
    """An estimate of the way from output to input. power_gain: how much of it is to be expected."""

    def __init__(self, power_gain: float) -> None:
        self.steps, self.error_energy = 0, 0.0
        self._transfer = np.zeros(FILTER_FRAMES + 1, np.complex64)
        self._variance = np.full(FILTER_FRAMES + 1, power_gain, np.float32)
        self._others: np.ndarray | None = None

    def heard(self, sent: np.ndarray) -> np.ndarray:
        """Return what is heard of the output, the last (FILTER_FRAMES,) of the window.

        sent: (FILTER_FRAMES + 1,) complex64, the spectrum of a window of twice that many frames.
        """
        return scipy.fft.irfft(sent * self._transfer)[FILTER_FRAMES:]

    def learn(self, sent: np.ndarray, error: np.ndarray) -> None:
        """Take a step. error: (FILTER_FRAMES,) float32, what was recorded less `heard`."""
        self.steps += 1
        self.error_energy = FORGET * self.error_energy + newest_energy(error)
        spectrum = scipy.fft.rfft(np.concatenate([np.zeros_like(error), error]))
        power = _smoothed(np.abs(spectrum) ** 2)
        self._others = power if self._others is None else (self._others + power) / 2
        own = self._variance * np.abs(sent) ** 2
        all_power = own + 2 * np.maximum(self._others, power) + np.float32(1e-12)
        change = scipy.fft.irfft(self._variance * sent.conj() / all_power * spectrum)
        change[FILTER_FRAMES:] = 0
        self._transfer = self._transfer + scipy.fft.rfft(change)
        self._variance *= np.float32(KEEP) * (1 - own / (2 * all_power))
        self._variance += np.float32(1 - KEEP) * np.abs(self._transfer) ** 2


class Canceller:
    """Removes what was sent from what was recorded. Thread: worker. Real-time safe: no."""

    def __init__(self) -> None:
        self._way: Way | None = None
        self._second = Way(0.0)
        self._sent_energy = self._recorded_energy = self._left_energy = 0.0
        self.pause()

    def pause(self) -> None:
        """Take note that the next block does not follow on the last; what was learned is kept."""
        self._sent = np.zeros(2 * FILTER_FRAMES, np.float32)
        self._recorded = np.zeros(FILTER_FRAMES, np.float32)

    def clean(self, number: int, sent: np.ndarray, recorded: np.ndarray) -> np.ndarray:
        """Return a block of the input without the own output, (BLEED_BLOCK_FRAMES,) float32.

        number: of the block, counted from frame 0. sent, recorded: (BLEED_BLOCK_FRAMES,) float32. While
        nothing was sent, `recorded` comes back to the bit.
        """
        self._sent = np.concatenate([self._sent[BLEED_BLOCK_FRAMES:], sent])
        self._recorded = np.concatenate([self._recorded[BLEED_BLOCK_FRAMES:], recorded])
        if not self._sent.any():
            return recorded
        spectrum = scipy.fft.rfft(self._sent)
        left = self._recorded if self._way is None else self._recorded - self._way.heard(spectrum)
        worthwhile = self._left_energy < WORTHWHILE * self._recorded_energy
        if number % LEARN_BLOCKS == 0 and self._recorded.any():
            self._learn(spectrum, left)
        return left[-BLEED_BLOCK_FRAMES:] if worthwhile else recorded

    def _learn(self, spectrum: np.ndarray, left: np.ndarray) -> None:
        self._sent_energy = FORGET_SLOWLY * self._sent_energy + newest_energy(self._sent)
        self._recorded_energy = FORGET_SLOWLY * self._recorded_energy + newest_energy(self._recorded)
        self._left_energy = FORGET_SLOWLY * self._left_energy + newest_energy(left)
        if not self._sent_energy:
            return
        expected = min(self._recorded_energy / self._sent_energy, MOST_GAIN)
        if self._way is None:
            self._way, self._second = Way(expected), Way(expected)
        self._way.learn(spectrum, left)
        self._second.learn(spectrum, self._recorded - self._second.heard(spectrum))
        better = self._second.error_energy < BETTER * self._way.error_energy
        moved = better and self._second.steps > YOUNG_STEPS
        if moved:  # as if it had been the first all along
            self._left_energy *= self._second.error_energy / self._way.error_energy
            self._way = self._second
        if moved or self._second.steps >= REST_STEPS:
            self._second, self._way.error_energy = Way(expected), 0.0


def newest_energy(audio: np.ndarray) -> float:
    """Return the energy of the frames that no step of learning has seen yet.

    Thread: any. Real-time safe: no.
    """
    newest = audio[-LEARN_BLOCKS * BLEED_BLOCK_FRAMES :]
    return float(newest @ newest)


def _smoothed(power: np.ndarray) -> np.ndarray:
    padded = np.pad(power, SMOOTHED_BINS // 2, mode="reflect")
    return np.convolve(padded, np.full(SMOOTHED_BINS, 1 / SMOOTHED_BINS, np.float32), "valid")
