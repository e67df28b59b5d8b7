"""What a performer sees in the terminal: a pure function of a snapshot and a size. Thread: any.

Nothing but this file imports rich. Lines are cut to the width; where the height is short, sections are left
out, the least needed first.
"""

import io
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, Group
from rich.text import Text

from livenode import __version__
from livenode.cli.snapshot import PartSight, Snapshot
from livenode.figures import RiffMade

LABEL = 9  # columns of the names on the left
FLOOR_DBFS = -60.0
BARS = "▁▂▃▄▅▆▇█"
DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"), "1": ("▀█ ", " █ ", "▀▀▀"), "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"), "4": ("█ █", "▀▀█", "  ▀"), "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"), "7": ("▀▀█", "  █", "  ▀"), "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"), ":": ("▄", "▄", " "), "-": ("  ", "▀▀", "  "),
}  # fmt: skip
STATUS_STYLES = {"ok": "bold green", "degraded": "bold yellow", "fault": "bold white on red"}
STATE_STYLES = {"playing": "green", "held": "cyan", "generating": "yellow", "late": "bold red"}
TRANSPORT_WORDS = {"stopped": "stopped", "count_in": "count-in", "rolling": "rolling"}
# (state, next): what the part does next
COMING = {
    ("generating", "ready"): "riff for bar",
    ("ready", "playing"): "plays at bar",
    ("late", "playing"): "late for bar",
    ("playing", "ready"): "new riff at bar",
    ("playing", ""): "again at bar",
    ("held", ""): "again at bar",
}


@dataclass(frozen=True)
class Section:
    """Lines that are shown together or not at all; the highest `rank` is left out first."""

    rank: int
    lines: tuple[Text, ...]


def view(snapshot: Snapshot, width: int, height: int) -> Group:
    """Return what is shown on `width` columns and `height` rows, never more."""
    sections = _sections(snapshot, width, height)
    while sum(len(section.lines) for section in sections) > height and len(sections) > 1:
        sections.remove(max(sections, key=lambda section: section.rank))
    lines = [line for section in sections for line in section.lines]
    free = height - len(lines)
    if snapshot.log and free > 1:
        lines += [Text(), *(_log_line(line) for line in snapshot.log[-(free - 1) :])]
    for line in lines:
        line.truncate(max(1, width), overflow="ellipsis")
    return Group(*lines[: max(1, height)])


def painted(snapshot: Snapshot, width: int, height: int, color_system: str | None) -> list[str]:
    """Return the rows of the view as a terminal takes them, with their colours.

    color_system: rich's, as `color_system` returns it; None: no colours.
    """
    stream = io.StringIO()
    console = Console(
        file=stream, width=max(1, width), force_terminal=True, legacy_windows=False, highlight=False,
        color_system=color_system,  # type: ignore[arg-type]
    )  # fmt: skip
    console.print(view(snapshot, width, height), no_wrap=True, crop=True)
    return stream.getvalue().splitlines()


def color_system(console: Console | None = None) -> str | None:
    """Return the colours of this terminal ("standard", "256", "truecolor"); None for none."""
    return (console or Console()).color_system


def can_show(console: Console | None = None) -> bool:
    """Return whether stdout is a terminal that understands where to write."""
    console = console or Console()
    wide = console.encoding.lower().replace("-", "") == "utf8"
    return console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows and wide


def _sections(snapshot: Snapshot, width: int, height: int) -> list[Section]:
    is_large = width >= 50 and height >= 18
    return [
        Section(1, _title(snapshot, width)),
        Section(0, _large_place(snapshot) if is_large else (_small_place(snapshot),)),
        Section(2, _meters(snapshot, width, spaced=is_large)),
        Section(3, _parts(snapshot, spaced=is_large)),
        Section(4, _riffs(snapshot)),
        Section(5, (_counts(snapshot),)),
        Section(6, _where(snapshot)),
    ]


def _title(snapshot: Snapshot, width: int) -> tuple[Text, ...]:
    status = snapshot.figures.status
    style = STATUS_STYLES.get(status.status, "")
    left = Text.assemble(
        (" livenode", "bold"), (f" {__version__}  up {_clock(snapshot.figures.uptime_s)}", "dim")
    )
    right = Text(f" {status.status} ", style)
    gap = max(1, width - cell_len(left.plain) - cell_len(right.plain))
    head = Text.assemble(left, " " * gap, right)
    return (head, Text(f" {_plain(status.reason)}", style)) if status.reason else (head,)


def _place(snapshot: Snapshot) -> str:
    return f"{snapshot.bar}:{snapshot.beat}" if snapshot.beat else "-:-"


