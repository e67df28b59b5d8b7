"""Train the autoencoder's first stage: features through the latents and back, without sound.

    python -m livenode.training.train_features --data runs/data/main --out runs/features --minutes 30

Beginning with the principal components, a network learns to restore what they lose. No synthesiser and no
STFT loss run here, so a step sees eight times the music of a step of training/train_cae.py, which goes on
from the result. Features are cut once, at random hops, into `<out>/cut`. Exact resume from `<out>/state.pt`.
"""

import argparse
import json
import multiprocessing
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.inference.features import FINE_PER_LATENT, STFT_PER_LATENT, features
from livenode.models.cae import PATCH, Decoder, Encoder, begin_with_principal_components, patches
from livenode.training.schedule import Average, learning_rate, save, training_state
from livenode.training.train_cae import LINEAR_RATE, draw_hop, draw_mix, list_pieces

LATENTS, WARM = 48, 6
SIGNALS = 5  # of each piece
STEPS_PER_LEVEL = 127.5  # features are kept as bytes, 0.3 dB apart
LATENT_DEVIATION = 0.5
LATENT_NOISE = 0.15
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


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--pieces", type=int, default=500)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    cut = arguments.out / "cut"
    cut.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(arguments.seed)
    train = list_pieces(arguments.data, "train")
    train = [train[index] for index in sorted(rng.permutation(len(train))[: arguments.pieces])]
    held = list_pieces(arguments.data, "heldout")[:40]
    with multiprocessing.get_context("spawn").Pool(arguments.jobs) as pool:
        jobs = [(piece, cut / f"{piece.name}.npz", arguments.seed) for piece in (*train, *held)]
        for done, _ in enumerate(pool.imap_unordered(cut_piece, jobs), 1):
            if done % 50 == 0 or done == len(jobs):
                print(f"{done}/{len(jobs)} pieces cut", flush=True)
    cuts, unseen = (Cuts([cut / f"{piece.name}.npz" for piece in pieces]) for pieces in (train, held))
    held_batch = unseen.draw(np.random.default_rng(1), 64)
    nets = torch.nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()})
    state_path, spent, step = arguments.out / "state.pt", 0.0, 0
    if not state_path.exists():
        drawn = [cuts.draw(np.random.default_rng(n), 32) for n in range(12)]
        rows = torch.cat([patches(bands, fine).reshape(-1, PATCH) for bands, fine, _ in drawn])
        begin_with_principal_components(nets["encoder"], nets["decoder"], rows)
    average = Average(nets)
    linear = [*nets["encoder"].linear.parameters(), *nets["decoder"].linear.parameters()]
    known = {id(parameter) for parameter in linear}
    other = [parameter for parameter in nets.parameters() if id(parameter) not in known]
    groups = [{"params": other, "factor": 1.0}, {"params": linear, "factor": LINEAR_RATE}]
    optimizer = torch.optim.AdamW(groups, lr=arguments.rate, betas=(0.9, 0.95), weight_decay=0.0)
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        nets.load_state_dict(state["net"])
        average.nets.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    rng = np.random.default_rng([arguments.seed, step])

    def errors(net, batch: tuple[Tensor, Tensor, Tensor], noise: float) -> tuple[Tensor, Tensor, Tensor]:
        """Return the weighted error, the plain one, and the penalty on the latents' size."""
        bands, fine, hop = batch
        with torch.autocast("cpu", torch.bfloat16):
            latents = net["encoder"](bands, fine, hop)
            noisy = latents + torch.randn_like(latents) * torch.rand(len(latents), 1, 1) * noise
            restored = net["decoder"].restored(noisy, hop)
        rows = patches(bands, fine)
        square = (restored.float() - rows).square()[:, WARM:]
        weight = audibility(bands, rows)[:, WARM:]
        size = latents.float().square().mean((0, 1)) / LATENT_DEVIATION**2
        return (square * weight).sum() / weight.sum(), square.mean(), (size - 1).square().mean()

    begun, saved, recent = time.monotonic() - spent, time.monotonic(), []
    while (spent := time.monotonic() - begun) < arguments.minutes * 60:
        rate = arguments.rate * learning_rate(step, spent / (arguments.minutes * 60))
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        heard, plain, size = errors(nets, cuts.draw(rng, arguments.batch), LATENT_NOISE)
        optimizer.zero_grad(set_to_none=True)
        (100 * heard + 0.1 * size).backward()
        torch.nn.utils.clip_grad_norm_(nets.parameters(), 1.0)
        optimizer.step()
        average.update(step)
        recent.append((float(heard.detach()), float(plain.detach()), float(size.detach())))
        step += 1
        if step % 50 == 0:
            means = [round(float(value), 5) for value in np.mean(recent, 0)]
            row = {"step": step, "spent_s": round(spent, 1)}
            row |= dict(zip(("heard", "plain", "size"), means, strict=True))
            if step % 250 == 0:
                with torch.no_grad():
                    row["heldout"] = [
                        round(float(value), 5) for value in errors(average.nets, held_batch, 0.0)
                    ]
            recent = []
            with (arguments.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            print(row, flush=True)
        if time.monotonic() - saved > 120:
            save(state_path, training_state(nets, average, optimizer, spent, step))
            saved = time.monotonic()
    save(state_path, training_state(nets, average, optimizer, spent, step))


if __name__ == "__main__":
    main()
