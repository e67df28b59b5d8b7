"""The TouchOSC layout: what is seen on the screen, and its script in a real Lua with a made-up screen."""

from __future__ import annotations

from itertools import combinations

import pytest
from lupa.lua51 import LuaRuntime
from matplotlib.font_manager import findfont
from PIL import ImageFont

from livenode.control.osc import encode
from livenode.params import PARAMS
from tests.control.rig import PANEL, Rig
from tests.surfaces.readers import touchosc
from tests.surfaces.tosc_reader import CANVAS, Seen, controls

TOUCHED = ("BUTTON", "FADER")
LEAST = 40  # points: a finger, on a tablet's screen of 1024 by 768
ABOVE = 100  # the strip and the tabs: on a page of pages 140
GREEN, GREY = (0.2, 0.8, 0.35, 1), (0.35, 0.35, 0.35, 1)


@pytest.fixture(scope="module")
def seen(folder) -> list[Seen]:
    return controls(folder / "livenode.tosc")


def by_page(seen: list[Seen]) -> dict[tuple[str, ...], list[Seen]]:
    always = [one for one in seen if not one.page]
    pages = dict.fromkeys(one.page for one in seen if one.page)
    return {page: [*always, *(one for one in seen if one.page == page)] for page in pages}


def overlap(one: Seen, other: Seen) -> bool:
    (x, y, w, h), (a, b, v, g) = one.frame, other.frame
    return x < a + v and a < x + w and y < b + g and b < y + h


def inside(one: Seen, other: Seen) -> bool:
    (x, y, w, h), (a, b, v, g) = one.frame, other.frame
    return a <= x and b <= y and x + w <= a + v and y + h <= b + g


# -- the screen


def test_the_pages_are_those_that_were_asked_for(seen):
    assert list(dict.fromkeys(page[0] for page in by_page(seen))) == ["play", "parts", "prompts", "setup"]


def test_nothing_overlaps_but_words_on_their_button(seen):
    for page, found in by_page(seen).items():
        for one, other in combinations(found, 2):
            words = "TEXT" in (one.kind, other.kind) and (inside(one, other) or inside(other, one))
            assert not overlap(one, other) or words, (page, one.frame, other.frame)


def test_nothing_leaves_the_screen_or_lies_under_the_tabs(seen):
    for one in seen:
        x, y, width, height = one.frame
        assert x >= 0 and y >= 0 and x + width <= CANVAS[0] and y + height <= CANVAS[1], one.frame
        if one.page:
            assert y >= ABOVE + 40 * (len(one.page) - 1), one.frame


def test_what_is_touched_is_large_enough_for_a_finger(seen):
    for one in seen:
        if one.kind in TOUCHED:
            assert min(one.frame[2:]) >= LEAST, (one.page, one.control.name, one.frame)
            assert one.control.interactive
        else:
            assert not one.control.interactive  # it would swallow the touch meant for what is below


def test_words_fit_their_frame(seen):
    """In DejaVu Sans, which is wide: each word fits a line, and the lines fit the frame."""
    for one in (one for one in seen if one.words):
        size, width = one.control.text_size, one.frame[2]
        font = ImageFont.truetype(findfont("DejaVu Sans"), size)
        assert size >= 11
        assert max(map(font.getlength, one.words.split(" "))) <= width + 1, (one.page, one.words)
        assert font.getlength(one.words) / width * 1.25 * size <= one.frame[3] + size, (one.page, one.words)


def test_a_fader_or_switch_follows_what_is_told_and_does_not_send_it_back(seen):
    for one in (one for one in seen if one.kind in TOUCHED):
        (message,) = one.control.messages
        follows = one.kind == "FADER" or one.control.button_type == 2
        assert (message.receive, message.feedback) == (follows, False)


def test_a_button_of_an_action_sends_1_then_0(folder):
    ends = [args for address, args in touchosc(folder) if address == "/livenode/transport/play"]
    assert ends == [(1,), (0,)]


# -- the script


