"""What was computed of a piece and depends on the piece alone, kept in a folder and not computed again."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from livenode.training.clips import Piece

Arrays = dict[str, np.ndarray]


def kept(folder: Path | None, piece: Piece, what: str, make: Callable[[], Arrays]) -> Arrays:
    """Return what `make` makes of a piece, from `folder` where it was made of the same files before.

    folder: None keeps nothing. what: names the recipe, which has to be named anew when it changes.
    """
    if folder is None:
        return make()
    audio = (piece.folder / "stems.npy").stat()
    state = f"{(piece.folder / 'meta.json').read_text()}{audio.st_size}{audio.st_mtime_ns}"
    mark = hashlib.sha256(state.encode()).hexdigest()[:16]
    target = folder / f"{piece.folder.name}-{what}-{mark}.npz"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.npz")
        np.savez(temporary, **make())
        os.replace(temporary, target)
    with np.load(target) as arrays:
        return dict(arrays)
