"""From the decoder's controls to audio: oscillators and filtered noise, both functions of absolute time.

The oscillators run on the absolute frame counter and the noise is keyed by (seed, absolute noise frame), so
any chunk of a riff gives the same samples as the whole. Oscillator amplitudes overlap with a Hann window of
two hops, which is an exact partition of unity for a real-valued hop (harmonic plus noise model: Serra & Smith
1990; Engel et al. 2020, DDSP).
"""

from functools import cache

import numpy as np
import scipy.fft

from livenode.inference.features import SAMPLERATE

LOWEST_PITCH = 26.0  # MIDI note 26: 36.7 Hz
OSCILLATORS = 292  # every third of a semitone: up to MIDI note 123, 9.96 kHz
BASIS_STEP = 512  # frames; a hop is 1000 at the most
NOISE_PER_STFT = 4
NOISE_WINDOW = 512
NOISE_BANDS = 40
NOISE_TABLE = 1024
_NOISE_SEED = 20_240_611


@cache
def oscillator_radians() -> np.ndarray:
    """Return (OSCILLATORS,) angular frequencies in radians per audio frame."""
    pitch = LOWEST_PITCH + np.arange(OSCILLATORS) / 3
    return 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) / SAMPLERATE


@cache
def oscillator_phases() -> np.ndarray:
    """Return (OSCILLATORS,) phases at absolute frame 0, radians: spread, so that onsets do not pile up."""
    return np.random.default_rng(_NOISE_SEED).uniform(0, 2 * np.pi, OSCILLATORS)


