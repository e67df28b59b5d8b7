"""What a widget looks like in TouchOSC: the nodes that fill a frame.

A button has no words of its own there: they are a text on top that takes no touch. What a text shows is
put there by the layout's script, which finds it by its tag: the row's path for its value, "path=" for its
choices.
"""

from collections.abc import Sequence

from livenode.params import Args, Atom
from livenode.surfaces.tosc import Argument, Color, Frame, Message, Node, Property
from livenode.surfaces.widgets import Widget, Wiring, number

GAP = 8
CAPTION = 24  # points: the line of words above a fader
WIDE = 300  # a fader's frame from here on has room for its options beside it
LETTER = 0.62  # of the text size: a letter's width, about
WHITE: Color = (1, 1, 1, 1)
DIM: Color = (0.72, 0.74, 0.78, 1)
GREY: Color = (0.35, 0.35, 0.35, 1)
PANEL: Color = (0.2, 0.22, 0.26, 1)
RED: Color = (0.85, 0.2, 0.2, 1)
GREEN: Color = (0.15, 0.6, 0.35, 1)
BLUE: Color = (0.2, 0.42, 0.72, 1)
VIOLET: Color = (0.42, 0.32, 0.68, 1)
COLORS = {"fader": BLUE, "switch": VIOLET, "press": PANEL, "options": PANEL, "text": PANEL}
MEANT = {"panic": RED, "transport/stop": RED, "transport/play": GREEN, "mute": RED}


def rows(frame: Frame, weights: Sequence[float], gap: float = GAP) -> list[Frame]:
    """Divide a frame from top to bottom."""
    x, y, width, height = frame
    return [(x, y + at, width, size) for at, size in _divided(height, weights, gap)]


def columns(frame: Frame, weights: Sequence[float], gap: float = GAP) -> list[Frame]:
    """Divide a frame from left to right."""
    x, y, width, height = frame
    return [(x + at, y, size, height) for at, size in _divided(width, weights, gap)]


def cell(widget: Widget, wiring: Wiring, frame: Frame) -> list[Node]:
    """Return the nodes of a widget, within a frame of its page."""
    if widget.kind == "press":
        return _button(widget, wiring, frame, widget.caption, None)
    if widget.kind == "switch":
        return _switch(widget, wiring, frame)
    words, body = rows(frame, [CAPTION, frame[3] - CAPTION - 2], 2)
    if widget.kind == "told":
        return [caption(widget, words, (1,)), told(widget.path, body)]
    if widget.kind == "fader":
        return _fader(widget, wiring, words, body)
    return [*_heading(widget, words), *_choices(widget, wiring, body)]


def caption(widget: Widget, frame: Frame, share: tuple[float, ...]) -> Node:
    """Return the row's name as a text, in the left share of a frame."""
    return text(f"{widget.path} caption", columns(frame, share)[0], widget.caption, DIM, 14, left=True)


def told(tag: str, frame: Frame, size: int = 16, words: str = "") -> Node:
    """Return a text that the script fills with what is told of a row, or with what it has to say."""
    return text(f"{tag} told", frame, words, WHITE, size, tag=tag)


def text(
    name: str, frame: Frame, words: str, color: Color, size: int, *, tag: str = "", left: bool = False
) -> Node:
    """Return words that take no touch. Long ones are made small enough to be read whole, or wrapped."""
    lines = max(1, int(frame[3] / (1.3 * size)))
    longest = max(len(words) / lines, *map(len, words.split(" ")))
    room = frame[2] / (LETTER * max(1, longest))
    properties: dict[str, Property] = {
        "background": False,
        "interactive": False,
        "outline": False,
        "tag": tag,
        "textAlignH": 1 if left else 2,
        "textAlignV": 2,
        "textColor": color,
        "textSize": max(11, min(size, int(room))),
        "textWrap": True,
    }
    return Node("TEXT", name, frame, properties, {"text": words})


