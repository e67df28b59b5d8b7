"""How far two sounds are from each other in short Fourier transforms.

Spectral convergence and log-magnitude distance at three window lengths (Yamamoto et al. 2020), and log
distance of mel bands at the shorter two: bands average what no decoder can know of noise, so its level comes
out right.
"""

import torch
from torch import Tensor

from livenode.inference.features import SAMPLERATE
from livenode.training.mel import mel_matrix

PITCH_HZ = {512: 24_000.0, 2048: 6000.0, 8192: 100.0}  # long windows look at pitch: weight 1 / (f + this)
MEL_BANDS, MEL_HZ = {512: 40, 2048: 96}, (40.0, 20_000.0)
RESOLUTIONS = ((512, 192), (2048, 640), (8192, 2560))


def power_spectrum(audio: Tensor, size: int, hop: int) -> Tensor:
    """Power of each bin of (batch, frames) audio, 1.0 = full-scale sine."""
    window = torch.hann_window(size, device=audio.device)
    spectrum = torch.stft(audio, size, hop, window=window, return_complex=True, center=False)
    return torch.view_as_real(spectrum).square().sum(-1) * (16 / size**2)


def spectral_loss(made: Tensor, true: Tensor) -> Tensor:
    """Multi-resolution STFT distance of (batch, frames) audio; 1.0 is about 8.7 dB of mean level error."""
    total = made.new_zeros(())
    for size, hop in RESOLUTIONS:
        one, two = power_spectrum(made, size, hop), power_spectrum(true, size, hop)
        one_size, two_size = torch.sqrt(one + 1e-9), torch.sqrt(two + 1e-9)
        convergence = (one_size - two_size).square().sum((1, 2)) / (two.sum((1, 2)) + 1e-6)
        distance = 0.5 * (torch.log(one + 1e-8) - torch.log(two + 1e-8)).abs().mean((0, 2))
        frequency = torch.arange(len(distance), device=made.device) * (SAMPLERATE / size)
        weight = 1 / (frequency + PITCH_HZ[size])
        total = total + torch.sqrt(convergence + 1e-6).mean() + (distance * weight).sum() / weight.sum()
        if size in MEL_BANDS:
            mel = torch.from_numpy(mel_matrix(size, MEL_BANDS[size], *MEL_HZ)).to(made.device).T
            total = total + 0.5 * (torch.log(mel @ one + 1e-8) - torch.log(mel @ two + 1e-8)).abs().mean()
    return total / len(RESOLUTIONS)
