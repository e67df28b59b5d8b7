"""Train the prompt towers contrastively on stems and their captions (CLIP's symmetric InfoNCE, Radford et
al. 2021).

python -m livenode.training.train_towers --data runs/data/main --latents runs/latents --out runs/towers
--minutes 4
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch

from livenode.inference.grid_inputs import LATENT_CHANNELS
from livenode.models.towers import AudioTower, TextTower
from livenode.prompts.hashing import text_counts
from livenode.training.schedule import learning_rate, save, state_file
from livenode.training.windows import Piece, load_pieces, statistics

CROP = 96


def draw(pieces: list[Piece], mean: np.ndarray, std: np.ndarray, rng: np.random.Generator, count: int):
    """Draw stems of different pieces: returns latents (count, CROP, 64), text counts, and roles."""
    latents, texts, names = [], [], []
    for index in rng.choice(len(pieces), count, replace=len(pieces) < count):
        piece = pieces[index]
        stem = int(rng.integers(len(piece.stem_latents)))
        first = int(rng.integers(max(1, piece.stem_latents.shape[1] - CROP)))
        crop = np.zeros((CROP, LATENT_CHANNELS), np.float32)
        part = (piece.stem_latents[stem, first : first + CROP].astype(np.float32) - mean) / std
        crop[: len(part)] = part
        description = piece.meta["stems"][stem]
        latents.append(crop)
        texts.append(text_counts(str(rng.choice(description["captions"]))))
        names.append(description["role"])
    return torch.from_numpy(np.stack(latents)), torch.from_numpy(np.stack(texts)), names


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--latents", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    pieces = load_pieces(arguments.data, arguments.latents, "train")
    mean, std = statistics(pieces)
    nets = torch.nn.ModuleDict({"text": TextTower(), "audio": AudioTower()})
    temperature = torch.nn.Parameter(torch.tensor(2.0))
    optimizer = torch.optim.AdamW([*nets.parameters(), temperature], lr=1e-3, weight_decay=0.05)
    begun, step = time.monotonic(), 0
    while (progress := (time.monotonic() - begun) / (arguments.minutes * 60)) < 1:
        latents, texts, _ = draw(pieces, mean, std, rng, arguments.batch)
        latents = latents + 0.3 * torch.rand(len(latents), 1, 1) * torch.randn_like(latents)
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * learning_rate(step, progress)
        with torch.autocast("cpu", torch.bfloat16):
            one = nets["text"](torch.nn.functional.dropout(texts, 0.15)).float()
            two = nets["audio"](latents).float()
        logits = one @ two.T * temperature.exp().clamp(max=50)
        labels = torch.arange(len(logits))
        entropy = torch.nn.functional.cross_entropy
        loss = 0.5 * (entropy(logits, labels) + entropy(logits.T, labels))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        step += 1
        if step % 50 == 0:
            print(
                f"step {step} loss {float(loss.detach()):.3f} (chance {np.log(arguments.batch):.3f})",
                flush=True,
            )
    nets.eval()
    held = load_pieces(arguments.data, arguments.latents, "heldout")
    with torch.no_grad():
        latents, texts, names = draw(held, mean, std, rng, 256)
        scores = nets["text"](texts) @ nets["audio"](latents).T
        rank = (scores > scores.diag()[:, None]).float().mean(1)
        agree = np.mean([names[row] == names[int(scores[row].argmax())] for row in range(256)])
    print(f"held out: rank of the caption's own stem {float(rank.mean()):.3f} (chance 0.5), role {agree:.3f}")
    state = {"nets": nets.state_dict(), "mean": torch.from_numpy(mean), "std": torch.from_numpy(std)}
    save(state_file(arguments.out), state)


if __name__ == "__main__":
    main()
