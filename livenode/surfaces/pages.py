"""Which row is where: what a performer has at hand, and all the rest by the sections of the table.

Only paths stand here. A row that is named nowhere has its place in its section, so a new row needs no line.
"""

from collections.abc import Sequence

from livenode.params import PARTS
from livenode.rows import SECTIONS
from livenode.surfaces.widgets import Ready, Widget, widgets

# play: lines of the node's rows, and the rows of a part's strip
AT_HAND = (
    ("transport/play", "transport/stop", "tempo/tap", "bar1", "panic"),
    ("loop/press", "loop/undo", "loop/clear", "loop/state", "mode"),
    ("tempo", "level", "loop/level", "monitor"),
)
OF_A_STRIP = (
    ("state",),
    ("level",),
    ("mute", "solo"),
    ("auto", "hold"),
    ("generate",),
    ("take/back", "take/next", "take/keep"),
)
PROMPTING = ("prompt", "prompt/2", "morph", "morph/bars", "audio", "audio/mix")


def at_hand(ready: Ready) -> list[list[Widget]]:
    """Return the lines of the play page above the parts."""
    return _lines(AT_HAND, widgets(None, ready))


def strip(part: int, ready: Ready) -> list[list[Widget]]:
    """Return the lines of a part's strip on the play page."""
    return _lines(OF_A_STRIP, widgets(part, ready))


def prompting(part: int, ready: Ready) -> list[Widget]:
    """Return what says what a part plays."""
    return [found for found in widgets(part, ready) if _name(found) in PROMPTING]


def further(part: int, ready: Ready) -> list[Widget]:
    """Return all the rest of a part."""
    there = {name for line in OF_A_STRIP for name in line} | set(PROMPTING)
    return [found for found in widgets(part, ready) if _name(found) not in there]


def sections(ready: Ready) -> dict[str, list[Widget]]:
    """Return all the rest of the node, by section of the table."""
    there = {name for line in AT_HAND for name in line}
    found = [one for one in widgets(None, ready) if _name(one) not in there]
    by_title = {title: [one for one in found if one.row in rows] for title, rows in SECTIONS.items()}
    return {title: inside for title, inside in by_title.items() if inside}


def stage(ready: Ready) -> list[Widget]:
    """Return what is at hand, of the node and of each part, in one row."""
    lines = [*at_hand(ready), *(line for part in PARTS for line in strip(part, ready))]
    return [found for line in lines for found in line]


def _lines(names: Sequence[Sequence[str]], found: Sequence[Widget]) -> list[list[Widget]]:
    by_name = {_name(one): one for one in found}
    return [[by_name[name] for name in line] for line in names]


def _name(found: Widget) -> str:
    return found.row.path.removeprefix("part/<p>/")
