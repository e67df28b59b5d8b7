"""Train the autoencoder's first stage: features through the latents and back, without sound.

    python -m livenode.training.train_features --data runs/data/main --out runs/features --minutes 30

Beginning with the principal components, a network learns to restore what they lose. No synthesiser and no
STFT loss run here, so a step sees eight times the music of a step of training/train_cae.py, which goes on
from the result. Features are cut once, at random hops, into `<out>/cut`. Exact resume from `<out>/state.pt`.
"""

import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.inference.features import FINE_PER_LATENT, STFT_PER_LATENT, features
from livenode.models.cae import PATCH, Decoder, Encoder, begin_with_principal_components, patches
from livenode.training.arguments import parse, trainer_parser
from livenode.training.schedule import Run
from livenode.training.train_cae import (
    LATENT_NOISE,
    SIZE_WEIGHT,
    blurred,
    cae_optimizer,
    draw_hop,
    draw_mix,
    list_pieces,
    size_penalty,
)
from livenode.training.weights import load_weights

LATENTS, WARM = 48, 6
SIGNALS = 5  # of each piece
STEPS_PER_LEVEL = 127.5  # features are kept as bytes, 0.3 dB apart
NEAR, FAR, LEAST = 0.5, 1.25, 0.1  # levels (1.0 = 40 dB) below the loudest: full weight, least weight


