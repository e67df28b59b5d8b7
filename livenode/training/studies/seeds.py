"""How much of a figure is the luck of the seed, and how long a riff takes: many seeds of each clip."""

import numpy as np

from livenode.inference.engine import Engine
from livenode.training.clips import ROLLOUT_BARS
from livenode.training.intervals import mean_interval
from livenode.training.listening import MEASURES
from livenode.training.rollout import joined, play
from livenode.training.scores import agreed
from livenode.training.studies.wanted import Wanted, cell, line, mean_row, progress, title

SEEDS = 8
PERCENTILES = (50, 95, 99, 100)
SEED_STEP = 7919  # far enough from one another: clips' own seeds are drawn at random


def seeds(engine: Engine, wanted: Wanted, count: int = SEEDS) -> dict:
    """Return mean figures over `count` seeds a clip, their spread, and the time of a riff.

    between_seeds: standard deviation over the seeds of a clip, pooled over clips (root mean variance).
    between_clips: standard deviation of the clips' means. best_seed: the mean of each clip's best.
    """
    anchors = wanted.anchors()
    clips = wanted.drawn(anchors)
    rows, names, times_ms = [], [], []
    for number, clip in enumerate(clips, 1):
        stems, timeline = clip.piece.stems(), clip.piece.timeline
        played = stems.sum(0) - stems[clip.stem]
        starts = [bar for bar in ROLLOUT_BARS if bar <= clip.piece.measured_bars[-1]]
        heard = [anchors.library[clip.piece.folder.name, clip.stem, bar] for bar in clip.piece.measured_bars]
        sounding = [
            bar
            for bar, pair in zip(clip.piece.measured_bars, heard, strict=True)
            if not any(sound.silent for sound in pair)
        ]
        found = []
        for seed in range(count):
            settings = wanted.settings(clip, seed=seed * SEED_STEP)
            riffs = list(play(engine, played, timeline, starts, settings))
            made = np.nan_to_num(joined(riffs, timeline))
            found.append(mean_row([agreed(clip, bar, anchors, made) for bar in sounding]))
            times_ms += [sum(value for _, value in riff.timings_ms) for riff in riffs]
        if sounding:
            rows.append(found)
            names.append(clip.piece.folder.name)
        progress("played clip", number, len(clips))
    return wanted.head("seeds", engine, clips) | {
        "seeds": count,
        "riffs": len(times_ms),
        "measures": {name: _figures(name, rows, np.asarray(names), wanted.seed) for name in MEASURES},
        "riff_ms": {"mean": float(np.mean(times_ms))}
        | {f"p{each}": float(np.percentile(times_ms, each)) for each in PERCENTILES},
    }


def _figures(measure: str, rows: list[list[dict]], pieces: np.ndarray, seed: int) -> dict:
    used = [index for index, row in enumerate(rows) if all(measure in each for each in row)]
    values = np.asarray([[each[measure] for each in rows[index]] for index in used])  # (clips, seeds)
    if len(used) == 0:
        values = np.zeros((0, 1))
    enough = len(used) > 1 and values.shape[1] > 1
    return {
        "n": len(used),
        "mean": mean_interval(values.mean(1), pieces[used], seed),
        "best_seed": mean_interval(values.max(1, initial=-1.0), pieces[used], seed),
        "between_seeds": float(np.sqrt(values.var(1, ddof=1).mean())) if enough else float("nan"),
        "between_clips": float(values.mean(1).std(ddof=1)) if enough else float("nan"),
    }


def table(found: dict) -> str:
    """Return a study of seeds as text."""
    lines = [title(found), f"{found['seeds']} seeds a clip: mean, its 95 % interval, and standard deviations"]
    lines.append(line("", ["mean", "best seed of each", "between seeds", "between clips", "clips"]))
    for name, row in found["measures"].items():
        cells = [cell(row["mean"]), cell(row["best_seed"])]
        cells += [f"{row['between_seeds']:.3f}", f"{row['between_clips']:.3f}", str(row["n"])]
        lines.append(line(name, cells))
    times = ", ".join(f"{name} {value:.0f}" for name, value in found["riff_ms"].items())
    lines.append(f"ms a riff, {found['riffs']} riffs: {times}")
    return "\n".join(lines) + "\n"
