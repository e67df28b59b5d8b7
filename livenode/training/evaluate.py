"""Evaluate an engine on held-out music, through the live pipeline, on audio.

    python -m livenode.training.evaluate --engine default --data runs/data/main --clips 40

A clip is a piece with one stem taken out. The others are what is played; the engine makes riffs beside them with the
stem's caption as its prompt, and rhythm, groove and harmony of the riffs are compared with what was played in the
same bars, heard or not. The same is measured of anchors (`SOURCES`), so that a figure reads as a share of the gap.
"""

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from livenode.generation.riff import Riff, Settings
from livenode.inference.bundle import BundleError, load_bundle
from livenode.inference.engine import Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.features import SAMPLERATE
from livenode.inference.onnx_engine import OnnxEngine
from livenode.training.clips import REPEAT_BARS, RIFF_BARS, ROLLOUT_BARS, Clip, Piece, draw_clips, load_pieces
from livenode.training.faults import faults
from livenode.training.intervals import gap_interval, mean_interval
from livenode.training.listening import MEASURES, Library, Usual, agreements, listen, listen_to_piece
from livenode.training.report import quality, table
from livenode.training.rollout import MODES, counted, joined, play
from livenode.training.roundtrip import distances, round_trip, summary

__all__ = ["evaluate", "main", "quality"]

SOURCES = ("ours", "truth", "repeat", "random", "unaligned", "wrong_context")
# Another piece's stem on the same bars agrees in rhythm nearly as well as the true one (both keep the meter), so the
# gap in rhythm is measured from music that is not on the bars at all.
FLOORS = {"rhythm": "unaligned", "groove": "random", "harmony": "random"}
RANDOM_STEMS = 4
ROUND_TRIPS = 24
Scores = dict[str, dict[str, float]]  # source -> measure -> agreement


@dataclass
class Heard:
    """What was found while the clips were played."""

    scores: list[dict[str, dict[str, float]]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    riffs: list[Riff] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)
    truth_clicks: int = 0


def evaluate(
    engine: Engine,
    data: Path,
    *,
    split: str = "heldout",
    mode: str = "anticipate",
    steps: int = 0,
    clips: int = 40,
    seed: int = 0,
) -> dict:
    """Return figures, anchors, intervals, faults, round trip and timings; all but the timings follow from the seed.

    steps: denoising steps, 0 = the engine's own. Takes about 4 s a clip on one core of a laptop.
    """
    pieces = load_pieces(data, split)
    library: Library = {}
    for number, piece in enumerate(pieces, 1):
        library |= listen_to_piece(piece)
        _progress(f"listened to piece {number}/{len(pieces)}")
    usual, heard = Usual(pieces, library), Heard()
    drawn = draw_clips(pieces, clips, seed)
    for number, clip in enumerate(drawn, 1):
        _play_clip(
            engine,
            clip,
            pieces,
            library,
            usual,
            Settings(mode=mode, prompt=clip.prompt, steps=steps, seed=clip.seed),
            heard,
        )
        _progress(f"played clip {number}/{len(drawn)}")
    found = {
        "engine": engine.info.name,
        "grade": engine.info.grade,
        "split": split,
        "mode": mode,
        "steps": steps or engine.info.steps_default,
        "seed": seed,
        "clips": len(drawn),
        "pieces": len(set(heard.pieces)),
        "riffs": len(heard.riffs),
        "measures": {measure: _figures(measure, heard, seed) for measure in MEASURES},
        "faults": heard.faults | {"riffs": len(heard.riffs), "clicks_in_true_stems": heard.truth_clicks},
        "round_trip": _round_trips(engine, drawn[:ROUND_TRIPS]),
        "latency_ms": _latency(heard.riffs),
    }
    sys.stderr.write("\n")
    return found


