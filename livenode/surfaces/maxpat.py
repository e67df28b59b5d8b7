"""The Max patch: every row as something to move or to press, and what it is now."""

from livenode.params import PARTS
from livenode.surfaces import pages
from livenode.surfaces.max_patch import Patcher
from livenode.surfaces.max_wires import connection, plain, spelled
from livenode.surfaces.widgets import Ready, Widget, Wiring, widgets

LINE = 28.0
WIDE = 110.0
HEAD = (
    "livenode: not opened in Max by its makers; written after the format's files and read back by a test.",
    "Start the node, open a box below. The lamp is lit while the node is heard.",
)


def maxpat(wiring: Wiring, ready: Ready) -> bytes:
    """Return livenode.maxpat."""
    patcher = Patcher(760, 480)
    for line, words in enumerate(HEAD):
        patcher.box("comment", (20, 10 + 20 * line, 700, 20), text=words)
    lamp = patcher.box("led", (20, 60, 30, 30))
    send, hear = connection(patcher, wiring, 260, 60, lamp)
    boxes = {"at hand": [one for line in pages.at_hand(ready) for one in line], **pages.sections(ready)}
    boxes |= {f"part {part}": widgets(part, ready) for part in PARTS}
    for line, (title, found) in enumerate(boxes.items()):
        box = patcher.inside((20, 110 + 34 * line, 160, 22), title.replace(" ", "-"), _box(wiring, found))
        patcher.chain(hear, box, send)
    return patcher.file()


def _box(wiring: Wiring, found: list[Widget]) -> Patcher:
    patcher = Patcher(1000, 80 + LINE * len(found), hide=True)
    heard = patcher.box("inlet", (10, 10, 25, 25))
    out = patcher.box("outlet", (10, 50 + LINE * len(found), 25, 25))
    told = [one for one in found if one.row.kind != "action"]
    route = patcher.add(
        (50, 12, 900, 22),
        f"route {' '.join(wiring.address(one.path) for one in told)}",
        outlets=len(told) + 1,
    )
    patcher.wire(heard, route)
    for line, one in enumerate(found):
        shown = _line(patcher, wiring, one, 45 + LINE * line, out)
        if one in told:
            patcher.wire(route, shown, told.index(one))
    return patcher


def _line(patcher: Patcher, wiring: Wiring, one: Widget, top: float, out: str) -> str:
    """Add a row; return what takes the row's value to show it, or, of an action, what is pressed."""
    patcher.box("comment", (50, top, WIDE, 20), text=one.caption)
    address = wiring.address(one.path)
    if one.kind == "press":
        shown = patcher.box("button", (260, top, 22, 22))
        patcher.chain(shown, patcher.box("message", (360, top, 220, 22), text=address), out)
    else:
        shown = patcher.add((170, top, 80, 22), "prepend set")
        patcher.chain(shown, *_mover(patcher, one, top, address, out))
    left = 740.0
    for args in plain(one):
        words = spelled(one, wiring, args)
        place = (left, top, 10 + 7 * len(words), 22)
        patcher.wire(patcher.box("message", place, text=words), out)
        left += place[2] + 6
    return shown


def _mover(patcher: Patcher, one: Widget, top: float, address: str, out: str) -> list[str]:
    """Return what shows a row's value, and behind it what sends it where it can be moved."""
    if one.kind in ("told", "options"):
        return [patcher.box("message", (260, top, 90, 22), text="")]
    send = patcher.add((510, top, 220, 22), f"prepend {address}")
    if one.kind == "text":
        typed = patcher.box("textedit", (260, top, 90, 22), keymode=1, lines=1)
        only = patcher.add((360, top, 70, 22), "route text", outlets=2)
        return [typed, only, patcher.add((440, top, 60, 22), "tosymbol"), send, out]
    if one.kind == "switch":
        return [patcher.box("toggle", (260, top, 22, 22)), send, out]
    kind = "number" if one.whole else "flonum"
    return [patcher.box(kind, (260, top, 70, 22), minimum=one.low, maximum=one.high), send, out]
