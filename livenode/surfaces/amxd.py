"""The Max for Live device: what is at hand, as parameters of Live that can be automated and mapped."""

from collections.abc import Iterable, Sequence

from livenode.params import PARTS, Args
from livenode.surfaces import pages
from livenode.surfaces.max_patch import Patcher, Place, midi_device
from livenode.surfaces.max_wires import connection, plain, spelled
from livenode.surfaces.widgets import Ready, Widget, Wiring

HEIGHT = 169.0  # of Live's device view
WIDE, TALL, BUTTON = 66.0, 50.0, 20.0
ABOUT = "livenode: not opened in Live by its makers; written after others' files and read back by a test."
FLOAT, INT, ENUM = 0, 1, 2  # parameter_type


def amxd(wiring: Wiring, ready: Ready) -> bytes:
    """Return livenode.amxd."""
    groups = [("node", [one for line in pages.at_hand(ready) for one in line])]
    groups += [(f"part {part}", [one for line in pages.strip(part, ready) for one in line]) for part in PARTS]
    columns = [(title, _columns([one for one in found if one.kind != "told"])) for title, found in groups]
    width = 60.0 + sum(12 + WIDE * len(inside) for _, inside in columns)
    patcher = Patcher(900, 600, openinpresentation=1, devicewidth=width, description=ABOUT)
    patcher.chain(
        *(patcher.add((20 + 100 * n, 20, 60, 22), f"midi{way}") for n, way in enumerate(("in", "out")))
    )
    _text(patcher, (6, 4, 50, 18), "livenode")
    lamp = patcher.box("led", (300, 20, 24, 24), presentation=1, presentation_rect=[16.0, 30.0, 24.0, 24.0])
    send, hear = connection(patcher, wiring, 20, 60, lamp)
    left, line = 60.0, 0
    for title, inside in columns:
        _text(patcher, (left, 4, 80, 18), title)
        for column in inside:
            top = 24.0
            for one in column:
                place = (left, top, WIDE - 4, _height(one) - 4)
                _row(patcher, wiring, one, place, 360 + 26 * line, (send, hear))
                top, line = top + _height(one), line + 1
            left += WIDE
        left += 12
    return midi_device(patcher)


def _height(one: Widget) -> float:
    return TALL if one.kind == "fader" else BUTTON * max(1, len(plain(one)) if one.kind == "options" else 1)


def _columns(found: Sequence[Widget]) -> list[list[Widget]]:
    """Divide widgets into columns that the view is high enough for."""
    columns: list[list[Widget]] = [[]]
    for one in found:
        if columns[-1] and sum(map(_height, columns[-1])) + _height(one) > HEIGHT - 24:
            columns.append([])
        columns[-1].append(one)
    return columns


def _text(patcher: Patcher, place: Place, words: str) -> None:
    patcher.box("comment", place, text=words, fontsize=10.0, presentation=1, presentation_rect=list(place))


def _row(
    patcher: Patcher, wiring: Wiring, one: Widget, place: Place, top: float, ends: tuple[str, str]
) -> None:
    """Add a parameter, the message it makes, and what sets it without a message when the node tells it."""
    send, hear = ends
    address = wiring.address(one.path)
    kind = {"fader": "live.dial", "options": "live.tab"}.get(one.kind, "live.text")
    box = patcher.box(kind, (20, top, 44, 20), **_parameter(one, place))
    if one.kind == "press":
        patcher.chain(box, patcher.box("message", (120, top, 220, 22), text=address), send)
        return
    heard = patcher.add((560, top, 220, 22), f"route {address}", outlets=2)
    patcher.wire(hear, heard)
    if one.kind == "options":
        _choice(patcher, wiring, one, top, (box, heard, send))
        return
    patcher.chain(box, patcher.add((120, top, 220, 22), f"prepend {address}"), send)
    patcher.chain(heard, patcher.add((800, top, 80, 22), "prepend set"), box)


def _choice(patcher: Patcher, wiring: Wiring, one: Widget, top: float, ends: tuple[str, str, str]) -> None:
    """Add the messages of a choice, by its number, and its number by what is told."""
    box, heard, send = ends
    options = plain(one)
    numbers = patcher.add((120, top, 90, 22), f"select {_spaced(range(len(options)))}", 1, len(options) + 1)
    words = patcher.add(
        (800, top, 120, 22), f"select {_spaced(one.words(args) for args in options)}", 1, len(options) + 1
    )
    patcher.chain(box, numbers)
    patcher.chain(heard, words)
    for number, args in enumerate(options):
        message = patcher.box("message", (220 + 110 * number, top, 100, 22), text=spelled(one, wiring, args))
        patcher.wire(numbers, message, number)
        patcher.wire(message, send)
        told = patcher.box("message", (940 + 60 * number, top, 50, 22), text=f"set {number}")
        patcher.wire(words, told, number)
        patcher.wire(told, box)


def _spaced(words: Iterable[object]) -> str:
    return " ".join(map(str, words))


def _parameter(one: Widget, place: Place) -> dict[str, object]:
    """Return the properties that make a box a parameter of Live."""
    name = one.path.replace("/", " ")
    about: dict[str, object] = {"parameter_longname": name, "parameter_shortname": one.caption}
    look: dict[str, object] = {}
    if one.kind == "fader":
        about |= {
            "parameter_mmin": one.low,
            "parameter_mmax": one.high,
            "parameter_unitstyle": 0 if one.whole else 1,
        }
        about["parameter_type"] = INT if one.whole else FLOAT
    else:
        words = [one.words(args) for args in plain(one)] if one.kind == "options" else ["off", "on"]
        about |= {"parameter_enum": words, "parameter_type": ENUM, "parameter_mmax": len(words) - 1}
        look = {"num_lines_patching": len(words)} if one.kind == "options" else _button(one)
    if one.row.kind == "value":
        about |= {"parameter_initial": [_initial(one)], "parameter_initial_enable": 1}
    return {
        **look,
        "parameter_enable": 1,
        "presentation": 1,
        "presentation_rect": list(place),
        "saved_attribute_attributes": {"valueof": about},
        "varname": name,
    }


def _button(one: Widget) -> dict[str, object]:
    return {"mode": int(one.kind == "switch"), "text": one.caption, "texton": one.caption, "fontsize": 8.0}


def _initial(one: Widget) -> float | int | str:
    default: Args = one.row.default_of(one.part)
    return plain(one).index(default) if one.kind == "options" else default[0]