def _play_clip(
    engine: Engine,
    clip: Clip,
    pieces: list[Piece],
    library: Library,
    usual: Usual,
    settings: Settings,
    heard: Heard,
) -> None:
    """Play one clip with its own context and with a wrong one, and measure both beside the anchors."""
    stems, others = clip.piece.stems(), clip.other.stems()
    timeline, other_timeline = clip.piece.timeline, clip.other.timeline
    bars = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
    right = list(play(engine, stems.sum(0) - stems[clip.stem], timeline, bars, settings))
    wrong = list(play(engine, others.sum(0) - others[clip.other_stem], other_timeline, bars, settings))
    audio = {
        "ours": (np.nan_to_num(joined(right, timeline)), timeline),
        "wrong_context": (np.nan_to_num(joined(wrong, other_timeline)), other_timeline),
    }
    rng = np.random.default_rng(clip.seed)
    rows = []
    for bar in clip.piece.measured_bars:
        truth, played = library[clip.piece.folder.name, clip.stem, bar]
        if truth.silent or played.silent:
            continue
        own = usual.profiles(clip.piece, clip.stem)
        tonal = truth.chroma is not None
        row = {"truth": agreements(truth, played, own)}
        for source, (sound, line) in audio.items():
            row[source] = agreements(listen(sound, line, bar, sound if tonal else None), played, own)
        stem = stems[clip.stem]
        again = listen(stem, timeline, bar - REPEAT_BARS, stem if tonal else None)
        row["repeat"] = agreements(again, played, own)
        row["random"] = _random(clip, bar, pieces, library, usual, rng)
        other = others[clip.other_stem]
        last = max(1, len(other) - (RIFF_BARS + 1) * timeline.bar_frame(1))
        shift = int(rng.integers(last)) - timeline.bar_frame(bar)
        row["unaligned"] = agreements(
            listen(other, timeline, bar, other if tonal else None, shift), played, own
        )
        rows.append(row)
    if rows:
        heard.scores.append({source: _mean([row[source] for row in rows]) for source in SOURCES})
        heard.pieces.append(clip.piece.folder.name)
    heard.riffs += right
    for name, count in counted(right, timeline).items():
        heard.faults[name] = heard.faults.get(name, 0) + count
    span = slice(timeline.bar_frame(bars[0]), timeline.bar_frame(bars[-1] + RIFF_BARS))
    heard.truth_clicks += faults(stems[clip.stem][span])["clicks"]


def _random(
    clip: Clip, bar: int, pieces: list[Piece], library: Library, usual: Usual, rng: np.random.Generator
) -> dict[str, float]:
    """Return the mean agreement of stems of other pieces of the meter, laid on the same bars beat by beat."""
    _, played = library[clip.piece.folder.name, clip.stem, bar]
    drum, own = clip.piece.is_drum(clip.stem), usual.profiles(clip.piece, clip.stem)
    found = [
        (piece, stem)
        for piece in pieces
        if piece.meta["meter"] == clip.piece.meta["meter"]
        and piece is not clip.piece
        and bar in piece.measured_bars
        for stem in range(len(piece.meta["stems"]))
        if piece.is_drum(stem) == drum and not library[piece.folder.name, stem, bar][0].silent
    ]
    rows = []
    for index in rng.choice(len(found), min(RANDOM_STEMS, len(found)), replace=False):
        piece, stem = found[int(index)]
        theirs = usual.profiles(piece, stem)
        both = (theirs[0], own[1]) if theirs is not None and own is not None else None
        rows.append(agreements(library[piece.folder.name, stem, bar][0], played, both))
    return _mean(rows)


def _mean(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    names = {name for row in rows for name in row}
    return {name: float(np.mean([row[name] for row in rows if name in row])) for name in names}


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
        _progress(f"encoded and decoded stem {number}/{len(clips)}")
    return summary(rows)


def _latency(riffs: Sequence[Riff]) -> dict[str, float]:
    """Return the mean time of each stage of a riff, and the mean and 95th percentile of their sum."""
    rows = [dict(riff.timings_ms) for riff in riffs]
    totals = [sum(row.values()) for row in rows]
    means = {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
    return means | {"total": float(np.mean(totals)), "total_p95": float(np.percentile(totals, 95))}


def _progress(text: str) -> None:
    sys.stderr.write(f"\r{text}   ")
    sys.stderr.flush()


def open_engine(name_or_folder: str, threads: int = 1) -> Engine:
    """Return an engine by name or folder; "fake" is the one without weights. Raises BundleError."""
    return FakeEngine() if name_or_folder == "fake" else OnnxEngine(load_bundle(name_or_folder), threads)


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
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of pieces made by livenode.training.data.make"
    )
    parser.add_argument("--split", choices=("heldout", "train"), default="heldout")
    parser.add_argument("--mode", choices=MODES, default="anticipate")
    parser.add_argument("--steps", type=int, default=0, help="denoising steps; 0 = the engine's own")
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    parser.add_argument("--out", type=Path, help="write the JSON to this file")
    arguments = parser.parse_args(argv)
    try:
        engine = open_engine(arguments.engine, arguments.threads)
        found = evaluate(
            engine,
            arguments.data,
            split=arguments.split,
            mode=arguments.mode,
            steps=arguments.steps,
            clips=arguments.clips,
            seed=arguments.seed,
        )
    except (BundleError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return getattr(problem, "exit_code", 66)
    text = json.dumps(plain(found | {"quality": quality(found)}), indent=1, allow_nan=False) + "\n"
    if arguments.out:
        temporary = arguments.out.with_name(f".{arguments.out.name}.{os.getpid()}.part")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, arguments.out)
    print(text if arguments.json else table(found), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
