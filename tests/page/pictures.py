"""Take the pictures of the page: `python -m tests.page.pictures docs`. The default engine plays with the demo."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from livenode.inference.threads import use_one_blas_thread
from livenode.node import load_engine
from livenode.surface import Command
from tests.live.node_thread import wait_until
from tests.page.browser import DESKTOP, PHONE, running_browser
from tests.page.performance import performing

BAND = (
    Command("part/<p>/prompt", 2, ("electric piano, soft chords",)),
    Command("part/<p>/prompt", 3, ("shaker and congas",)),
    Command("part/<p>/auto", 2, (1,)),
    Command("part/<p>/level", 2, (0.62,)),
)
SECONDS = 26.0  # of playing before a picture


def main() -> None:
    folder = Path(sys.argv[1])
    use_one_blas_thread()
    with tempfile.TemporaryDirectory() as place:
        with performing(Path(place), BAND, load_engine("default")) as node:
            with running_browser(Path(place) / "chromium") as browser:
                for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
                    browser.open(node.config.http_port, size)
                    wait_until(lambda: browser.text("#bar").isdigit(), 10)
                    time.sleep(SECONDS / 2)
                    browser.press("part/2/generate")
                    browser.run("scrollTo(0, 0)")
                    time.sleep(SECONDS / 2)
                    (folder / f"page-{name}.png").write_bytes(browser.driver.get_screenshot_as_png())


if __name__ == "__main__":
    main()
