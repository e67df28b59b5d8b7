"""Draw how trainings went: every figure of their logs against the minutes spent.

python -m livenode.training.progress_picture runs/cae runs/denoiser --out docs/log/progress.png
"""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

NOT_DRAWN = ("step", "spent_s", "rate")


class NoLogError(Exception):
    """There is nothing to draw; says what to do."""

    exit_code = 66


def read_log(run: Path) -> dict[str, list[tuple[float, float]]]:
    """Return (minutes, value) rows by figure from `<run>/log.jsonl`. Raises NoLogError."""
    found: dict[str, list[tuple[float, float]]] = {}
    file = run / "log.jsonl"
    if not file.is_file():
        raise NoLogError(f"{run} has no log.jsonl: name a training that has been on for a while")
    for line in file.read_text().splitlines():
        row = json.loads(line)
        for name in row.keys() - set(NOT_DRAWN):
            found.setdefault(name, []).append((row["spent_s"] / 60, row[name]))
    return found


def draw(runs: list[Path], out: Path) -> None:
    """Write a picture with a row of axes for each run and one for each of its figures."""
    logs = [read_log(run) for run in runs]
    columns = max(len(log) for log in logs)
    figure, axes = plt.subplots(len(runs), columns, figsize=(4 * columns, 2.6 * len(runs)), squeeze=False)
    for run, log, row in zip(runs, logs, axes, strict=True):
        for axis in row[len(log) :]:
            axis.set_axis_off()
        for axis, (name, rows) in zip(row, sorted(log.items()), strict=False):
            axis.semilogy(*zip(*rows, strict=True), linewidth=1)
            axis.set_title(f"{run.name}: {name}, last {rows[-1][1]:.4g}", fontsize=9)
            axis.set_xlabel("minutes")
            axis.grid(alpha=0.3, which="both")
    figure.tight_layout()
    figure.savefig(out, dpi=90)
    plt.close(figure)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Draw the logs of trainings.")
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True, help="a PNG file")
    arguments = parser.parse_args(argv)
    draw(arguments.runs, arguments.out)


if __name__ == "__main__":
    main()
