"""Opus, the anchor of the autoencoder's round trip: encode and decode with Debian's opus-tools."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from livenode.inference.features import SAMPLERATE
from livenode.training.measures import excerpt

BITRATES_KBPS = (6, 12, 24)
MISSING = "opusenc and opusdec are not installed (Debian: opus-tools): no anchors by Opus"


def opus_is_installed() -> bool:
    """Say whether both tools are there."""
    return bool(shutil.which("opusenc") and shutil.which("opusdec"))


def opus_round_trip(audio: np.ndarray, kbps: int) -> tuple[np.ndarray, float]:
    """Return audio (frames,) encoded and decoded, in place and of the same length, and its kbit/s.

    audio: mono, 48 kHz, -1..1. The tools' defaults: variable rate, 20 ms, music or speech as they find.
    Raises CalledProcessError.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, coded, decoded = (Path(folder) / name for name in ("in.wav", "coded.opus", "out.wav"))
        soundfile.write(source, audio, SAMPLERATE, subtype="PCM_16")
        encode = ["opusenc", "--quiet", "--bitrate", str(kbps), str(source), str(coded)]
        subprocess.run(encode, check=True, capture_output=True)
        decode = ["opusdec", "--quiet", "--rate", str(SAMPLERATE), str(coded), str(decoded)]
        subprocess.run(decode, check=True, capture_output=True)
        back, _ = soundfile.read(decoded, dtype="float32")
        rate = coded.stat().st_size * 8 * SAMPLERATE / len(audio) / 1000
    return excerpt(back, 0, len(audio)), rate
