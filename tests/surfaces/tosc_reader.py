"""A .tosc file read back by py2tosc, which knows the format from files of TouchOSC's own editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import py2tosc

CANVAS = (1024.0, 768.0)


@dataclass(frozen=True)
class Seen:
    """A control where it is on the screen: x, y, width, height. `page`: the tabs that lead to it."""

    control: py2tosc.Control
    kind: str
    page: tuple[str, ...]
    frame: tuple[float, float, float, float]

    @property
    def words(self) -> str:
        value = self.control.value("text") if self.kind == "TEXT" else None
        return str(value.default) if value else ""

    @property
    def messages(self) -> list[tuple[str, list[tuple]]]:
        """What a hand sends with it: (address, both ends of each argument as the file has them)."""
        sent = []
        for message in self.control.messages:
            (address,) = message.path
            assert message.send and address.type == "CONSTANT"
            ends = [_ends(partial) for partial in message.arguments]
            sent.append((address.value, list(zip(*ends, strict=True)) or [(), ()]))
        return sent


def controls(file: Path) -> list[Seen]:
    """Return every control of a layout that is drawn."""
    document = py2tosc.load(str(file))
    assert document.validate() == []
    assert tuple(document.root.frame)[2:] == CANVAS
    return list(_below(document.root, (), 0.0, 0.0))


def _below(parent: py2tosc.Control, page: tuple[str, ...], x: float, y: float) -> Iterator[Seen]:
    for control in parent:
        left, top, width, height = control.frame
        kind = str(control.control_type)
        if kind in ("GROUP", "PAGER"):
            inside = (*page, control.get("tabLabel")) if kind == "GROUP" else page
            yield from _below(control, inside, x + left, y + top)
        else:
            yield Seen(control, kind, page, (x + left, y + top, width, height))


def _ends(partial: py2tosc.Partial) -> tuple:
    """Return what an argument is at both ends of its control, as the right OSC type."""
    kind = {"INTEGER": int, "FLOAT": float, "STRING": str}[str(partial.conversion)]
    if str(partial.type) == "CONSTANT":
        return (kind(partial.value), kind(partial.value))
    assert (str(partial.type), partial.value) == ("VALUE", "x")
    return (kind(partial.scale_max), kind(partial.scale_min))
