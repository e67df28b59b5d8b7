"""A bundle of a few bytes, as a folder: whole, and of no use to play."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

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
