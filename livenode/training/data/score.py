"""Written pieces as rows of a file, so that a machine without MMA can play them.

A score file is JSON lines, compressed by xz: a head {"score", "seed", "bars", "pieces"}, then a row a piece.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from livenode.training.data.grooves import Groove
from livenode.training.data.notes import Control, Note, Track
from livenode.training.data.piece import Piece
from livenode.training.data.progression import Progression

VERSION = 1


class ScoreError(ValueError):
    """A file is no score of this version; the sentence says what it is."""

    exit_code = 65  # EX_DATAERR


def pack(piece: Piece) -> dict:
    """Return a piece as plain JSON values; times become whole ticks, each the step from the one before."""
    return {
        "groove": asdict(piece.groove),
        "meter": piece.meter,
        "cuts": piece.cuts,
        "bpm": piece.bpm,
        "ticks_per_beat": piece.ticks_per_beat,
        "bars": piece.bars,
        "key": piece.progression.key,
        "loop": piece.progression.loop,
        "tracks": [_pack_track(track, piece.ticks_per_beat) for track in piece.tracks],
    }


def unpack(row: dict) -> Piece:
    """Return the piece that `pack` was given, its times on ticks."""
    groove = Groove(**{**row["groove"], "meter": tuple(row["groove"]["meter"])})
    meter = tuple(row["meter"])
    return Piece(
        groove,
        meter,
        tuple((first, last) for first, last in row["cuts"]),
        row["bpm"],
        row["ticks_per_beat"],
        meter[0] * 4 / meter[1],
        row["bars"],
        Progression(row["key"], tuple(tuple(bar) for bar in row["loop"])),
        tuple(_unpack_track(track, row["ticks_per_beat"]) for track in row["tracks"]),
    )


def write_scores(path: Path, seed: int, bars: int, pieces: int, rows: Iterable[dict]) -> None:
    """Write a score file under a temporary name, then rename it."""
    part = path.with_name(f".{path.name}.part")
    with lzma.open(part, "wt", encoding="utf-8") as file:
        head = {"score": VERSION, "seed": seed, "bars": bars, "pieces": pieces}
        for row in (head, *rows):
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    part.rename(path)


def read_scores(path: Path) -> tuple[dict, Iterator[dict]]:
    """Return the head of a score file and its rows.

    Raises:
        ScoreError: the file is missing or no score file of this version.
    """
    if not path.is_file():
        raise ScoreError(f"{path}: there is no such file; `livenode data write` makes one")
    try:
        lines = lzma.decompress(path.read_bytes()).decode().splitlines()
        head = json.loads(lines[0])
    except (lzma.LZMAError, ValueError, IndexError) as error:
        raise ScoreError(f"{path}: not a score file ({error})") from error
    if not isinstance(head, dict) or head.get("score") != VERSION:
        raise ScoreError(f"{path}: not a score file of version {VERSION}")
    return head, (json.loads(line) for line in lines[1:])


def _pack_track(track: Track, ticks_per_beat: int) -> dict:
    notes, before = [], 0
    for note in track.notes:
        start, end = round(note.start * ticks_per_beat), round(note.end * ticks_per_beat)
        notes.append((start - before, end - start, note.pitch, note.velocity))
        before = start
    controls = [
        (round(each.beat * ticks_per_beat), each.kind, each.number, each.value) for each in track.controls
    ]
    # A list a column: equal columns of many notes compress better than many equal rows.
    columns = [list(column) for column in zip(*notes, strict=True)]
    return {
        "name": track.name,
        "is_drum": track.is_drum,
        "program": track.program,
        "notes": columns,
        "controls": controls,
    }


def _unpack_track(row: dict, ticks_per_beat: int) -> Track:
    notes, start = [], 0
    for step, length, pitch, velocity in zip(*row["notes"], strict=True):
        start += step
        notes.append(Note(start / ticks_per_beat, (start + length) / ticks_per_beat, pitch, velocity))
    controls = tuple(
        Control(tick / ticks_per_beat, kind, number, value) for tick, kind, number, value in row["controls"]
    )
    return Track(row["name"], row["is_drum"], row["program"], tuple(notes), controls)
