"""The help patch of the Pd abstraction: every row as something to move or to press."""

from livenode.params import Args
from livenode.surfaces import pages
from livenode.surfaces.pd_patch import Patch, escaped
from livenode.surfaces.widgets import Ready, Widget, Wiring, is_word, number, widgets

TO = "livenode-help-to"
WIDTH, LINE = 1000, 24
WIDE, LETTER = 90, 7  # a number box, a letter
GUI = "empty empty empty 17 7 0 10 #fcfcfc #000000 #000000"
BUTTONS = {"switch": f"tgl 18 0 {GUI} 0 1", "press": f"bng 18 250 50 0 {GUI}"}

HEAD = (
    "livenode: steer a livenode, and hear what it tells. In: messages as in docs/osc.md, without the prefix.",
    "Also: connect HOST PORT, and reply PORT (where this patch listens: one patch a port).",
    "Out, left: what is told, as a list. Middle: 1 while the node is heard. Right: errors.",
    "Open the boxes below: each row of the table is there. The other parts, and part/all, are alike.",
)


def pd_help(wiring: Wiring, ready: Ready) -> bytes:
    """Return livenode-help.pd."""
    patch = Patch(size=(860, 480))
    for line, words in enumerate(HEAD):
        patch.words((20, 20 + 20 * line), words)
    node = patch.object((300, 260), "livenode")
    patch.chain(patch.object((300, 200), f"r {TO}"), node)
    for text, left in ((f"connect {wiring.host} {wiring.port}", 440), (f"reply {wiring.reply_port}", 660)):
        patch.wire(patch.message((left, 200), text), node)
    patch.wire(node, patch.object((300, 340), "print told"))
    patch.wire(
        node, patch.object((360, 300), "tgl 30 0 empty empty alive 36 14 0 12 #fcfcfc #000000 #000000 0 1"), 1
    )
    patch.wire(node, patch.object((460, 340), "print error"), 2)
    boxes = {**pages.sections(ready), "part 1": widgets(1, ready)}
    boxes = {"at hand": [one for line in pages.at_hand(ready) for one in line], **boxes}
    for line, (title, found) in enumerate(boxes.items()):
        patch.inside((20, 140 + 40 * line), _box(title, found))
    return patch.file()


def _box(title: str, found: list[Widget]) -> Patch:
    shown = [one for one in found if one.kind != "told"]
    box = Patch(title.replace(" ", "-"), (WIDTH, 60 + LINE * len(shown)))
    for line, one in enumerate(shown):
        _line(box, one, 20 + LINE * line)
    return box


def _line(box: Patch, one: Widget, top: int) -> None:
    """Add a row: what moves it and the message it makes, or messages that are ready, as many as fit."""
    left = WIDE
    sent = []
    if one.kind != "options":
        words = one.path if one.kind == "press" else f"{one.path} \\$1"
        sent.append(box.message((left, top), words))
        box.wire(_mover(box, one, top), sent[0])
        left += 30 + LETTER * len(words)
    for args in (args for args in one.options if all(map(is_word, args))):
        words = _spelled(one, args)
        if sent and left + LETTER * len(words) > WIDTH - 2 * WIDE:
            break
        sent.append(box.message((left, top), words))
        left += 30 + LETTER * len(words)
    out = box.object((left, top), f"s {TO}")
    for message in sent:
        box.wire(message, out)


def _mover(box: Patch, one: Widget, top: int) -> int:
    if one.kind == "fader":
        return box.number((20, top), one.low, one.high)
    if one.kind == "text":
        return box.symbol((20, top))
    return box.object((20, top), BUTTONS[one.kind])


def _spelled(one: Widget, args: Args) -> str:
    words = (escaped(arg) if isinstance(arg, str) else number(arg) for arg in args)
    return " ".join([one.path, *words])
