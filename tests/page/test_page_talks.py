"""The page and the node in conversation: every control, refusals, a cut link, sleep, small screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from livenode.control.fake_surface import FakeSurface
from livenode.params import ROWS, Refused, spoken
from livenode.surface import Event
from tests.control.rig import live_server
from tests.control.test_http import FIGURES
from tests.live.node_thread import wait_until
from tests.page.browser import DESKTOP, PHONE, Browser
from tests.ports import free_port

pytestmark = pytest.mark.slow

SET = [row for row in ROWS if row.kind in ("value", "action")]
CONTROLS = {spoken(row.path, part): row for row in SET for part in row.parts}
# Do what a finger or a keyboard does to a control of the list, so that its value changes.
USE = """
const line = arguments[0];
const event = (name) => new Event(name, {bubbles: true});
const tell = (field, ...names) => names.forEach((name) => field.dispatchEvent(event(name)));
const slider = line.querySelector("input[type=range]");
const radio = line.querySelector("input[type=radio]:not(:checked)");
const button = line.querySelector("button:not([tabindex])");
for (const field of line.querySelectorAll("input[type=text]")) {
  field.value = "words";
  tell(field, "change");
}
for (const field of slider ? [] : line.querySelectorAll("input[type=number]")) {
  field.stepUp();
  tell(field, "change");
}
for (const list of line.querySelectorAll("select")) {
  list.selectedIndex = (list.selectedIndex + 1) % list.length;
  tell(list, "change");
}
if (slider) { slider.value = 0.63 * slider.min + 0.37 * slider.max; tell(slider, "input", "change"); }
if (radio) radio.click();
if (button && (!slider || line.querySelector(".several"))) button.click();
"""


def server_at(port: int, surface: FakeSurface | None = None, **options: object):
    return live_server(surface, report=lambda: FIGURES, http_port=port, http_required=True, **options)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def surface(port: int) -> Iterator[FakeSurface]:
    with server_at(port) as (_, surface):
        yield surface


def test_every_control_of_the_table_is_there_and_works(surface, port, browser):
    browser.open(port)
    lines = browser.run(
        "return Object.fromEntries([...document.querySelectorAll('.row:not(:has(.told))')].map((row) => "
        "[row.querySelector('[data-path]').dataset.path, row]))"
    )
    assert set(lines) == set(CONTROLS)
    for path, line in lines.items():
        browser.run(USE, line)
        row = CONTROLS[path]
        wait_until(lambda row=row, path=path: path in told(surface), 5)
    values = {path for path, row in CONTROLS.items() if row.kind == "value"}
    for path in values:
        row, args = CONTROLS[path], told(surface)[path]
        part = int(path.split("/")[1]) if row.per_part else None
        assert args != row.default_of(part), path
        assert surface.get(row.path, part) == args
    assert browser.text("#notice") == ""
    assert "error" not in browser.text("#log")
    assert browser.text(".row [data-path='transport/state']") == "stopped"


def told(surface: FakeSurface) -> dict[str, tuple]:
    """Return the last arguments of each command, by its path."""
    return {spoken(command.path, command.part): command.args for command in surface.commands}


def test_any_prefix_and_any_name_will_do(port, browser):
    with server_at(port, prefix="/hall/left", name="<b>Left</b>") as (_, surface):
        browser.open(port)
        browser.press("part/1/mute")
        wait_until(lambda: surface.values.number("part/<p>/mute", 1) == 1, 5)
        assert browser.text("#name") == "<b>Left</b>"
        browser.leave()


def test_what_is_refused_is_said_and_shown_as_it_was(surface, port, browser):
    browser.open(port)
    surface.refuse = Refused("out_of_range", "bars is at most 4 at this tempo")
    browser.run("document.querySelector('#mix [data-path=bars] input[value=\"8\"]').click()")
    wait_until(lambda: browser.text("#notice") == "bars is at most 4 at this tempo", 5)
    shown = "return document.querySelector('#mix [data-path=bars] input:checked').value"
    assert browser.run(shown) == "2"
    assert "out_of_range" in browser.text("#log li")


def test_state_comes_back_when_the_node_does(port, browser):
    with server_at(port) as (_, surface):
        browser.open(port)
    wait_until(lambda: "No connection" in browser.text("#notice"), 5)
    assert browser.run("return document.querySelector('#desk').disabled")
    assert not browser.find("#transport [data-path='panic']").is_enabled()
    after = FakeSurface()
    after.values = after.values.with_value("part/<p>/prompt", 2, ("a choir",)).with_value(
        "tempo", None, (77.0,)
    )
    with server_at(port, after):
        wait_until(browser.is_ready, 10)
        assert browser.value("part/2/prompt") == "a choir"
        assert browser.run("return document.querySelector('#tempo input').value") == "77"
        assert browser.text("#notice") == ""
        browser.press("part/1/mute")
        wait_until(lambda: after.values.number("part/<p>/mute", 1) == 1, 5)
        wave_goes_on(after, browser)


def wave_goes_on(surface: FakeSurface, browser: Browser) -> None:
    """Check that the picture is painted: what comes makes it another."""
    before = browser.picture("#wave")
    columns = [number for _ in range(40) for number in (0.0, -0.9, 0.9, -0.9, 0.9)]

    def has_changed() -> bool:
        surface._publish(Event("wave", None, (1000, *columns)))
        return bool((browser.picture("#wave") != before).any())

    wait_until(has_changed, 10)


def test_after_sleep_everything_is_told_again(surface, port, browser):
    browser.open(port)
    browser.run("document.querySelector('.part input[type=text]').value = 'what was here before'")
    browser.run("document.dispatchEvent(new Event('visibilitychange'))")
    wait_until(lambda: browser.value("part/1/prompt") == surface.values.text("part/<p>/prompt", 1), 5)


def test_what_is_being_typed_is_left_alone(surface, port, browser):
    browser.open(port)
    field = browser.control("part/2/prompt")
    field.send_keys("half a")
    surface.values = surface.values.with_value("part/<p>/prompt", 2, ("from elsewhere",))
    surface._publish(Event("part/<p>/prompt", 2, ("from elsewhere",)))
    surface._publish(Event("part/<p>/prompt", 3, ("then this",)))
    wait_until(lambda: browser.value("part/3/prompt") == "then this", 5)
    assert browser.value("part/2/prompt") == "half a"
    field.send_keys("\ue00c")  # escape
    assert browser.value("part/2/prompt") == "from elsewhere"


@pytest.mark.parametrize("size", [(360, 640), PHONE, (844, 390), DESKTOP], ids=str)
def test_it_fits_the_screen_and_a_fingertip(surface, port, browser, size):
    browser.open(port, size)
    assert browser.run("return document.documentElement.scrollWidth") <= size[0]
    small = browser.run(
        "return [...document.querySelectorAll('button, select, input')].filter((one) => one.offsetParent)"
        ".map((one) => [one.outerHTML, one.getBoundingClientRect().toJSON()])"
        ".filter(([, box]) => box.height < 44 || box.width < 40)"
    )
    assert small == []
    cut = browser.run(
        "return [...document.querySelectorAll('#transport button')].filter((one) => one.offsetParent && "
        "one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    )
    assert cut == []


def test_every_control_has_a_name_and_the_keyboard_reaches_it(surface, port, browser):
    browser.open(port)
    nameless = browser.run(
        "return [...document.querySelectorAll('button, select, input')].filter((one) => "
        "!(one.getAttribute('aria-label') || one.textContent || one.closest('label')?.textContent))"
        ".map((one) => one.outerHTML)"
    )
    assert nameless == []
    unreached = browser.run(
        "return [...document.querySelectorAll('button, select, input')].filter((one) => one.tabIndex < 0 && "
        "!one.parentElement.querySelector('input[type=number]')).map((one) => one.outerHTML)"
    )
    assert unreached == []
