"""Figures from embeddings: how like true stems riffs are, do they fit, do they play what was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from livenode.inference.engine import Engine
from livenode.training.clips import Piece
from livenode.training.embedded import ClipEmbedded
from livenode.training.embedding import adherence, frechet_distance, kernel_interval
from livenode.training.instrument_classes import NAMES, Classifier, class_of, fit, named_class
from livenode.training.intervals import gap_closed, mean_interval
from livenode.training.musicnn import Musicnn
from livenode.training.pairs import embed_pairs
from livenode.training.stems_embedded import Stems, embed_stems, some_stems

DISTANT = ("ours", "audio_prompt", "recoded", "train", "noise")
ADHERENT = ("ours", "truth", "random")
TOLD = ("ours", "audio_prompt", "recoded", "truth")
ADHERENCE_DRAWS = 100


@dataclass(frozen=True)
class References:
    """True stems: of the evaluated pieces and, where there are any, of training pieces; what they tell."""

    stems: Stems
    train: Stems | None
    classifier: Classifier | None
    pairs: tuple[np.ndarray, np.ndarray] | None
    described: Mapping[str, Sequence[dict]]  # piece -> its stems' descriptions


def references(
    network: Musicnn, pieces: Sequence[Piece], train: Sequence[Piece], keep: Path | None
) -> References:
    """Return the true stems' embeddings; minutes the first time, then kept in `keep`."""
    described = {piece.folder.name: piece.meta["stems"] for piece in (*pieces, *train)}
    stems = embed_stems(network, pieces, keep)
    if not train:
        return References(stems, None, None, None, described)
    learnt = embed_stems(network, train, keep)
    rows, labels, names = _labelled(learnt, described)
    classifier = fit(rows, labels, np.asarray([piece for piece, _ in names]))
    return References(stems, learnt, classifier, embed_pairs(network, train, keep), described)


def _labelled(
    stems: Stems, described: Mapping[str, Sequence[dict]]
) -> tuple[np.ndarray, np.ndarray, list[tuple[str, int]]]:
    """Return mean embeddings (n, 200), classes (n,) and names of the stems whose class is known."""
    rows, names = stems.means()
    labels = [class_of(described[piece][stem]) for piece, stem in names]
    known = [index for index, label in enumerate(labels) if label is not None]
    return rows[known], np.asarray([labels[index] for index in known]), [names[index] for index in known]


def embedded_figures(engine: Engine, found: Sequence[ClipEmbedded], true: References, seed: int) -> dict:
    """Return the figures of played clips; those that need training pieces are left out without them."""
    figures: dict = {"distances": _distances(found, true, seed), "ranks": _ranks(engine, found, seed)}
    if true.pairs is not None:
        figures["adherence"] = _adherence(found, *true.pairs, seed)
    if true.classifier is not None:
        figures["classes"] = _classes(found, true.classifier, true, seed)
    figures["diversity"] = _diversity(found, true)
    return figures


