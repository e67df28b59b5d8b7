"""The surfaces as files of a folder: each name, what writes it, and in which program it was opened.

Beside them lies a list of what was written. A file that is not in it, or that was changed since, is not ours
to write over.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from livenode.documents import read_json
from livenode.surfaces.amxd import amxd
from livenode.surfaces.chuck import chuck
from livenode.surfaces.maxpat import maxpat
from livenode.surfaces.page import page
from livenode.surfaces.pd import pd
from livenode.surfaces.pd_help import pd_help
from livenode.surfaces.ready import ready
from livenode.surfaces.stage_control import stage_control
from livenode.surfaces.supercollider import supercollider, supercollider_help
from livenode.surfaces.touchosc import touchosc
from livenode.surfaces.widgets import Ready, Wiring

WRITTEN = "written.json"
FILES: Mapping[str, Callable[[Wiring, Ready], bytes]] = {
    "livenode.tosc": touchosc,
    "livenode.maxpat": maxpat,
    "livenode.amxd": amxd,
    "livenode.pd": lambda wiring, ready: pd(wiring),
    "livenode-help.pd": pd_help,
    "livenode.json": stage_control,
    "Livenode.sc": lambda wiring, ready: supercollider(wiring),
    "Livenode.schelp": lambda wiring, ready: supercollider_help(),
    "Livenode.ck": lambda wiring, ready: chuck(wiring),
    "README.md": lambda wiring, ready: page(wiring),
}


class SurfacesError(ValueError):
    """The surfaces cannot be written there; the text says what to do."""

    exit_code = 73  # EX_CANTCREAT


def write(folder: Path, wiring: Wiring, force: bool = False) -> list[Path]:
    """Write every surface into a folder, which is made; return the files.

    Nothing is written where one of them is there already and is not as this wrote it, unless `force`.
    Raises `SurfacesError`, and `PresetError` for a preset that cannot be read.
    """
    offered = ready()
    files = {name: make(wiring, offered) for name, make in FILES.items()}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files[WRITTEN] = (json.dumps(sums, indent=1) + "\n").encode()
    try:
        foreign = [] if force else _foreign(folder)
        if foreign:
            raise SurfacesError(
                f"{', '.join(foreign)} in {folder}: not as livenode wrote it; "
                "name another folder with --out, or write over it with --force"
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as problem:
        sentence = f"{folder}: cannot be written ({problem.strerror}); name another folder with --out"
        raise SurfacesError(sentence) from None
    return [folder / name for name in files]


def _foreign(folder: Path) -> list[str]:
    """Return the names that would be written over and are not as they were written."""
    there = [name for name in (*FILES, WRITTEN) if (folder / name).exists()]
    sums = _sums(folder / WRITTEN)
    return [name for name in there if name != WRITTEN and sums.get(name) != _sum(folder / name)] or (
        [WRITTEN] if WRITTEN in there and not sums else []
    )


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _sums(file: Path) -> dict[str, str]:
    try:
        found = read_json(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
