"""Estimate tempo and downbeat of pieces whose grid is known, cut at a random place, beside librosa's tracker.

    python -m tests.stage.estimates --data runs/data/main --pieces 100 --json

Shares of mixes and of single stems. tempo: within 1 %. octave: or that much from twice or half of it. beat:
tempo right, beat within 50 ms. bar: and bar 1 within 70 ms. Both look for a steady tempo around 113 bpm.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import librosa
import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.sync.audio_tempo import meter_of
from livenode.sync.estimate import TempoError, estimate_grid
from livenode.training.clips import Piece, load_pieces
from tests.stage.told import tell

HOP = 512
LONGEST_CUT_S = 4.0


def by_librosa(audio: np.ndarray, numerator: int, denominator: int) -> tuple[float, float]:
    """Return the same by librosa: a line through the beats, and the beat with the strongest onsets."""
    onsets = librosa.onset.onset_strength(y=audio, sr=SAMPLERATE, hop_length=HOP)
    _, beats = librosa.beat.beat_track(onset_envelope=onsets, sr=SAMPLERATE, hop_length=HOP)
    if len(beats) < 4:
        raise TempoError("no beats")
    slope, start = np.polyfit(np.arange(len(beats)), beats, 1)
    meter = meter_of(numerator, denominator)
    pulses = round(meter.bar_beats / meter.pulse_beats)
    strength = [onsets[beats[place::pulses]].mean() for place in range(min(pulses, len(beats)))]
    first = start + int(np.argmax(strength)) * slope
    return 60 * SAMPLERATE * meter.pulse_beats / (slope * HOP), first * HOP / SAMPLERATE


def judged(found: tuple[float, float] | None, piece: Piece, cut_s: float) -> dict[str, bool]:
    """Return what is right of an estimate."""
    if found is None:
        return dict.fromkeys(("heard", "tempo", "octave", "beat", "bar"), False)
    ratio = found[0] / piece.meta["bpm"]
    meter = meter_of(*piece.meta["meter"])
    tempo = abs(ratio - 1) < 0.01
    apart = {}
    for name, beats in (("beat", meter.pulse_beats), ("bar", meter.bar_beats)):
        length_s = 60 * beats / piece.meta["bpm"]
        apart[name] = abs(((found[1] + cut_s) / length_s + 0.5) % 1 - 0.5) * length_s
    return {
        "heard": True,
        "tempo": tempo,
        "octave": any(abs(ratio / times - 1) < 0.01 for times in (0.25, 0.5, 1, 2, 4)),
        "beat": tempo and apart["beat"] < 0.05,
        "bar": tempo and apart["bar"] < 0.07,
    }


def shares(found: list[dict[str, bool]]) -> dict[str, float]:
    """Return in how many of the rows each is so."""
    return {key: round(float(np.mean([row[key] for row in found])), 3) for key in found[0]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="heldout")
    parser.add_argument("--pieces", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)
    rows = defaultdict(list)
    for piece in load_pieces(arguments.data, arguments.split)[: arguments.pieces]:
        stems, cut = piece.stems(), int(rng.uniform(0, LONGEST_CUT_S) * SAMPLERATE)
        for kind, audio in (("mix", stems.sum(0)), ("stem", stems[rng.integers(len(stems))])):
            for name, estimate in (("ours", estimate_grid), ("librosa", by_librosa)):
                try:
                    found = estimate(audio[cut:], *piece.meta["meter"])
                except TempoError:
                    found = None
                rows[f"{kind}, {name}"].append(judged(found, piece, cut / SAMPLERATE))
    tell(
        {
            name: {"n": len(found)}
            | {key: round(float(np.mean([row[key] for row in found])), 3) for key in found[0]}
            for name, found in rows.items()
        },
        arguments.json,
    )


if __name__ == "__main__":
    main()
