"""Draw audio as spectrograms with bar lines: what was played above, the accompaniment below.

python -m livenode.training.picture IN.wav OUT.wav PICTURE.png --bpm 120 --bar1 0.0
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from livenode.audio.files import SAMPLERATE, AudioFileError, read_audio

WINDOW_FRAMES = 4096
LOWEST_HZ, HIGHEST_HZ = 40.0, 16_000.0
RANGE_DB = 75.0
PICTURE_ROWS, PICTURE_COLUMNS = 256, 1600  # values drawn of one spectrogram


def spectrogram_db(audio: np.ndarray, samplerate: int) -> np.ndarray:
    """Return (PICTURE_ROWS, at most PICTURE_COLUMNS) levels in dB full scale, lowest pitch first."""
    hop = max(256, -(-len(audio) // PICTURE_COLUMNS))
    padded = np.pad(np.asarray(audio, np.float32), WINDOW_FRAMES // 2)
    hann = np.hanning(WINDOW_FRAMES).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_FRAMES)[::hop]
    power = np.square(np.abs(np.fft.rfft(frames * hann, axis=-1)) * (4 / WINDOW_FRAMES))
    highest = min(HIGHEST_HZ, 0.49 * samplerate)
    wanted = np.geomspace(LOWEST_HZ, highest, PICTURE_ROWS) * WINDOW_FRAMES / samplerate
    low = np.floor(wanted).astype(int)
    part = wanted - low
    return 10 * np.log10((power[:, low] * (1 - part) + power[:, low + 1] * part).T + 1e-12)


def draw(
    path: str | Path, rows: Sequence[tuple[str, np.ndarray]], samplerate: int, bar_times_s: Sequence[float]
) -> None:
    """Draw one spectrogram a row, (title, audio (frames,)), over one time axis, with a line at every bar.

    Each row is as bright as its own loudest place. The picture is written whole or not at all.
    """
    path = Path(path)
    figure = Figure(
        figsize=(14, 1 + 3 * len(rows)), layout="constrained"
    )  # drawn by Agg: no display is needed
    axes = figure.subplots(len(rows), 1, sharex=True, squeeze=False)
    longest_s = max(len(audio) for _, audio in rows) / samplerate
    highest = min(HIGHEST_HZ, 0.49 * samplerate)
    for axis, (title, audio) in zip(axes[:, 0], rows, strict=True):
        level_db = spectrogram_db(audio, samplerate)
        top_db = max(float(level_db.max()), -60.0)
        edges_s = np.linspace(0, len(audio) / samplerate, level_db.shape[1] + 1)
        edges_hz = np.geomspace(LOWEST_HZ, highest, PICTURE_ROWS + 1)
        axis.pcolormesh(edges_s, edges_hz, level_db, vmin=top_db - RANGE_DB, vmax=top_db, rasterized=True)
        axis.set(title=title, ylabel="Hz", yscale="log", ylim=(LOWEST_HZ, highest), xlim=(0, longest_s))
        axis.set_yticks([100, 1000, 10_000] if highest > 10_000 else [100, 1000], minor=False)
        for time_s in bar_times_s:
            axis.axvline(time_s, color="white", linewidth=0.6, alpha=0.6)
    shown = [(number, time_s) for number, time_s in enumerate(bar_times_s, 1) if 0 <= time_s <= longest_s]
    every = max(1, len(shown) // 32)
    axes[-1, 0].set_xticks(
        [time_s for _, time_s in shown[::every]], [str(number) for number, _ in shown[::every]]
    )
    axes[-1, 0].set_xlabel("bar")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        figure.savefig(temporary, dpi=72, format=path.suffix.lstrip(".") or "png")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def bar_times(bpm: float, beats_per_bar: float, bar1_s: float, until_s: float) -> list[float]:
    """Return the times of the bar lines from `bar1_s` on that lie before `until_s`."""
    bar_s = beats_per_bar * 60 / bpm
    count = int(np.ceil((until_s - bar1_s) / bar_s))
    return [bar1_s + index * bar_s for index in range(max(0, count))]


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line and draw two files."""
    parser = argparse.ArgumentParser(
        description="Draw what was played and the accompaniment, with bar lines."
    )
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("picture", type=Path, help="a .png file")
    parser.add_argument("--bpm", type=float, required=True)
    parser.add_argument("--bar1", type=float, default=0.0, help="where bar 1 begins, in seconds")
    parser.add_argument("--beats", type=float, default=4.0, help="quarter notes a bar")
    arguments = parser.parse_args(argv)
    try:
        above, below = read_audio(arguments.input).audio, read_audio(arguments.output).audio
    except AudioFileError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    until_s = max(len(above), len(below)) / SAMPLERATE
    times = bar_times(arguments.bpm, arguments.beats, arguments.bar1, until_s)
    rows = [(f"input: {arguments.input.name}", above), (f"accompaniment: {arguments.output.name}", below)]
    draw(arguments.picture, rows, SAMPLERATE, times)
    return 0


if __name__ == "__main__":
    sys.exit(main())
