"""The surfaces, written once into a folder, with the presets that come with livenode."""

from __future__ import annotations

from pathlib import Path

import pytest

from livenode.surfaces.widgets import Wiring
from livenode.surfaces.writing import write

WIRING = Wiring(port=7400, reply_port=9000)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("no-presets")))
        made = tmp_path_factory.mktemp("surfaces")
        write(made, WIRING)
    return made
