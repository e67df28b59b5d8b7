"""The site in Chromium, opened from disk: nothing is cut off on a phone, and its search finds."""

from __future__ import annotations

from pathlib import Path

from tests.live.node_thread import wait_until
from tests.page.browser import DESKTOP, PHONE, Browser
from tests.page.conftest import browser as browser
from tests.page.conftest import chromium as chromium

WIDTH = "return document.documentElement.scrollWidth"
BROKEN = "return [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)"


def test_no_page_is_wider_than_a_phone_and_every_picture_is_there(site: Path, browser: Browser):
    wide, broken = [], []
    for file in sorted(site.rglob("*.html")):
        browser.show(file.as_uri(), PHONE)
        wide += [file.name] if browser.run(WIDTH) > PHONE[0] else []
        broken += browser.run(BROKEN)
    assert (wide, broken) == ([], [])


def test_search_finds_from_disk(site: Path, browser: Browser):
    browser.show(f"{(site / 'search.html').as_uri()}?q=looper", DESKTOP)
    wait_until(lambda: "The looper" in browser.text("#search-results"), 10)
