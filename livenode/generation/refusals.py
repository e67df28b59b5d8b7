"""What a command cannot do now, said before it is taken: the sentence says what to send instead."""

from livenode.generation.agenda import PLANNED, Entry
from livenode.generation.band import Band
from livenode.generation.inputs import CHANNELS, refuse_closed
from livenode.generation.library import load_preset
from livenode.generation.looper import Looper
from livenode.generation.pipeline import max_bars
from livenode.inference.bundle import list_bundles
from livenode.inference.engine import EngineInfo
from livenode.params import Args, Refused
from livenode.surface import Command, Values
from livenode.transport.timeline import MAX_BPM, MIN_BPM, Timeline

OF_LOOP = ("tempo", "meter", "tempo/tap", "tempo/nudge", "bar1")  # the loop's own, while there is one
OF_CLOCK = ("tempo", "tempo/tap", "tempo/nudge", "tempo/double", "tempo/halve")
WHILE_RECORDED = (*OF_LOOP, "tempo/double", "tempo/halve", "transport/play")
SCALES = {"tempo/double": 2.0, "tempo/halve": 0.5}
NEEDS_RIFF = (
    "part/<p>/vary",
    "part/<p>/inpaint",
    "part/<p>/take/next",
    "part/<p>/take/back",
    "part/<p>/take/keep",
)


def refuse_impossible(
    command: Command, values: Values, rolling: bool, engine: EngineInfo, band: Band, looper: Looper
) -> None:
    """Raise Refused where the node as it is now cannot do this. Thread: control. Real-time safe: no."""
    path, args = command.path, command.args
    refuse_looped(path, looper)
    if path in OF_CLOCK and values.text("sync/source") == "midi":
        raise Refused("denied", f"{path}: the MIDI clock sets the tempo: send sync/source internal first")
    if path == "transport/play" and values.text("sync/source") == "loop" and looper.loop is None:
        text = f"{path}: the first loop sets the tempo: send loop/press, or another sync/source"
        raise Refused("not_ready", text)
    if path in SCALES:
        refuse_scaled(path, values, rolling, looper)
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
    if path == CHANNELS:
        refuse_closed(str(args[0]), band.parts[1].memory)
    if path in ("preset/load", "attract/preset") and args[0]:
        load_preset(str(args[0]))
    if path == "engine/load" and str(args[0]) not in list_bundles():
        raise Refused(
            "out_of_range", f"no engine {args[0]!r}; there are {', '.join(list_bundles()) or 'none'}"
        )


def refuse_looped(path: str, looper: Looper) -> None:
    """Refuse what a loop has settled. Thread: control. Real-time safe: no."""
    if looper.begun_frame is not None and path in WHILE_RECORDED:
        raise Refused("denied", f"{path}: a loop is being recorded: send loop/press to end it, or loop/clear")
    if looper.loop is not None and path in OF_LOOP:
        bars = "1 bar" if looper.loop.bars == 1 else f"{looper.loop.bars} bars"
        raise Refused(
            "denied", f"{path}: there is a loop of {bars}: send tempo/double, tempo/halve or loop/clear"
        )


def refuse_scaled(path: str, values: Values, rolling: bool, looper: Looper) -> None:
    """Refuse to double or halve the tempo where it cannot be. Thread: control. Real-time safe: no."""
    bpm = values.number("tempo") * SCALES[path]
    if not MIN_BPM <= bpm <= MAX_BPM:
        raise Refused("out_of_range", f"{path} makes {bpm:g} bpm: the tempo stays within 30 to 300")
    if looper.loop is not None and looper.loop.bars * SCALES[path] % 1:
        raise Refused(
            "out_of_range",
            f"{path}: the loop's bars, {looper.loop.bars}, cannot be halved: record a longer loop",
        )
    refuse_too_long("tempo", (bpm,), values, rolling)


def refuse_without_riff(path: str, part: int, band: Band) -> None:
    """Refuse what is done with the riff that sounds. Thread: control. Real-time safe: no."""
    passes = band.parts[part].passes
    waiting = band.parts[part].turned or band.parts[part].turning
    if not passes:
        raise Refused("not_ready", f"part {part} sounds no riff yet: send part/{part}/generate")
    if path == "part/<p>/take/back" and passes[-1].riff.take == 0 and not waiting:
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


def refuse_waited(entry: Entry, frame: int, rolling: bool) -> None:
    """Refuse what waited for a line of a music that was stopped. Thread: control. Real-time safe: no."""
    if not rolling and entry.at_frame > frame:
        raise Refused(
            "not_ready", f"{entry.command.path}: the transport was stopped meanwhile: send it again"
        )


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