def cut_piece(job: tuple[Path, Path, int]) -> None:
    """Write the features of random mixes of a piece's stems, each at a random hop, as bytes."""
    piece, target, seed = job
    if target.exists():
        return
    rng = np.random.default_rng([seed, int(piece.name)])
    stems, arrays = np.load(piece / "stems.npy", mmap_mode="r"), {}
    for index in range(SIGNALS):
        hop = draw_hop(rng)
        frames = min(stems.shape[1] // hop, 3000) // STFT_PER_LATENT * STFT_PER_LATENT
        start = int(rng.integers(stems.shape[1] - frames * hop + 1))
        mix = draw_mix(stems, rng, start, frames * hop)
        bands, fine, _ = features(mix, 0, np.arange(frames) * hop)
        arrays |= {f"bands{index}": _bytes(bands), f"fine{index}": _bytes(fine), f"hop{index}": np.array(hop)}
    temporary = target.with_name(f".{target.name}")
    np.savez(temporary, **arrays)
    temporary.rename(target)


def cut_pieces(pieces: list[Path], folder: Path, jobs: int, seed: int) -> None:
    """Cut the features of all pieces that are not cut yet into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tasks = [(piece, folder / f"{piece.name}.npz", seed) for piece in pieces]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for done, _ in enumerate(pool.imap_unordered(cut_piece, tasks), 1):
            if done % 50 == 0 or done == len(tasks):
                print(f"{done}/{len(tasks)} pieces cut", flush=True)


def _bytes(levels: np.ndarray) -> np.ndarray:
    return np.clip(np.round((levels + 1) * STEPS_PER_LEVEL), 0, 255).astype(np.uint8)


class Cuts:
    """The features of all signals in memory; draws batches of windows."""

    def __init__(self, files: list[Path]) -> None:
        self.signals = []
        for path in files:
            with np.load(path) as arrays:
                self.signals += [
                    (arrays[f"bands{index}"], arrays[f"fine{index}"], int(arrays[f"hop{index}"]))
                    for index in range(SIGNALS)
                ]
        self.signals = [row for row in self.signals if len(row[0]) >= LATENTS * STFT_PER_LATENT]

    def draw(self, rng: np.random.Generator, batch: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return bands (b, 8n, 192), fine (b, 2n, 192), hop (b, n), with a random level each."""
        rows: list[list] = [[], [], []]
        for _ in range(batch):
            bands, fine, hop = self.signals[rng.integers(len(self.signals))]
            first = int(rng.integers(len(bands) // STFT_PER_LATENT - LATENTS + 1))
            shift = rng.uniform(-0.25, 0.1)
            for row, array, per_latent in (
                (rows[0], bands, STFT_PER_LATENT),
                (rows[1], fine, FINE_PER_LATENT),
            ):
                part = array[first * per_latent : (first + LATENTS) * per_latent]
                row.append(np.maximum(part.astype(np.float32) / STEPS_PER_LEVEL - 1 + shift, -1))
            rows[2].append(np.full(LATENTS, hop, np.float32))
        return tuple(torch.from_numpy(np.stack(row)) for row in rows)


def audibility(bands: Tensor, rows: Tensor) -> Tensor:
    """Return weights (b, n, PATCH) of features: what lies far below the loudest of its latent frame counts
    least.
    """
    batch, count, _ = rows.shape
    loudest = bands.reshape(batch, count, -1).amax(-1, keepdim=True)
    near = ((rows - (loudest - FAR)) / (FAR - NEAR)).clamp(0, 1)
    return LEAST + (1 - LEAST) * near


def errors(nets: torch.nn.ModuleDict, batch: Sequence[Tensor], noise: float) -> dict[str, Tensor]:
    """Return the squared error of restored features as it is heard, the plain one, and the size penalty."""
    bands, fine, hop = batch
    with torch.autocast(bands.device.type, torch.bfloat16):
        latents = nets["encoder"](bands, fine, hop)
        noisy = blurred(latents, noise)
        restored = nets["decoder"].restored(noisy, hop)
    rows = patches(bands, fine)
    square = (restored.float() - rows).square()[:, WARM:]
    weight = audibility(bands, rows)[:, WARM:]
    heard = (square * weight).sum() / weight.sum()
    return {"heard": heard, "plain": square.mean(), "size": size_penalty(latents)}


def main(argv: list[str] | None = None) -> None:
    parser = trainer_parser(__doc__, minutes=30, batch=32, rate=1e-3)
    parser.add_argument("--pieces", type=int, default=500, help="train on so many, drawn at random")
    parser.add_argument("--jobs", type=int, default=1, help="processes that cut features")
    arguments = parse(parser, argv)
    drawn = np.random.default_rng(arguments.seed)
    train = list_pieces(arguments.data, "train")
    train = [train[index] for index in sorted(drawn.permutation(len(train))[: arguments.pieces])]
    held = list_pieces(arguments.data, "heldout")[:40]
    folder = arguments.out / "cut"
    cut_pieces([*train, *held], folder, arguments.jobs, arguments.seed)
    cuts, unseen = (Cuts([folder / f"{piece.name}.npz" for piece in pieces]) for pieces in (train, held))
    held_batch = unseen.draw(np.random.default_rng(1), 64) if unseen.signals else []
    held_batch = [part.to(arguments.device) for part in held_batch]
    nets = torch.nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()})
    if arguments.resume:
        nets.load_state_dict(load_weights(arguments.resume, "cae"))
    else:
        samples = [cuts.draw(np.random.default_rng(n), 32) for n in range(12)]
        rows = torch.cat([patches(bands, fine).reshape(-1, PATCH) for bands, fine, _ in samples])
        begin_with_principal_components(nets["encoder"], nets["decoder"], rows)
    nets = nets.to(arguments.device)
    run = Run(arguments.out, nets, cae_optimizer(nets, arguments.rate), minutes=arguments.minutes)
    rng = np.random.default_rng([arguments.seed, run.step])
    for step in run:
        batch = [part.to(arguments.device) for part in cuts.draw(rng, arguments.batch)]
        found = errors(nets, batch, LATENT_NOISE)
        run.learn(100 * found["heard"] + SIZE_WEIGHT * found["size"])
        run.note(**{name: value.detach() for name, value in found.items()})
        if step % 250 == 249 and held_batch:
            with torch.no_grad():
                seen = errors(run.average.nets, held_batch, 0.0)
            run.note(**{f"heldout_{name}": value for name, value in seen.items()})


if __name__ == "__main__":
    main()
