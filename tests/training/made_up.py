"""Small pieces on disk, to evaluate on and to train on, and phrases as a sentence encoder embeds them."""

import json
from pathlib import Path

import numpy as np

RATE, BPM, BARS = 48_000, 120.0, 8
ROLES = ("drum", "bass", "chord")


def make_pieces(folder: Path, bars: int = 16) -> Path:
    """Write three pieces of `bars` bars in 4/4: a pulse, a bass and a chord, whose harmony goes round."""
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


def write_piece(folder: Path, split: str, seed: int) -> None:
    """Write a piece of three stems of decaying tones on the beat, with what a trainer reads of its meta."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    time_s = np.arange(RATE // 2) / RATE
    stems = []
    for octave in (1, 2, 4):
        notes = [
            np.sin(2 * np.pi * 110 * octave * 2 ** (rng.integers(12) / 12) * time_s) for _ in range(4 * BARS)
        ]
        stems.append(np.concatenate([note * np.exp(-6 * time_s) for note in notes]))
    np.save(folder / "stems.npy", (8000 * np.stack(stems)).astype(np.int16))
    stem = {"notes_per_bar": 4.0, "rms_db": -24.0, "mean_pitch": 50.0}
    described = [
        {**stem, "role": role, "drum": role == "drum", "captions": [role, f"soft {role}"]} for role in ROLES
    ]
    meta = {
        "split": split,
        "bpm": BPM,
        "meter": [4, 4],
        "beats_per_bar": 4.0,
        "bars": BARS,
        "stems": described,
    }
    (folder / "meta.json").write_text(json.dumps(meta))


def write_sentences(path: Path) -> None:
    """Write phrases with embeddings as a sentence encoder gives them."""
    texts = [f"soft {word} {number}" for word in ROLES for number in range(400)]
    rows = np.random.default_rng(0).standard_normal((len(texts), 384))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    np.savez(path, texts=np.asarray(texts), embeddings=rows.astype(np.float16))
