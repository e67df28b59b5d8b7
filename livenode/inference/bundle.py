"""A bundle: the folder engines/<name> with manifest.json and the files it names, checked by their sha256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livenode import paths
from livenode.inference import manifest
from livenode.inference.manifest import FIRST_VERSION, GRAPHS, NAME, ManifestError

__all__ = ["GRAPHS", "Bundle", "BundleError", "file_sha256", "find_bundle", "list_bundles", "load_bundle"]


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
    def version(self) -> str:
        """The engine's version; "1" where it does not say."""
        return str(self.manifest.get("version", FIRST_VERSION))

    @property
    def size_bytes(self) -> int:
        """What its files take on the disk, bytes."""
        return sum((self.folder / name).stat().st_size for name in (manifest.FILE, *self.manifest["files"]))

    @property
    def digest(self) -> str:
        """The sha256 of its manifest, which names those of its files: of one digest is one engine."""
        return hashlib.sha256(json.dumps(self.manifest, sort_keys=True).encode()).hexdigest()

    def graph(self, component: str) -> Path:
        """Return the path of a component's ONNX graph."""
        return self.folder / f"{component}.onnx"


def folders() -> list[Path]:
    """Return where engines are looked for: the user's own first, then those that come with the package."""
    return [paths.user_engines(), paths.shipped("engines")]


def list_bundles() -> list[str]:
    """Return the names of all engines there are."""
    found = {path.parent.name for folder in folders() for path in folder.glob(f"*/{manifest.FILE}")}
    return sorted(name for name in found if NAME.fullmatch(name))


def find_bundle(name_or_folder: str) -> Path:
    """Return the folder of an engine given by name or path. Raises BundleError with the names there are."""
    named = folders() if NAME.fullmatch(name_or_folder) else []
    for folder in (*(base / name_or_folder for base in named), Path(name_or_folder)):
        if _is_there(folder / manifest.FILE):
            return folder
    names = ", ".join(list_bundles()) or "none"
    raise BundleError(
        f"no engine {name_or_folder[:80]!r}: choose one of: {names}, or a folder with a manifest.json"
    )


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a name too long, a NUL in it
        return False


def load_bundle(name_or_folder: str) -> Bundle:
    """Read and check a bundle: the manifest's fields, sha256 of each file. Raises BundleError."""
    return check_bundle(find_bundle(name_or_folder))


def check_bundle(folder: Path) -> Bundle:
    """Read and check the bundle in a folder. Raises BundleError."""
    path = folder / manifest.FILE
    try:
        found = manifest.read(folder)
    except OSError as problem:
        raise BundleError(f"{path} cannot be read ({problem.strerror}): install the engine again") from None
    except ManifestError as problem:
        raise BundleError(f"{path} {problem}: install the engine again") from None
    for name, digest in found["files"].items():
        _check_file(folder / name, digest)
    return Bundle(folder, found)


def _check_file(path: Path, digest: str) -> None:
    if not path.is_file():
        raise BundleError(f"engine file {path} is missing: install the engine again")
    try:
        is_whole = file_sha256(path) == digest
    except OSError as problem:
        raise BundleError(
            f"engine file {path} cannot be read ({problem.strerror}): install the engine again"
        ) from None
    if not is_whole:
        raise BundleError(f"engine file {path} is damaged (its sha256 differs): install the engine again")


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
