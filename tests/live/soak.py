"""Play for minutes through JACK with real inference, replay the journal, and print how the two differ.

    python -m tests.live.soak --engine NAME --minutes 3 --json

It starts a JACK server of its own with the dummy driver, 256 frames.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from pathlib import Path

import numpy as np

from livenode.audio.files import read_audio
from livenode.cli.run import DEMO_INPUT
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, load_engine
from livenode.paths import shipped
from livenode.surface import Command
from tests.jack_server import run_jack
from tests.live.performance import Score, compare, perform

START = (
    Command("tempo", None, (97.1,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("part/<p>/prompt", 1, ("slap bass, bass line, steady",)),
    Command("part/<p>/auto", 2, (1,)),
    Command("part/<p>/prompt", 2, ("electric piano, soft chords",)),
    Command("transport/play", None, (), "now"),
)
# Again and again, these seconds after the last time.
ROUND = (
    (1.0, Command("monitor", None, (0.5,))),
    (12.0, Command("part/<p>/level", 1, (0.5,))),
    (14.3, Command("part/<p>/mute", 2, (1,))),
    (17.1, Command("part/<p>/mute", 2, (0,))),
    (21.0, Command("part/<p>/prompt", 1, ("upright bass, walking",))),
    (26.4, Command("part/<p>/generate", 2, (), "bar")),
    (30.2, Command("tempo", None, (103.0,))),
    (33.0, Command("part/<p>/level", 1, (0.9,))),
    (37.5, Command("part/<p>/hold", 1, (1,))),
    (45.0, Command("part/<p>/hold", 1, (0,))),
    (47.7, Command("part/<p>/vary", 2, (0.4,), "bar")),
    (52.0, Command("tempo", None, (97.1,))),
    (56.0, Command("level", None, (0.9,))),
    (57.0, Command("level", None, (1.0,))),
    (58.0, Command("part/<p>/prompt", 1, ("slap bass, bass line, steady",))),
)


def score(seconds: float) -> Score:
    """Return what happens in a performance of that length."""
    rounds = [(60.0 * n + at, command) for n in range(int(seconds // 60) + 1) for at, command in ROUND]
    return [*((0.0, command) for command in START), *(row for row in rounds if row[0] < seconds - 2)]


def performance(seconds: float) -> np.ndarray:
    """Return the demo's performer, played again and again, (frames,) float32."""
    audio = read_audio(str(shipped("presets") / DEMO_INPUT)).audio
    return np.resize(audio, round(seconds * SAMPLERATE))


def soak(engine_name: str, seconds: float) -> dict[str, object]:
    """Perform, replay, and return the figures."""
    engine = load_engine(engine_name)
    with run_jack(SAMPLERATE), tempfile.TemporaryDirectory() as folder:
        recording = perform(engine, performance(seconds), score(seconds), Path(folder))
    comparison = compare(engine, recording)
    return {
        "engine": engine.info.name,
        "seconds": seconds,
        "round_trip_frames": recording.round_trip_frames,
        "xruns": recording.xruns,
        "riffs_made": recording.made_riffs,
        "riffs_late": recording.late_riffs,
        **dataclasses.asdict(comparison),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="default")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    use_one_blas_thread()
    figures = soak(arguments.engine, 60 * arguments.minutes)
    print(
        json.dumps(figures)
        if arguments.json
        else "\n".join(f"{name}: {value}" for name, value in figures.items())
    )


if __name__ == "__main__":
    main()
