"""Level and colour of audio, by which a slow change for the worse shows. Pure functions."""

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.measures import spectra

TONES = ("level_dbfs", "centroid_octaves", "flatness_db")
WINDOW_FRAMES, HOP_FRAMES = 4096, 2048
LOWEST_HZ, HIGHEST_HZ = 40.0, 16_000.0
LOWEST_DBFS = -100.0


def tone(audio: np.ndarray) -> dict[str, float]:
    """Return level, spectral centroid and spectral flatness of audio (frames,), at least 0.1 s.

    level_dbfs: RMS, -100 at the least. centroid_octaves: power-weighted mean frequency of the mean power
    spectrum from 40 Hz to 16 kHz, in octaves above 1 kHz. flatness_db: geometric over arithmetic mean of the
    same spectrum, 0 for white noise, lower the more tonal (Gray & Markel 1974). Silence has a level only.
    """
    level = max(rms_dbfs(audio), LOWEST_DBFS)
    if level < SILENT_DBFS:
        return {"level_dbfs": level}
    frequency = np.fft.rfftfreq(WINDOW_FRAMES, 1 / SAMPLERATE)
    inside = (frequency >= LOWEST_HZ) & (frequency <= HIGHEST_HZ)
    power = spectra(audio.astype(np.float32), WINDOW_FRAMES, HOP_FRAMES).mean(0)[inside].astype(np.float64)
    power += 1e-16
    centroid_hz = float((power * frequency[inside]).sum() / power.sum())
    return {
        "level_dbfs": level,
        "centroid_octaves": float(np.log2(centroid_hz / 1000)),
        "flatness_db": float(10 * (np.log10(power).mean() - np.log10(power.mean()))),
    }
