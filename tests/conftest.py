"""One thread of linear algebra, and a home of the tests' own, so that no user file is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from livenode.inference.threads import use_one_blas_thread

XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def pytest_configure() -> None:
    use_one_blas_thread()
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")  # programs that tests start


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    saved = {name: os.environ.pop(name, None) for name in ("HOME", *XDG)}
    os.environ["HOME"] = str(tmp_path_factory.mktemp("home"))
    yield
    del os.environ["HOME"]
    os.environ.update({name: value for name, value in saved.items() if value is not None})
