"""What a CLAP is: text and audio in one space. Opened by the name of its checkpoint."""

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


def open_clap(checkpoint: str) -> Clap:
    """Open a CLAP by a name of CHECKPOINTS (livenode.prompts.laion), a file, or `fake`: no weights.

    Fetches what is not on this machine yet. Raises PromptError. Thread: any. Real-time safe: no.
    """
    if checkpoint == "fake":
        from livenode.prompts.fake_clap import FakeClap

        return FakeClap()
    try:
        from livenode.prompts.laion import LaionClap
    except ModuleNotFoundError as problem:
        raise PromptError(
            f"prompts by CLAP need {problem.name}: pip install 'livenode[clap]', "
            "in an environment of its own (it keeps numpy below 2)"
        ) from None
    except OSError as problem:
        raise PromptError(
            "laion_clap fetches tokenizers from huggingface.co when imported, and could not "
            f"({str(problem).splitlines()[0]}): start once with internet; afterwards they are on this machine"
        ) from None
    return LaionClap(checkpoint)
