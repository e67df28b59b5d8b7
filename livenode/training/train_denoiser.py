"""Train the denoiser on windows of encoded pieces (EDM: Karras et al. 2022, eqs. 7-8 and table 1).

    python -m livenode.training.train_denoiser --data runs/data/main --latents runs/latents \
        --towers runs/towers --out runs/denoiser --minutes 40

Exact resume from `<out>/state.pt`; `<out>/log.jsonl` has one line every 50 steps, with the held-out loss
every 500.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.models.denoiser import Denoiser
from livenode.models.towers import AudioTower, TextTower
from livenode.prompts.hashing import text_counts
from livenode.training.schedule import Average, learning_rate, save, state_file, training_state
from livenode.training.windows import Piece, draw_example, load_pieces

SIGMA_LOG_MEAN, SIGMA_LOG_STD = 0.2, 1.5


class Prompts:
    """Prompt inputs of stems: the text tower on a caption, or the audio tower on the stem, or absent."""

    def __init__(self, towers: dict, mean: np.ndarray, std: np.ndarray) -> None:
        self.text, self.audio = TextTower().eval(), AudioTower().eval()
        self.text.load_state_dict({k[5:]: v for k, v in towers.items() if k.startswith("text.")})
        self.audio.load_state_dict({k[6:]: v for k, v in towers.items() if k.startswith("audio.")})
        self.mean, self.std = mean, std
        self.cache: dict[tuple[str, int], tuple[np.ndarray, np.ndarray]] = {}

    @torch.no_grad()
    def embeddings(self, piece: Piece, stem: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the embeddings of the stem's captions (4, 128) and of two crops of its audio (2, 128)."""
        key = (piece.name, stem)
        if key not in self.cache:
            counts = np.stack([text_counts(caption) for caption in piece.meta["stems"][stem]["captions"]])
            latents = (piece.stem_latents[stem].astype(np.float32) - self.mean) / self.std
            half = len(latents) // 2
            crops = torch.from_numpy(np.stack([latents[:half], latents[half : 2 * half]]))
            self.cache[key] = (self.text(torch.from_numpy(counts)).numpy(), self.audio(crops).numpy())
        return self.cache[key]

    def draw(self, piece: Piece, stem: int, rng: np.random.Generator) -> np.ndarray:
        """Return (129,): an embedding and 1, or zeros for an absent prompt."""
        if rng.random() < 0.12:
            return np.zeros(129, np.float32)
        text, audio = self.embeddings(piece, stem)
        rows = text if rng.random() < 0.6 else audio
        return np.append(rows[rng.integers(len(rows))], 1).astype(np.float32)


def draw_batch(
    pieces: list[Piece], prompts: Prompts, rng: np.random.Generator, batch: int
) -> tuple[Tensor, ...]:
    """Draw x, condition, prompt, globals, weight, each with the batch first."""
    rows: list[list[np.ndarray]] = [[], [], [], [], []]
    for _ in range(batch):
        piece = pieces[rng.integers(len(pieces))]
        example = draw_example(piece, prompts.mean, prompts.std, rng)
        prompt = prompts.draw(piece, example["stem"], rng)
        values = (example["x"], example["condition"], prompt, example["globals"], example["weight"])
        for row, value in zip(rows, values, strict=True):
            row.append(value)
    return tuple(torch.from_numpy(np.stack(row)) for row in rows)


def diffusion_loss(net, batch: tuple[Tensor, ...], log_sigma: Tensor, noise: Tensor) -> Tensor:
    """Return EDM's weighted squared error per example (batch,), averaged over what was to be made."""
    x, condition, prompt, globals_, weight = batch
    sigma = log_sigma.exp()
    with torch.autocast("cpu", torch.bfloat16):
        estimate = net(x + noise * sigma[:, None, None], sigma, condition, prompt, globals_)
    factor = (sigma**2 + 1) / sigma**2
    error = (estimate.float() - x).square().mean(-1)
    return factor * (error * weight).sum(1) / weight.sum(1).clamp(min=1)


class Batches(torch.utils.data.IterableDataset):
    """Endless batches from seed (seed, worker, step)."""

    def __init__(self, pieces: list[Piece], prompts: Prompts, seed: int, step: int, batch: int) -> None:
        self.pieces, self.prompts, self.seed, self.step, self.batch = pieces, prompts, seed, step, batch

    def __iter__(self):
        torch.set_num_threads(1)
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0, self.step])
        while True:
            yield draw_batch(self.pieces, self.prompts, rng, self.batch)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--latents", type=Path, required=True)
    parser.add_argument("--towers", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--steps", type=int, help="end after so many steps instead")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--compile", action="store_true", help="two minutes to start, then faster")
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    towers = torch.load(state_file(arguments.towers), weights_only=True)
    prompts = Prompts(towers["nets"], towers["mean"].numpy(), towers["std"].numpy())
    pieces = load_pieces(arguments.data, arguments.latents, "train")
    held_rng = np.random.default_rng(1)
    held = load_pieces(arguments.data, arguments.latents, "heldout")
    held_batch = draw_batch(held, prompts, held_rng, 64)
    held_noise = torch.from_numpy(held_rng.standard_normal(held_batch[0].shape).astype(np.float32))
    held_sigma = torch.linspace(-1.5, 3.0, 64)
    net = Denoiser()
    average = Average(net)
    fast = torch.compile(net) if arguments.compile else net
    optimizer = torch.optim.AdamW(net.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.02)
    state_path, spent, step = arguments.out / "state.pt", 0.0, 0
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        net.load_state_dict(state["net"])
        average.nets.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    print(
        f"{len(pieces)} pieces, {len(held)} held out, {sum(p.numel() for p in net.parameters()) / 1e6:.1f} M",
        flush=True,
    )
    loader = torch.utils.data.DataLoader(
        Batches(pieces, prompts, arguments.seed, step, arguments.batch),
        batch_size=None,
        num_workers=1,
        prefetch_factor=4,
    )
    source = iter(loader)
    begun, saved, recent = time.monotonic() - spent, time.monotonic(), []
    while True:
        spent = time.monotonic() - begun
        progress = step / arguments.steps if arguments.steps else spent / (arguments.minutes * 60)
        if progress >= 1:
            break
        batch = next(source)
        rate = arguments.rate * learning_rate(step, progress)
        for group in optimizer.param_groups:
            group["lr"] = rate
        log_sigma = SIGMA_LOG_MEAN + SIGMA_LOG_STD * torch.randn(len(batch[0]))
        loss = diffusion_loss(fast, batch, log_sigma, torch.randn_like(batch[0])).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        average.update(step)
        recent.append(float(loss.detach()))
        step += 1
        if step % 50 == 0:
            row = {"step": step, "spent_s": round(spent, 1), "loss": round(float(np.mean(recent)), 4)}
            recent = []
            if step % 500 == 0:
                with torch.no_grad():
                    row["heldout"] = round(
                        float(diffusion_loss(average.nets, held_batch, held_sigma, held_noise).mean()), 4
                    )
            with (arguments.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            print(row, flush=True)
        if time.monotonic() - saved > 120:
            save(state_path, training_state(net, average, optimizer, spent, step))
            saved = time.monotonic()
    save(state_path, training_state(net, average, optimizer, spent, step))


if __name__ == "__main__":
    main()
