"""How far the own output is down, on music: `python -m tests.generation.bleed_study` prints every figure.

The performer is the demo's; the own output is what the default engine plays for it (presets full-band and
demo), through a room of RT60 0.4 s, as loud at the microphone as the performer where nothing else is said.
Each row gives, for every five seconds, by how many dB the own output is down.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import soundfile

from livenode import paths, presets
from livenode.node import load_engine
from livenode.surface import Command
from livenode.virtual import run_virtual
from tests.generation.room import RATE, as_loud, cleaned, down_db, echo_of, octave_levels_db, room

SECONDS, SPAN_S = 88, 5
PAUSE_S, MOVE_S = 15, 40


@dataclass(frozen=True)
class Case:
    """A performer and an echo, both (frames,), and what they are called."""

    name: str
    performer: np.ndarray
    echo: np.ndarray


def own_output(preset: str, performer: np.ndarray) -> np.ndarray:
    """Return what the node plays for a performer (frames,), without the monitored input."""
    more = [Command("monitor", None, (0.0,)), Command("tempo", None, (97.1,)), Command("bars", None, (2,))]
    commands = [*presets.load(preset).commands(), *more]
    return run_virtual(load_engine("default"), performer, commands).output[:, 0]


def cases(own: np.ndarray, performer: np.ndarray) -> list[Case]:
    """Return what is studied for one own output (frames,)."""
    hiss = (1e-4 * np.random.default_rng(9).standard_normal(len(own))).astype(np.float32)
    pausing = np.where(np.arange(len(own)) < PAUSE_S * RATE, hiss, performer)
    echo, moved = echo_of(own, room(1)), echo_of(own, room(2))
    after = np.where(np.arange(len(own)) < MOVE_S * RATE, echo, moved)
    return [
        Case("the node alone", hiss, echo),
        Case(f"the performer joins after {PAUSE_S} s", pausing, echo),
        Case("both play from the start", performer, echo),
        Case("both, performer 10 dB louder", performer, 10**-0.5 * echo),
        Case("both, performer 10 dB softer", 10**-0.5 * performer, echo),
        Case("both, performer 30 dB louder", performer, 10**-1.5 * echo),
        Case(f"alone, another room after {MOVE_S} s", hiss, after),
        Case(f"both, another room after {MOVE_S} s", performer, after),
    ]


def study(own: np.ndarray, case: Case) -> None:
    """Print a row."""
    begun_s = time.process_time()
    out = cleaned(own, case.echo + case.performer)
    cost = (time.process_time() - begun_s) / (len(out) / RATE)
    left = out - case.performer[: len(out)]
    spans = [
        down_db(left, case.echo, start, start + SPAN_S)
        for start in range(0, len(out) // RATE - SPAN_S, SPAN_S)
    ]
    print(f"  {case.name:34s}", " ".join(f"{db:5.1f}" for db in spans), f"  {100 * cost:.1f} % of a core")
    if case.name.startswith("both play"):
        changes_db = [worst_octave_db(audio, case.performer) for audio in (out, case.echo + case.performer)]
        print("    the octave of the performer that is changed most, from 60 s on, is changed by", end=" ")
        print(f"{changes_db[0]:.2f} dB; in the microphone by {changes_db[1]:.2f} dB")


def worst_octave_db(heard: np.ndarray, performer: np.ndarray) -> float:
    """Return by how much the level of an octave differs at most, from 60 s on."""
    last = slice(60 * RATE, len(performer) // 48_000 * 48_000 - RATE)
    return float(np.abs(octave_levels_db(heard[last]) - octave_levels_db(performer[last])).max())


def main() -> None:
    """Print all."""
    once, _ = soundfile.read(paths.shipped("presets") / "demo" / "performance.ogg", dtype="float32")
    performer = as_loud(np.tile(once, 3))[: SECONDS * RATE]
    for preset in ("full-band", "demo"):
        own = as_loud(own_output(preset, np.tile(once, 3))[: SECONDS * RATE])
        print(f"own output: preset {preset}; dB down for each {SPAN_S} s")
        for case in cases(own, performer):
            study(own, case)
    looped = [as_loud(np.tile(audio[20 * RATE :][: 2 * RATE], 30)) for audio in (own, performer)]
    study(looped[0], Case("both repeat the same 2 s for ever", looped[1], echo_of(looped[0], room(1))))


if __name__ == "__main__":
    main()
