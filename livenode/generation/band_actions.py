"""What is planned at once to sound at the bar that a command names: riffs, variations, takes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from livenode.generation.band import Band
from livenode.generation.scene import Scene
from livenode.surface import Command


def _named_bar(command: Command) -> int:
    """Return the bar, counted from 0, that a planned command names: its when is "@<bar>" then."""
    return int(command.when[1:]) - 1 if command.when else 0


def _generate(band: Band, command: Command, scene: Scene) -> None:
    """Plan a new riff, or a variation of the sounding one."""
    vary = float(command.args[0]) if command.args else None
    band.plan_at(command.part or 1, _named_bar(command), scene, vary)


def _inpaint(band: Band, command: Command, scene: Scene) -> None:
    first, bars = (int(number) for number in command.args)
    band.inpaint_at(command.part or 1, _named_bar(command), (first, bars), scene)


def _next_take(band: Band, command: Command, scene: Scene) -> None:
    band.take_at(command.part or 1, _named_bar(command), 1, scene)


def _back_take(band: Band, command: Command, scene: Scene) -> None:
    band.take_at(command.part or 1, _named_bar(command), -1, scene)


BAND_ACTIONS: Mapping[str, Callable[[Band, Command, Scene], None]] = MappingProxyType(
    {
        "part/<p>/generate": _generate,
        "part/<p>/vary": _generate,
        "part/<p>/inpaint": _inpaint,
        "part/<p>/take/next": _next_take,
        "part/<p>/take/back": _back_take,
    }
)
