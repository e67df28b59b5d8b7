"""The manifest of a bundle: what it says of an engine, checked whole before anything of it is used."""

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livenode.documents import DocumentError, parse_json, read_text, shown

SCHEMA = 1
FILE = "manifest.json"
MOST_BYTES = 1 << 20
MOST_FILES = 32
GRADES = ("draft", "good", "stage")
GRAPHS = ("encoder", "denoiser", "decoder", "text_tower", "audio_tower")
_NUMBER = (int, float)
FIELDS: Mapping[str, tuple[type, ...]] = {
    "schema": (int,),
    "name": (str,),
    "grade": (str,),
    "samplerate": (int,),
    "steps": (dict,),
    "sigma_max": _NUMBER,
    "shapes": (dict,),
    "contexts": (dict,),
    "files": (dict,),
    "licence": (str,),
    "training": (dict,),
    "quality": (dict,),
}
OPTIONAL: Mapping[str, tuple[type, ...]] = {
    "version": (str,),
    "sigma_min": _NUMBER,
    "guided": (bool,),
    "past_noise": _NUMBER,
}
FIRST_VERSION = "1"  # of an engine that does not say
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,47}")  # of engines, of their files: a plain name of a file
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_COUNTS = 1 << 20


class ManifestError(ValueError):
    """A manifest that cannot be used; the text says why, and follows the file's name."""


def read(folder: Path) -> dict[str, Any]:
    """Return the checked manifest of a bundle's folder. Raises ManifestError and OSError. Thread: any."""
    try:
        return parse(read_text(folder / FILE, MOST_BYTES))
    except DocumentError as problem:
        raise ManifestError(str(problem)) from None


def parse(text: str) -> dict[str, Any]:
    """Return the checked manifest written in this JSON. Raises ManifestError. Thread: any."""
    try:
        found = parse_json(text)
    except DocumentError as problem:
        raise ManifestError(str(problem)) from None
    if not isinstance(found, dict):
        raise ManifestError("is not a manifest")
    for field, kinds in FIELDS.items():
        if type(found.get(field)) not in kinds:
            raise ManifestError(f"has no {field!r}, or one of the wrong type")
    for field, kinds in OPTIONAL.items():
        if field in found and type(found[field]) not in kinds:
            raise ManifestError(f"has a {field!r} of the wrong type")
    if found["schema"] != SCHEMA:
        raise ManifestError(
            f"is of schema {shown(found['schema'])}, and this livenode reads {SCHEMA}: update one of the two"
        )
    _check_words(found)
    _check_numbers(found)
    _check_files(found["files"])
    return found


def _check_words(found: Mapping[str, Any]) -> None:
    if found["grade"] not in GRADES:
        raise ManifestError(f"has the grade {shown(found['grade'])}, not one of {', '.join(GRADES)}")
    for field in ("name", "version"):
        if not NAME.fullmatch(found.get(field, FIRST_VERSION)):
            letters = "1 to 48 letters, digits, _, - or ."
            raise ManifestError(f"has the {field} {shown(found[field])}, not {letters}")
    if not found["licence"].isprintable() or len(found["licence"]) > 80:
        raise ManifestError("has a licence that is no line of up to 80 characters")


def _check_numbers(found: Mapping[str, Any]) -> None:
    steps = found["steps"]
    if any(type(steps.get(key)) is not int for key in ("default", "max")):
        raise ManifestError("has steps without a whole number as default and as max")
    if not 1 <= steps["default"] <= steps["max"] <= 1000:
        raise ManifestError(f"has steps {shown(steps)}: not 1 <= default <= max <= 1000")
    for field in ("sigma_max", "sigma_min", "past_noise"):
        if not (math.isfinite(found.get(field, 0.0)) and 0 <= found.get(field, 0.0) <= 1e6):
            raise ManifestError(f"has the {field} {shown(found[field])}, not a number from 0 to 1000000")
    tower = found["shapes"].get("text_tower")
    if not isinstance(tower, dict) or not _is_shape(tower.get("counts")):
        raise ManifestError("has no shape of the text_tower's counts: 1 and how many there are")


def _is_shape(shape: object) -> bool:
    """Return whether this is a batch of one and a length."""
    if not isinstance(shape, list) or [type(length) for length in shape] != [int, int]:
        return False
    return shape[0] == 1 and 0 < shape[1] <= _MOST_COUNTS


def _check_files(files: Mapping[str, object]) -> None:
    if len(files) > MOST_FILES:
        raise ManifestError(f"names more than {MOST_FILES} files")
    for name, digest in files.items():
        if not NAME.fullmatch(name) or name == FILE:
            raise ManifestError(f"names {shown(name)}, which is no plain name of a file beside it")
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise ManifestError(f"has no sha256 of {name}")
    missing = [f"{graph}.onnx" for graph in GRAPHS if f"{graph}.onnx" not in files]
    if missing:
        raise ManifestError(f"names no {missing[0]}")
