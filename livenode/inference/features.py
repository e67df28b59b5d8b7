"""From audio to what the encoder and the denoiser read: band levels, fine low bins, semitone levels.

Every value is a level in dB mapped so that -80 dBFS (and below) is -1.0 and 0 dBFS is +1.0. A frame centred
at `c` reads audio from `c - 7168` to `c + 1024`: the right context is 1024 audio frames whatever the window,
so that a cut in the input is the same cut for every feature.
"""

from functools import cache

import numpy as np
import scipy.fft

SAMPLERATE = 48_000
WINDOW_FRAMES = 2048
LONG_WINDOW_FRAMES = 8192
RIGHT_CONTEXT_FRAMES = WINDOW_FRAMES // 2
LEFT_CONTEXT_FRAMES = LONG_WINDOW_FRAMES - RIGHT_CONTEXT_FRAMES
STFT_PER_LATENT = 8
FINE_PER_LATENT = 2
BANDS = 192
LINEAR_BANDS = 112  # bins 1..112 (23 Hz to 2.6 kHz) stay single bins
FINE_BINS = 192  # bins 5..196 of the long window: 29 Hz to 1.15 kHz
FINE_FIRST_BIN = 5
LOWEST_SEMITONE = 36  # MIDI notes 36..95: 65 Hz to 1.98 kHz
SEMITONES = 60


@cache
def band_matrix() -> np.ndarray:
    """Return the (1025, BANDS) matrix that averages bin power: single bins, then log-spaced triangles."""
    edges = np.concatenate(
        [np.arange(1, LINEAR_BANDS + 1), _log_edges(LINEAR_BANDS + 1, 1000, BANDS - LINEAR_BANDS)]
    )
    matrix = np.zeros((WINDOW_FRAMES // 2 + 1, BANDS), np.float32)
    bins = np.arange(WINDOW_FRAMES // 2 + 1)
    for band, centre in enumerate(edges):
        low = edges[band - 1] if band else centre - 1
        high = edges[band + 1] if band + 1 < BANDS else centre * 1.05
        triangle = np.minimum((bins - low) / max(centre - low, 1), (high - bins) / max(high - centre, 1))
        weights = np.clip(triangle, 0, None)
        matrix[:, band] = weights / weights.sum()
    return matrix


def _log_edges(first: float, last: float, count: int) -> np.ndarray:
    return np.round(np.geomspace(first, last, count))


@cache
def semitone_matrix() -> np.ndarray:
    """Return the (4097, SEMITONES) matrix that sums long-window bin power around each pitch (A4 = 440)."""
    frequency = np.maximum(np.arange(LONG_WINDOW_FRAMES // 2 + 1) * SAMPLERATE / LONG_WINDOW_FRAMES, 1e-3)
    pitch = 69 + 12 * np.log2(frequency / 440)
    bin_semitones = 12 * np.log2(1 + SAMPLERATE / LONG_WINDOW_FRAMES / frequency)
    width = np.maximum(0.5, 0.5 * bin_semitones)[:, None]
    distance = np.abs(pitch[:, None] - (LOWEST_SEMITONE + np.arange(SEMITONES)))
    return np.clip(1 - distance / (2 * width), 0, None).astype(np.float32)


@cache
def _hann(frames: int) -> np.ndarray:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frames) / frames)).astype(np.float32)


def level(power: np.ndarray) -> np.ndarray:
    """Map power (1.0 = full-scale sine) to the feature scale: -80 dBFS -> -1, 0 dBFS -> +1."""
    return (0.25 * np.log10(power + 1e-8) + 1.0).astype(np.float32)


def _power(audio: np.ndarray, starts: np.ndarray, window_frames: int, bins: int) -> np.ndarray:
    segments = np.lib.stride_tricks.sliding_window_view(audio, window_frames)[starts]
    spectrum = scipy.fft.rfft(segments * _hann(window_frames), axis=-1)[:, :bins]
    return (spectrum.real**2 + spectrum.imag**2) * np.float32(16 / window_frames**2)


def features(
    audio: np.ndarray, first_frame: int, centres: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute the features of STFT frames.

    Args:
        audio: (frames,) float32 mono, 48 kHz; silence is assumed outside of it.
        first_frame: absolute frame of `audio[0]`.
        centres: (stft_frames,) absolute frame of each STFT frame's centre (real numbers), a multiple of 8
        long.

    Returns:
        bands (stft_frames, BANDS), fine (stft_frames / 4, FINE_BINS), semitones (stft_frames / 8, SEMITONES),
        float32.
    """
    positions = np.floor(centres).astype(np.int64)
    low, high = int(positions[0]) - LEFT_CONTEXT_FRAMES, int(positions[-1]) + RIGHT_CONTEXT_FRAMES
    padded = stretch(audio, first_frame, low, high)
    starts = positions - low - WINDOW_FRAMES // 2
    bands = level(_power(padded, starts, WINDOW_FRAMES, WINDOW_FRAMES // 2 + 1) @ band_matrix())
    step = STFT_PER_LATENT // FINE_PER_LATENT
    long_starts = positions[step - 1 :: step] - low - LEFT_CONTEXT_FRAMES
    long_power = _power(padded, long_starts, LONG_WINDOW_FRAMES, LONG_WINDOW_FRAMES // 2 + 1)
    fine = level(long_power[:, FINE_FIRST_BIN : FINE_FIRST_BIN + FINE_BINS])
    energy = (long_power @ semitone_matrix()).reshape(-1, FINE_PER_LATENT, SEMITONES).mean(1)
    return bands, fine, level(energy)


def stretch(audio: np.ndarray, first_frame: int, low: int, high: int) -> np.ndarray:
    """Return frames low .. high of audio that begins at `first_frame`, float32, zeros outside of it."""
    found = np.zeros(high - low, np.float32)
    begin, end = max(low, first_frame), min(high, first_frame + len(audio))
    if end > begin:
        found[begin - low : end - low] = audio[begin - first_frame : end - first_frame]
    return found


def silence_features(latents: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return bands, fine bins and semitone levels of silence."""
    shapes = (
        (latents * STFT_PER_LATENT, BANDS),
        (latents * FINE_PER_LATENT, FINE_BINS),
        (latents, SEMITONES),
    )
    bands, fine, semitones = (np.full(shape, -1, np.float32) for shape in shapes)
    return bands, fine, semitones
