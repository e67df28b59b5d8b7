"""One thread of linear algebra, a home of the tests' own, and nodes that have ended are forgotten.

Run in several processes (`-n 3 --no-loadscope-reorder`) one has the tests that keep musical time, one after
another, and the others all else, a file at a time and at a lower priority. Three suit two cores: the first
mostly waits.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from livenode.inference.threads import use_one_blas_thread

TESTS = Path(__file__).parent
IN_TIME = ("audio", "live", "page", "midi")  # folders whose tests play, and mostly wait
POLITE = 10
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
STATM = Path("/proc/self/statm")
SPARE_BYTES = 300e6  # two nodes and a bit


def pytest_configure() -> None:
    use_one_blas_thread()
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")  # programs that tests start


def _is_in_time(path: Path) -> bool:
    return path.parts[0] in IN_TIME


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _is_in_time(item.path.relative_to(TESTS)), reverse=True)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return who shares out the tests. (xdist's own groups do nothing from pytest 9.2 on.)"""
    from xdist.scheduler import LoadScopeScheduling

    class InTime(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            return "in time" if _is_in_time(Path(file).relative_to(TESTS.name)) else file

    return InTime(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ and not _is_in_time(item.path.relative_to(TESTS)):
        os.setpriority(os.PRIO_PROCESS, 0, POLITE)  # from here on: what is in time comes first


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    saved = {name: os.environ.pop(name, None) for name in ("HOME", *XDG)}
    os.environ["HOME"] = str(tmp_path_factory.mktemp("home"))
    yield
    del os.environ["HOME"]
    os.environ.update({name: value for name, value in saved.items() if value is not None})


class Lean:
    """Collects garbage when memory has grown: a node's 112 MB are few objects to Python's collector."""

    def __init__(self) -> None:
        self._kept_bytes = 0.0

    def look(self) -> None:
        if STATM.exists() and self._resident_bytes() > self._kept_bytes + SPARE_BYTES:
            gc.collect()
            self._kept_bytes = self._resident_bytes()

    def _resident_bytes(self) -> float:
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="session")
def _memory() -> Lean:
    return Lean()


@pytest.fixture(autouse=True)
def lean(_memory: Lean) -> Iterator[None]:
    """Give back the memory of nodes that have ended: they lie in cycles."""
    yield
    _memory.look()
