"""The way from CLAP's space to an engine's: an affine map for text and one for audio, in a file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.inference.grid_inputs import PROMPT_CHANNELS
from livenode.prompts.clap import CLAP_CHANNELS, PromptError

SHAPE = (CLAP_CHANNELS + 1, PROMPT_CHANNELS)
MOST_BYTES = 1 << 23  # unpacked; a map has half a megabyte


@dataclass(frozen=True)
class ClapMap:
    """Maps fitted by `livenode train clap`, and what between.

    checkpoint, fingerprint: of the CLAP; towers: EngineInfo.towers of the engine. text, audio: SHAPE float32,
    the offset last.
    """

    checkpoint: str
    fingerprint: str
    towers: str
    text: np.ndarray
    audio: np.ndarray

    def save(self, path: Path) -> None:
        """Write the file (npz). Thread: any. Real-time safe: no."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            np.savez(stream, **vars(self))


def load_map(path: str) -> ClapMap:
    """Read a file that `livenode train clap` wrote. Raises PromptError. Thread: any. Real-time safe: no."""
    try:
        with Path(path).open("rb") as stream, np.load(stream) as arrays:
            if sum(member.file_size for member in arrays.zip.infolist()) > MOST_BYTES:
                raise ValueError("too large")
            said = [str(arrays[name]) for name in ("checkpoint", "fingerprint", "towers")]
            found = ClapMap(said[0], said[1], said[2], arrays["text"], arrays["audio"])
    except FileNotFoundError:
        raise PromptError(f"{path}: there is no such file: make it with livenode train clap") from None
    except Exception:  # of zipfile, zlib, numpy's own parser: they have no common base class
        raise PromptError(f"{path} is no map from CLAP: make one with livenode train clap") from None
    if found.text.shape != SHAPE or found.audio.shape != SHAPE:
        raise PromptError(
            f"{path} was made for another engine or CLAP: make it again with livenode train clap"
        )
    return found


def place(side: np.ndarray, embedding: np.ndarray) -> np.ndarray:
    """Return the prompt embedding (128,) of unit length of a CLAP embedding (512,) by one side of a map."""
    found = embedding @ side[:-1] + side[-1]
    return np.asarray(found / (np.linalg.norm(found) + 1e-9), np.float32)
