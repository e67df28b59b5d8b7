"""What a study is asked for, and what all of them begin with."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.generation.riff import Prompt, Settings
from livenode.inference.engine import Engine
from livenode.training.clips import MEASURED_BARS, Clip, draw_clips, load_pieces
from livenode.training.listening import Library, Usual, listen_to_piece
from livenode.training.scores import Anchors


@dataclass(frozen=True)
class Wanted:
    """What a study is made from. steps: denoising steps, 0 = the engine's own."""

    data: Path
    split: str = "heldout"
    mode: str = "anticipate"
    steps: int = 0
    clips: int = 12
    seed: int = 0

    def settings(self, clip: Clip, mode: str = "", seed: int = 0) -> Settings:
        """Return what the riffs of a clip are made with. mode, seed: another mode, a further seed."""
        return Settings(
            mode=mode or self.mode,
            prompt=Prompt(clip.prompt),
            steps=self.steps,
            seed=(clip.seed + seed) % 2**31,
        )

    def anchors(self, measured: tuple[int, ...] = MEASURED_BARS) -> Anchors:
        """Listen to all pieces at the bars `measured`. Raises FileNotFoundError where there are none."""
        pieces = load_pieces(self.data, self.split, measured)
        library: Library = {}
        for number, piece in enumerate(pieces, 1):
            library |= listen_to_piece(piece)
            progress("listened to piece", number, len(pieces))
        return Anchors(pieces, library, Usual(pieces, library))

    def drawn(self, anchors: Anchors) -> list[Clip]:
        """Return the clips."""
        return draw_clips(anchors.pieces, self.clips, self.seed)

    def head(self, study: str, engine: Engine, clips: Sequence[Clip]) -> dict:
        """Return what every study's figures begin with."""
        return {
            "study": study,
            "engine": engine.info.name,
            "grade": engine.info.grade,
            "split": self.split,
            "mode": self.mode,
            "steps": self.steps or engine.info.steps_default,
            "seed": self.seed,
            "clips": len(clips),
            "pieces": len({clip.piece.folder for clip in clips}),
        }


def title(found: dict) -> str:
    """Return the first line of a study as text."""
    return (
        f"{found['study']}: engine {found['engine']} ({found['grade']}), mode {found['mode']}, "
        f"{found['steps']} steps, {found['clips']} clips of {found['pieces']} {found['split']} pieces, "
        f"seed {found['seed']}"
    )


def progress(what: str, number: int, count: int) -> None:
    """Say on stderr how far it has come."""
    if number % 10 == 0 or number == count:
        print(f"{what} {number}/{count}", file=sys.stderr, flush=True)


def mean_row(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the means of what the rows name; a row that lacks a name does not count for it."""
    names = {name for row in rows for name in row}
    return {name: float(np.mean([row[name] for row in rows if name in row])) for name in sorted(names)}


def cell(figure: dict[str, float]) -> str:
    """Return a figure and its interval as text."""
    return f"{figure['value']:.3f} ({figure['low']:.3f} {figure['high']:.3f})"


def line(name: str, cells: Sequence[str], width: int = 24) -> str:
    """Return a row of a table: a name, then columns of `width` characters, right-justified."""
    return (f"{name:36}" + "".join(f"{each:>{width}}" for each in cells)).rstrip()