def _gathered(found: Sequence[ClipEmbedded], source: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of a source from all clips, and the piece that each is of."""
    rows = np.concatenate([each.rows[source] for each in found])
    pieces = [each.clip.piece.folder.name for each in found for _ in each.rows[source]]
    return rows, np.asarray(pieces)


def _distances(found: Sequence[ClipEmbedded], true: References, seed: int) -> dict:
    """Return kernel and Frechet distances to the true stems; for the second all sets are of one size."""
    rng = np.random.default_rng([seed, 9])
    sets = {source: _gathered(found, source) for source in DISTANT if source != "train"}
    least = min(len(rows) for rows, _ in sets.values())
    if true.train is not None:
        chosen = some_stems(true.train, len(sets["ours"][0]), rng)
        sets["train"] = true.train.rows[chosen], true.train.pieces[chosen]
        least = min(least, len(chosen))
    wanted, groups = true.stems.rows, true.stems.pieces
    figures: dict = {"n_true": len(wanted), "n_frechet": least}
    for source, (rows, pieces) in sets.items():
        alike = rng.permutation(len(rows))[:least]
        figures[source] = {
            "kernel": kernel_interval(rows, wanted, pieces, groups, seed),
            "frechet": frechet_distance(rows[alike], wanted),
        }
    return figures


def _adherence(found: Sequence[ClipEmbedded], right: np.ndarray, wrong: np.ndarray, seed: int) -> dict:
    """Return adherence of ours and of anchors with 95 % bootstrap intervals over clips."""
    rng = np.random.default_rng([seed, 11])
    apart = frechet_distance(right, wrong)
    rows = {source: [each.rows[f"mix_{source}"] for each in found] for source in ADHERENT}

    def measured(chosen: np.ndarray) -> list[float]:
        return [
            adherence(np.concatenate([rows[source][index] for index in chosen]), right, wrong, apart)
            for source in ADHERENT
        ]

    values = measured(np.arange(len(found)))
    draws = [measured(rng.integers(len(found), size=len(found))) for _ in range(ADHERENCE_DRAWS)]
    values, draws = [*values, _share(*values)], [[*drawn, _share(*drawn)] for drawn in draws]
    figures: dict = {}
    for index, name in enumerate((*ADHERENT, "gap_closed")):
        known = [drawn[index] for drawn in draws if np.isfinite(drawn[index])]
        low, high = np.percentile(known, [2.5, 97.5]) if known else (np.nan, np.nan)
        figures[name] = {"value": values[index], "low": float(low), "high": float(high), "n": len(found)}
    return figures | {"right_to_wrong": apart, "pairs": len(right)}


def _share(ours: float, truth: float, random: float) -> float:
    return gap_closed(ours, random, truth)


def _classes(found: Sequence[ClipEmbedded], classifier: Classifier, true: References, seed: int) -> dict:
    """Return how often the prompted class is heard, over the clips whose caption names their class."""
    rows, labels, names = _labelled(true.stems, true.described)
    told = classifier.classes(rows)
    pieces = np.asarray([piece for piece, _ in names])
    figures: dict = {
        "names": list(NAMES),
        "heldout": mean_interval((told == labels).astype(float), pieces, seed),
        "heldout_by_class": {
            name: float((told[labels == index] == index).mean())
            for index, name in enumerate(NAMES)
            if (labels == index).any()
        },
    }
    used = []
    for each in found:
        stem = each.clip.piece.meta["stems"][each.clip.stem]
        label = class_of(stem)
        if label is not None and named_class(each.clip.prompt) == label:
            if all(len(each.rows[source]) for source in TOLD):
                used.append((each, label))
    groups = np.asarray([each.clip.piece.folder.name for each, _ in used])
    wanted = np.asarray([label for _, label in used], int)
    for source in TOLD if used else ():
        heard = classifier.classes(np.stack([each.rows[source].mean(0) for each, _ in used]))
        figures[source] = mean_interval((heard == wanted).astype(float), groups, seed)
        if source == "ours":
            shares = [np.bincount(labels, minlength=len(NAMES)) / len(used) for labels in (heard, wanted)]
            figures["chance"] = float(shares[0] @ shares[1])
    return figures


def _ranks(engine: Engine, found: Sequence[ClipEmbedded], seed: int) -> dict:
    """Return the mean normalised rank of the own caption among those of all clips: 0 first, chance 0.5."""
    captions = np.stack([engine.embed_text(each.clip.prompt) for each in found])
    groups = np.asarray([each.clip.piece.folder.name for each in found])
    figures: dict = {"captions": len(captions)}
    for source in ("ours", "truth"):
        alike = np.stack([each.towers[source] for each in found]) @ captions.T
        own = np.diag(alike)[:, None]
        above = (alike > own).sum(1) + 0.5 * ((alike == own).sum(1) - 1)
        figures[source] = mean_interval(above / max(1, len(found) - 1), groups, seed)
    return figures


def _diversity(found: Sequence[ClipEmbedded], true: References) -> dict:
    """Return mean distances between mean embeddings: of one clip's seeds, and of different true stems."""
    seeds = []
    for each in found:
        means = [rows.mean(0) for rows in each.seeds if len(rows)]
        if len(means) > 1:
            seeds.append(np.mean([np.linalg.norm(a - b) for a, b in combinations(means, 2)]))
    rows, labels, names = _labelled(true.stems, true.described)
    apart = np.linalg.norm(rows[:, None] - rows[None], axis=-1) if len(rows) else np.zeros((0, 0))
    pieces = np.asarray([piece for piece, _ in names])
    foreign = pieces[:, None] != pieces[None]
    alike = foreign & (labels[:, None] == labels[None])
    return {
        "clips": len(seeds),
        "seeds": float(np.mean(seeds)) if seeds else float("nan"),
        "true_stems": float(apart[foreign].mean()) if foreign.any() else float("nan"),
        "true_stems_of_one_class": float(apart[alike].mean()) if alike.any() else float("nan"),
    }