def oscillator_basis(half_frames: int) -> np.ndarray:
    """Return (2 * OSCILLATORS, 2 * half_frames) float32: cosines, then minus sines, around a frame centre.

    A view: every tempo has another length, and one of each would fill the memory of a long show.
    """
    middle = -(-half_frames // BASIS_STEP) * BASIS_STEP
    return _wide_basis(middle)[:, middle - half_frames : middle + half_frames]


@cache
def _wide_basis(half_frames: int) -> np.ndarray:
    angle = oscillator_radians()[:, None] * np.arange(-half_frames, half_frames)
    return np.concatenate([np.cos(angle), -np.sin(angle)]).astype(np.float32)


@cache
def noise_spectra() -> np.ndarray:
    """Return (NOISE_TABLE, NOISE_WINDOW / 2 + 1) complex64 spectra of unit white noise."""
    rng = np.random.default_rng(_NOISE_SEED)
    return scipy.fft.rfft(rng.standard_normal((NOISE_TABLE, NOISE_WINDOW)).astype(np.float32), axis=-1)


@cache
def noise_interpolation() -> np.ndarray:
    """Return the (NOISE_BANDS, NOISE_WINDOW / 2 + 1) matrix of band to bin gains, linear between centres."""
    centres = np.concatenate([np.arange(0, 8), np.geomspace(8, NOISE_WINDOW / 2, NOISE_BANDS - 8)])
    bins = np.arange(NOISE_WINDOW // 2 + 1)
    return np.stack([np.interp(bins, centres, row) for row in np.eye(NOISE_BANDS)]).astype(np.float32)


def noise_period(period_frames: int, hop: float) -> int:
    """Return how many noise frames a period of audio frames has, 0 for none."""
    return round(period_frames * NOISE_PER_STFT / hop)


def noise_rows(seed: int, first: int, count: int, period: int = 0) -> np.ndarray:
    """Return the noise table's rows for noise frames `first ..` (count,), a 64-bit mix of seed and frame.

    period: after so many noise frames they are the same again; 0: never.
    """
    frames = np.arange(first, first + count)
    frames = frames % period if period else frames
    with np.errstate(over="ignore"):
        key = (frames.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= np.uint64(seed & 0xFFFFFFFF) * np.uint64(0xD1342543DE82EF95)
        key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((key ^ (key >> np.uint64(31))) % np.uint64(NOISE_TABLE)).astype(np.int64)


def edge_frames(hop: float) -> int:
    """Return how far audio reaches beyond the centres of the first and the last STFT frame, at the most."""
    return max(int(np.ceil(hop)) + 1, NOISE_WINDOW // 2) + 2


def turning(period_frames: int) -> np.ndarray:
    """Return (OSCILLATORS,) angular frequencies that are whole turns in a period; 0: as they are.

    The nearest: off by half a turn in a period at the most, a sixteenth of a hertz in 8 s.
    """
    if not period_frames:
        return oscillator_radians()
    turn = 2 * np.pi / period_frames
    return np.round(oscillator_radians() / turn) * turn


def synthesize(
    amplitudes: np.ndarray,
    noise_gains: np.ndarray,
    bar0_frame: float,
    hop: float,
    first_stft: int,
    seed: int,
    period_frames: int = 0,
) -> tuple[np.ndarray, int]:
    """Turn the decoder's controls into audio.

    Args:
        amplitudes: (stft_frames, OSCILLATORS) float32, peak amplitude of each oscillator.
        noise_gains: (stft_frames * NOISE_PER_STFT, NOISE_BANDS) float32, standard deviation of the noise in
        each band. bar0_frame: absolute frame of STFT frame 0's centre; hop: audio frames per STFT frame (real
        numbers). first_stft: index of the first STFT frame given; seed: chooses the noise. period_frames:
        after so many frames oscillators and noise are the same again; 0: never.

    Returns:
        audio (frames,) float32 and the absolute frame of its first value. It begins one hop (or half a noise
        window) before the first centre and ends as far behind the last; the edges are faded in and out by the
        overlap.
    """
    count = len(amplitudes)
    centres = bar0_frame + (first_stft + np.arange(count)) * hop
    half = int(np.ceil(hop)) + 1
    origin = int(np.floor(centres[0])) - max(half, NOISE_WINDOW // 2) - 1
    length = int(np.ceil(centres[-1] + hop)) + max(half, NOISE_WINDOW // 2) + 2 - origin
    audio = np.zeros(length, np.float32)
    _add_oscillators(audio, origin, amplitudes, centres, hop, half, turning(period_frames))
    noise_first = first_stft * NOISE_PER_STFT
    rows = noise_rows(seed, noise_first, len(noise_gains), noise_period(period_frames, hop))
    _add_noise(audio, origin, noise_gains, bar0_frame, hop, noise_first, rows)
    return audio, origin


def _add_oscillators(
    audio: np.ndarray,
    origin: int,
    amplitudes: np.ndarray,
    centres: np.ndarray,
    hop: float,
    half: int,
    radians: np.ndarray,
) -> None:
    whole = np.floor(centres)
    angle = np.mod(whole[:, None] * radians + oscillator_phases(), 2 * np.pi)
    rotated = np.concatenate([amplitudes * np.cos(angle), amplitudes * np.sin(angle)], axis=1).astype(
        np.float32
    )
    segments = rotated @ oscillator_basis(half)
    grid, fraction = np.pi * np.arange(-half, half) / hop, np.pi * (centres - whole)[:, None] / hop
    window = 0.5 + 0.5 * (np.cos(grid) * np.cos(fraction) + np.sin(grid) * np.sin(fraction)).astype(
        np.float32
    )
    window[:, : half - int(hop) + 1] *= np.abs(grid[: half - int(hop) + 1] - fraction) < np.pi
    window[:, half + int(hop) - 1 :] *= np.abs(grid[half + int(hop) - 1 :] - fraction) < np.pi
    segments *= window
    for start, segment in zip(whole.astype(np.int64) - half - origin, segments, strict=True):
        audio[start : start + 2 * half] += segment


def _add_noise(
    audio: np.ndarray,
    origin: int,
    gains: np.ndarray,
    bar0_frame: float,
    hop: float,
    first: int,
    rows: np.ndarray,
) -> None:
    spacing = hop / NOISE_PER_STFT
    spectra = noise_spectra()[rows] * (gains @ noise_interpolation())
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(NOISE_WINDOW) / NOISE_WINDOW)
    window *= np.sqrt(spacing / (0.375 * NOISE_WINDOW))  # overlapping independent noise adds in power
    segments = scipy.fft.irfft(spectra, NOISE_WINDOW, axis=-1) * window.astype(np.float32)
    starts = np.floor(bar0_frame + (first + np.arange(len(gains))) * spacing).astype(np.int64)
    for start, segment in zip(starts - NOISE_WINDOW // 2 - origin, segments, strict=True):
        audio[start : start + NOISE_WINDOW] += segment
