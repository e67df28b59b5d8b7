"""The folder of a set: what lies in it, under which names, and what `set.json` says."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from livenode.documents import DocumentError, read_json
from livenode.params import NAME_LETTERS, PARTS
from livenode.rt.layout import STEREO_CHANNELS

INFO, EVENTS, BEFORE, ARRAYS = "set.json", "events.jsonl", "before.wav", "arrays"
INPUT, MASTER = "input.wav", "master.wav"
FORMAT = 1
NAME_LETTERS_MOST = 80  # of the node's name, in that of a folder: a disk takes 255 bytes
# file: which channels of the stereo ring's rows it holds
STEREO_FILES = {f"part{part}.wav": (2 * part - 2, 2 * part) for part in PARTS} | {
    MASTER: (STEREO_CHANNELS - 2, STEREO_CHANNELS)
}


class SetError(ValueError):
    """A folder that is no recorded set, or cannot be made one; the sentence says what is wrong with it."""

    exit_code = 66


def make(base: Path, name: str, now: datetime) -> Path:
    """Make the folder of a new set; where there is one of its name, with a number behind. Raises OSError."""
    plain = "".join(letter if letter in NAME_LETTERS else "-" for letter in name[:NAME_LETTERS_MOST])
    stem = f"{now:%Y-%m-%d-%H%M%S}-{plain}"
    base.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        folder = base / (stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        (folder / ARRAYS).mkdir()
        return folder
    raise FileExistsError(17, "too many sets of this name", str(base))


def write_info(folder: Path, info: dict[str, Any]) -> None:
    """Write set.json, whole or not at all. Raises OSError."""
    new = folder / f".{INFO}.part"
    with new.open("w", encoding="utf-8") as stream:
        json.dump(info, stream, indent=1)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, folder / INFO)


def read_info(folder: Path) -> dict[str, Any]:
    """Read set.json. Raises SetError."""
    path = folder / INFO
    if not folder.is_dir():
        raise SetError(f"{folder}: there is no such folder: give the folder of a recorded set")
    try:
        info = read_json(path)
    except FileNotFoundError:
        raise SetError(f"{folder} is no recorded set: it holds no {INFO}") from None
    except (OSError, DocumentError) as problem:
        raise SetError(f"{path} cannot be read ({problem})") from None
    if not isinstance(info, dict) or info.get("format") != FORMAT:
        raise SetError(f"{path} is of another livenode: update this one, or take that which recorded it")
    return info


def write_array(folder: Path, name: str, array: np.ndarray) -> None:
    """Write one of the arrays that the journal's state names. Raises OSError."""
    np.save(folder / ARRAYS / f"{name}.npy", array, allow_pickle=False)


def read_arrays(folder: Path) -> dict[str, np.ndarray]:
    """Read the arrays of a set by their names. Raises SetError."""
    arrays = {}
    for path in sorted((folder / ARRAYS).glob("*.npy")):
        try:
            arrays[path.stem] = np.asarray(np.load(path, allow_pickle=False), np.float32)
        except Exception as problem:  # of numpy's parser and its memory: they have no common base class
            raise SetError(f"{path} cannot be read ({problem})") from None
    return arrays
