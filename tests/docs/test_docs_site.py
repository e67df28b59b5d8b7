"""The site as a browser has it: it builds, its links lead somewhere, it asks no other host for anything.

`python -m tests.docs.test_docs_site` lists the links to other hosts.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from livenode.reference import commands, configuration
from livenode.reference import presets as preset_page
from tests.docs.pages import DOCS, NAMES, ROOT, links

LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href")}
ASKED = ("stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "modulepreload", "manifest")


class Links(HTMLParser):
    """Where a page leads, what can be led to in it, and what it loads by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.ids: set[str] = set()
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        for name in ("href", "src"):
            target = found.get(name, "")
            if (tag, name) in LOADED and (tag != "link" or found.get("rel") in ASKED):
                self.loads.append(target)
            if target:
                self.leads.append(target)


@cache
def page(file: Path) -> Links:
    return Links(file.read_text("utf-8"))


def html(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_each_link_leads_to_a_page_and_a_place_in_it(site):
    assert len(html(site)) > 25
    broken = []
    for file in html(site):
        for target in page(file).leads:
            if urlsplit(target).scheme:
                continue
            path, place = urldefrag(target)
            there = (file.parent / unquote(path.split("?")[0])).resolve() if path else file
            if not there.is_file() or (place and unquote(place) not in page(there).ids):
                broken.append(f"{file.relative_to(site)}: {target}")
    assert broken == []


def test_no_page_asks_another_host_for_anything(site):
    asked = [f"{file.name}: {url}" for file in html(site) for url in page(file).loads if _is_foreign(url)]
    styles = [
        file for file in site.rglob("*.css") if re.search(r"url\(['\"]?(https?:)?//", file.read_text("utf-8"))
    ]
    assert asked == [] and styles == []


def _is_foreign(url: str) -> bool:
    return bool(urlsplit(url).netloc)


def test_a_search_finds_without_a_server(site):
    index = (site / "searchindex.js").read_text("utf-8")
    assert all(f'"{word}"' in index or f"{word}:" in index for word in ("looper", "pedal"))


def outward() -> list[str]:
    """Return the links to other hosts. Nobody follows them here."""
    return sorted({target for name in NAMES for target in links(name) if urlsplit(target).scheme})


def test_outward_links_are_well_formed():
    assert outward()
    for target in outward():
        found = urlsplit(target)
        assert found.scheme == "https" and "." in found.netloc and " " not in target, target


def test_links_of_readme_lead_to_files():
    inward = [target for target in links("README.md") if not urlsplit(target).scheme]
    assert len(inward) > 20
    assert [target for target in inward if not (ROOT / urldefrag(target)[0]).is_file()] == []


def test_every_place_of_the_navigation_has_its_page():
    listed = re.findall(r"```\{toctree\}\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.DOTALL)
    names = [line for block in listed for line in block.splitlines() if re.fullmatch(r"[\w/-]+", line)]
    assert [name for name in names if not (DOCS / f"{name}.md").is_file()] == []


@pytest.mark.parametrize(
    "written", [commands, configuration, preset_page], ids=lambda module: module.__name__
)
def test_a_page_that_is_written_from_the_code_is_up_to_date(written):
    name = written.__name__.rsplit(".", 1)[1]
    assert (DOCS / f"{name}.md").read_text("utf-8") == written.page(), "run make pages"


def test_pictures_are_those_of_their_script(tmp_path):
    subprocess.run([sys.executable, str(DOCS / "pictures.py"), str(tmp_path)], check=True)
    drawn = sorted(tmp_path.iterdir())
    assert len(drawn) == 5
    assert [file.name for file in drawn if file.read_bytes() != (DOCS / file.name).read_bytes()] == []


if __name__ == "__main__":
    print("\n".join(outward()))
