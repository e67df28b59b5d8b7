"""Draw each page of a TouchOSC layout, from the file: python -m tests.surfaces.tosc_picture FILE FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
from matplotlib.font_manager import findfont
from PIL import Image, ImageDraw, ImageFont

from tests.surfaces.tosc_reader import CANVAS, Seen, controls


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(findfont("DejaVu Sans", fallback_to_default=True), size)


def draw(file: Path, folder: Path) -> None:
    matplotlib.use("agg")
    seen = controls(file)
    always = [one for one in seen if not one.page]
    for page in dict.fromkeys(one.page for one in seen if one.page):
        image = Image.new("RGB", [int(side) for side in CANVAS], (20, 22, 26))
        pen = ImageDraw.Draw(image)
        pen.text((10, 56), " > ".join(page), fill=(230, 200, 90), font=font(20))
        for one in (*always, *(one for one in seen if one.page == page)):
            control(pen, one)
        image.save(folder / f"{'-'.join(page).replace(' ', '_')}.png")


def control(pen: ImageDraw.ImageDraw, one: Seen) -> None:
    x, y, width, height = one.frame
    if one.kind != "TEXT":
        color = tuple(round(255 * part) for part in one.control.color[:3])
        pen.rectangle((x, y, x + width, y + height), fill=color, outline=(150, 150, 160))
        return
    size = one.control.text_size
    lines = wrapped(one.words or "...", width, size)
    across = x if one.control.text_align_h == 1 else x + width / 2
    anchor = "lm" if one.control.text_align_h == 1 else "mm"
    pen.text((across, y + height / 2), lines, fill=(235, 235, 235), font=font(size), anchor=anchor)


def wrapped(words: str, width: float, size: int) -> str:
    """Break words into lines that fit; a word that is too long stays so."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font(size).getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
