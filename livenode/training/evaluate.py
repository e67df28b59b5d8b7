"""Evaluate an engine on held-out music, through the live pipeline, on audio.

    python -m livenode.training.evaluate --engine default --data runs/data/main --clips 40

A clip is a piece with one stem taken out. The others are what is played; the engine makes riffs beside them
with the stem's caption as its prompt, and rhythm, groove and harmony of the riffs are compared with what was
played in the same bars, heard or not. The same is measured of anchors (`SOURCES`), so that a figure reads as
a share of the gap.
"""

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from livenode.audio.files import AudioFileError
from livenode.config import BACKENDS
from livenode.generation.riff import Prompt, Riff, Settings
from livenode.inference.backend import BackendError
from livenode.inference.bundle import BundleError
from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.node import load_engine
from livenode.prompts.clap import PromptError
from livenode.training.clips import RIFF_BARS, Clip, Piece, draw_clips, load_pieces
from livenode.training.embedded import DIVERSE_CLIPS, ClipEmbedded, embed_clip
from livenode.training.embedded_figures import embedded_figures, references
from livenode.training.intervals import gap_interval, mean_interval
from livenode.training.listening import MEASURES, Library, Usual, listen_to_piece
from livenode.training.musicnn import Musicnn
from livenode.training.musicnn_weights import WeightsError, load_musicnn
from livenode.training.report import quality, table
from livenode.training.rollout import MODES
from livenode.training.roundtrip import distances, round_trip, summary
from livenode.training.scores import SOURCES, Anchors, Heard, play_clip
from livenode.training.studies import options

__all__ = ["evaluate", "main", "quality"]

# Another piece's stem on the same bars agrees in rhythm nearly as well as the true one (both keep the meter),
# so the gap in rhythm is measured from music that is not on the bars at all.
FLOORS = {"rhythm": "unaligned", "groove": "random", "harmony": "random"}
ROUND_TRIPS = 24


def evaluate(
    engine: Engine,
    data: Path,
    *,
    split: str = "heldout",
    mode: str = "anticipate",
    steps: int = 0,
    clips: int = 40,
    seed: int = 0,
    takes: int = 1,
    embedder: Musicnn | None = None,
    keep: Path | None = None,
) -> dict:
    """Return figures, anchors, intervals, faults, round trip and timings.

    All but the timings follow from the seed. steps: denoising steps, 0 = the engine's own. takes: made for
    each riff. embedder: None
    leaves out what is measured on embeddings. keep: folder for embeddings of true stems, None = none. Takes
    about 7 s a clip on one core of a laptop, and minutes more the first time for what is kept.
    """
    pieces = load_pieces(data, split)
    library: Library = {}
    for number, piece in enumerate(pieces, 1):
        library |= listen_to_piece(piece)
        _progress("listened to piece", number, len(pieces))
    anchors, heard = Anchors(pieces, library, Usual(pieces, library)), Heard()
    drawn = draw_clips(pieces, clips, seed)
    embedded: list[ClipEmbedded] = []
    for number, clip in enumerate(drawn, 1):
        settings = Settings(mode=mode, prompt=Prompt(clip.prompt), steps=steps, seed=clip.seed, takes=takes)
        played = play_clip(engine, clip, anchors, settings)
        heard.add(played)
        if embedder is not None:
            diverse = number <= DIVERSE_CLIPS
            embedded.append(embed_clip(engine, embedder, clip, played.riffs, settings, diverse))
        _progress("played clip", number, len(drawn))
    by_embedding = {}
    if embedder is not None:
        true = references(embedder, pieces, _training_pieces(data, split), keep)
        by_embedding = {"embedded": embedded_figures(engine, embedded, true, seed)}
    return {
        "engine": engine.info.name,
        "grade": engine.info.grade,
        "split": split,
        "mode": mode,
        "steps": steps or engine.info.steps_default,
        "takes": takes,
        "seed": seed,
        "clips": len(drawn),
        "pieces": len(set(heard.pieces)),
        "riffs": len(heard.riffs),
        "measures": {measure: _figures(measure, heard, seed) for measure in MEASURES},
        **by_embedding,
        "faults": heard.faults,
        "round_trip": _round_trips(engine, drawn[:ROUND_TRIPS]),
        "latency_ms": _latency(heard.riffs),
    }


def _training_pieces(data: Path, split: str) -> list[Piece]:
    """Return the pieces of the other split than the evaluated one; none where there are none."""
    try:
        return load_pieces(data, "train" if split == "heldout" else "heldout")
    except FileNotFoundError:
        return []