def _large_place(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return the bar and beat in digits three rows high, and beside them beats, tempo and transport."""
    beside = (_beats(snapshot), _tempo(snapshot), _transport(snapshot))
    rows = []
    for row, text in enumerate(beside):
        figure = " ".join(DIGITS[letter][row] for letter in _place(snapshot))
        rows.append(Text.assemble(" ", (figure, "bold cyan"), " " * max(2, 21 - len(figure)), text))
    return (Text(), *rows, Text())


def _small_place(snapshot: Snapshot) -> Text:
    """Return the bar and beat, beats, tempo and transport in one row."""
    place = (f" {_place(snapshot):>6}  ", "bold cyan")
    return Text.assemble(place, _beats(snapshot), "  ", _tempo(snapshot), "  ", _transport(snapshot))


def _beats(snapshot: Snapshot) -> Text:
    marks = [
        ("●", "bold yellow" if beat == 1 else "bold green") if beat == snapshot.beat else ("○", "dim")
        for beat in range(1, snapshot.meter[0] + 1)
    ]
    return Text(" ").join(Text(mark, style) for mark, style in marks)


def _tempo(snapshot: Snapshot) -> Text:
    asked = f" -> {snapshot.asked_bpm:.1f}" if abs(snapshot.asked_bpm - snapshot.bpm) >= 0.05 else ""
    numerator, denominator = snapshot.meter
    return Text.assemble((f"{snapshot.bpm:.1f}{asked} bpm", "bold"), f"  {numerator}/{denominator}")


def _transport(snapshot: Snapshot) -> Text:
    style = {"rolling": "green", "count_in": "yellow"}.get(snapshot.transport, "dim")
    return Text(TRANSPORT_WORDS.get(snapshot.transport, snapshot.transport), style)


def _meters(snapshot: Snapshot, width: int, spaced: bool) -> tuple[Text, ...]:
    lines = tuple(
        _meter(name, dbfs, width)
        for name, dbfs in (("in", snapshot.input_dbfs), ("out", snapshot.output_dbfs))
    )
    return (*lines, Text()) if spaced else lines


def _meter(name: str, dbfs: float, width: int) -> Text:
    """Return a level from -60 dBFS to full scale, and its peak as a number."""
    columns = max(4, min(60, width - LABEL - 14))
    filled = round(columns * min(1.0, max(0.0, 1 - dbfs / FLOOR_DBFS)))
    style = "red" if dbfs > -1 else "yellow" if dbfs > -9 else "green"
    number = f"{dbfs:6.1f} dBFS" if dbfs > -100 else "  -inf dBFS"
    return Text.assemble(_label(name), ("▆" * filled, style), ("·" * (columns - filled), "dim"), f" {number}")


def _parts(snapshot: Snapshot, spaced: bool) -> tuple[Text, ...]:
    lines = tuple(_part(part) for part in snapshot.parts)
    return (*lines, Text()) if spaced else lines


def _part(part: PartSight) -> Text:
    coming = COMING.get((part.state, part.coming), f"{part.coming} at bar") + f" {part.at_bar}"
    is_idle = part.state == "empty"
    return Text.assemble(
        _label(f"part {part.number}"),
        (f"{part.state:<11}", STATE_STYLES.get(part.state, "dim")),
        f"{'' if is_idle or not part.at_bar else coming:<21}",
        (_plain(part.prompt), "dim" if is_idle else ""),
    )


def _riffs(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return the last riff's cost and margin, and each riff's cost as a share of its time."""
    figures = snapshot.figures.riffs
    if not snapshot.riffs:
        return (Text.assemble(_label("riff"), ("none yet", "dim")), Text(_label("history")[0]))
    last = snapshot.riffs[-1]
    word = "failed" if last.failed else "late" if last.late else "in time"
    told = Text.assemble(
        _label("riff"),
        f"part {last.part}  cost {last.cost_ms:.0f} ms  margin {last.margin_ms:+.0f} ms  ",
        (word, "green" if word == "in time" else "bold red"),
    )
    history = Text.assemble(_label("history"), *(_column(riff) for riff in snapshot.riffs))
    history.append(f"  p50 {figures.cost_p50_ms:.0f}  p99 {figures.cost_p99_ms:.0f} ms")
    return told, history


def _column(riff: RiffMade) -> tuple[str, str]:
    """Return one riff as a column: full where its cost took all the time there was."""
    if riff.late or riff.failed:
        return BARS[-1], "red"
    share = riff.cost_ms / max(riff.cost_ms + riff.margin_ms, 1e-6)
    return BARS[min(len(BARS) - 1, int(share * len(BARS)))], "green" if share < 0.75 else "yellow"


def _counts(snapshot: Snapshot) -> Text:
    riffs, counters = snapshot.figures.riffs, snapshot.figures.counters
    troubles = (("late", riffs.late), ("fallbacks", riffs.fallbacks), ("failed", riffs.failed),
                ("xruns", counters.xruns))  # fmt: skip
    words = [(f"  {name} {count}", "bold red" if count else "") for name, count in troubles]
    return Text.assemble(_label("count"), f"riffs {riffs.made}", *words)


def _where(snapshot: Snapshot) -> tuple[Text, ...]:
    status = snapshot.figures.status
    block = f"{status.samplerate} Hz, {status.blocksize} frames, cpu {100 * status.cpu:.0f} %"
    engine = f"{_plain(status.engine)} on {status.backend}, quality: {status.quality}"
    http = snapshot.http or "HTTP off"
    return (
        Text.assemble(_label("device"), f"{_plain(status.device)}, {block}"),
        Text.assemble(_label("engine"), engine),
        Text.assemble(_label("control"), f"OSC {snapshot.osc}  {http}  Ctrl-C quits"),
    )


def _label(name: str) -> tuple[str, str]:
    return f" {name:<{LABEL - 1}}", "dim"


def _log_line(line: str) -> Text:
    return Text(f" {_plain(line)}", "dim")


def _clock(seconds: float) -> str:
    minutes, left = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{left:02}"


def _plain(text: str) -> str:
    """Return a text without what would steer the terminal: prompts come over the network."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
