"""What the terminal may have to show; `python -m tests.scenes docs/view.svg` draws the picture of it."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from livenode.cli.snapshot import PartSight, Snapshot
from livenode.cli.view import view
from livenode.figures import Figures, RiffFigures, RiffMade
from livenode.rt.memory import Memory
from livenode.status import Status

OK = Status("ok", "Scarlett 2i2 USB, ALSA", 48_000, 256, 0.04, 0, 0, "default", "onnx", "draft")
COSTS_MS = (182, 176, 190, 240, 184, 178, 201, 188, 610, 230, 186, 179, 195, 183, 260, 177, 181, 187)
BUDGET_MS = 620


def riff(number: int, cost_ms: float) -> RiffMade:
    margin_ms = BUDGET_MS - cost_ms
    timings = (("encode", 20.0), ("denoise", cost_ms / 2), ("decode", 30.0))
    return RiffMade(
        1,
        number,
        2 * number,
        0.5 * cost_ms,
        cost_ms,
        timings,
        700,
        margin_ms,
        margin_ms < 30,
        "",
        "default",
        0,
    )


def figures(status: Status = OK, riffs: RiffFigures | None = None, xruns: int = 0) -> Figures:
    counters = replace(Memory(record_frames=2, play_frames=2).counters(), output_underflow=xruns)
    return Figures("livenode", status, 754.0, 19, counters, riffs or RiffFigures())


STOPPED = Snapshot(
    figures(),
    parts=(
        PartSight(1, prompt="warm electric bass, funk, steady"),
        *(PartSight(number) for number in (2, 3, 4)),
    ),
    osc="127.0.0.1:7400",
    http="http://127.0.0.1:7480",
)
COUNT_IN = replace(STOPPED, transport="count_in", bar=-1, beat=2, input_dbfs=-48.0)
PLAYING = replace(
    STOPPED,
    figures=figures(riffs=RiffFigures(57, 1, 0, 1, 184.0, 610.0, 437, 10)),
    transport="rolling",
    bar=19,
    beat=3,
    bpm=97.1,
    asked_bpm=97.1,
    input_dbfs=-12.3,
    output_dbfs=-6.0,
    parts=(
        PartSight(1, "playing", "warm electric bass, funk, steady", "ready", 21),
        PartSight(2, "generating", "dry drum kit, tight, funk", "ready", 21),
        PartSight(3, "held", "rhodes chords, sparse", "", 20),
        PartSight(4),
    ),
    riffs=tuple(riff(number, cost_ms) for number, cost_ms in enumerate(COSTS_MS, 1)),
    log=("21:14:02 out_of_range: /livenode/tempo from 127.0.0.1: bpm takes a number from 30 to 300",),
)
RETEMPO = replace(PLAYING, asked_bpm=104.0)
DEGRADED = replace(
    PLAYING,
    figures=figures(
        replace(
            OK, status="degraded", late=2, xruns=3, reason="late riffs in 30 s: 2; lost blocks in 30 s: 3"
        ),
        RiffFigures(57, 2, 1, 3, 184.0, 610.0, 437, -40),
        xruns=3,
    ),
    riffs=(*PLAYING.riffs, riff(19, 660)),
)
FAULT = replace(
    PLAYING, figures=figures(replace(OK, status="fault", reason="the sound device no longer calls back"))
)
WALTZ = replace(PLAYING, meter=(7, 8), beat=7, bar=1234)
NO_HTTP = replace(PLAYING, http="")
SCENES = {
    "stopped": STOPPED,
    "count-in": COUNT_IN,
    "playing": PLAYING,
    "retempo": RETEMPO,
    "degraded": DEGRADED,
    "fault": FAULT,
    "waltz": WALTZ,
    "no http": NO_HTTP,
}


def draw(snapshot: Snapshot, path: Path, width: int = 92, height: int = 23) -> None:
    """Write a picture of the view, with the reader's own fonts in place of one that rich would fetch."""
    console = Console(record=True, width=width, file=io.StringIO(), color_system="truecolor")
    console.print(view(snapshot, width, height), no_wrap=True, crop=True)
    svg = console.export_svg(title="livenode run", unique_id="livenode")
    svg = re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    path.write_text(svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas"), "utf-8")


if __name__ == "__main__":
    draw(PLAYING, Path(sys.argv[1]))