def _fader(widget: Widget, wiring: Wiring, words: Frame, body: Frame) -> list[Node]:
    upright = body[3] > body[2]
    places = (rows if upright else columns)(body, [2, *[1] * len(widget.options)])
    argument = Argument("INTEGER" if widget.whole else "FLOAT", None, widget.low, widget.high)
    properties: dict[str, Property] = {
        **_look(widget),
        "grid": widget.whole,
        "gridSteps": int(widget.high - widget.low) + 1 if widget.whole else 10,
        "orientation": 0 if upright else 1,
        "bar": True,
        "cursor": True,
    }
    fader = Node(
        "FADER", widget.path, places[0], properties, {"x": "0"}, [_message(widget, wiring, (argument,))]
    )
    extra = [
        node
        for args, place in zip(widget.options, places[1:], strict=True)
        for node in _button(widget, wiring, place, widget.words(args), args)
    ]
    return [*_heading(widget, words), fader, *extra]


def _heading(widget: Widget, frame: Frame) -> list[Node]:
    """Return a row's name, and what it is now, in one line."""
    left, right = columns(frame, [3, 2] if frame[2] < WIDE else [1, 3])
    if widget.row.kind == "action":
        return [caption(widget, frame, (1,))]
    return [caption(widget, left, (1,)), told(widget.path, right)]


def _switch(widget: Widget, wiring: Wiring, frame: Frame) -> list[Node]:
    message = _message(widget, wiring, (Argument("INTEGER"),))
    properties: dict[str, Property] = {**_look(widget), "buttonType": 2}
    return [
        Node("BUTTON", widget.path, frame, properties, {"x": "0"}, [message]),
        text(f"{widget.path} caption", frame, widget.caption, WHITE, 18),
    ]


def _choices(widget: Widget, wiring: Wiring, body: Frame) -> list[Node]:
    longest = max(len(widget.words(args)) for args in widget.options)
    wide = min(400, 30 + 6 * longest)
    across = max(1, min(len(widget.options), int((body[2] + GAP) / (wide + GAP))))
    down = -(-len(widget.options) // across)
    places = [place for line in rows(body, [1] * down) for place in columns(line, [1] * across)]
    pairs = zip(widget.options, places, strict=False)
    return [
        node for args, place in pairs for node in _button(widget, wiring, place, widget.words(args), args)
    ]


def _button(widget: Widget, wiring: Wiring, frame: Frame, words: str, args: Args | None) -> list[Node]:
    """Return a button: 1 and then 0 where args is None, or these arguments when it is pressed."""
    properties: dict[str, Property] = {**_look(widget), "buttonType": 0}
    if args is None:
        sent = _message(widget, wiring, (Argument("INTEGER"),))
        name, tag = f"{widget.path} caption", ""
    else:
        sent = _message(widget, wiring, tuple(_constant(arg) for arg in args), "RISE")
        name, tag = " ".join(spelled(arg) for arg in args), f"{widget.path}="
    return [
        Node("BUTTON", widget.path, frame, properties, {"x": "0"}, [sent]),
        text(name, frame, words, WHITE, 18, tag=tag),
    ]


def spelled(arg: Atom) -> str:
    """Spell an argument as the layout's script does, which compares the two."""
    return arg if isinstance(arg, str) else f"{arg:.2f}".rstrip("0").rstrip(".")


def _constant(arg: Atom) -> Argument:
    kinds = {int: "INTEGER", float: "FLOAT", str: "STRING"}
    return Argument(kinds[type(arg)], arg if isinstance(arg, str) else number(arg))


def _message(
    widget: Widget, wiring: Wiring, arguments: tuple[Argument, ...], condition: str = "ANY"
) -> Message:
    """Return what a node sends; only what shows the row's value listens, too."""
    listens = widget.kind in ("fader", "switch") and condition == "ANY"
    return Message(wiring.address(widget.path), arguments, condition, listens)


def _look(widget: Widget) -> dict[str, Property]:
    color = MEANT.get(widget.row.path.removeprefix("part/<p>/"), COLORS[widget.kind])
    return {"background": True, "color": color, "cornerRadius": 4.0, "interactive": True, "outline": True}


def _divided(length: float, weights: Sequence[float], gap: float) -> list[tuple[float, float]]:
    """Return (from, size) of each share of a length, with gaps between."""
    room, total, at, shares = length - gap * (len(weights) - 1), sum(weights), 0.0, []
    for weight in weights:
        size = room * weight / total
        shares.append((round(at, 1), round(size, 1)))
        at += size + gap
    return shares
