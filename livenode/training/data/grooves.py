"""The catalogue of MMA grooves that can make a training piece, and the families held out of training."""

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from livenode.training.data.places import MissingError
from livenode.training.data.styles import style_of

LIBRARY = Path("/usr/share/mma/lib")
HELDOUT_PERCENT = 10
# With this salt the held-out families are of many kinds and of all meters (french waltz, ballad, tango).
SPLIT_SALT = "17"
NOT_A_LOOP = re.compile(r"intro|ending|end\d*$|fill|break|metronome|empty", re.I)
# From MMA's beats a bar and whether the groove calls itself 6/8 to the meter: in 6/8 an MMA beat may be an
# eighth, a quarter or a dotted quarter. Four beats in "6/8" are a 4/4 bar in triplets.
METERS = {
    (4, False): (4, 4),
    (4, True): (4, 4),
    (3, False): (3, 4),
    (3, True): (6, 8),
    (6, False): (6, 8),
    (6, True): (6, 8),
    (2, True): (6, 8),
    (5, False): (5, 4),
}


@dataclass(frozen=True)
class Groove:
    """A named accompaniment pattern: `name` is what MMA loads, `family` its style in words.

    `mma_beats` counts the beats of a bar as MMA does; `pitched_tracks` are the tracks that are not drums.
    """

    name: str
    family: str
    description: str
    meter: tuple[int, int]
    mma_beats: int
    pitched_tracks: int


def split_of(family: str) -> str:
    """Return "train" or "heldout"; a stable hash of the family holds about 10 % of the families out whole."""
    digest = hashlib.sha256(f"{SPLIT_SALT}:{family}".encode()).digest()
    return "heldout" if int.from_bytes(digest[:4], "big") % 100 < HELDOUT_PERCENT else "train"


def load_catalogue(cache: Path, library: Path = LIBRARY, jobs: int = 2) -> list[Groove]:
    """Return the usable grooves from the file `cache` (JSON), or ask MMA (15 s) and write that file.

    Raises:
        MissingError: `mma` or its library is not installed.
    """
    if cache.exists():
        return [_from_json(row) for row in json.loads(cache.read_text())]
    files = sorted(path.relative_to(library).with_suffix("").as_posix() for path in library.glob("*/*.mma"))
    if not files:
        raise MissingError(f"no MMA grooves under {library}: install the package `mma`")
    grooves = scan(files, library, jobs)
    cache.parent.mkdir(parents=True, exist_ok=True)
    part = cache.with_name(f"{cache.name}.{os.getpid()}")
    part.write_text(json.dumps([asdict(groove) for groove in grooves], indent=0))
    part.rename(cache)
    return grooves


def scan(files: Sequence[str], library: Path = LIBRARY, jobs: int = 2) -> list[Groove]:
    """Ask MMA for the usable grooves of library files such as "stdlib/samba", `jobs` files at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        return [
            groove for found in pool.map(lambda file: _scan_file(file, library), files) for groove in found
        ]


def _scan_file(file: str, library: Path) -> list[Groove]:
    text = _mma("-Djs", str(library / f"{file}.mma"))
    if "\n[" not in text:
        raise RuntimeError(f"mma -Djs {library / file}.mma gave no JSON: {text[-300:]}")
    rows = [row for row in json.loads(text[text.index("\n[") :]) if _is_usable(row)]
    found = []
    for row, (beats, signature) in zip(rows, _meters(file, [row["groove"] for row in rows]), strict=True):
        meter = METERS.get((round(beats), signature == "6/8"))
        if meter is not None and beats == round(beats):
            name = f"{file}:{row['groove']}"
            pitched = sum(not track["track"].startswith("DRUM") for track in row["tracks"])
            found.append(Groove(name, style_of(file), row["description"], meter, round(beats), pitched))
    return found


def _is_usable(row: dict) -> bool:
    """Tell whether a groove is a loop (no intro, ending, fill) with drums, bass and harmony."""
    kinds = {track["track"].split("-")[0] for track in row["tracks"]}
    complete = "DRUM" in kinds and kinds & {"BASS", "WALK"} and kinds & {"CHORD", "ARPEGGIO", "PLECTRUM"}
    return bool(complete) and not NOT_A_LOOP.search(row["groove"])


def _meters(file: str, names: list[str]) -> list[tuple[float, str]]:
    """Return (MMA beats a bar, time signature) of each named groove of a file, by loading them in turn."""
    if not names:
        return []
    lines = [f"TimeSig 4/4\nGroove {file}:{name}\nPrint METER $_Time $_TimeSig\n" for name in names]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "meters.mma"
        source.write_text("".join(lines))
        words = [line.split() for line in _mma("-n", str(source)).splitlines() if line.startswith("METER ")]
    return [(float(beats), signature) for _, beats, signature in words]


def _mma(*arguments: str) -> str:
    return subprocess.run(["mma", *arguments], capture_output=True, text=True, check=False).stdout


def _from_json(row: dict) -> Groove:
    return Groove(**{**row, "meter": tuple(row["meter"])})
