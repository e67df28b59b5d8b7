"""What can be loaded while the node plays: presets and engines."""

from collections.abc import Callable

from livenode import presets
from livenode.generation.bench import Switched
from livenode.generation.board import Board
from livenode.inference.bundle import list_bundles
from livenode.inference.engine import EngineInfo
from livenode.params import Refused
from livenode.surface import Values

LISTS = {"preset/list": presets.names, "engine/list": list_bundles}


OpenPreset = Callable[[str], presets.Preset]  # by name; raises Refused


def load_preset(name: str) -> presets.Preset:
    """Return a preset, or raise Refused. Thread: control. Real-time safe: no."""
    try:
        return presets.load(name)
    except presets.PresetError as problem:
        raise Refused("out_of_range", str(problem)) from None


def note_preset(name: str, preset: presets.Preset, frame: int, board: Board) -> None:
    """Write down what a preset held when it was loaded. Thread: control. Real-time safe: no."""
    values = [[path, part, args] for (path, part), args in preset.values.items()]
    board.journal({"frame": frame, "preset": name, "values": values})


def save_preset(name: str, values: Values, board: Board) -> None:
    """Store the values under a name and tell the names there are now. Raises Refused.

    Thread: control. Real-time safe: no.
    """
    try:
        presets.save(name, values, midi=[str(text) for text in board.get("midi/map", None)])
    except presets.PresetError as problem:
        raise Refused("out_of_range", str(problem)) from None
    board.say("preset/list", None, tuple(presets.names()))


def tell_switched(switched: Switched, frame: int, board: Board) -> EngineInfo | None:
    """Note and tell that an engine took over, or why it did not; returns it. Thread: control."""
    row = {"frame": frame, "switched": switched.name, "failed": switched.text, "cost": switched.warm_up}
    board.journal(row)
    info = switched.info
    if info is None:
        board.say("error", None, ("engine/load", "internal", switched.text))
    else:
        board.tell("engine", None, (info.name, info.backend, info.grade), again=True)
    return info
