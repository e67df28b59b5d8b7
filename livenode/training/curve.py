"""Kernel distance to true stems against denoising steps, for four conditionings. `livenode evaluate --curve`.

After figure 2 of Diff-A-Riff (Nistal et al. 2024). A cell is one conditioning at one number of steps; cells
that were finished before are taken from the file.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from livenode.generation.riff import Prompt, Settings
from livenode.inference.engine import Engine
from livenode.training.clips import RIFF_BARS, ROLLOUT_BARS, Clip, Piece, draw_clips, load_pieces
from livenode.training.embedding import kernel_interval
from livenode.training.measures import excerpt
from livenode.training.musicnn import Musicnn
from livenode.training.rollout import joined, play
from livenode.training.roundtrip import round_trip
from livenode.training.stems_embedded import Stems, embed_sounding, embed_stems, some_stems

STEPS = (1, 2, 4, 6, 10, 20, 30)
CONDITIONINGS = {  # name: context heard, prompt given
    "context and prompt": (True, True),
    "context": (True, False),
    "prompt": (False, True),
    "neither": (False, False),
}


def curve(
    engine: Engine,
    embedder: Musicnn,
    data: Path,
    out: Path,
    *,
    split: str = "heldout",
    mode: str = "anticipate",
    clips: int = 24,
    seed: int = 0,
    keep: Path | None = None,
) -> dict:
    """Return kernel distances by conditioning and steps, with floors; cells are written to `out` (JSON)."""
    pieces = load_pieces(data, split)
    drawn, true = draw_clips(pieces, clips, seed), embed_stems(embedder, pieces, keep)
    head = {"engine": engine.info.name, "grade": engine.info.grade, "split": split, "mode": mode}
    head |= {"clips": len(drawn), "seed": seed, "true_patches": len(true.rows)}
    found = _finished(out, head)
    steps = [count for count in STEPS if count <= engine.info.steps_max]
    for name, (heard, prompted) in CONDITIONINGS.items():
        for count in steps:
            if f"{count}" in found["cells"].setdefault(name, {}):
                continue
            made = [_rows(engine, embedder, clip, mode, count, heard, prompted) for clip in drawn]
            found["cells"][name][f"{count}"] = _distance(made, drawn, true, seed)
            _write(out, found)
    if not found["floors"]:
        recoded = [embed_sounding(embedder, _recoded(engine, clip)) for clip in drawn]
        found["floors"]["true stems, encoded and decoded"] = _distance(recoded, drawn, true, seed)
        found["floors"] |= _training_floor(embedder, data, split, sum(map(len, recoded)), true, seed, keep)
        _write(out, found)
    return found


def _rows(
    engine: Engine, embedder: Musicnn, clip: Clip, mode: str, steps: int, heard: bool, prompted: bool
) -> np.ndarray:
    """Play a clip and embed it. What is not heard is given as audio of no length, of which all is heard."""
    timeline, stems = clip.piece.timeline, clip.piece.stems()
    context = stems.sum(0) - stems[clip.stem] if heard else np.zeros(0, np.float32)
    settings = Settings(
        mode=mode if heard else "offline",
        prompt=Prompt(clip.prompt if prompted else ""),
        guidance_context=Settings.guidance_context if heard else 1.0,  # no context: one call less
        steps=steps,
        seed=clip.seed,
    )
    bars = _bars(clip)
    riffs = list(play(engine, context, timeline, bars, settings))
    start, end = timeline.bar_frame(bars[0]), timeline.bar_frame(bars[-1] + RIFF_BARS)
    return embed_sounding(embedder, np.nan_to_num(excerpt(joined(riffs, timeline), start, end - start)))


def _bars(clip: Clip) -> list[int]:
    return [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]


def _recoded(engine: Engine, clip: Clip) -> np.ndarray:
    bars, stem = _bars(clip), clip.piece.stems()[clip.stem]
    decoded, _ = round_trip(engine, stem, clip.piece.timeline, bars[0], bars[-1] + RIFF_BARS - bars[0])
    return np.nan_to_num(decoded)


def _distance(made: Sequence[np.ndarray], clips: Sequence[Clip], true: Stems, seed: int) -> dict[str, float]:
    groups = [clip.piece.folder.name for clip, rows in zip(clips, made, strict=True) for _ in rows]
    return kernel_interval(np.concatenate(made), true.rows, np.asarray(groups), true.pieces, seed)


def _training_floor(
    embedder: Musicnn, data: Path, split: str, count: int, true: Stems, seed: int, keep: Path | None
) -> dict[str, dict[str, float]]:
    """Return what as many patches of training pieces' stems score; nothing where there are none."""
    try:
        pieces: list[Piece] = load_pieces(data, "train" if split == "heldout" else "heldout")
    except FileNotFoundError:
        return {}
    other = embed_stems(embedder, pieces, keep)
    chosen = some_stems(other, count, np.random.default_rng([seed, 9]))
    distance = kernel_interval(other.rows[chosen], true.rows, other.pieces[chosen], true.pieces, seed)
    return {"stems of training pieces": distance}


def _finished(out: Path, head: dict) -> dict:
    """Return what `out` holds, if it was begun alike; or else an empty start."""
    try:
        found = json.loads(out.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    same = all(found.get(key) == value for key, value in head.items())
    return found if same and "cells" in found else head | {"cells": {}, "floors": {}}


def _write(out: Path, found: dict) -> None:
    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    temporary.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, out)


def table(found: dict) -> str:
    """Return the figures as text: a row a conditioning, a column a number of steps."""
    steps = list(next(iter(found["cells"].values())))
    lines = [
        f"curve: engine {found['engine']} ({found['grade']}), mode {found['mode']}, "
        f"{found['clips']} clips of {found['split']} pieces, seed {found['seed']}",
        f"kernel distance x 1000 to {found['true_patches']} patches of true stems (musicnn), by steps",
        f"{'':34}" + "".join(f"{each:>9}" for each in steps),
    ]
    for name, cells in found["cells"].items():
        lines.append(f"{name:34}" + "".join(f"{1000 * cell['value']:9.1f}" for cell in cells.values()))
    for name, cell in found["floors"].items():
        low, high = 1000 * cell["low"], 1000 * cell["high"]
        lines.append(f"{name:34}{1000 * cell['value']:9.1f} ({low:.1f} {high:.1f})  n {cell['n']}")
    return "\n".join(lines) + "\n"
