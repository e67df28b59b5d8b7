"""Private JACK servers for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.jack_server import run_jack


@pytest.fixture(scope="module")
def jack_48000() -> Iterator[None]:
    with run_jack(48000):
        yield


@pytest.fixture(scope="module")
def jack_44100() -> Iterator[None]:
    with run_jack(44100):
        yield
