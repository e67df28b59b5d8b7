"""Small pieces on disk: a pulse of noise, a bass and a chord, whose harmony goes round every four bars."""

import json
from pathlib import Path

import numpy as np

RATE = 48_000


def make_pieces(folder: Path, bars: int = 16) -> Path:
    """Write three pieces of `bars` bars in 4/4."""
    for index, (bpm, key) in enumerate([(160, 0), (164, 3), (170, 6)]):
        _make_piece(folder / f"{index:05d}", bpm, key, bars)
    return folder


def _make_piece(folder: Path, bpm: float, key: int, bars: int) -> None:
    beat, frames = RATE * 60 / bpm, round(bars * 4 * RATE * 60 / bpm)
    rng = np.random.default_rng(key)
    decay = np.exp(-np.mod(np.arange(frames), beat) / 6000)
    step = np.array([0, 5, 7, 2])[np.floor(np.arange(frames) / (4 * beat)).astype(int) % 4]
    phase = [
        2 * np.pi * np.cumsum(440 * 2 ** ((key + step + pitch - 69) / 12)) / RATE for pitch in (36, 60, 64)
    ]
    tone = [np.sin(each) for each in phase]
    stems = np.stack([rng.standard_normal(frames) * decay**4, tone[0] * decay, (tone[1] + tone[2]) * decay])
    folder.mkdir()
    np.save(folder / "stems.npy", np.round(3000 * stems.clip(-3, 3)).astype(np.int16))
    words = [("drum", True, "drums"), ("bass", False, "bass"), ("chord", False, "piano </script>")]
    meta = {
        "split": "heldout",
        "bpm": bpm,
        "meter": [4, 4],
        "beats_per_bar": 4.0,
        "bars": bars,
        "stems": [{"role": role, "drum": drum, "captions": [said]} for role, drum, said in words],
    }
    (folder / "meta.json").write_text(json.dumps(meta))
