"""What the two strengths of guidance do: harmony with the context, and the instrument that was asked for.

    livenode evaluate --guidance --data FOLDER

One strength is moved from 0 to 4, the other stays at the default. Harmony is the agreement with what was
played; the class of instrument is told by a classifier on Musicnn's embeddings, of clips whose caption names
it.
"""

from dataclasses import replace

import numpy as np

from livenode.generation.riff import Settings
from livenode.inference.engine import Engine
from livenode.training.clips import ROLLOUT_BARS, Clip, load_pieces
from livenode.training.embedded_figures import References, references
from livenode.training.instrument_classes import class_of, named_class
from livenode.training.intervals import mean_interval
from livenode.training.musicnn import Musicnn
from livenode.training.rollout import joined, play
from livenode.training.scores import Anchors, agreed
from livenode.training.stems_embedded import embed_sounding
from livenode.training.studies.wanted import Wanted, cell, line, progress, title

STRENGTHS = (0.0, 1.0, 2.0, 3.0, 4.0)
KINDS = ("guidance_context", "guidance_prompt")
MEASURES = ("harmony", "class")


def guidance(engine: Engine, network: Musicnn, wanted: Wanted, keep: object) -> dict:
    """Return the figures. keep: folder of the true stems' embeddings. Raises FileNotFoundError."""
    anchors = wanted.anchors()
    clips = wanted.drawn(anchors)
    train = load_pieces(wanted.data, "train" if wanted.split == "heldout" else "heldout")
    true = references(network, anchors.pieces, train, keep)  # type: ignore[arg-type]
    rows: dict[tuple[str, float], list[dict[str, float]]] = {}
    for number, clip in enumerate(clips, 1):
        settings = wanted.settings(clip)
        for kind in KINDS:
            for strength in STRENGTHS:
                asked = replace(settings, **{kind: strength})
                rows.setdefault((kind, strength), []).append(
                    _played(engine, network, clip, asked, anchors, true)
                )
        progress("played clip", number, len(clips))
    groups = np.asarray([clip.piece.folder.name for clip in clips])
    return wanted.head("guidance", engine, clips) | {
        kind: {
            measure: [_mean(rows[kind, strength], measure, groups, wanted.seed) for strength in STRENGTHS]
            for measure in MEASURES
        }
        for kind in KINDS
    }


def _played(
    engine: Engine, network: Musicnn, clip: Clip, settings: Settings, anchors: Anchors, true: References
) -> dict[str, float]:
    stems, timeline = clip.piece.stems(), clip.piece.timeline
    bars = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
    riffs = list(play(engine, stems.sum(0) - stems[clip.stem], timeline, bars, settings))
    audio = np.nan_to_num(joined(riffs, timeline))
    heard = [
        agreed(clip, bar, anchors, audio) for bar in clip.piece.measured_bars if _sounds(clip, bar, anchors)
    ]
    harmony = [each["harmony"] for each in heard if "harmony" in each]
    found = {"harmony": float(np.mean(harmony)) if harmony else float("nan"), "class": float("nan")}
    label, rows = class_of(clip.piece.meta["stems"][clip.stem]), embed_sounding(network, audio)
    if label is not None and named_class(clip.prompt) == label and len(rows) and true.classifier is not None:
        found["class"] = float(true.classifier.classes(rows.mean(0)[None])[0] == label)
    return found


def _sounds(clip: Clip, bar: int, anchors: Anchors) -> bool:
    truth, played = anchors.library[clip.piece.folder.name, clip.stem, bar]
    return not (truth.silent or played.silent)


def _mean(rows: list[dict[str, float]], measure: str, groups: np.ndarray, seed: int) -> dict:
    values = np.asarray([row[measure] for row in rows])
    known = np.isfinite(values)
    return mean_interval(values[known], groups[known], seed)


def table(found: dict) -> str:
    """Return the figures as text."""
    lines = [title(found), line("", [f"{strength:g}" for strength in STRENGTHS])]
    for kind in KINDS:
        lines += [line(f"{kind}: {name}", [cell(each) for each in found[kind][name]]) for name in MEASURES]
    return "\n".join(lines)
