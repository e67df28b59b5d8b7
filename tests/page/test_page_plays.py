"""The page of a node that plays: press, see and hear; on a phone and on a desktop."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import numpy as np
import pytest

from livenode.control.osc import encode
from livenode.node import LiveNode
from livenode.surface import Command
from tests.jack_server import run_jack
from tests.live.node_thread import running_node, wait_until
from tests.page.browser import DESKTOP, PHONE, Browser
from tests.ports import free_port

pytestmark = [pytest.mark.audio, pytest.mark.slow]

SCORE = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("metronome", None, (0,)),
)
OUTPUT = np.array([0x3F, 0xCF, 0x7B]) / 255  # --output of page.css


@pytest.fixture(scope="module")
def node() -> Iterator[LiveNode]:
    with run_jack(48_000), running_node(SCORE, http_port=free_port()) as node:
        yield node


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request, node: LiveNode, browser: Browser) -> Iterator[Browser]:
    browser.open(node.config.http_port, request.param)
    yield browser
    node.conductor.submit([Command("transport/stop", None, (), "now")])


def of(node: LiveNode, path: str, part: int | None = None):
    return node.conductor.get(path, part)[0]


def painted(page: Browser) -> int:
    """Return how many pixels have the colour of the output, where the past is to be seen."""
    picture = page.picture("#wave")
    past = picture[: int(0.66 * picture.shape[0]), : int(0.75 * picture.shape[1])]
    return int((np.abs(past - OUTPUT).max(axis=2) < 0.02).sum())


def test_play_is_heard_and_seen(page, node):
    assert page.run("return document.body.dataset.transport") == "stopped"
    quiet = painted(page)
    page.press("transport/play", "#transport")
    wait_until(lambda: of(node, "transport/state") == "rolling", 10)
    wait_until(lambda: node.memory.counters().output_peak > 0.01, 20)
    wait_until(lambda: page.text("#bar").isdigit() and int(page.text("#bar")) >= 3, 10)
    wait_until(lambda: page.run("return document.querySelectorAll('#beats i.now').length") == 1, 5)
    wait_until(lambda: page.text(".part .state") == "playing", 10)
    assert "bar" in page.text(".part .coming")
    wait_until(lambda: painted(page) > quiet + 2000, 10)
    wait_until(lambda: int(page.text("#counts dd")) >= 1, 5)
    wait_until(lambda: page.run("return document.querySelectorAll('#costs i').length") >= 1, 5)
    page.press("transport/stop", "#transport")
    wait_until(lambda: of(node, "transport/state") == "stopped", 5)
    wait_until(lambda: page.text("#bar") == "-", 5)


def test_panic_is_in_reach_and_silences(page, node):
    page.press("transport/play", "#transport")
    wait_until(lambda: node.memory.counters().output_peak > 0.01, 20)
    page.run("scrollTo(0, document.body.scrollHeight)")
    page.find("#transport [data-path='panic']").click()
    wait_until(lambda: node.memory.target("panic") == 1.0, 5)
    wait_until(lambda: of(node, "transport/state") == "stopped", 5)


def test_words_are_words(page, node):
    words = "<img src=x onerror=alert(1)> “dusty” bass & drums"
    page.type("part/2/prompt", words)
    wait_until(lambda: of(node, "part/<p>/prompt", 2) == words, 5)
    assert page.value("part/2/prompt") == words
    assert page.run("return document.querySelectorAll('img').length") == 0


def test_a_fader_follows_the_finger_and_the_page_does_not(page, node):
    slider = page.control("part/3/level")
    node.conductor.submit([Command("part/<p>/level", 3, (0.8,))])
    wait_until(lambda: page.value("part/3/level") == "0.8", 5)
    page.drag(slider, (-30, 0), (-30, 30), (-30, 30))
    level = float(page.value("part/3/level"))
    assert 0.05 < level < 0.75
    wait_until(lambda: of(node, "part/<p>/level", 3) == pytest.approx(level), 5)
    before = page.run("return scrollY")
    page.drag(slider, (0, -40), (0, -40), (30, -40))
    assert page.run("return scrollY") == before
    level = float(page.value("part/3/level"))
    slider.send_keys("\ue014")  # right
    wait_until(lambda: of(node, "part/<p>/level", 3) == pytest.approx(float(page.value("part/3/level"))), 5)
    assert float(page.value("part/3/level")) > level


def test_an_action_that_waits_says_for_which_bar(page, node):
    node.conductor.submit([Command("quantize", None, ("4bar",))])
    page.press("transport/play", "#transport")
    wait_until(lambda: page.text("#bar").isdigit(), 10)
    page.press("part/1/generate")
    wait_until(lambda: page.run("return arguments[0].dataset.bar", page.control("part/1/generate")), 5)
    page.find("#transport [data-path='cancel']").click()
    wait_until(lambda: not page.run("return arguments[0].dataset.bar", page.control("part/1/generate")), 5)


def test_what_is_set_elsewhere_is_shown(page, node):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as panel:
        for path, argument in (("part/4/level", 0.31), ("part/4/mute", 1), ("tempo", 131.5)):
            panel.sendto(encode(f"/livenode/{path}", (argument,)), ("127.0.0.1", node.config.port))
        wait_until(lambda: page.value("part/4/level") == "0.31", 5)
        mute = page.control("part/4/mute")
        wait_until(lambda: mute.get_attribute("aria-checked") == "true", 5)
        wait_until(lambda: page.run("return document.querySelector('#tempo input').value") == "131.5", 5)
        for path, argument in (("part/4/level", 0.8), ("part/4/mute", 0), ("tempo", 200.0)):
            panel.sendto(encode(f"/livenode/{path}", (argument,)), ("127.0.0.1", node.config.port))
