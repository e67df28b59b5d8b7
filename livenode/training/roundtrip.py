"""What is lost from a stem to its latents and back: the autoencoder on the live path, beside anchors."""

from collections.abc import Sequence

import numpy as np

from livenode.generation.context import ContextStore, normal_gain, reader
from livenode.generation.decode import decode
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES
from livenode.inference.engine import DECODE_LEFT, Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.measures import excerpt, spectra
from livenode.training.mel import mel_matrix
from livenode.transport.timeline import Timeline

WINDOWS = (512, 2048, 8192)
FLOOR_DB = -80.0  # below a full-scale sine; what is softer counts as equal
SOUNDING_DB = 40.0  # frames of the reference so far below its loudest are left out: they would praise silence
MEL_BANDS = 80
ROWS = ("decoded", "silence", "noise")


def log_spectral_distance_db(audio: np.ndarray, reference: np.ndarray) -> float:
    """Return the log-spectral distance in dB: RMS over bins, mean over frames and over three windows.

    Gray & Markel 1976; several resolutions as in Yamamoto et al. 2020. Levels are floored at FLOOR_DB.
    """
    distances = []
    for window in WINDOWS:
        power, wanted = (spectra(each, window, window // 4) for each in (audio, reference))
        sounding = _sounding(wanted)
        a, b = _level_db(power[sounding]), _level_db(wanted[sounding])
        distances.append(float(np.sqrt(np.square(a - b).mean(1)).mean()))
    return float(np.mean(distances))


def log_mel_error_db(
    audio: np.ndarray, reference: np.ndarray, range_hz: tuple[float, float] = (40.0, 16_000.0)
) -> float:
    """Return the mean absolute difference in dB of 80 mel bands in a range of Hz (window 2048, hop 512)."""
    power, wanted = (spectra(each, 2048, 512) for each in (audio, reference))
    sounding = _sounding(wanted)
    a, b = (_level_db(each[sounding] @ mel_matrix(2048, MEL_BANDS, *range_hz)) for each in (power, wanted))
    return float(np.abs(a - b).mean())


def _sounding(power: np.ndarray) -> np.ndarray:
    total = power.sum(1)
    return total >= total.max() * 10 ** (-SOUNDING_DB / 10)


def _level_db(power: np.ndarray) -> np.ndarray:
    return 10 * np.log10(np.maximum(power, 10 ** (FLOOR_DB / 10)))


def matched(audio: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Return `audio` at the RMS level of `reference` (silence stays silence)."""
    power = float(np.mean(np.square(audio, dtype=np.float64)))
    wanted = float(np.mean(np.square(reference, dtype=np.float64)))
    return (audio * np.sqrt(wanted / power)).astype(np.float32) if power > 1e-12 else audio


def scrambled(audio: np.ndarray, seed: int) -> np.ndarray:
    """Return noise with the long-term spectrum of `audio`: its own, every phase drawn anew."""
    spectrum = np.abs(np.fft.rfft(audio))
    angle = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(spectrum))
    return np.fft.irfft(spectrum * np.exp(1j * angle), len(audio)).astype(np.float32)


def round_trip(
    engine: Engine, stem: np.ndarray, timeline: Timeline, bar: int, bars: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (decoded, reference), both (frames,): bars of a stem through encoder and decoder, level-matched.

    The stem is brought to the context store's level first, so that the store's own gain stays near 1.
    """
    first, last = timeline.bar_frame(bar), timeline.bar_frame(bar + bars)
    levelled = stem * np.float32(normal_gain(stem[max(0, first - 2 * SAMPLERATE) : last]))
    store = ContextStore(engine, reader(levelled))
    store.follow(timeline)
    begin, end = latent_of_bar(timeline, bar), latent_of_bar(timeline, bar + bars)
    places = np.arange(max(latent_of_bar(timeline, 0), begin - DECODE_LEFT - 1), end)
    latents = store.at(places, len(levelled)).latents.astype(np.float32)
    own, before = latents[places >= begin], latents[places < begin]
    decoded = decode(engine, timeline, bar, bars, own, before)[PRE_FRAMES:]
    reference = excerpt(levelled, first, len(decoded))
    return matched(decoded, reference), reference


def distances(decoded: np.ndarray, reference: np.ndarray, seed: int) -> dict[str, tuple[float, float]]:
    """Return (log-spectral distance, log-mel error) in dB of what was decoded, of silence and of noise."""
    candidates = (decoded, np.zeros_like(reference), scrambled(reference, seed))
    return {
        name: (log_spectral_distance_db(audio, reference), log_mel_error_db(audio, reference))
        for name, audio in zip(ROWS, candidates, strict=True)
    }


def summary(found: Sequence[tuple[int, float, dict[str, tuple[float, float]]]]) -> list[dict[str, float]]:
    """Return a row per grid density, then one for all, from (density, hop, `distances`) of every stem."""
    table = []
    for density in (*sorted({row[0] for row in found}), 0):
        rows = [row for row in found if density in (0, row[0])]
        line: dict[str, float] = {
            "stft_frames_per_beat": density,  # 0: all
            "n": len(rows),
            "hop_min": round(min(row[1] for row in rows), 1),
            "hop_max": round(max(row[1] for row in rows), 1),
        }
        for name in ROWS:
            line[f"{name}_log_spectral_db"] = float(np.mean([row[2][name][0] for row in rows]))
            line[f"{name}_log_mel_db"] = float(np.mean([row[2][name][1] for row in rows]))
        table.append(line)
    return table
