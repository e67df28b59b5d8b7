"""What is known of a song of the user's: from its `song.toml`, and its tempo from the names of its files."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from livenode.transport.grid import stft_frames_per_beat
from livenode.transport.timeline import check_bpm

SHEET = "song.toml"
DEFAULT_METER = (4, 4)
SPLITS = ("train", "heldout")
# "120bpm", "97.5 bpm", "bpm120", "take_120_drums": the last only between underscores.
TEMPO_NAMES = (
    re.compile(r"(?<![\d.])(\d{2,3}(?:\.\d+)?)[ _-]?bpm", re.I),
    re.compile(r"bpm[ _-]?(\d{2,3}(?:\.\d+)?)(?![\d.]*\d)", re.I),
    re.compile(r"_(\d{2,3}(?:\.\d+)?)_"),
)


class SongError(ValueError):
    """A song or a stem cannot be used; the sentence says why and what to do."""

    exit_code = 65  # EX_DATAERR


@dataclass(frozen=True)
class Sheet:
    """`bpm` counts quarter notes, `bar1_s` is where bar 1 begins (None: not said); captions by file name."""

    bpm: float | None = None
    meter: tuple[int, int] = DEFAULT_METER
    bar1_s: float | None = None
    key: str = ""
    style: str = ""
    split: str | None = None
    captions: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_sheet(folder: Path) -> Sheet:
    """Return what `song.toml` of a folder says; an empty sheet where there is none.

    Raises:
        SongError: it is not TOML, or an entry is unknown or of the wrong kind or range.
    """
    path = folder / SHEET
    if not path.exists():
        return Sheet()
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SongError(f"{path}: not TOML ({problem})") from problem
    unknown = set(entries) - set(READERS)
    if unknown:
        raise SongError(f"{path}: {min(unknown)} is unknown; there are {', '.join(READERS)}")
    values = {}
    for name, value in entries.items():
        try:
            values[READERS[name][0]] = READERS[name][1](value)
        except (ValueError, TypeError) as problem:
            raise SongError(f"{path}: {name} = {value!r}: {problem}") from problem
    return Sheet(**values)


def tempo_of_names(names: Iterable[str]) -> float | None:
    """Return the tempo that the first name with one says; None where none does.

    Raises:
        SongError: two names say different tempos.
    """
    found: dict[float, str] = {}
    for name in names:
        for pattern in TEMPO_NAMES:
            for said in pattern.findall(name):
                if _is_tempo(float(said)):
                    found.setdefault(float(said), name)
    if len(found) > 1:
        said = " and ".join(f"{bpm:g} ({name})" for bpm, name in found.items())
        raise SongError(f"the names say different tempos: {said}; write bpm in {SHEET}")
    return next(iter(found), None)


def _is_tempo(bpm: float) -> bool:
    try:
        check_bpm(bpm)
    except ValueError:
        return False
    return True


def _bpm(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number of quarter notes a minute")
    check_bpm(float(value))
    return float(value)


def _meter(value: object) -> tuple[int, int]:
    said = re.fullmatch(r"(\d{1,2})/(\d{1,2})", value) if isinstance(value, str) else None
    if said is None:
        raise ValueError('must be like "4/4"')
    beats, unit = int(said[1]), int(said[2])
    if beats < 1 or unit not in (2, 4, 8, 16):
        raise ValueError("must count halves, quarters, eighths or sixteenths")
    stft_frames_per_beat(120.0, beats * 4 / unit)  # raises where there is no grid for it
    return beats, unit


def _bar1_s(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 3600:
        raise ValueError("must be seconds from the beginning of the files, 0 or more")
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text")
    return value.strip()


def _split(value: object) -> str:
    if value not in SPLITS:
        raise ValueError(f"must be one of {', '.join(SPLITS)}")
    return str(value)


def _captions(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError("must be a table: file name = caption or list of captions")
    found = {}
    for name, said in value.items():
        captions = [said] if isinstance(said, str) else said
        if not isinstance(captions, list) or not captions:
            raise ValueError(f"{name} must be a caption or a list of captions")
        found[name] = tuple(_text(caption) for caption in captions)
        if not all(found[name]):
            raise ValueError(f"{name} has an empty caption")
    return found


# entry of song.toml: (field of Sheet, what reads it)
READERS = {
    "bpm": ("bpm", _bpm),
    "meter": ("meter", _meter),
    "bar1": ("bar1_s", _bar1_s),
    "key": ("key", _text),
    "style": ("style", _text),
    "split": ("split", _split),
    "captions": ("captions", _captions),
}
