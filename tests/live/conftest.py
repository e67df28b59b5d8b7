"""A private JACK server for the tests of this folder; without jackd they fail, they do not skip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jack_server import run_jack


@pytest.fixture(scope="module")
def jack() -> Iterator[None]:
    with run_jack(48_000):
        yield


@pytest.fixture(autouse=True)
def state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test know the reply port that another one's `hello` set: a node remembers it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
