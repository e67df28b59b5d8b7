"""Chromium with the page of a node. Nothing but this file imports selenium."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.live.node_thread import wait_until

PHONE, DESKTOP = (390, 844), (1280, 800)
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
HELP = "is not installed; apt install chromium chromium-driver"


def program(name: str) -> str:
    path = shutil.which(name)
    assert path, f"{name} {HELP}"
    return path


class Browser:
    """One Chromium; `open` shows a node's page at a size. A phone has touch and two pixels for one."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, port: int, size: tuple[int, int] = DESKTOP) -> None:
        """Open the page and wait until its controls can be used."""
        self.show(f"http://127.0.0.1:{port}/", size)
        wait_until(self.is_ready, 15)

    def show(self, address: str, size: tuple[int, int]) -> None:
        """Show an address at a size."""
        is_phone = size[0] < 500
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1 + is_phone, "mobile": is_phone}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": is_phone})
        self.driver.get(address)

    def is_ready(self) -> bool:
        """Whether the page has heard everything and can be used."""
        return bool(self.run("return document.querySelector('#desk')?.disabled === false"))

    def run(self, script: str, *args: object) -> Any:
        return self.driver.execute_script(script, *args)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def control(self, path: str, where: str = "main") -> WebElement:
        """Return the first control of a row."""
        found = self.find(f"{where} [data-path='{path}']")
        inside = found.find_elements(By.CSS_SELECTOR, "input, select, button")
        return inside[0] if inside else found

    def press(self, path: str, where: str = "main") -> None:
        """Press a control as a finger does, wherever it is on the page."""
        control = self.control(path, where)
        self.run("arguments[0].scrollIntoView({block: 'center'})", control)
        control.click()

    def type(self, path: str, text: str) -> None:
        """Replace the words in a field, and finish with Enter."""
        self.control(path).send_keys(Keys.CONTROL, "a")
        self.control(path).send_keys(text, Keys.ENTER)

    def drag(self, slider: WebElement, *moves: tuple[int, int]) -> None:
        """Take a slider where it stands, with a finger, and move that: each (right, down) in pixels."""
        self.run("arguments[0].scrollIntoView({block: 'center'})", slider)
        share = self.run("const s = arguments[0]; return (s.value - s.min) / (s.max - s.min) - 0.5", slider)
        start = round(share * (slider.size["width"] - 20))
        finger = PointerInput(POINTER_TOUCH, "finger")
        actions = ActionChains(self.driver, duration=50, devices=[finger])
        actions.move_to_element_with_offset(slider, start, 0).click_and_hold()
        for right, down in moves:
            actions.move_by_offset(right, down)
        actions.release().perform()

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector))

    def value(self, path: str) -> str:
        """Return what the first control of a row shows."""
        return str(self.run("return arguments[0].value", self.control(path)))

    def picture(self, selector: str) -> np.ndarray:
        """Return what is to be seen of an element, (rows, columns, 3) from 0 to 1."""
        return matplotlib.image.imread(io.BytesIO(self.find(selector).screenshot_as_png))[:, :, :3]

    def leave(self) -> None:
        """Leave the page, before its node ends: it would complain that it cannot come back."""
        self.driver.get("about:blank")

    def complaints(self) -> list[str]:
        """Return what the console had to complain about since the last call.

        That a node is gone is the browser's own word, and comes as late as the page tries again.
        """
        lines = [line["message"] for line in self.driver.get_log("browser") if line["level"] != "INFO"]
        return [line for line in lines if "WebSocket connection to" not in line]


@contextmanager
def running_browser(folder: Path) -> Iterator[Browser]:
    """Run Chromium with a new profile in `folder`."""
    options = webdriver.ChromeOptions()
    options.binary_location = program("chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, Service(program("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
