"""LAION's CLAP (Wu et al. 2023) by the package laion_clap: code and public checkpoints are under CC0.

The only file that imports laion_clap, and the only one of the runtime that imports torch (extra `clap`).
Importing it fetches tokenizers, opening it RoBERTa (MIT, 0.5 GB) and the checkpoint, from huggingface.co,
each once.
"""

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import laion_clap
import numpy as np
import torch
from huggingface_hub import hf_hub_download

from livenode.prompts.clap import PromptError

REPOSITORY = "lukewys/laion_clap"
CHECKPOINTS = {"music": "music_audioset_epoch_15_esc_90.14.pt", "general": "630k-audioset-best.pt"}
PROJECTIONS = ("text_projection.0.weight", "audio_projection.0.weight")
WORDS = "text_branch.embeddings.word_embeddings.weight"
BASE_WIDTH = 1024  # what HTSAT-base gives the projection; HTSAT-tiny gives 768
WINDOW_FRAMES = 480_000  # what the audio network hears at once, 10 s
# Beside the weights the checkpoints hold numbers of numpy's, by its old and its new module names.
_SCALAR = np.float64(0).__reduce__()[0]
_SAFE: list[Any] = [
    (_SCALAR, "numpy.core.multiarray.scalar"),
    (_SCALAR, "numpy._core.multiarray.scalar"),
    np.dtype,
    type(np.dtype(np.float64)),
]


class LaionClap:
    """A checkpoint on laion_clap, on one CPU thread. Thread: any, one at a time. Real-time safe: no."""

    def __init__(self, checkpoint: str) -> None:
        """Find, read and load `checkpoint`; sets torch to one thread. Raises PromptError."""
        weights = read_weights(find_checkpoint(checkpoint))
        other = PromptError(
            f"{checkpoint} is no checkpoint of CLAP without fusion: choose one of {', '.join(CHECKPOINTS)}, "
            f"or a file of {REPOSITORY} on huggingface.co"
        )
        if not {*PROJECTIONS, WORDS} <= set(weights):
            raise other
        self._clap = _network(wide=weights[PROJECTIONS[1]].shape[1] == BASE_WIDTH)
        try:
            self._clap.model.load_state_dict(weights)
        except RuntimeError:
            raise other from None
        if len(self._clap.tokenize) != len(weights[WORDS]):  # where it has no files it makes one up
            raise _not_fetched("RoBERTa's tokenizer")
        digest = hashlib.sha256()
        for name in PROJECTIONS:
            digest.update(weights[name].float().contiguous().numpy().tobytes())
        self.fingerprint = digest.hexdigest()
        torch.set_num_threads(1)

    @torch.no_grad()
    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """See Clap.embed_texts. Thread: any, one at a time. Real-time safe: no."""
        return np.asarray(self._clap.get_text_embedding(list(texts)), np.float32)

    @torch.no_grad()
    def embed_audio(self, audio: np.ndarray) -> np.ndarray:
        """See Clap.embed_audio: the mean over windows of 10 s, the last one as heavy as it is long.

        laion_clap itself would draw a window at random. Thread: any, one at a time. Real-time safe: no.
        """
        windows = [audio[first : first + WINDOW_FRAMES] for first in range(0, len(audio), WINDOW_FRAMES)]
        rows = [self._clap.get_audio_embedding_from_data([window])[0] for window in windows]
        mean = np.average(rows, axis=0, weights=[len(window) for window in windows])
        return np.asarray(mean / np.linalg.norm(mean), np.float32)


def _network(wide: bool) -> laion_clap.CLAP_Module:
    try:
        return laion_clap.CLAP_Module(
            enable_fusion=False, amodel="HTSAT-base" if wide else "HTSAT-tiny", device="cpu"
        )
    except OSError as problem:
        raise _not_fetched(f"RoBERTa ({str(problem).splitlines()[0]})") from None


def _not_fetched(what: str) -> PromptError:
    return PromptError(
        f"{what} could not be fetched from huggingface.co: start once with internet; "
        "afterwards it is on this machine"
    )


def find_checkpoint(name_or_file: str) -> Path:
    """Return the path of a public checkpoint, fetched where it is not here yet, or of a file.

    Raises PromptError. Thread: any. Real-time safe: no.
    """
    if name_or_file not in CHECKPOINTS:
        if Path(name_or_file).is_file():
            return Path(name_or_file)
        raise PromptError(
            f"no checkpoint {name_or_file!r}: give one of {', '.join(CHECKPOINTS)}, or a file that is there"
        )
    name = CHECKPOINTS[name_or_file]
    try:
        return Path(hf_hub_download(REPOSITORY, name))
    except OSError as problem:
        raise PromptError(
            f"the checkpoint could not be fetched ({problem}): start once with internet, or bring {name} "
            f"from huggingface.co/{REPOSITORY} and name the file with --checkpoint"
        ) from None


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Return a checkpoint's weights by laion_clap's names. Nothing in the file is executed.

    laion_clap's own loader would unpickle anything. Raises PromptError. Thread: any. Real-time safe: no.
    """
    try:
        with torch.serialization.safe_globals(_SAFE):
            found = torch.load(path, map_location="cpu", weights_only=True)
        weights = found.get("state_dict", found)
        named = {name.removeprefix("module."): weight for name, weight in weights.items()}
    except (pickle.UnpicklingError, RuntimeError, EOFError, AttributeError):
        raise PromptError(
            f"{path} is not a checkpoint, or holds more than weights and is not opened: take one of "
            f"{REPOSITORY} on huggingface.co"
        ) from None
    named.pop("text_branch.embeddings.position_ids", None)  # of older transformers
    return named
