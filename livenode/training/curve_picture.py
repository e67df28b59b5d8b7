"""Draw a curve of kernel distance against steps, with floors as lines."""

import os
from pathlib import Path

from matplotlib.figure import Figure


def draw(path: Path, found: dict) -> None:
    """Draw what `curve.curve` returned into a PNG file, which is written whole or not at all."""
    figure = Figure(figsize=(7.5, 5), layout="constrained")
    axis = figure.subplots()
    for number, (name, cells) in enumerate(found["cells"].items()):
        steps = [int(each) for each in cells]
        low, value, high = ([1000 * cell[key] for cell in cells.values()] for key in ("low", "value", "high"))
        color = f"C{number}"
        axis.plot(steps, value, "o-", color=color, label=name)
        axis.fill_between(steps, low, high, color=color, alpha=0.12, linewidth=0)
    for (name, cell), style in zip(found["floors"].items(), ("--", ":"), strict=False):
        axis.axhline(1000 * cell["value"], color="black", linestyle=style, linewidth=1, label=name)
    ticks = [int(each) for each in next(iter(found["cells"].values()))]
    axis.set_xscale("log")
    axis.set_xticks(ticks, [f"{each}" for each in ticks], minor=False)
    axis.minorticks_off()
    axis.set(
        xlabel="denoising steps",
        ylabel="kernel distance to true stems x 1000 (musicnn)",
        title=f"engine {found['engine']}, {found['clips']} {found['split']} clips, 95 % intervals",
    )
    axis.legend(frameon=False)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        figure.savefig(temporary, dpi=100, format="png")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
