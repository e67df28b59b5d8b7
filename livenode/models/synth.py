"""Differentiable twin of livenode/inference/synthesis.py for crops whose hop is a multiple of 4 frames."""

from functools import cache

import numpy as np
import torch
from torch import Tensor

from livenode.inference import synthesis


def render(amplitudes: Tensor, gains: Tensor, hop: int, seed: int) -> Tensor:
    """Turn controls into audio (batch, stft_frames * hop); frame i is centred at i * hop, every crop has the
    same hop.

    amplitudes (b, t, OSCILLATORS), gains (b, 4 t, NOISE_BANDS), as the decoder gives them.
    """
    batch, count, _ = amplitudes.shape
    device = amplitudes.device

    def placed(values: np.ndarray) -> Tensor:
        return torch.from_numpy(values).to(device)

    centres = np.arange(count) * hop
    angle = np.mod(
        centres[:, None] * synthesis.oscillator_radians() + synthesis.oscillator_phases(), 2 * np.pi
    )
    cosine, sine = placed(np.cos(angle)).float(), placed(np.sin(angle)).float()
    rotated = torch.cat([amplitudes * cosine, amplitudes * sine], -1)
    segments = rotated @ _basis(hop, device)
    tones = overlap_add(segments, hop)[:, hop : hop + count * hop]
    spacing, window_frames = hop // synthesis.NOISE_PER_STFT, synthesis.NOISE_WINDOW
    rows = synthesis.noise_rows(seed, 0, batch * gains.shape[1])
    spectra = placed(synthesis.noise_spectra()[rows]).reshape(batch, gains.shape[1], -1)
    shaped = spectra * (gains @ placed(synthesis.noise_interpolation()))
    window = torch.hann_window(window_frames, device=device) * (spacing / (0.375 * window_frames)) ** 0.5
    noise = overlap_add(torch.fft.irfft(shaped, window_frames) * window, spacing)
    return tones + noise[:, window_frames // 2 : window_frames // 2 + count * hop]


@cache
def _basis(hop: int, device: torch.device) -> Tensor:
    window = 0.5 + 0.5 * np.cos(np.pi * np.arange(-hop, hop) / hop)
    return torch.from_numpy((synthesis.oscillator_basis(hop) * window).astype(np.float32)).to(device)


def overlap_add(segments: Tensor, spacing: int) -> Tensor:
    """Add segments (b, t, n) at multiples of `spacing`; n is at least the spacing."""
    batch, count, length = segments.shape
    total = (count - 1) * spacing + length
    folded = torch.nn.functional.fold(
        segments.transpose(1, 2), output_size=(1, total), kernel_size=(1, length), stride=(1, spacing)
    )
    return folded.reshape(batch, total)
