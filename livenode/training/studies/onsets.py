"""Two plainer measures of rhythm: onsets on the 16th-note grid, and beats that a tracker hears."""

import atexit
import os
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context

import numpy as np

from livenode.inference.features import SAMPLERATE

ONSET_SHARE = 1 / 3  # of the strongest onset
TOLERANCE_S = 0.07
TRIES = 3


def onset_steps(profile: np.ndarray) -> np.ndarray:
    """Return on which grid steps (steps,) an onset lies: a third of the strongest, or more."""
    return (profile >= ONSET_SHARE * profile.max()) & (profile > 0)


def grid_f1(made: np.ndarray, played: np.ndarray) -> float:
    """Return the F-measure, 0..1, of the steps on which two onset profiles (steps,) have onsets."""
    first, second = onset_steps(made), onset_steps(played)
    total = int(first.sum() + second.sum())
    return 2 * int((first & second).sum()) / total if total else 0.0


def beat_f_measure(found_s: np.ndarray, true_s: np.ndarray) -> float:
    """Return the F-measure, 0..1, of beats found within 70 ms of true ones (Davies et al. 2009).

    True beats lie more than 140 ms apart, so that a found one belongs to one of them at most.
    """
    if len(found_s) == 0 or len(true_s) == 0:
        return 0.0
    hit = (np.abs(found_s[:, None] - true_s) <= TOLERANCE_S).any(0).sum()
    return float(2 * hit / (len(found_s) + len(true_s)))


def tracked_beats_s(audio: np.ndarray) -> np.ndarray:
    """Return the times (n,) of the beats librosa's tracker (Ellis 2007) hears in audio at 48 kHz.

    It is told nothing of the tempo. What numba makes of the tracker now and then ends the process, and from
    its cache each time; so it has a process and a cache of its own, and three tries. RuntimeError after them.
    """
    if not np.abs(audio).max(initial=0) > 0:
        return np.zeros(0)
    for _ in range(TRIES):
        try:
            return _tracker().submit(_librosa_beats_s, audio).result()
        except BrokenProcessPool:
            _tracker.cache_clear()
    raise RuntimeError(f"librosa's beat tracker ended its process {TRIES} times")


@cache
def _tracker() -> ProcessPoolExecutor:
    folder = tempfile.mkdtemp(prefix="livenode-numba-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return ProcessPoolExecutor(1, get_context("spawn"), _cache_in, (folder,))


def _cache_in(folder: str) -> None:
    os.environ["NUMBA_CACHE_DIR"] = folder  # before numba is imported


def _librosa_beats_s(audio: np.ndarray) -> np.ndarray:
    import librosa

    _, beats_s = librosa.beat.beat_track(y=audio, sr=SAMPLERATE, hop_length=512, units="time")
    return np.asarray(beats_s)


def madmom_beats_s(audio: np.ndarray) -> np.ndarray | None:
    """Return the beats madmom's tracker (Boeck et al. 2014) hears, None where madmom is not installed.

    Its models are for non-commercial use: for looking at one's own figures only, never a dependency.
    """
    try:
        from madmom.features.beats import DBNBeatTrackingProcessor, RNNBeatProcessor  # ty: ignore
    except ImportError:
        return None
    import soxr

    heard = soxr.resample(audio, SAMPLERATE, 44_100)
    if not np.abs(heard).max(initial=0) > 0:
        return np.zeros(0)
    return np.asarray(DBNBeatTrackingProcessor(fps=100)(RNNBeatProcessor()(heard)))
