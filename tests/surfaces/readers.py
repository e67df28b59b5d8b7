"""What each surface sends, read back out of its file: (address, arguments) at the ends of every control."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from livenode.surfaces.pd_patch import escaped
from tests.surfaces import max_reader
from tests.surfaces.max_reader import Messages, typed
from tests.surfaces.tosc_reader import controls

CONTAINERS = {"root", "tab", "panel"}
# the properties of each class in Open Stage Control's reference of 1.25
COMMON = {
    "type",
    "id",
    "width",
    "height",
    "expand",
    "value",
    "address",
    "preArgs",
    "typeTags",
    "decimals",
} | {
    "bypass",
    "onValue",
}
OWN = {
    "root": {"comments", "tabs"},
    "tab": {"label", "layout", "scroll", "widgets"},
    "panel": {"layout", "scroll", "widgets"},
    "button": {"label", "mode", "on", "off"},
    "fader": {"horizontal", "pips", "range"},
    "switch": {"values"},
    "dropdown": {"values"},
    "input": {"label"},
    "text": set(),
    "led": {"range"},
}


def touchosc(folder: Path) -> Messages:
    found = controls(folder / "livenode.tosc")
    return [(address, args) for one in found for address, ends in one.messages for args in ends]


def max_patch(folder: Path) -> Messages:
    patch = max_reader.max_patch((folder / "livenode.maxpat").read_bytes())
    return [*max_reader.sends(patch), *((address, ()) for address in max_reader.hears(patch))]


def live_device(folder: Path) -> Messages:
    patch = max_reader.live_device((folder / "livenode.amxd").read_bytes())
    return [*max_reader.sends(patch), *((address, ()) for address in max_reader.hears(patch))]


def stage_control(folder: Path) -> Messages:
    """Read the session; each property is one that its class has, and each name is there once."""
    session = json.loads((folder / "livenode.json").read_text("utf-8"))
    assert (session["type"], session["content"]["type"]) == ("session", "root")
    found = list(_elements(session["content"]))
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        assert set(one) <= COMMON | OWN[one["type"]], one
    told = [(one["address"], ()) for one in found if one["type"] == "text" and "address" in one]
    moved = [one for one in found if "typeTags" in one]
    return told + [(one["address"], args) for one in moved for args in _ends(one)]


def _elements(element: dict) -> Iterator[dict]:
    yield element
    for child in (*element.get("tabs", ()), *element.get("widgets", ())):
        yield from _elements(child)


def _ends(one: dict) -> Iterator[tuple]:
    """Yield the arguments a control sends, typed by its typeTags."""
    values = {
        "fader": lambda: (one["range"]["min"], one["range"]["max"]),
        "button": lambda: (one["on"], *([one["off"]] if "off" in one else [])),
        "switch": lambda: one["values"]["values"],
        "dropdown": lambda: one["values"]["values"],
        "input": lambda: [typed(one["address"])],
    }[one["type"]]()
    kinds = [{"i": int, "f": float, "s": str}[tag] for tag in one["typeTags"]]
    for value in values:
        arguments = (*one.get("preArgs", ()), value)
        yield tuple(kind(argument) for kind, argument in zip(kinds, arguments, strict=True))


def pd_help(folder: Path) -> list[str]:
    """Return the messages of the help patch, as Pd reads them, at both ends of what moves them."""
    found = []
    for boxes, wires in pd_canvases((folder / "livenode-help.pd").read_text("utf-8")):
        for number, box in enumerate(boxes):
            if box.startswith("msg "):
                words = box.split(" ", 3)[3]
                movers = [boxes[a] for a, b in wires if b == number]
                found += [words.replace(r"\$1", value) for value in _moved(movers, words)]
    return found


def pd_canvases(text: str) -> list[tuple[list[str], list[tuple[int, int]]]]:
    """Return (boxes, wires) of a patch and of those inside it."""
    done, under_way = [], []
    for line in text.split(";\n"):
        kind, _, rest = line.partition(" ")
        if line.startswith("#N canvas"):
            under_way.append(([], []))
        elif line.startswith("#X connect"):
            source, _, target, _ = map(int, rest.split()[1:])
            under_way[-1][1].append((source, target))
        elif line.startswith("#X restore"):
            done.append(under_way.pop())
            under_way[-1][0].append(rest)
        elif kind == "#X":
            under_way[-1][0].append(rest)
    assert len(under_way) == 1
    return [*done, *under_way]


def _moved(movers: list[str], words: str) -> tuple[str, ...]:
    """Return what a message's mover gives it, as Pd spells it."""
    if r"\$1" not in words:
        return ("",)
    (mover,) = movers
    kind, _, _, _, low, high, *_ = mover.split()
    ends = {"floatatom": (low, high), "symbolatom": (escaped(typed(words)),)}
    return ends.get(kind, ("1", "0"))


SURFACES = {
    "TouchOSC": touchosc,
    "Max": max_patch,
    "Max for Live": live_device,
    "Open Stage Control": stage_control,
}
