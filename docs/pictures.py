"""Draw the pictures of the documentation as SVG files: `python docs/pictures.py docs`."""

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

INK, PALE, BLUE, GREEN, AMBER = "#2b2b2b", "#8a8578", "#dbe7f5", "#dcefdc", "#fbe6c3"
STYLE = "font-family: system-ui, sans-serif; font-size: 14px; fill: #2b2b2b"


def drawing(width: int, height: int, *shapes: str) -> str:
    """Return an SVG file of shapes on a ground of its own, so that it is read in the dark, too."""
    tip = (
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" style="{STYLE}">',
            f'<defs>{tip}<path d="M0 0 L8 4 L0 8 z" fill="{INK}"/></marker></defs>',
            f'<rect width="{width}" height="{height}" rx="8" fill="#fbfaf6"/>',
            *shapes,
            "</svg>\n",
        ]
    )


def words(x: float, y: float, text: str, anchor: str = "middle", size: int = 14, fill: str = INK) -> str:
    """Return lines of text, the first with its base at y."""
    lines = "".join(
        f'<tspan x="{x}" dy="{0 if number == 0 else size * 1.3:g}">{escape(line)}</tspan>'
        for number, line in enumerate(text.split("\n"))
    )
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{lines}</text>'


def box(x: float, y: float, width: float, height: float, title: str, text: str = "", fill: str = BLUE) -> str:
    """Return a box with a title in bold, and text under it."""
    frame = (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="{INK}"/>'
        f'<g font-weight="600">{words(x + width / 2, y + (24 if text else height / 2 + 5), title)}</g>'
    )
    return frame + (words(x + width / 2, y + 46, text, size=12) if text else "")


def arrow(points: Sequence[tuple[float, float]], text: str = "", at: tuple[float, float] = (0, 0)) -> str:
    """Return an arrow through points, and what goes along it."""
    path = " L".join(f"{x} {y}" for x, y in points)
    line = f'<path d="M{path}" fill="none" stroke="{INK}" stroke-width="1.5" marker-end="url(#tip)"/>'
    return line + (words(*at, text, size=12) if text else "")


def line(x1: float, y1: float, x2: float, y2: float, dashes: str = "", stroke: str = PALE) -> str:
    """Return a thin line."""
    return f'<path d="M{x1} {y1} L{x2} {y2}" stroke="{stroke}" stroke-dasharray="{dashes}"/>'


def set_up() -> str:
    """Return a performer's desk: what is joined to what."""
    return drawing(
        720, 230,
        box(20, 40, 120, 70, "guitar", "or microphone", GREEN),
        box(220, 40, 140, 70, "sound card", "inputs, outputs", AMBER),
        box(440, 40, 130, 70, "livenode", "on a computer"),
        box(220, 150, 140, 60, "loudspeaker", "the accompaniment", GREEN),
        box(20, 150, 120, 60, "headphones", "the click", GREEN),
        box(440, 150, 130, 60, "your controls", "page, pedal, Max", AMBER),
        arrow([(140, 75), (218, 75)]), arrow([(360, 65), (438, 65)]), arrow([(440, 90), (362, 90)]),
        arrow([(290, 110), (290, 148)]), arrow([(235, 110), (130, 148)]), arrow([(505, 150), (505, 112)]),
        words(600, 75, "hears you,\nplays on", "start", 12), words(590, 180, "OSC, HTTP, MIDI", "start", 12),
    )  # fmt: skip


