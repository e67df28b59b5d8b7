"""What the terminal shows, as one frozen value, gathered from a node between two of its ticks."""

from dataclasses import dataclass

from livenode.figures import Figures, RiffMade
from livenode.node import LiveNode
from livenode.params import PARTS

SHOWN_RIFFS = 32


@dataclass(frozen=True)
class PartSight:
    """One part: what it does, its prompt, and what it does next (`coming`) in which bar, as in `state`."""

    number: int
    state: str = "empty"
    prompt: str = ""
    coming: str = ""
    at_bar: int = 0


@dataclass(frozen=True)
class Snapshot:
    """All that the view shows. Bars and beats as a musician counts them: from 1, the count-in from -1 down.

    beat: in units of the meter, 0 while stopped. asked_bpm: what the tempo will be from the next bar.
    input_dbfs, output_dbfs: peaks. riffs: the last, oldest first. log: lines, oldest first.
    """

    figures: Figures
    transport: str = "stopped"
    bar: int = 0
    beat: int = 0
    bpm: float = 120.0
    asked_bpm: float = 120.0
    meter: tuple[int, int] = (4, 4)
    input_dbfs: float = -120.0
    output_dbfs: float = -120.0
    parts: tuple[PartSight, ...] = ()
    riffs: tuple[RiffMade, ...] = ()
    osc: str = ""
    http: str = ""
    log: tuple[str, ...] = ()


def snapshot(node: LiveNode, log: tuple[str, ...] = ()) -> Snapshot:
    """Look at a node. Thread: control. Real-time safe: no."""
    conductor, board = node.conductor, node.conductor.board
    values, timeline, frame = conductor.values, conductor.timeline, node.memory.frame()
    asked_bpm = bpm = values.number("tempo")
    numerator, denominator = (int(number) for number in values.get("meter"))
    bar, beat = 0, 0
    if timeline is not None:
        entry = timeline.entry_at_frame(frame)
        bpm, numerator, denominator = entry.bpm, entry.numerator, entry.denominator
        position = timeline.position(frame)
        bar = position.bar + 1 if position.bar >= 0 else max(position.bar, -int(values.number("count_in")))
        beat = int(position.beat * denominator / 4 + 1e-6) + 1
    return Snapshot(
        figures=node.report.figures(),
        transport=str(board.get("transport/state", None)[0]),
        bar=bar,
        beat=beat,
        bpm=bpm,
        asked_bpm=asked_bpm,
        meter=(numerator, denominator),
        input_dbfs=float(board.get("in/level", None)[0]),
        output_dbfs=float(board.get("out/level", None)[0]),
        parts=tuple(_part(node, number) for number in PARTS),
        riffs=tuple(node.report.riffs.last)[-SHOWN_RIFFS:],
        osc=" ".join(node.server.addresses()),
        http=" ".join(node.server.http_addresses()),
        log=log,
    )


def _part(node: LiveNode, number: int) -> PartSight:
    state, coming, at_bar = node.conductor.board.get("part/<p>/state", number)
    prompt = node.conductor.values.text("part/<p>/prompt", number)
    return PartSight(number, str(state), prompt, str(coming), int(at_bar))
