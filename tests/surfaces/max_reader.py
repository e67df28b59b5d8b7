"""A Max patch read back: what each box that a hand moves sends, followed along the lines to `udpsend`."""

from __future__ import annotations

import json
import shlex
import struct
from dataclasses import dataclass

Messages = list[tuple[str, tuple]]
TYPED = {"prompt": "warm bass, funk", "audio": "input", "channels": "1,2"}  # into a row's text field


def typed(address: str) -> str:
    """Return what somebody may type into a row's text field; a name where it is no prompt."""
    return next((words for name, words in TYPED.items() if name in address), "slot-1")


@dataclass(frozen=True)
class Box:
    """A box, its text or class, and the boxes that its outlets reach."""

    about: dict
    patch: Patch

    @property
    def text(self) -> str:
        return self.about.get("text", "")

    @property
    def kind(self) -> str:
        return self.about["maxclass"]

    def behind(self) -> list[Box]:
        """Return the boxes that lead into this one."""
        return [self.patch.boxes[a] for a, _, b in self.patch.lines if b == self.about["id"]]

    def ahead(self) -> list[Box]:
        return [self.patch.boxes[b] for a, _, b in self.patch.lines if a == self.about["id"]]


class Patch:
    """A patcher and those inside it. Each line joins an outlet that is there to an inlet that is there."""

    def __init__(self, tree: dict, parent: Box | None = None) -> None:
        patcher = tree["patcher"]
        self.parent = parent
        self.boxes = {one["box"]["id"]: Box(one["box"], self) for one in patcher["boxes"]}
        assert len(self.boxes) == len(patcher["boxes"])
        ends = [(one["patchline"]["source"], one["patchline"]["destination"]) for one in patcher["lines"]]
        self.lines = [(a, outlet, b) for (a, outlet), (b, _) in ends]
        for (a, outlet), (b, inlet) in ends:
            assert outlet < self.boxes[a].about["numoutlets"], self.boxes[a].about
            assert inlet < self.boxes[b].about["numinlets"], self.boxes[b].about
        self.inside = [Patch(box.about, box) for box in self.boxes.values() if "patcher" in box.about]

    def all(self) -> list[Box]:
        return [*self.boxes.values(), *(box for patch in self.inside for box in patch.all())]


def max_patch(content: bytes) -> Patch:
    return Patch(json.loads(content))


def live_device(content: bytes) -> Patch:
    """Read the chunks of a Max for Live device."""
    chunks, at = {}, 0
    while at < len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        chunks[name], at = content[at + 8 : at + 8 + size], at + 8 + size
    assert at == len(content) and list(chunks) == [b"ampf", b"meta", b"ptch"]
    assert (chunks[b"ampf"], len(chunks[b"meta"])) == (b"mmmm", 4)
    assert chunks[b"ptch"].endswith(b"\n\0")
    return max_patch(chunks[b"ptch"][:-1])


def sends(patch: Patch) -> Messages:
    """Return what the movers and messages of a patch send, at both ends."""
    found: Messages = []
    for box in patch.all():
        if box.kind == "message" and box.text.startswith("/"):
            assert reaches_the_node(box), box.about
            address, *words = shlex.split(box.text)
            found.append((address, tuple(map(atom, words))))
        if box.text.startswith("prepend /"):
            assert reaches_the_node(box), box.about
            (mover,), address = box.behind(), box.text.split()[1]
            ends = (typed(address),) if mover.text == "tosymbol" else values(mover)
            found += [(address, (value,)) for value in ends]
    return found


def hears(patch: Patch) -> list[str]:
    """Return the addresses that a patch listens to."""
    words = [word for box in patch.all() if box.text.startswith("route /") for word in box.text.split()[1:]]
    return sorted(set(words))


def reaches_the_node(box: Box) -> bool:
    """Return whether what a box sends comes to `udpsend`, out of its patcher if need be."""
    for one in box.ahead():
        if one.text.startswith("udpsend"):
            return True
        if one.kind == "outlet":
            return box.patch.parent is not None and reaches_the_node(box.patch.parent)
    return False


def values(mover: Box) -> tuple:
    """Return what a mover gives at its ends."""
    about = mover.about.get("saved_attribute_attributes", {}).get("valueof", {})
    ends = {
        "number": lambda: (int(mover.about["minimum"]), int(mover.about["maximum"])),
        "flonum": lambda: (mover.about["minimum"], mover.about["maximum"]),
        "toggle": lambda: (1, 0),
        "live.text": lambda: (1, 0),
        "live.dial": lambda: (about["parameter_mmin"], about["parameter_mmax"]),
    }
    return ends[mover.kind]()


def atom(word: str) -> int | float | str:
    """Read a word as Max does: 1 is an int, 1. a float, all else a symbol."""
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word
