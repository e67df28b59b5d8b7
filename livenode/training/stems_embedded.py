"""Embeddings of true stems, kept: what riffs are compared with, and what the classifier learns from."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.training.clips import ROLLOUT_BARS, Piece
from livenode.training.coding import sounding
from livenode.training.keep import Arrays, kept
from livenode.training.measures import excerpt
from livenode.training.musicnn import PATCH_FRAMES, Musicnn, embed

PATCHES = 4  # of every stem: 12 s from the bar on at which riffs begin


@dataclass(frozen=True)
class Stems:
    """Embeddings (n, 200) of patches that sound, with the piece and the stem each is of, (n,)."""

    rows: np.ndarray
    pieces: np.ndarray
    stems: np.ndarray

    def means(self) -> tuple[np.ndarray, list[tuple[str, int]]]:
        """Return the mean embedding of each stem (m, 200) and which (piece, stem) it is."""
        names = list(dict.fromkeys(zip(self.pieces.tolist(), self.stems.tolist(), strict=True)))
        found = [self.rows[(self.pieces == piece) & (self.stems == stem)].mean(0) for piece, stem in names]
        return np.asarray(found).reshape(len(names), self.rows.shape[1]), names


def embed_sounding(network: Musicnn, audio: np.ndarray) -> np.ndarray:
    """Return the embeddings (n, 200) of the patches of audio (frames,) that are not silent."""
    return embed(network, audio)[sounding(audio)]


def embed_stems(network: Musicnn, pieces: Sequence[Piece], keep: Path | None) -> Stems:
    """Return the embeddings of all stems of pieces, PATCHES of each at most."""
    rows, names, stems = [], [], []
    for number, piece in enumerate(pieces, 1):
        found = kept(keep, piece, "stems-1", lambda piece=piece: _embed_piece(network, piece))
        for stem in range(len(piece.meta["stems"])):
            part = found[str(stem)]
            rows.append(part)
            names += [piece.folder.name] * len(part)
            stems += [stem] * len(part)
        if number % 50 == 0 or number == len(pieces):
            print(f"embedded stems of piece {number}/{len(pieces)}", file=sys.stderr, flush=True)
    return Stems(np.concatenate(rows), np.asarray(names), np.asarray(stems))


def _embed_piece(network: Musicnn, piece: Piece) -> Arrays:
    audio = np.load(piece.folder / "stems.npy", mmap_mode="r")
    first = piece.timeline.bar_frame(ROLLOUT_BARS[0])
    return {
        str(index): embed_sounding(network, excerpt(stem, first, PATCHES * PATCH_FRAMES) / np.float32(32767))
        for index, stem in enumerate(audio)
    }


def some_stems(stems: Stems, count: int, rng: np.random.Generator) -> np.ndarray:
    """Return the index of about `count` rows of whole stems drawn at random."""
    names = list(dict.fromkeys(zip(stems.pieces.tolist(), stems.stems.tolist(), strict=True)))
    chosen: list[int] = []
    for index in rng.permutation(len(names)):
        piece, stem = names[int(index)]
        if len(chosen) < count:
            chosen += np.flatnonzero((stems.pieces == piece) & (stems.stems == stem)).tolist()
    return np.asarray(chosen[:count], int)
