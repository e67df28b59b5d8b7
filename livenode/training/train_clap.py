"""Fit the way from CLAP's space to an engine's prompt space, so that CLAP can stand in for its prompt towers.

    python -m livenode.training.train_clap --data runs/data/main --engine default --checkpoint music \\
        --out runs/clap.npz

Two ridge regressions: CLAP's embeddings of captions to the text tower's, and of stems to the audio tower's.
The denoiser stays as it is. Takes a second for each stem on one core.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from livenode.generation.clap_prompts import sound
from livenode.inference.engine import Engine
from livenode.node import load_engine
from livenode.prompts.clap import Clap
from livenode.prompts.clap_map import ClapMap
from livenode.prompts.opening import open_clap
from livenode.training.arguments import NoMusicError
from livenode.training.autoencoder import encode_whole
from livenode.training.clips import Piece

CROP = 96  # latents: 8 s at 120 bpm, less than CLAP hears at once
SILENCE = 1e-3  # peak below which a crop says nothing
STRENGTHS = np.geomspace(1e-6, 100, 17)  # of the regularisation, beside the largest variance
BATCH = 32


def ridge(given: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit given (n, a) to wanted (n, b) of unit length: returns (a + 1, b) float32, the offset last.

    Of STRENGTHS the one is taken that errs least on each row when fitted to the others (Allen's PRESS). Also
    returns the mean cosine of these predictions with what was wanted.
    """
    given, wanted = given.astype(np.float64), wanted.astype(np.float64)
    centre, mean = given.mean(0), wanted.mean(0)
    left, size, right = np.linalg.svd(given - centre, full_matrices=False)
    turned = left.T @ (wanted - mean)
    best, least = (np.zeros((len(size), wanted.shape[1])), 0.0), np.inf
    for strength in STRENGTHS * size[0] ** 2:
        kept = size**2 / (size**2 + strength)
        leverage = (left**2 @ kept)[:, None] + 1 / len(given)
        error = (wanted - mean - left @ (kept[:, None] * turned)) / (1 - leverage)
        if np.square(error).mean() < least:
            least = np.square(error).mean()
            predicted = wanted - error
            cosine = (predicted * wanted).sum(1) / (np.linalg.norm(predicted, axis=1) + 1e-9)
            best = ((kept / np.maximum(size, 1e-9))[:, None] * turned, float(cosine.mean()))
    slope = right.T @ best[0]
    return np.concatenate([slope, (mean - centre @ slope)[None]]).astype(np.float32), best[1]


def captions(pieces: list[Piece], clap: Clap, engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Return CLAP's and the text tower's embeddings of every caption, (n, 512) and (n, 128)."""
    texts = sorted({text for piece in pieces for stem in piece.meta["stems"] for text in stem["captions"]})
    print(f"{len(texts)} captions", flush=True)
    given = [clap.embed_texts(texts[first : first + BATCH]) for first in range(0, len(texts), BATCH)]
    return np.concatenate(given), np.stack([engine.embed_text(text) for text in texts])


def crops(pieces: list[Piece], engine: Engine, count: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Yield latents (CROP, 64) of `count` stems at the most, each at a place of its own."""
    stems = [(piece, stem) for piece in pieces for stem in range(len(piece.meta["stems"]))]
    for index in rng.permutation(len(stems))[:count]:
        piece, stem = stems[index]
        latents = encode_whole(engine, piece.stems()[stem], piece.timeline, piece.meta["bars"])
        first = int(rng.integers(max(1, len(latents) - CROP)))
        yield latents[first : first + CROP]


def stems(
    pieces: list[Piece], clap: Clap, engine: Engine, count: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return CLAP's and the audio tower's embeddings of stems that sound, (n, 512) and (n, 128)."""
    given, wanted = [], []
    for number, latents in enumerate(crops(pieces, engine, count, rng), 1):
        audio = sound(engine, latents)
        if np.abs(audio).max() > SILENCE:
            given.append(clap.embed_audio(audio))
            wanted.append(engine.embed_audio(latents))
        if number % 50 == 0:
            print(f"stem {number}", flush=True)
    return np.stack(given), np.stack(wanted)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--engine", default="default", help="a name, a folder, or fake")
    parser.add_argument("--checkpoint", default="music", help="music, general, a file, or fake (no weights)")
    parser.add_argument("--stems", type=int, default=1000, help="so many at the most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="the file for --clap")
    arguments = parser.parse_args(argv)
    pieces = [
        Piece(path.parent, json.loads(path.read_text()))
        for path in sorted(arguments.data.glob("[0-9]*/meta.json"))
    ]
    pieces = [piece for piece in pieces if piece.meta["split"] == "train"]
    if not pieces:
        raise NoMusicError(f"no train pieces in {arguments.data}: make some with livenode data make")
    engine, clap = load_engine(arguments.engine), open_clap(arguments.checkpoint)
    text, text_cosine = ridge(*captions(pieces, clap, engine))
    rng = np.random.default_rng(arguments.seed)
    audio, audio_cosine = ridge(*stems(pieces, clap, engine, arguments.stems, rng))
    print("mean cosine with the towers, each fitted to the others:", end=" ")
    print(f"text {text_cosine:.3f} audio {audio_cosine:.3f}")
    ClapMap(arguments.checkpoint, clap.fingerprint, engine.info.towers, text, audio).save(arguments.out)


if __name__ == "__main__":
    main()
