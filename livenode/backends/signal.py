"""The signal processing around the networks, in torch: the same as inference/features.py and synthesis.py.

Overlaps are added in groups that do not touch each other, so that the order of addition, and with it the
audio, is the same every time.
"""

import numpy as np
import torch
from torch import Tensor

from livenode.inference import features as of_features
from livenode.inference import host, synthesis
from livenode.inference.features import (
    FINE_BINS,
    FINE_FIRST_BIN,
    FINE_PER_LATENT,
    LEFT_CONTEXT_FRAMES,
    LONG_WINDOW_FRAMES,
    RIGHT_CONTEXT_FRAMES,
    SEMITONES,
    STFT_PER_LATENT,
    WINDOW_FRAMES,
)
from livenode.inference.synthesis import NOISE_PER_STFT, NOISE_WINDOW


class Signal:
    """Features and synthesis on one device, their tables there once. Thread: worker. Real-time safe: no."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._bands = self.put(of_features.band_matrix())
        self._semitones = self.put(of_features.semitone_matrix())
        self._windows = {
            frames: torch.hann_window(frames, device=device) for frames in (WINDOW_FRAMES, LONG_WINDOW_FRAMES)
        }
        self._radians = self.put(synthesis.oscillator_radians())
        self._phases = self.put(synthesis.oscillator_phases())
        self._spectra = self.put(synthesis.noise_spectra())
        self._interpolation = self.put(synthesis.noise_interpolation())
        self._noise_window = torch.hann_window(NOISE_WINDOW, device=device)
        self._bases: dict[int, Tensor] = {}

    def put(self, values: np.ndarray) -> Tensor:
        """Return an array on the device."""
        return torch.from_numpy(np.ascontiguousarray(values)).to(self._device, non_blocking=True)

    def features(self, audio: np.ndarray, first_frame: int, centres: np.ndarray) -> tuple[Tensor, ...]:
        """Return what features.features returns, on the device."""
        positions = np.floor(centres).astype(np.int64)
        low, high = int(positions[0]) - LEFT_CONTEXT_FRAMES, int(positions[-1]) + RIGHT_CONTEXT_FRAMES
        heard = self.put(of_features.stretch(audio, first_frame, low, high))
        starts = self.put(positions - low)
        power = self._power(heard, starts - WINDOW_FRAMES // 2, WINDOW_FRAMES)
        step = STFT_PER_LATENT // FINE_PER_LATENT
        long_power = self._power(heard, starts[step - 1 :: step] - LEFT_CONTEXT_FRAMES, LONG_WINDOW_FRAMES)
        energy = (long_power @ self._semitones).reshape(-1, FINE_PER_LATENT, SEMITONES).mean(1)
        fine = long_power[:, FINE_FIRST_BIN : FINE_FIRST_BIN + FINE_BINS]
        return _level(power @ self._bands), _level(fine), _level(energy)

    def _power(self, audio: Tensor, starts: Tensor, frames: int) -> Tensor:
        segments = audio.unfold(0, frames, 1)[starts]
        spectrum = torch.fft.rfft(segments * self._windows[frames])
        return (spectrum.real.square() + spectrum.imag.square()) * (16 / frames**2)

    def sound(
        self,
        amplitudes: Tensor,
        gains: Tensor,
        origin: float,
        hop: float,
        first_stft: int,
        period_frames: int = 0,
    ) -> tuple[Tensor, int]:
        """Return the audio (takes, frames) of controls (takes, n, ...), and the frame of its first value.

        See synthesis.synthesize.
        """
        count = amplitudes.shape[1]
        centres = origin + (first_stft + np.arange(count)) * hop
        half = int(np.ceil(hop)) + 1
        first = int(np.floor(centres[0])) - max(half, NOISE_WINDOW // 2) - 1
        length = int(np.ceil(centres[-1] + hop)) + max(half, NOISE_WINDOW // 2) + 2 - first
        audio = torch.zeros(len(amplitudes), length, device=self._device)
        tones = self._tones(amplitudes, centres, hop, half, period_frames)
        _overlap(audio, tones, np.floor(centres).astype(np.int64) - half - first, hop)
        spacing, noise_first = hop / NOISE_PER_STFT, first_stft * NOISE_PER_STFT
        starts = np.floor(origin + (noise_first + np.arange(gains.shape[1])) * spacing).astype(np.int64)
        rows = synthesis.noise_rows(
            host.NOISE_SEED, noise_first, gains.shape[1], synthesis.noise_period(period_frames, hop)
        )
        noise = self._noise(gains, rows, spacing)
        _overlap(audio, noise, starts - NOISE_WINDOW // 2 - first, spacing)
        return audio, first

    def _tones(
        self, amplitudes: Tensor, centres: np.ndarray, hop: float, half: int, period_frames: int
    ) -> Tensor:
        if half not in self._bases:
            self._bases = {half: self.put(synthesis.oscillator_basis(half))}  # that of the tempo of now
        whole = np.floor(centres)
        radians = self.put(synthesis.turning(period_frames)) if period_frames else self._radians
        angle = torch.remainder(
            self.put(whole)[:, None] * radians + self._phases, 2 * np.pi
        )  # float64: frames are counted for hours
        cosine, sine = angle.cos().float(), angle.sin().float()
        rotated = torch.cat([amplitudes * cosine, amplitudes * sine], -1)
        place = torch.arange(-half, half, device=self._device) - self.put(centres - whole)[:, None]
        window = (0.5 + 0.5 * torch.cos(np.pi * place / hop)) * (place.abs() < hop)
        return (rotated @ self._bases[half]) * window.float()

    def _noise(self, gains: Tensor, rows: np.ndarray, spacing: float) -> Tensor:
        spectra = self._spectra[self.put(rows)] * (gains @ self._interpolation)
        loudness = (spacing / (0.375 * NOISE_WINDOW)) ** 0.5
        return torch.fft.irfft(spectra, NOISE_WINDOW) * (self._noise_window * loudness)


def soften(audio: Tensor) -> Tensor:
    """Return audio whose peaks are rounded off; see host.soften."""
    over = (audio.abs() - host.KNEE).clamp(min=0)
    rounded = host.KNEE + (1 - host.KNEE) * torch.tanh(over / (1 - host.KNEE))
    return torch.where(over > 0, audio.sign() * rounded, audio)


def _level(power: Tensor) -> Tensor:
    return 0.25 * torch.log10(power + 1e-8) + 1.0


def _overlap(audio: Tensor, segments: Tensor, starts: np.ndarray, spacing: float) -> None:
    """Add segments (takes, n, length) to audio at `starts`, about `spacing` frames apart."""
    length = segments.shape[-1]
    groups = int(np.ceil((length + 1) / spacing))
    index = torch.from_numpy(starts)[:, None] + torch.arange(length)
    for group in range(groups):
        at = index[group::groups].reshape(-1).to(audio.device, non_blocking=True)
        audio[:, at] += segments[:, group::groups].reshape(len(audio), -1)
