"""What a surface without a keyboard offers: words and pairs of numbers that are ready to send.

Prompts and names come from the presets there are, so that a preset of your own is a button in your surface.
"""

from livenode import presets
from livenode.params import PARTS, Args
from livenode.surfaces.widgets import Ready

MOST = 16  # prompts, and presets: they fit one page
SLOTS = ("slot-1", "slot-2", "slot-3", "slot-4")


def ready() -> Ready:
    """Return the arguments to offer, by the row's path. Raises `PresetError` for one that cannot be read."""
    names = presets.names()[:MOST]
    prompts = _prompts(names)
    return {
        "meter": ((4, 4), (3, 4), (2, 4), (5, 4), (6, 8), (7, 8)),
        "tempo/nudge": ((-4.0,), (-1.0,), (1.0,), (4.0,)),
        "preset/load": tuple((name,) for name in dict.fromkeys((*names, *SLOTS))),
        "preset/save": tuple((name,) for name in SLOTS),
        "engine/load": (("default",),),
        "in/channels": (("1",), ("2",), ("1,2",)),
        "part/<p>/prompt": prompts,
        "part/<p>/prompt/2": prompts,
        "part/<p>/audio": (("input",), ("",)),
        "part/<p>/inpaint": ((1, 1), (2, 1), (3, 1), (4, 1)),
    }


def _prompts(names: list[str]) -> tuple[Args, ...]:
    values = [presets.load(name).values for name in names]
    found = [args for given in values for part in PARTS if (args := given.get(("part/<p>/prompt", part)))]
    return tuple(dict.fromkeys(found))[:MOST]
