"""What a command cannot do now, said before it is taken: the sentence says what to send instead."""

from livenode.generation.agenda import PLANNED
from livenode.generation.band import Band
from livenode.generation.library import load_preset
from livenode.generation.pipeline import max_bars
from livenode.inference.bundle import list_bundles
from livenode.inference.engine import EngineInfo
from livenode.params import Args, Refused
from livenode.surface import Command, Values
from livenode.transport.timeline import Timeline

NEEDS_RIFF = (
    "part/<p>/vary",
    "part/<p>/inpaint",
    "part/<p>/take/next",
    "part/<p>/take/back",
    "part/<p>/take/keep",
)


def refuse_impossible(
    command: Command, values: Values, rolling: bool, engine: EngineInfo, band: Band
) -> None:
    """Raise Refused where the node as it is now cannot do this. Thread: control. Real-time safe: no."""
    path, args = command.path, command.args
    if path in ("bars", "tempo", "meter"):
        refuse_too_long(path, args, values, rolling)
    if path == "steps" and int(args[0]) > engine.steps_max:
        raise Refused("out_of_range", f"steps: this engine takes 1 to {engine.steps_max}, or 0 for its own")
    if path in (*PLANNED, *NEEDS_RIFF, "bar1"):
        refuse_stopped(path, rolling)
    if path in NEEDS_RIFF:
        refuse_without_riff(path, command.part or 1, band)
    if path == "part/<p>/inpaint":
        refuse_beyond(args, command.part or 1, band)
    if path == "preset/load":
        load_preset(str(args[0]))
    if path == "engine/load" and str(args[0]) not in list_bundles():
        raise Refused(
            "out_of_range", f"no engine {args[0]!r}; there are {', '.join(list_bundles()) or 'none'}"
        )


def refuse_without_riff(path: str, part: int, band: Band) -> None:
    """Refuse what is done with the riff that sounds. Thread: control. Real-time safe: no."""
    passes = band.parts[part].passes
    if not passes:
        raise Refused("not_ready", f"part {part} sounds no riff yet: send part/{part}/generate")
    if path == "part/<p>/take/back" and passes[-1].riff.take == 0 and not band.parts[part].turned:
        raise Refused("not_ready", f"part {part} sounds the first take: send part/{part}/take/next")


def refuse_beyond(args: Args, part: int, band: Band) -> None:
    """Refuse bars that the riff that sounds does not have. Thread: control. Real-time safe: no."""
    ledger = band.parts[part]
    sounding = ledger.sounding(ledger.memory.frame()) or ledger.passes[-1]
    first, bars, there = int(args[0]), int(args[1]), sounding.riff.bars
    if first + bars - 1 > there:
        raise Refused(
            "out_of_range", f"part {part} sounds a riff of {there} bars: there is no bar {there + 1}"
        )


def refuse_stopped(path: str, rolling: bool) -> None:
    """Refuse what needs the transport rolling. Thread: control. Real-time safe: no."""
    if not rolling:
        raise Refused("not_ready", f"{path} needs the transport rolling: send transport/play first")


def refuse_too_long(path: str, args: Args, values: Values, rolling: bool) -> None:
    """Refuse a value of bars, tempo or meter with which a riff, or a bar, is longer than the engine's window.

    Thread: control. Real-time safe: no.
    """
    asked = {path: args, **{row: values.get(row) for row in ("tempo", "meter") if row != path}}
    numerator, denominator = (int(number) for number in asked["meter"])
    most = max_bars(Timeline.start(48_000, 0, float(asked["tempo"][0]), numerator, denominator), 0)
    if most < (int(args[0]) if path == "bars" and rolling else 1):
        what = f"a riff holds at most {most} bars" if most else "a bar is longer than the engine's window"
        raise Refused("out_of_range", f"{path}: at this tempo and meter {what}")
