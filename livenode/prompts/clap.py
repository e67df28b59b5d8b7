"""What a CLAP is: text and audio in one space."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

CLAP_CHANNELS = 512


class PromptError(Exception):
    """Prompts cannot be embedded by CLAP; the sentence says why and what to do."""

    exit_code = 78


class Clap(Protocol):
    """Text and audio to embeddings of unit length. Thread: any, one at a time. Real-time safe: no."""

    @property
    def fingerprint(self) -> str:
        """What tells its weights from others'."""

    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """Return (texts, CLAP_CHANNELS) float32."""

    def embed_audio(self, audio: np.ndarray) -> np.ndarray:
        """audio (frames,) float32 at 48 kHz, ±1.0, one frame or more -> (CLAP_CHANNELS,) float32."""
