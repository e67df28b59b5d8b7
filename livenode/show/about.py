"""What set.json says of the node that recorded a set: with what it can be played again."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from livenode import __version__
from livenode.config import Config
from livenode.inference.bundle import BundleError, file_sha256, find_bundle
from livenode.show.folder import FORMAT

OURS = ("port", "http_port", "feedback", "allow", "token", "lan", "recordings", "record")  # of this machine


def about(config: Config, backend: str, engine_name: str) -> dict[str, Any]:
    """Return what is known of a node at the beginning of a set. engine_name: by which its engine is found.

    Thread: any. Real-time safe: no.
    """
    return {
        "format": FORMAT,
        "livenode": __version__,
        "name": config.name,
        "begun": datetime.now().astimezone().isoformat(timespec="seconds"),
        "engine": {"name": engine_name, "manifest_sha256": manifest_sha256(engine_name)},
        "backend": backend,
        "config": {key: value for key, value in asdict(config).items() if key not in OURS},
    }


def manifest_sha256(engine_name: str) -> str:
    """Return what tells an engine from others, "" for one without a manifest. Thread: any."""
    try:
        return file_sha256(find_bundle(engine_name) / "manifest.json")
    except (BundleError, OSError):
        return ""
