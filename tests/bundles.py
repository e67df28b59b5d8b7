"""A bundle of a few bytes, as a folder and packed: whole, and of no use to play; and a home for engines."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from livenode import paths
from livenode.cli import main
from livenode.inference.manifest import GRAPHS


def make_bundle(folder: Path, **changed: object) -> Path:
    """Write a bundle into a folder, which is made, and return it; `changed`: fields of its manifest."""
    folder.mkdir(parents=True)
    for name in GRAPHS:
        (folder / f"{name}.onnx").write_bytes(name.encode() * 100)
    manifest = {
        "schema": 1,
        "name": "tiny",
        "grade": "draft",
        "samplerate": 48_000,
        "steps": {"default": 2, "min": 1, "max": 4},
        "sigma_max": 80.0,
        "shapes": {"text_tower": {"counts": [1, 8192]}},
        "contexts": {},
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()},
        "licence": "CC-BY-4.0",
        "training": {},
        "quality": {},
        **changed,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture(autouse=True)
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own, and return the folder of engines in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return paths.user_engines()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return make_bundle(tmp_path / "made" / "tiny", version="2.1")


@pytest.fixture
def packed(bundle: Path, tmp_path: Path) -> Path:
    out = tmp_path / "tiny.tar.gz"
    assert main(["engines", "pack", str(bundle), "--out", str(out)]) == 0
    return out
