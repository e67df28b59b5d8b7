"""Embeddings of mixes of a context with its own stem and with another piece's: what adherence is told by."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from livenode.training.clips import ROLLOUT_BARS, Piece
from livenode.training.faults import SILENT_DBFS, rms_dbfs
from livenode.training.keep import Arrays, kept
from livenode.training.loudness import matched_mix
from livenode.training.measures import excerpt
from livenode.training.musicnn import EMBEDDING, PATCH_FRAMES, Musicnn
from livenode.training.stems_embedded import PATCHES, embed_sounding

PAIR_PIECES = 72


def embed_pairs(
    network: Musicnn, pieces: Sequence[Piece], keep: Path | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return embeddings (n, 200) of true pairs, and of the same contexts with stems of other pieces (m, 200).

    Of PAIR_PIECES of the pieces, evenly taken, every stem once. Both sides of a mix are of one loudness.
    """
    chosen = [piece for piece in pieces if len(piece.meta["stems"]) > 1]
    chosen = chosen[:: max(1, len(chosen) // PAIR_PIECES)][:PAIR_PIECES]
    names = hashlib.sha256(" ".join(piece.folder.name for piece in chosen).encode()).hexdigest()[:8]
    right, wrong = [np.zeros((0, EMBEDDING), np.float32)], [np.zeros((0, EMBEDDING), np.float32)]
    for number, piece in enumerate(chosen):
        rest = chosen[:number] + chosen[number + 1 :]
        made = kept(
            keep,
            piece,
            f"pairs-1-{names}",
            lambda number=number, piece=piece, rest=rest: _embed_piece(network, piece, rest, number),
        )
        right.append(made["right"])
        wrong.append(made["wrong"])
    return np.concatenate(right), np.concatenate(wrong)


def _embed_piece(network: Musicnn, piece: Piece, others: Sequence[Piece], seed: int) -> Arrays:
    rng = np.random.default_rng([seed, 5])
    stems = [_heard(piece, index) for index in range(len(piece.meta["stems"]))]
    found: dict[str, list[np.ndarray]] = {"right": [], "wrong": []}
    for index, stem in enumerate(stems):
        context = np.sum(stems[:index] + stems[index + 1 :], 0)
        other = others[int(rng.integers(len(others)))] if others else piece
        foreign = _heard(other, int(rng.integers(len(other.meta["stems"]))))
        if min(rms_dbfs(each) for each in (stem, foreign, context)) > SILENT_DBFS:
            found["right"].append(embed_sounding(network, matched_mix(context, stem)))
            found["wrong"].append(embed_sounding(network, matched_mix(context, foreign)))
    empty = np.zeros((0, EMBEDDING), np.float32)
    return {name: np.concatenate([empty, *rows]) for name, rows in found.items()}


def _heard(piece: Piece, stem: int) -> np.ndarray:
    audio = np.load(piece.folder / "stems.npy", mmap_mode="r")[stem]
    first = piece.timeline.bar_frame(ROLLOUT_BARS[0])
    return excerpt(audio, first, PATCHES * PATCH_FRAMES) / np.float32(32767)
