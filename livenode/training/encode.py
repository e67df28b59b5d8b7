"""Encode every piece with a frozen autoencoder: stems as targets, random mixes of stems as contexts.

    python -m livenode.training.encode --data runs/data/main --cae runs/cae --out runs/latents --jobs 2

A piece becomes one `<name>.npz`: stem_latents (stems, n, 64), mix_latents (mixes, n, 64), mix_semitones
(mixes, n, 60), all float16, and members (mixes, stems) bool: a stem that only bleeds into a mix is none of
its members; and rate, 0 on the bar grid. Mixes are heard as a node hears them (training/augment.py).
"""

import argparse
import json
import multiprocessing
import os
from pathlib import Path

import numpy as np
import torch

from livenode.inference.features import SAMPLERATE, STFT_PER_LATENT, features
from livenode.models.cae import Encoder
from livenode.training.augment import augment
from livenode.training.weights import load_weights
from livenode.transport.grid import stft_frames_per_beat

LEAD_LATENTS = Encoder.LEFT_CONTEXT  # silence before bar 1, as the live node hears it
RANDOM_MIXES = 6
BLED_INTO = 0.15  # so many contexts hear a stem beside their own, faintly: what the node itself plays


def piece_grid(meta: dict, rate: float = 0.0) -> tuple[float, float, int]:
    """Return (STFT frames per beat, hop, latent frames in the piece) of a piece's bar grid.

    rate: latent frames a second, whatever the tempo, in place of the bar grid.
    """
    density = rate * STFT_PER_LATENT * 60 / meta["bpm"]
    if not rate:
        density = stft_frames_per_beat(meta["bpm"], meta["beats_per_bar"])
    hop = SAMPLERATE * 60 / meta["bpm"] / density
    return density, hop, round(meta["bars"] * meta["beats_per_bar"] * density / STFT_PER_LATENT)


@torch.no_grad()
def encode(encoder: Encoder, audio: np.ndarray, hop: float, latents: int) -> tuple[np.ndarray, np.ndarray]:
    """Return latents (n, 64) and semitone levels (n, 60) of audio that starts at bar 1, after silence."""
    centres = np.arange(-LEAD_LATENTS * STFT_PER_LATENT, latents * STFT_PER_LATENT) * hop
    bands, fine, semitones = features(audio, 0, centres)
    hops = torch.full((1, latents + LEAD_LATENTS), hop)
    made = encoder(torch.from_numpy(bands)[None], torch.from_numpy(fine)[None], hops)[0, LEAD_LATENTS:]
    return made.numpy(), semitones[LEAD_LATENTS:]


def mixes(stems: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, list[np.ndarray]]:
    """Draw which stems sound in each context, and its audio: every stem alone, then random subsets of 2 or
    more.
    """
    count = len(stems)
    members = [np.eye(count, dtype=bool)[index] for index in range(count)]
    for _ in range(RANDOM_MIXES):
        chosen = np.zeros(count, bool)
        chosen[rng.choice(count, int(rng.integers(2, max(3, count))), replace=False)] = True
        members.append(chosen)
    return np.stack(members), [augment(stems[chosen], rng, _own(stems, chosen, rng)) for chosen in members]


def _own(stems: np.ndarray, chosen: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    others = np.flatnonzero(~chosen)
    bleeds = len(others) and rng.random() < BLED_INTO
    return stems[rng.choice(others)] if bleeds else None


def encode_piece(job: tuple[Path, Path, Path, float]) -> str:
    """Encode one piece unless its file is there already."""
    piece, cae, out, rate = job
    target = out / f"{piece.name}.npz"
    if target.exists():
        return piece.name
    torch.set_num_threads(1)
    encoder = load_encoder(cae)
    meta = json.loads((piece / "meta.json").read_text())
    stems = np.load(piece / "stems.npy")
    _, hop, count = piece_grid(meta, rate)
    rng = np.random.default_rng([7, int(piece.name)])
    members, contexts = mixes(stems, rng)
    targets = [encode(encoder, stem.astype(np.float32) / 32768, hop, count)[0] for stem in stems]
    encoded = [encode(encoder, context, hop, count) for context in contexts]
    temporary = out / f".{piece.name}.tmp.npz"
    np.savez(
        temporary,
        stem_latents=np.stack(targets).astype(np.float16),
        mix_latents=np.stack([latents for latents, _ in encoded]).astype(np.float16),
        mix_semitones=np.stack([semitones for _, semitones in encoded]).astype(np.float16),
        members=members,
        rate=rate,
    )
    os.replace(temporary, target)
    return piece.name


def load_encoder(path: Path) -> Encoder:
    """Return the averaged encoder of a trainer's state or of an engine."""
    encoder = Encoder().eval()
    weights = load_weights(path, "cae")
    encoder.load_state_dict({key[8:]: value for key, value in weights.items() if key.startswith("encoder.")})
    return encoder


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cae", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--rate", type=float, default=0.0, help="latent frames a second in place of the bar grid (ablation)"
    )
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    pieces = sorted(meta.parent for meta in arguments.data.glob("[0-9]*/meta.json"))
    jobs = [(piece, arguments.cae, arguments.out, arguments.rate) for piece in pieces]
    # spawn: a fork inherits what catches SIGTERM here, and would not end by it
    with multiprocessing.get_context("spawn").Pool(arguments.jobs) as pool:
        for done, name in enumerate(pool.imap_unordered(encode_piece, jobs), 1):
            if done % 20 == 0 or done == len(jobs):
                print(f"{done}/{len(jobs)} pieces encoded, last {name}", flush=True)


if __name__ == "__main__":
    main()
