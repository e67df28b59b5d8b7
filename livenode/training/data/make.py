"""Make a folder of training pieces: `python -m livenode.training.data.make --pieces 400 --out runs/data`.

Each piece is a folder `00012/` with `stems.npy`, int16 (stems, frames), mono, 48 kHz, frame 0 the start of a
bar, and `meta.json`. Piece i depends only on the seed, on `bars` and on i. A finished piece is skipped, so a
stopped run goes on. With `--from scores.xz` the pieces are those that `livenode data write` wrote, and MMA is
not needed.
"""

import argparse
import json
import multiprocessing
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from livenode.training.data.grooves import load_catalogue
from livenode.training.data.places import FONTS_VARIABLE, KITS_VARIABLE, font_file
from livenode.training.data.play import PlayError, play_piece
from livenode.training.data.progress import Progress
from livenode.training.data.render import FONTS
from livenode.training.data.score import read_scores, unpack
from livenode.training.data.write import catalogue_of, write_piece

CATALOGUE = "grooves.json"


def make(out_dir: Path, pieces: int, jobs: int = 1, seed: int = 0, bars: int = 16) -> None:
    """Make pieces 0 to `pieces - 1` under `out_dir` with `jobs` processes; skip those that are there.

    `bars` is cut down (to 8 at least) where a piece would last longer than 48 s.

    Raises:
        MissingError: mma, its grooves or a soundfont are not installed.
    """
    load_catalogue(out_dir / CATALOGUE, jobs=jobs)
    _make_all([(out_dir, seed, index, bars, None) for index in range(pieces)], pieces, jobs)


def make_from(scores: Path, out_dir: Path, pieces: int | None = None, jobs: int = 1) -> None:
    """Make the pieces of a score file, or its first `pieces`, as `make` makes them.

    Raises:
        ScoreError: `scores` is not a score file.
        MissingError: a soundfont is not installed.
    """
    head, rows = read_scores(scores)
    pieces = min(pieces or head["pieces"], head["pieces"])
    _make_all(
        ((out_dir, head["seed"], row["index"], head["bars"], row) for row in rows if row["index"] < pieces),
        pieces,
        jobs,
    )


def make_piece(out_dir: Path, seed: int, index: int, row: dict) -> dict | None:
    """Play one row of a score file, save the piece and return its metadata; None where it was left out."""
    try:
        stems, meta = play_piece(seed, index, unpack(row))
    except PlayError as problem:
        print(f"left out: {problem}", flush=True)
        return None
    save(folder_of(out_dir, index), stems, meta)
    return meta


def _make_all(tasks: Iterable[tuple], pieces: int, jobs: int) -> None:
    for font in FONTS:
        font_file(font)  # before anything is made
    todo = [task for task in tasks if not (folder_of(task[0], task[2]) / "meta.json").exists()]
    print(f"{pieces - len(todo)} of {pieces} pieces are there, making {len(todo)}", flush=True)
    progress = Progress(len(todo), "pieces")
    if jobs == 1:
        for task in todo:
            progress.passed(_make_task(task))
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for made in pool.imap_unordered(_make_task, todo):
            progress.passed(made)


def save(folder: Path, stems: np.ndarray, meta: dict) -> None:
    """Write the piece beside its place, then rename: a folder is either whole or not there."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "stems.npy", stems)
    (part / "meta.json").write_text(json.dumps(meta, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def folder_of(out_dir: Path, index: int) -> Path:
    """Return the folder of a piece."""
    return out_dir / f"{index:05d}"


def _make_task(task: tuple[Path, int, int, int, dict | None]) -> None:
    out_dir, seed, index, bars, row = task
    if row is None:
        row = write_piece(seed, index, bars, catalogue_of(out_dir / CATALOGUE))
    make_piece(out_dir, seed, index, row)


def main(argv: list[str] | None = None) -> None:
    """Read the command line and make the pieces."""
    parser = argparse.ArgumentParser(prog="livenode data make", description="Make training pieces.")
    parser.add_argument("--pieces", type=int, help="how many (400; with --from all of the file)")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pieces")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--bars", type=int, default=16, help="bars a piece (fewer, at least 8, where that is over 48 s)"
    )
    parser.add_argument("--from", type=Path, dest="scores", help="score file: play what was written before")
    parser.add_argument("--fonts", type=Path, help=f"folder with the soundfonts (or {FONTS_VARIABLE})")
    parser.add_argument("--drumkits", type=Path, help=f"folder with the drum kits (or {KITS_VARIABLE})")
    arguments = parser.parse_args(argv)
    for variable, folder in ((FONTS_VARIABLE, arguments.fonts), (KITS_VARIABLE, arguments.drumkits)):
        if folder is not None:
            os.environ[variable] = str(folder)  # the other processes inherit it
    if arguments.scores is not None:
        make_from(arguments.scores, arguments.out, arguments.pieces, arguments.jobs)
        return
    make(arguments.out, arguments.pieces or 400, arguments.jobs, arguments.seed, arguments.bars)


if __name__ == "__main__":
    main()
