"""The Open Stage Control session: a tab for what is at hand, one for each part, one for each section."""

import json
from typing import Any

from livenode.params import PARTS, Args
from livenode.surfaces import pages
from livenode.surfaces.widgets import Ready, Widget, Wiring, widgets

VERSION = "1.25.0"  # of the program whose documentation this follows
WIDE, HIGH = 210, 96
SILENT_MS = 3000
Element = dict[str, Any]
CONTROLS: dict[str, Element] = {
    "switch": {"type": "button", "mode": "toggle", "on": 1, "off": 0},
    "press": {"type": "button", "mode": "push", "on": 1, "off": 0},
    "text": {"type": "input"},
}


def stage_control(wiring: Wiring, ready: Ready) -> bytes:
    """Return livenode.json."""
    tabs = {"at hand": pages.stage(ready)}
    tabs |= {f"part {part}": widgets(part, ready) for part in PARTS} | pages.sections(ready)
    root: Element = {
        "type": "root",
        "id": "root",
        "comments": "livenode: not opened in Open Stage Control by its makers; it follows its documentation",
        "tabs": [_tab(wiring, title, found) for title, found in tabs.items()],
    }
    session = {"createdWith": "Open Stage Control", "version": VERSION, "type": "session", "content": root}
    return (json.dumps(session, indent=1) + "\n").encode()


def _tab(wiring: Wiring, title: str, found: list[Widget]) -> Element:
    name = title.replace(" ", "_")
    panels = [_panel(f"{name}:{one.path}", _title(one), _inside(wiring, one, name)) for one in found]
    return {
        "type": "tab",
        "id": name,
        "label": title,
        "layout": "default",
        "scroll": True,
        "widgets": [_connect(wiring, name), _lamp(wiring, name), *panels],
    }


def _title(one: Widget) -> str:
    return one.path.replace("/", " ")


def _panel(name: str, title: str, inside: list[Element]) -> Element:
    words = {"type": "text", "id": f"{name}:caption", "height": 22, "value": title, "bypass": True}
    return {
        "type": "panel",
        "id": name,
        "width": WIDE,
        "height": HIGH,
        "layout": "vertical",
        "scroll": False,
        "bypass": True,
        "widgets": [words, *inside],
    }


def _connect(wiring: Wiring, tab: str) -> Element:
    """Return the button that subscribes. A session cannot do so by itself: scripts send on a touch only."""
    return {
        "type": "button",
        "id": f"{tab}:connect",
        "width": WIDE,
        "height": HIGH,
        "label": "connect",
        "mode": "tap",
        "on": "all",
        "address": wiring.address("subscribe"),
        "preArgs": [wiring.reply_port],
        "typeTags": "is",
    }


def _lamp(wiring: Wiring, tab: str) -> Element:
    """Return the lamp: lit for three seconds by each heartbeat."""
    lit = f"{tab}:lit"
    script = (
        f"set('{lit}', 1, {{send: false}}); "
        f"setTimeout('{lit}', () => set('{lit}', 0, {{send: false}}), {SILENT_MS})"
    )
    heard = {
        "type": "text",
        "id": f"{tab}:heard",
        "address": wiring.address("heartbeat"),
        "bypass": True,
        "expand": True,
        "onValue": script,
    }
    lamp = {"type": "led", "id": lit, "bypass": True, "expand": True, "range": {"min": 0, "max": 1}}
    return _panel(f"{tab}:lamp", "node", [heard, lamp])


def _inside(wiring: Wiring, one: Widget, tab: str) -> list[Element]:
    """Return the controls of a row. All of a row's controls follow what is told of it."""
    base: Element = {"id": f"{tab}:{one.path}:0", "address": wiring.address(one.path), "expand": True}
    if one.kind == "told":
        return [{**base, "type": "text", "bypass": True}]
    tags = {**base, "typeTags": one.row.tags or "i"}
    first = [_fader(one, tags)] if one.kind == "fader" else []
    if one.kind in CONTROLS:
        first = [{**tags, **CONTROLS[one.kind], "label": one.caption}]
    return [*first, *_options(one, {**tags, "id": f"{tab}:{one.path}"})]


def _fader(one: Widget, tags: Element) -> Element:
    low, high = ((int if one.whole else float)(end) for end in (one.low, one.high))
    return {
        **tags,
        "type": "fader",
        "horizontal": True,
        "pips": False,
        "range": {"min": low, "max": high},
        "decimals": 0 if one.whole else 3,
    }


def _options(one: Widget, tags: Element) -> list[Element]:
    if not one.options:
        return []
    if len(one.row.args) == 1:
        values = {
            "labels": [one.words(args) for args in one.options],
            "values": [args[0] for args in one.options],
        }
        kind = "dropdown" if one.kind == "text" else "switch"
        return [{**tags, "id": f"{tags['id']}:1", "type": kind, "values": values}]
    buttons = [_button(one, tags, number, args) for number, args in enumerate(one.options, 1)]
    row = {"type": "panel", "id": f"{tags['id']}:row", "layout": "horizontal", "bypass": True, "expand": True}
    return [{**row, "scroll": False, "widgets": buttons}]


def _button(one: Widget, tags: Element, number: int, args: Args) -> Element:
    return {
        **tags,
        "id": f"{tags['id']}:{number}",
        "type": "button",
        "label": one.words(args),
        "mode": "tap",
        "on": args[-1],
        "preArgs": list(args[:-1]),
    }
