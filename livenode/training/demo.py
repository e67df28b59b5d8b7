"""Make the short performance that ships as the demo's input: drums and two guitars of a held-out piece, no
bass.

python -m livenode.training.demo --work runs/data/demo --out presets/demo/performance.ogg
"""

import argparse
import json
from pathlib import Path

import numpy as np
import soundfile

from livenode.training.data.make import make

SEED, PIECE, BARS = 77, 7, 12
INSTRUMENTS = ("electronic drum kit", "clavinet", "steel guitar")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the rendered pieces")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args(argv)
    make(arguments.work, PIECE + 1, 1, SEED)
    folder = arguments.work / f"{PIECE:05d}"
    meta = json.loads((folder / "meta.json").read_text())
    stems = np.load(folder / "stems.npy")
    chosen = [n for n, stem in enumerate(meta["stems"]) if stem["program_name"] in INSTRUMENTS]
    frames = round(BARS * meta["frames_per_bar"])
    mix = stems[chosen, :frames].astype(np.float32).sum(0) / 32768
    fade = np.minimum(1, np.arange(frames)[::-1] / 4800)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(
        arguments.out, 0.7 * mix * fade / np.abs(mix).max(), 48_000, format="OGG", subtype="VORBIS"
    )
    print(f"{arguments.out}: {BARS} bars at {meta['bpm']} bpm, {meta['key']}")


if __name__ == "__main__":
    main()
