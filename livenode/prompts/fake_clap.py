"""A CLAP without weights: quick, deterministic, other for other words and sounds; `--checkpoint fake`."""

from collections.abc import Sequence

import numpy as np

from livenode.inference.hashing import text_counts
from livenode.prompts.clap import CLAP_CHANNELS

FFT_FRAMES = 2048


class FakeClap:
    """Hashed words, and mean spectra, in place of networks. Thread: any. Real-time safe: no."""

    fingerprint = "fake"

    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """See Clap.embed_texts. Thread: any. Real-time safe: no."""
        return np.stack([text_counts(text, CLAP_CHANNELS) for text in texts])

    def embed_audio(self, audio: np.ndarray) -> np.ndarray:
        """See Clap.embed_audio. Thread: any. Real-time safe: no."""
        whole = np.pad(audio, (0, -len(audio) % FFT_FRAMES)).reshape(-1, FFT_FRAMES)
        levels = np.log(np.abs(np.fft.rfft(whole)).mean(0)[1 : CLAP_CHANNELS + 1] + 1e-3)
        return np.asarray(levels / np.linalg.norm(levels), np.float32)
