"""Put a bundle into the folder of the user's engines: whole or not at all, and never half of two."""

import os
import shutil
from pathlib import Path

from livenode import paths
from livenode.bundles.archive import ArchiveError, unpack
from livenode.inference.bundle import Bundle, BundleError, check_bundle
from livenode.inference.manifest import FILE


class InstallError(ValueError):
    """A bundle that is not put in place; the sentence says why and what to do."""

    exit_code = 73  # EX_CANTCREAT


def install(archive: Path, replace: bool = False, folder: Path | None = None) -> Bundle:
    """Unpack an archive, check what it holds, put it in place under its own name; returns the bundle there.

    replace: also where an engine of this name is already. Nothing of the bundle is run. Raises ArchiveError,
    BundleError and InstallError. Thread: any.
    """
    folder = folder or paths.user_engines()
    beside = folder / f".{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(
            beside, ignore_errors=True
        )  # of one that was killed: in a container all have its number
        beside.mkdir()
    except OSError as problem:
        raise InstallError(f"{folder} cannot be written ({problem.strerror}): see to its rights") from None
    try:
        unpack(archive, beside)
        bundle = _whole(beside)
        return check_bundle(_swap(bundle, folder / bundle.name, replace))
    except OSError as problem:
        raise InstallError(
            f"{folder} cannot be written ({problem.strerror}): see to room and rights"
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _whole(folder: Path) -> Bundle:
    """Return the bundle unpacked there. Raises BundleError, or ArchiveError where there is more."""
    try:
        bundle = check_bundle(folder)
    except BundleError as problem:
        text = (
            str(problem).replace(f"{folder}{os.sep}", "").replace("install the engine again", "get another")
        )
        raise BundleError(f"it is no bundle that can be used: {text}") from None
    more = {path.name for path in folder.iterdir()} - {FILE, *bundle.manifest["files"]}
    if more:
        raise ArchiveError(f"it holds {min(more)}, which its manifest does not name")
    return bundle


def _swap(bundle: Bundle, place: Path, replace: bool) -> Path:
    """Move a bundle to its place; returns the place. What was there comes back if that fails."""
    if not place.exists():
        bundle.folder.rename(place)
        return place
    if not replace:
        raise InstallError(
            f"an engine {bundle.name} is in {place} already: put version {bundle.version} in its place "
            "with --replace"
        )
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    place.rename(old)
    try:
        bundle.folder.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return place
