"""The documentation's shop at https://example.org, here: an engine called jazz, and an index of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from livenode.bundles.archive import pack
from livenode.inference.bundle import file_sha256, load_bundle
from tests.bundles import make_bundle
from tests.shelf import make_certificate, shelf

ADDRESS = "https://example.org"


@contextmanager
def shop() -> Iterator[tuple[str, str]]:
    """Keep the shop open, trusted; yields its address here and the engine's sha256."""
    others: dict[str, bytes] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive, certificate = folder / "jazz-2.tar.gz", make_certificate(folder / "shop.pem")
        pack(load_bundle(str(make_bundle(folder / "jazz", name="jazz", version="2"))), archive)
        trusted = mock.patch.dict(os.environ, SSL_CERT_FILE=str(certificate))
        with trusted, shelf(archive.read_bytes(), certificate, others=others) as address:
            digest = file_sha256(archive)
            row = {"name": "jazz", "version": "2", "url": f"{address}/{archive.name}", "sha256": digest}
            others["/engines.json"] = json.dumps({"livenode": 1, "engines": [row]}).encode()
            yield address, digest
