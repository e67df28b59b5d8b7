"""A bundle: the folder engines/<name> with manifest.json and the files it names, checked by their sha256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1
GRADES = ("draft", "good", "stage")
GRAPHS = ("encoder", "denoiser", "decoder", "text_tower", "audio_tower")
FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "schema": int,
    "name": str,
    "grade": str,
    "samplerate": int,
    "steps": dict,
    "sigma_max": (int, float),
    "shapes": dict,
    "contexts": dict,
    "files": dict,
    "licence": str,
    "training": dict,
    "quality": dict,
}
_HERE = Path(__file__).resolve().parents[1]
ENGINE_FOLDERS = (_HERE / "engines", _HERE.parent / "engines")  # in a wheel, in a checkout


class BundleError(Exception):
    """A bundle that cannot be used; the sentence says why and what to do."""

    exit_code = 78


@dataclass(frozen=True)
class Bundle:
    """A checked bundle: its folder and its manifest."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The engine's name."""
        return str(self.manifest["name"])

    @property
    def digest(self) -> str:
        """The sha256 of its manifest, which names those of its files: of one digest is one engine."""
        return hashlib.sha256(json.dumps(self.manifest, sort_keys=True).encode()).hexdigest()

    def graph(self, component: str) -> Path:
        """Return the path of a component's ONNX graph."""
        return self.folder / f"{component}.onnx"


def list_bundles() -> list[str]:
    """Return the names of all engines there are."""
    found = {path.parent.name for folder in ENGINE_FOLDERS for path in folder.glob("*/manifest.json")}
    return sorted(found)


def find_bundle(name_or_folder: str) -> Path:
    """Return the folder of an engine given by name or path. Raises BundleError with the names there are."""
    for folder in (*(base / name_or_folder for base in ENGINE_FOLDERS), Path(name_or_folder)):
        if (folder / "manifest.json").is_file():
            return folder
    names = ", ".join(list_bundles()) or "none"
    raise BundleError(
        f"no engine {name_or_folder!r}: choose one of: {names}, or a folder with a manifest.json"
    )


def load_bundle(name_or_folder: str) -> Bundle:
    """Read and check a bundle: the manifest's fields, sha256 of each file. Raises BundleError."""
    folder = find_bundle(name_or_folder)
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BundleError(f"{path} cannot be read ({problem}): install the engine again") from None
    if not isinstance(manifest, dict):
        raise BundleError(f"{path} is not a manifest: install the engine again")
    for field, kind in FIELDS.items():
        if not isinstance(manifest.get(field), kind):
            raise BundleError(f"{path}: {field!r} is missing or has the wrong type: install the engine again")
    if manifest["schema"] != SCHEMA:
        raise BundleError(
            f"{path}: schema {manifest['schema']}, this livenode reads {SCHEMA}: update one of the two"
        )
    if manifest["grade"] not in GRADES:
        raise BundleError(f"{path}: grade {manifest['grade']!r} is not one of {', '.join(GRADES)}")
    missing = [f"{name}.onnx" for name in GRAPHS if f"{name}.onnx" not in manifest["files"]]
    if missing:
        raise BundleError(f"{path}: names no {missing[0]}: install the engine again")
    for name, digest in manifest["files"].items():
        _check_file(folder, name, digest)
    return Bundle(folder, manifest)


def _check_file(folder: Path, name: str, digest: str) -> None:
    path = folder / name
    if Path(name).name != name or not path.is_file():
        raise BundleError(f"engine file {path} is missing: install the engine again")
    if file_sha256(path) != digest:
        raise BundleError(f"engine file {path} is damaged (its sha256 differs): install the engine again")


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