class Screen:
    """The layout's script in Lua 5.1, as TouchOSC has it, with a clock that is moved by hand."""

    def __init__(self, seen: list[Seen]) -> None:
        self.lua = LuaRuntime(unpack_returned_tuples=True)
        self.now_ms = 0
        self.sent: list[tuple[str, tuple]] = []
        self.controls = [self._control(one) for one in seen]
        self.asked: list[str] = []
        names = self.lua.globals()
        names.Color = lambda *parts: self.lua.table_from(parts)
        names.getMillis = lambda: self.now_ms
        names.sendOSC = self._send
        names.root = self.lua.table_from({"findAllByProperty": self._find})

    def load(self, script: str) -> Screen:
        self.lua.execute(script)
        self.lua.globals().init()
        return self

    def run(self, seconds: float) -> list[tuple[str, tuple]]:
        """Let frames pass; return what was sent."""
        self.sent = []
        for _ in range(round(seconds * 60)):
            self.now_ms += 1000 / 60
            self.lua.globals().update()
        return self.sent

    def hear(self, path: str, *args: int | float | str) -> None:
        tags = [{"tag": {int: "i", float: "f", str: "s"}[type(arg)], "value": arg} for arg in args]
        arguments = self.lua.table_from([self.lua.table_from(tag) for tag in tags])
        message = self.lua.table_from([f"/livenode/{path}", arguments])
        assert not self.lua.globals().onReceiveOSC(message, self.lua.table())

    def told(self, tag: str) -> list[str]:
        return [control["values"]["text"] for control in self.controls if control["tag"] == tag]

    def lit(self, path: str) -> list[str]:
        """Return the choices of a row whose words are not white."""
        of_row = [control for control in self.controls if control["tag"] == f"{path}="]
        colors = [(control, control["textColor"]) for control in of_row]
        return [one["name"] for one, color in colors if color is not None and list(color.values())[2] < 1]

    @property
    def lamp(self) -> tuple:
        (lamp,) = [control for control in self.controls if control["tag"] == "lamp"]
        return tuple(lamp["color"].values())

    def _control(self, one: Seen) -> object:
        about = {"name": one.control.name, "tag": one.control.get("tag", "")}
        return self.lua.table_from({**about, "values": self.lua.table_from({"text": one.words})})

    def _find(self, root: object, key: str, value: str, recursive: bool) -> object:
        assert key == "tag" and recursive
        self.asked.append(value)
        return self.lua.table_from([control for control in self.controls if control["tag"] == value])

    def _send(self, message: object) -> None:
        address, arguments = message[1], message[2]
        self.sent.append((address, tuple(argument["value"] for argument in arguments.values())))


@pytest.fixture
def screen(seen, folder) -> Screen:
    import py2tosc

    return Screen(seen).load(py2tosc.load(str(folder / "livenode.tosc")).root.script)


HEARTBEAT = ("heartbeat", 12, "ok", 3, 0.1, 0)


def test_until_the_node_is_heard_the_lamp_is_grey_and_the_layout_says_hello(screen):
    sent = screen.run(5.0)
    assert screen.lamp == GREY
    assert "send port 7400, receive port 9000" in screen.told("hint")[0]
    assert sent.count(("/livenode/hello", (9000,))) == sent.count(("/livenode/subscribe", (9000, "all", 30)))
    assert 2 <= sent.count(("/livenode/hello", (9000,))) <= 3


def test_a_heartbeat_lights_the_lamp_and_three_seconds_without_one_end_it(screen):
    screen.hear(*HEARTBEAT)
    assert screen.lamp == GREEN and screen.told("hint") == ["connected: ok"]
    screen.sent = []
    screen.run(2.9)
    assert screen.lamp == GREEN and not screen.sent
    screen.run(0.3)
    assert screen.lamp == GREY and ("/livenode/hello", (9000,)) in screen.sent


def test_a_tablet_that_wakes_asks_for_everything_again(screen):
    screen.hear(*HEARTBEAT)
    screen.run(10.0)
    screen.sent = []
    screen.hear(*HEARTBEAT)
    assert screen.sent == [("/livenode/refresh", ())] and screen.lamp == GREEN
    screen.hear(*HEARTBEAT)
    assert screen.sent == [("/livenode/refresh", ())]


def test_values_are_spelled_and_choices_are_lit(screen):
    screen.hear("tempo", 131.5)
    screen.hear("meter", 3, 4)
    screen.hear("mode", "loop")
    screen.hear("part/2/density", -1.0)
    assert screen.told("tempo") == ["131.5"] and screen.lit("meter") == ["3 4"]
    assert screen.lit("mode") == ["loop"] and screen.lit("part/2/density") == ["-1"]
    screen.hear("mode", "anticipate")
    assert screen.lit("mode") == ["anticipate"]


def test_what_was_refused_and_what_waits_is_said(screen):
    screen.hear("error", "/livenode/part/1/vary", "not_ready", "part 1 sounds no riff yet")
    assert screen.told("note") == ["refused: part 1 sounds no riff yet"]
    screen.hear("queued", "/livenode/transport/play", 5)
    assert screen.told("note") == ["/livenode/transport/play waits for bar 5"]
    screen.hear("beat", 3, 2, 0.0)
    assert screen.told("place") == ["bar 3   beat 2"]


def test_the_script_stands_everything_that_a_node_tells(screen):
    """A whole snapshot, twice, through the node's own words; a control is looked for only once."""
    rig = Rig()
    for _ in range(2):
        rig.packet(encode("/livenode/subscribe", (9000, "all")), PANEL)
        for _, path, args in rig.run(2.0):
            screen.hear(path, *args)
    assert len(screen.asked) == len(set(screen.asked))
    assert screen.lamp == GREEN and screen.told("part/1/level") == ["0.8"]
    defaults = [row for row in PARAMS.values() if row.choices and row.kind == "value"]
    assert all(screen.lit(row.path) for row in defaults if not row.per_part)


def test_what_the_script_sends_is_answered_without_an_error(screen):
    rig = Rig()
    screen.run(0.1)
    screen.hear(*HEARTBEAT)
    assert len(screen.sent) == 3
    for address, args in screen.sent:
        assert [answer for answer in rig.packet(encode(address, args)) if answer[1] == "error"] == []
