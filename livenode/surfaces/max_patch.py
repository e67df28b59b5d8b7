"""The file format of Max patches: boxes with places, lines between them; and the file of a Live device."""

import json
import struct
from collections.abc import Mapping
from typing import Any

Place = tuple[float, float, float, float]
# maxclass: (inlets, outlet types); other objects are given theirs
_PORTS: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "message": (2, ("",)),
    "comment": (1, ()),
    "button": (1, ("bang",)),
    "toggle": (1, ("int",)),
    "led": (1, ("int",)),
    "number": (1, ("", "bang")),
    "flonum": (1, ("", "bang")),
    "textedit": (1, ("", "int", "", "")),
    "inlet": (0, ("",)),
    "outlet": (1, ()),
    "live.dial": (1, ("", "float")),
    "live.text": (1, ("", "")),
    "live.tab": (1, ("", "", "float")),
}


class Patcher:
    """A patcher that is filled box by box; each call returns the box's name. hide: lines, when locked."""

    def __init__(self, width: float, height: float, hide: bool = False, **properties: Any) -> None:
        self._properties = {"rect": [80.0, 80.0, width, height], **properties}
        self._hidden = {"hidden": 1} if hide else {}
        self._boxes: list[dict[str, Any]] = []
        self._lines: list[dict[str, Any]] = []

    def add(self, place: Place, text: str, inlets: int = 1, outlets: int = 1) -> str:
        """Add an object box."""
        return self._add("newobj", place, inlets, [""] * outlets, text=text)

    def box(self, kind: str, place: Place, **properties: Any) -> str:
        """Add a box of a class of its own."""
        inlets, outlets = _PORTS[kind]
        return self._add(kind, place, inlets, list(outlets), **properties)

    def inside(self, place: Place, name: str, patcher: "Patcher") -> str:
        """Add a patcher with one inlet and one outlet as a box."""
        return self._add("newobj", place, 1, [""], text=f"p {name}", **patcher.tree())

    def wire(self, source: str, target: str, outlet: int = 0) -> None:
        """Join an outlet to a left inlet."""
        line = {"source": [source, outlet], "destination": [target, 0], **self._hidden}
        self._lines.append({"patchline": line})

    def chain(self, *boxes: str) -> None:
        """Join boxes one behind the other."""
        for source, target in zip(boxes, boxes[1:], strict=False):
            self.wire(source, target)

    def tree(self) -> dict[str, Any]:
        """Return the patcher as it is stored."""
        version = {"major": 8, "minor": 5, "revision": 5, "architecture": "x64", "modernui": 1}
        head = {"fileversion": 1, "appversion": version, "classnamespace": "box"}
        return {"patcher": {**head, **self._properties, "boxes": self._boxes, "lines": self._lines}}

    def file(self) -> bytes:
        """Return the patcher as a .maxpat file."""
        return (json.dumps(self.tree(), indent=1) + "\n").encode()

    def _add(self, kind: str, place: Place, inlets: int, outlets: list[str], **properties: Any) -> str:
        name = f"obj-{len(self._boxes) + 1}"
        box = {"id": name, "maxclass": kind, "numinlets": inlets, "numoutlets": len(outlets)}
        if outlets:
            box["outlettype"] = outlets
        self._boxes.append({"box": {**box, "patching_rect": list(place), **properties}})
        return name


def midi_device(patcher: Patcher) -> bytes:
    """Return the patcher as a Max for Live MIDI effect: three chunks, sizes in little endian."""
    chunks = ((b"ampf", b"mmmm"), (b"meta", bytes(4)), (b"ptch", patcher.file() + b"\0"))
    return b"".join(name + struct.pack("<I", len(body)) + body for name, body in chunks)