def riff() -> str:
    """Return what happens between what is heard and the bar line where a riff sounds."""
    left, bar, top = 130, 140, 40
    bars = [
        line(left + bar * number, top, left + bar * number, 290, stroke=INK if number == 2 else PALE)
        + words(left + bar * number + 6, top + 4, f"bar {number + 5}", "start", 12, PALE)
        for number in range(4)
    ]
    due, begun = left + 2 * bar, left + 145
    return drawing(
        720, 330, *bars,
        words(20, 85, "you play", "start"), words(20, 145, "it is heard", "start"),
        words(20, 205, "a riff is made", "start"), words(20, 265, "what sounds", "start"),
        f'<rect x="{left}" y="66" width="570" height="28" rx="4" fill="{GREEN}" stroke="{INK}"/>',
        f'<rect x="{left}" y="126" width="{begun - left}" height="28" rx="4" fill="{GREEN}" stroke="{INK}"/>',
        line(begun, 60, begun, 225, "4 4", INK),
        f'<rect x="{begun}" y="186" width="80" height="28" rx="4" fill="{BLUE}" stroke="{INK}"/>',
        words(begun + 40, 205, "bar 7", size=12),
        f'<rect x="{begun + 82}" y="186" width="80" height="28" rx="4" fill="{BLUE}" stroke="{INK}"/>',
        words(begun + 122, 205, "bar 8", size=12),
        line(begun + 81, 176, due, 176, stroke=INK), words((begun + 81 + due) / 2, 170, "margin", size=12),
        words(begun + 176, 198, "the rest is made\nwhile it sounds", "start", 12),
        f'<rect x="{left}" y="246" width="{2 * bar}" height="28" rx="4" fill="{AMBER}" stroke="{INK}"/>',
        words(left + 60, 265, "the riff before", size=12),
        f'<rect x="{due}" y="246" width="290" height="28" rx="4" fill="{BLUE}" stroke="{INK}"/>',
        words(due + 145, 265, "the new riff", size=12),
        words(begun + 40, 314, "begun as late as this machine can", "end", 12),
        arrow([(begun, 300), (begun, 228)]),
        words(due + 12, 314, "due here", "start", 12), arrow([(due, 318), (due, 280)]),
    )  # fmt: skip


def zones() -> str:
    """Return the three zones and what crosses between them."""
    return drawing(
        720, 250,
        box(20, 60, 190, 130, "control", 
            "OSC, page, MIDI, transport,\nthe plan of the coming bars;\nowns what is musical", AMBER),
        box(265, 60, 190, 130, "worker", 
            "one thread, pure functions:\nencode what was heard,\nmake a riff, decode it"),
        box(510, 60, 190, 130, "audio", 
            "one compiled function;\nrings, faders, limiter,\nthe frame counter", GREEN),
        arrow([(210, 95), (263, 95)]), words(236, 85, "jobs", size=12),
        arrow([(265, 150), (212, 150)]), words(238, 172, "riffs", size=12),
        arrow([(115, 190), (115, 222), (605, 222), (605, 192)], "audio ahead of time, levels", (360, 215)),
        arrow([(605, 60), (605, 30), (115, 30), (115, 58)],
              "what was recorded, the frame counter", (360, 23)),
    )  # fmt: skip


def sound() -> str:
    """Return the way of the sound through the audio zone."""
    return drawing(
        720, 250,
        box(20, 30, 100, 60, "input", fill=GREEN), box(170, 30, 130, 60, "record ring", "87 s"),
        box(350, 30, 150, 60, "the riffs", "are made from it", AMBER),
        box(350, 140, 150, 80, "part rings", "1 to 4, loop, click"),
        box(550, 140, 150, 80, "faders, pan,", "width, mute, limiter"),
        box(570, 30, 110, 60, "output", fill=GREEN),
        box(20, 140, 280, 80, "monitor", "the input in the output, if you want it", AMBER),
        arrow([(120, 60), (168, 60)]), arrow([(300, 60), (348, 60)]), arrow([(425, 90), (425, 138)]),
        arrow([(500, 180), (548, 180)]), arrow([(625, 140), (625, 92)]),
        arrow([(70, 90), (70, 138)]), arrow([(300, 205), (325, 205), (325, 236), (625, 236), (625, 222)]),
    )  # fmt: skip


def looper() -> str:
    """Return the states of the looper and the presses between them."""
    return drawing(
        720, 220,
        box(20, 70, 110, 60, "empty", "", GREEN), box(210, 70, 130, 60, "recording", "", AMBER),
        box(430, 70, 110, 60, "playing"), box(600, 70, 110, 60, "overdubbing", "", AMBER),
        arrow([(130, 100), (208, 100)], "press", (168, 92)),
        arrow([(340, 100), (428, 100)], "press", (384, 92)),
        arrow([(540, 88), (598, 88)], "press", (569, 80)),
        arrow([(600, 116), (542, 116)], "press", (571, 136)),
        arrow([(485, 130), (485, 180), (75, 180), (75, 132)], "loop/clear", (280, 174)),
        words(485, 58, "loop/undo: without the newest layer", size=12),
    )  # fmt: skip


PICTURES = {"set-up": set_up, "riff": riff, "zones": zones, "sound": sound, "looper": looper}


def main(folder: Path) -> None:
    """Write every picture into a folder."""
    for name, draw in PICTURES.items():
        (folder / f"{name}.svg").write_text(draw(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
