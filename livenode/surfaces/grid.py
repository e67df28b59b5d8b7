"""Lines of widgets in TouchOSC: as many in a line as fit, as many lines on a page as fit."""

from collections.abc import Iterator

from livenode.surfaces.cells import GAP, cell, columns
from livenode.surfaces.tosc import Frame, Node
from livenode.surfaces.widgets import Widget, Wiring

UNITS = 8  # a line holds so many of the smallest widgets
LINE = 84  # points: the height of a line
SPANS = {"press": 1, "switch": 1}


def tabs(title: str, found: list[Widget], wiring: Wiring, frame: Frame) -> Iterator[tuple[str, list[Node]]]:
    """Yield (title, nodes) of each page that the widgets fill: "Time", "Time 2"."""
    lines = _lined([one for one in found if one.options or one.kind != "text"])
    most = int((frame[3] - GAP) / (LINE + GAP))
    for number, page in enumerate(_paged(lines, most), 1):
        yield title if number == 1 else f"{title} {number}", _nodes(page, wiring, frame)


def _span(one: Widget) -> int:
    """Return how many units of a line a widget takes."""
    if one.kind == "fader":
        return 2 + len(one.options)
    if one.kind == "told":
        return min(UNITS, max(2, len(one.row.args)))
    return SPANS.get(one.kind) or max(2, min(UNITS, len(one.options)))


def _tall(line: list[Widget]) -> int:
    """Return how many lines a line takes: a widget has so many choices that they do not fit one."""
    return max(-(-len(one.options) // UNITS) or 1 for one in line)


def _lined(found: list[Widget]) -> list[list[Widget]]:
    lines: list[list[Widget]] = []
    for one in found:
        if not lines or sum(map(_span, lines[-1])) + _span(one) > UNITS:
            lines.append([])
        lines[-1].append(one)
    return lines


def _paged(lines: list[list[Widget]], most: int) -> list[list[list[Widget]]]:
    pages: list[list[list[Widget]]] = []
    for line in lines:
        if not pages or sum(map(_tall, pages[-1])) + _tall(line) > most:
            pages.append([])
        pages[-1].append(line)
    return pages


def _nodes(lines: list[list[Widget]], wiring: Wiring, frame: Frame) -> list[Node]:
    x, y, width, _ = frame
    nodes, top = [], y + GAP
    for line in lines:
        height = _tall(line) * (LINE + GAP) - GAP
        units = columns((x + GAP, top, width - 2 * GAP, height), [1] * UNITS)
        at = 0
        for one in line:
            first, last = units[at], units[at + _span(one) - 1]
            nodes += cell(one, wiring, (first[0], top, round(last[0] + last[2] - first[0], 1), height))
            at += _span(one)
        top += height + GAP
    return nodes
