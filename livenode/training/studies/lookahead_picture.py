"""Draw a look-ahead study: one panel a measure, with truth and floors as lines."""

import os
from pathlib import Path

from matplotlib.figure import Figure

LINES = {
    "truth": ("true stem", "black", "-"),
    "repeat": ("true stem, 4 bars ago", "tab:green", "--"),
    "random": ("another piece's stem, on the bars", "tab:gray", "--"),
    "unaligned": ("another piece's stem, anywhere", "tab:gray", ":"),
}


def draw(path: Path, found: dict) -> None:
    """Draw what `lookahead.lookahead` returned into a PNG file, which is written whole or not at all."""
    ahead = found["lookahead_bars"]
    offline = -max(1, ahead[-1] // 4)
    figure = Figure(figsize=(13, 4.6), layout="constrained")
    axes = figure.subplots(1, len(found["measures"]), squeeze=False)[0]
    for axis, (measure, figures) in zip(axes, found["measures"].items(), strict=True):
        points = [figures[f"{bars}"] for bars in ahead]
        value = [point["value"] for point in points]
        band = [[point["low"] for point in points], [point["high"] for point in points]]
        axis.plot(ahead, value, "o-", color="tab:blue", label=f"engine {found['engine']}, {found['mode']}")
        axis.fill_between(ahead, *band, color="tab:blue", alpha=0.2, linewidth=0)
        whole = figures["offline"]
        axis.plot([offline], [whole["value"]], "s", color="tab:orange", label="... all heard (offline)")
        axis.plot([offline, offline], [whole["low"], whole["high"]], color="tab:orange", linewidth=2)
        for source, (name, color, style) in LINES.items():
            axis.axhline(figures[source]["value"], color=color, linestyle=style, linewidth=1, label=name)
        axis.set(title=f"{measure} ({figures['n']} clips)", xlabel="look-ahead, bars")
        axis.set_xticks([offline, *ahead], ["all", *(f"{bars}" for bars in ahead)])
    axes[0].set_ylabel("agreement with what was played")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        figure.savefig(temporary, dpi=90, format="png")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
