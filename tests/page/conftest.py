"""One Chromium for all tests of the page; each test fails if its console complains."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.conftest import state_of_its_own as state_of_its_own
from tests.page.browser import Browser, running_browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """Chromium, whose console must have nothing to complain about."""
    chromium.complaints()
    yield chromium
    complaints = chromium.complaints()
    chromium.leave()
    assert complaints == []
