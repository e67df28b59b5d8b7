"""Write pieces with MMA, without playing them: `livenode data write --pieces 400 --out scores.xz`.

Piece i depends only on the seed, on `bars` and on i.
"""

import argparse
import multiprocessing
import random
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from livenode.training.data.arrange import Part, arrange
from livenode.training.data.grooves import Groove, load_catalogue
from livenode.training.data.meters import CUTS, EARLY_BEATS, SOURCE_METER, draw_meter
from livenode.training.data.piece import Piece, PieceError, compose
from livenode.training.data.progress import Progress
from livenode.training.data.score import pack, write_scores

MAX_ATTEMPTS = 30
MIN_STEMS = 3
FULL_SHARE = 0.6  # of the bars, in which a part that counts has a note
LOW_OR_DRUM = {"drum", "bass", "walk"}
OWN_SHARE = 0.3  # of pieces in 5/4 and 7/8, where there are grooves for it; the others are cut from 4/4


def write_piece(seed: int, index: int, bars: int, grooves: Sequence[Groove]) -> dict:
    """Return one written piece as a row of a score file; draws again where too little of it would play.

    Raises:
        RuntimeError: 30 draws were rejected.
    """
    for attempt in range(MAX_ATTEMPTS):
        rng = random.Random(f"write:{seed}:{index}:{attempt}")
        groove, meter = _draw_groove(rng, grooves)
        try:
            piece = compose(rng, groove, _key_semitone(seed, index), bars, meter)
        except PieceError:
            continue
        if _is_full(piece):
            return {"index": index, **pack(piece)}
    raise RuntimeError(f"piece {index} of seed {seed}: {MAX_ATTEMPTS} draws were rejected")


def _draw_groove(rng: random.Random, grooves: Sequence[Groove]) -> tuple[Groove, tuple[int, int]]:
    """Draw a meter, then a family, then a groove: a family is not heard more for having more grooves."""
    meter = draw_meter(rng)
    has_own = any(groove.meter == meter for groove in grooves)
    is_cut = meter in CUTS and (rng.random() >= OWN_SHARE or not has_own)
    fitting = [groove for groove in grooves if groove.meter == (SOURCE_METER if is_cut else meter)]
    if not fitting:  # a short catalogue, as tests have
        fitting, is_cut = list(grooves), False
    family = rng.choice(sorted({groove.family for groove in fitting}))
    groove = rng.choice([groove for groove in fitting if groove.family == family])
    return groove, meter if is_cut else groove.meter


def _is_full(piece: Piece) -> bool:
    """Tell whether three parts, one of them drums or bass, have notes in most bars."""
    full = [part.role for part in arrange(piece) if _bars_with_notes(part, piece) >= FULL_SHARE * piece.bars]
    return len(full) >= MIN_STEMS and bool(LOW_OR_DRUM & set(full))


def _bars_with_notes(part: Part, piece: Piece) -> int:
    bars = {(note.start + EARLY_BEATS) // piece.beats_per_bar for note in part.notes}
    return len(bars & set(range(piece.bars)))


def _key_semitone(seed: int, index: int) -> int:
    """Return the key note of a piece; any twelve pieces from a multiple of twelve on have all twelve."""
    order = list(range(12))
    random.Random(f"keys:{seed}:{index // 12}").shuffle(order)
    return order[index % 12]


def write(out: Path, pieces: int, jobs: int, seed: int, bars: int) -> None:
    """Write pieces 0 to `pieces - 1` to a score file with `jobs` processes.

    Raises:
        MissingError: mma or its grooves are not installed.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, multiprocessing.get_context("spawn").Pool(jobs) as pool:
        catalogue = Path(folder) / "grooves.json"
        load_catalogue(catalogue, jobs=jobs)
        progress = Progress(pieces, "written")
        tasks = [(seed, index, bars, catalogue) for index in range(pieces)]
        rows = (progress.passed(row) for row in pool.imap(_write_task, tasks, chunksize=4))
        write_scores(out, seed, bars, pieces, rows)
    print(f"{out}: {pieces} pieces, {out.stat().st_size / max(1, pieces) / 1000:.2f} kB each")


@cache
def catalogue_of(path: Path) -> list[Groove]:
    """Return the catalogue cached at `path`, read once a process."""
    return load_catalogue(path)


def _write_task(task: tuple[int, int, int, Path]) -> dict:
    seed, index, bars, catalogue = task
    return write_piece(seed, index, bars, catalogue_of(catalogue))


def main(argv: list[str] | None = None) -> None:
    """Read the command line and write the pieces."""
    parser = argparse.ArgumentParser(prog="livenode data write", description=__doc__.splitlines()[0])
    parser.add_argument("--pieces", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, required=True, help="score file, such as scores.xz")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bars", type=int, default=16, help="bars a piece, as in `livenode data make`")
    arguments = parser.parse_args(argv)
    write(arguments.out, arguments.pieces, arguments.jobs, arguments.seed, arguments.bars)


if __name__ == "__main__":
    main()