def _figures(measure: str, heard: Heard, seed: int) -> dict:
    """Return the figures of one measure over the clips that have it from every source."""
    used = [
        index for index, row in enumerate(heard.scores) if all(measure in row[source] for source in SOURCES)
    ]
    groups = np.asarray([heard.pieces[index] for index in used])
    values = {
        source: np.asarray([heard.scores[index][source][measure] for index in used]) for source in SOURCES
    }
    floor = FLOORS[measure]
    return {
        "n": len(used),
        **{source: mean_interval(values[source], groups, seed) for source in SOURCES},
        "floor": floor,
        "gap_closed": gap_interval(values["ours"], values[floor], values["truth"], groups, seed),
        "repeat_gap_closed": gap_interval(values["repeat"], values[floor], values["truth"], groups, seed),
        "truth_minus_floor": mean_interval(values["truth"] - values[floor], groups, seed),
        "right_minus_wrong": mean_interval(values["ours"] - values["wrong_context"], groups, seed),
    }


def _round_trips(engine: Engine, clips: Sequence[Clip]) -> list[dict[str, float]]:
    rows = []
    for number, clip in enumerate(clips, 1):
        timeline = clip.piece.timeline
        decoded, stem = round_trip(
            engine, clip.piece.stems()[clip.stem], timeline, clip.piece.measured_bars[0], RIFF_BARS
        )
        entry = timeline.entries[0]
        rows.append(
            (
                entry.stft_frames_per_beat,
                entry.hop(SAMPLERATE),
                distances(np.nan_to_num(decoded), stem, clip.seed),
            )
        )
        _progress("encoded and decoded stem", number, len(clips))
    return summary(rows)


def _latency(riffs: Sequence[Riff]) -> dict[str, float]:
    """Return the mean time of each stage of a riff, and the mean and 95th percentile of their sum."""
    rows = [dict(riff.timings_ms) for riff in riffs]
    totals = [sum(row.values()) for row in rows]
    means = {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
    return means | {"total": float(np.mean(totals)), "total_p95": float(np.percentile(totals, 95))}


def _progress(what: str, number: int, count: int) -> None:
    if number % 10 == 0 or number == count:
        print(f"{what} {number}/{count}", file=sys.stderr, flush=True)


def open_embedder(wanted: bool) -> Musicnn | None:
    """Return the embedder; None, with a sentence on stderr, where its weights cannot be had."""
    try:
        return load_musicnn() if wanted else None
    except WeightsError as problem:
        print(problem, file=sys.stderr)
        return None


def plain(value: object) -> object:
    """Return a result that JSON can say: numbers that are not finite become null."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line, evaluate, and print a table or JSON; progress goes to stderr."""
    parser = argparse.ArgumentParser(
        description="Evaluate an engine on held-out music, through the live pipeline."
    )
    parser.add_argument("--engine", default="default", help="a name, a folder, or fake")
    parser.add_argument("--backend", choices=BACKENDS, default="onnx")
    parser.add_argument("--clap", default="", metavar="FILE", help="prompts by CLAP (livenode train clap)")
    parser.add_argument("--data", type=Path, help="folder of pieces made by livenode.training.data.make")
    parser.add_argument("--split", choices=("heldout", "train"), default="heldout")
    parser.add_argument("--mode", choices=MODES, default="anticipate")
    parser.add_argument("--steps", type=int, default=0, help="denoising steps; 0 = the engine's own")
    parser.add_argument("--takes", type=int, default=1, help="made for each riff, the best sounds")
    parser.add_argument("--clips", type=int, help="default 40; 12 to 40 for a study")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    parser.add_argument("--out", type=Path, help="write the JSON to this file")
    parser.add_argument("--no-embed", action="store_true", help="leave out what is measured on embeddings")
    parser.add_argument(
        "--keep", type=Path, help="folder to keep embeddings of true stems in; default DATA/kept"
    )
    options.add_arguments(parser)
    arguments = parser.parse_args(argv)
    study = options.chosen(parser, arguments)
    try:
        engine = load_engine(arguments.engine, arguments.clap, arguments.threads, arguments.backend)
        torch.set_num_threads(arguments.threads)
        found = options.run(study, engine, arguments) or evaluate(
            engine,
            arguments.data,
            split=arguments.split,
            mode=arguments.mode,
            steps=arguments.steps,
            clips=40 if arguments.clips is None else arguments.clips,
            seed=arguments.seed,
            takes=arguments.takes,
            embedder=open_embedder(not arguments.no_embed),
            keep=arguments.keep or arguments.data / "kept",
        )
    except (
        BundleError,
        BackendError,
        PromptError,
        FileNotFoundError,
        AudioFileError,
        WeightsError,
    ) as problem:
        print(problem, file=sys.stderr)
        return getattr(problem, "exit_code", 66)
    whole = found if study else found | {"quality": quality(found)}
    text = json.dumps(plain(whole), indent=1, allow_nan=False) + "\n"
    if arguments.out:
        temporary = arguments.out.with_name(f".{arguments.out.name}.{os.getpid()}.part")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, arguments.out)
    said = options.table(study, found) if study else table(found)
    print(text if arguments.json else said, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
