"""The TouchOSC layout: play, parts, prompts and setup on a tablet's screen, and a strip that is always seen.

In each page the frames are counted from the page's own corner.
"""

from livenode.params import PARTS
from livenode.surfaces import pages
from livenode.surfaces.cells import COLORS, DIM, GAP, GREY, PANEL, WHITE, cell, columns, rows, text, told
from livenode.surfaces.filled import filled
from livenode.surfaces.grid import tabs
from livenode.surfaces.tosc import Color, Frame, Node, Property, layout
from livenode.surfaces.widgets import Ready, Widget, Wiring

ABOUT = "not opened in TouchOSC by its makers: see README"
WIDTH, HEIGHT = 1024, 768
STRIP, TABS, INNER_TABS = 52, 48, 40
_INNER: Frame = (0, 0, WIDTH, HEIGHT - STRIP - TABS)  # a page
_DEEPER: Frame = (0, 0, WIDTH, HEIGHT - STRIP - TABS - INNER_TABS)  # a page of a page
GROUND: Color = (0.09, 0.1, 0.12, 1)
TAB_ON: Color = COLORS["fader"]


def touchosc(wiring: Wiring, ready: Ready) -> bytes:
    """Return the layout as a .tosc file."""
    parts = {f"part {part}": pages.further(part, ready) for part in PARTS}
    prompts = {title: page for part in PARTS for title, page in _prompts(part, wiring, ready).items()}
    found = {
        "play": _page("play", _play(wiring, ready, _INNER)),
        "parts": _pager("parts", _tabs(parts, wiring)),
        "prompts": _pager("prompts", prompts),
        "setup": _pager("setup", _tabs(pages.sections(ready), wiring)),
    }
    pager = Node(
        "PAGER",
        "pages",
        (0, STRIP, WIDTH, HEIGHT - STRIP),
        _tabbar(TABS, 20),
        {"page": "0"},
        children=[_placed(name, page, (0, TABS, *_INNER[2:])) for name, page in found.items()],
    )
    properties: dict[str, Property] = {
        "background": True,
        "color": GROUND,
        "interactive": True,
        "script": _script(wiring),
    }
    children = [*_status(), pager]
    return layout(Node("GROUP", "livenode", (0, 0, WIDTH, HEIGHT), properties, children=children))


def _tabs(found: dict[str, list[Widget]], wiring: Wiring) -> dict[str, list[Node]]:
    """Return the pages of a pager in a page; what does not fit one has another."""
    return {
        name: nodes for title, inside in found.items() for name, nodes in tabs(title, inside, wiring, _DEEPER)
    }


def _script(wiring: Wiring) -> str:
    hint = (
        f"no node: in Connections, OSC 1 is UDP, its host the node's, send port {wiring.port}, "
        f"receive port {wiring.reply_port}; the node is started with --lan"
    )
    port = str(wiring.reply_port)
    return filled("livenode.lua", PREFIX=wiring.prefix, REPLY_PORT=port, HINT=hint)


def _status() -> list[Node]:
    """Return the strip on top: the lamp, the hint, where the music is, what was answered."""
    lamp, hint, place, note = columns((GAP, 6, WIDTH - 2 * GAP, STRIP - 12), [1, 9, 5, 9])
    look: dict[str, Property] = {
        "background": True,
        "color": GREY,
        "cornerRadius": 8.0,
        "interactive": False,
        "tag": "lamp",
    }
    return [
        Node("BOX", "lamp", lamp, look),
        told("hint", hint, 14, ABOUT),
        told("place", place, 20, "bar -   beat -"),
        told("note", note, 14),
    ]


def _play(wiring: Wiring, ready: Ready, frame: Frame) -> list[Node]:
    top, below = rows(_inside(frame), [5, 7])
    lines = pages.at_hand(ready)
    nodes = [
        node
        for line, place in zip(lines, rows(top, [1] * len(lines)), strict=True)
        for found, spot in zip(line, columns(place, [1] * len(line)), strict=True)
        for node in cell(found, wiring, spot)
    ]
    for part, place in zip(PARTS, columns(below, [1] * len(PARTS), 2 * GAP), strict=True):
        nodes += _strip(part, wiring, ready, place)
    return nodes


def _strip(part: int, wiring: Wiring, ready: Ready, frame: Frame) -> list[Node]:
    """Return a part's strip: what it does, its fader at the left, its buttons at the right."""
    (state,), (level,), *buttons = pages.strip(part, ready)
    head, body = rows(frame, [1, 9])
    left, right = columns(body, [2, 3])
    name, does = columns(head, [2, 3])
    nodes = [text(f"part {part}", name, f"part {part}", DIM, 18), told(state.path, does, 14)]
    nodes += cell(level, wiring, left)
    for line, place in zip(buttons, rows(right, [1] * len(buttons)), strict=True):
        for found, spot in zip(line, columns(place, [1] * len(line)), strict=True):
            nodes += cell(found, wiring, spot)
    return nodes


def _prompts(part: int, wiring: Wiring, ready: Ready) -> dict[str, list[Node]]:
    """Return a part's prompts, ready to be pressed, and its other words; each with what mixes the two."""
    found = {one.row.path: one for one in pages.prompting(part, ready)}
    words = {f"part {part}": "part/<p>/prompt", f"words 2 of {part}": "part/<p>/prompt/2"}
    mixing = [one for path, one in found.items() if path not in words.values()]
    above, below = rows(_inside(_DEEPER), [6, 1])
    spots = columns(below, [1] * len(mixing))
    tabs = {}
    for title, path in words.items():
        pairs = [(found[path], above), *zip(mixing, spots, strict=True)]
        tabs[title] = [node for one, place in pairs for node in cell(one, wiring, place)]
    return tabs


def _inside(frame: Frame) -> Frame:
    x, y, width, height = frame
    return x + GAP, y + GAP, width - 2 * GAP, height - 2 * GAP


def _page(name: str, children: list[Node]) -> Node:
    return Node("GROUP", name, (0, 0, 0, 0), children=children)


def _pager(name: str, tabs: dict[str, list[Node]]) -> Node:
    """Return a page of pages."""
    inside = (0, INNER_TABS, *_DEEPER[2:])
    children = [_placed(title, _page(title, nodes), inside) for title, nodes in tabs.items()]
    pager = Node("PAGER", f"{name} pages", _INNER, _tabbar(INNER_TABS, 16), {"page": "0"}, children=children)
    return _page(name, [pager])


def _placed(title: str, page: Node, frame: Frame) -> Node:
    look: dict[str, Property] = {
        "background": True,
        "color": GROUND,
        "interactive": True,
        "outline": False,
        "tabColorOff": PANEL,
        "tabColorOn": TAB_ON,
        "tabLabel": title,
        "textColorOff": DIM,
        "textColorOn": WHITE,
    }
    return Node("GROUP", page.name, frame, look, children=page.children)


def _tabbar(size: int, text_size: int) -> dict[str, bool | int]:
    return {
        "interactive": True,
        "tabLabels": True,
        "tabbar": True,
        "tabbarSize": size,
        "textSizeOff": text_size,
        "textSizeOn": text_size,
    }
