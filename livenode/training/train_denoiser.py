"""Train the denoiser on windows of encoded pieces (EDM: Karras et al. 2022, eqs. 7-8 and table 1).

    python -m livenode.training.train_denoiser --data runs/data/main --latents runs/latents \
        --towers runs/towers --out runs/denoiser --minutes 40

On every fourth step the own pasts are what the network itself makes of them, and the targets are still what
was played: on stage it goes on from its own riffs, for hours, and must find back. The held-out loss is noted
every 500 steps.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.inference.grid_inputs import (
    CONTEXT_END,
    GRID_CHANNELS,
    LATENT_CHANNELS,
    PAST_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
)
from livenode.inference.hashing import text_counts
from livenode.inference.sampler import noise_levels
from livenode.models.denoiser import Denoiser, unguided
from livenode.models.towers import AudioTower, TextTower
from livenode.training.arguments import add_latents, parse, source, trainer_parser
from livenode.training.schedule import Run
from livenode.training.trajectories import trajectories
from livenode.training.weights import load_scale, load_weights
from livenode.training.windows import Piece, draw_example, load_pieces

SIGMA_LOG_MEAN, SIGMA_LOG_STD = 0.2, 1.5
OWN_PAST_EVERY = 4
OWN_PAST_LEVELS = noise_levels(3, 80.0, 0.6)


class Prompts:
    """Prompt inputs of stems: the text tower on a caption, or the audio tower on the stem, or absent."""

    def __init__(self, towers: Path) -> None:
        """Load the towers of a run or of an engine."""
        weights = load_weights(towers, "towers")
        self.text, self.audio = TextTower().eval(), AudioTower().eval()
        self.text.load_state_dict({k[5:]: v for k, v in weights.items() if k.startswith("text.")})
        self.audio.load_state_dict({k[6:]: v for k, v in weights.items() if k.startswith("audio.")})
        self.mean, self.std = (value.numpy() for value in load_scale(towers))
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


def diffusion_loss(net, batch: Sequence[Tensor], log_sigma: Tensor, noise: Tensor) -> Tensor:
    """Return EDM's weighted squared error per example (batch,), averaged over what was to be made."""
    x, condition, prompt, globals_, weight = batch
    sigma = log_sigma.exp()
    with torch.autocast(x.device.type, torch.bfloat16):
        estimate = net(x + noise * sigma[:, None, None], sigma, condition, prompt, globals_)
    factor = (sigma**2 + 1) / sigma**2
    error = (estimate.float() - x).square().mean(-1)
    return factor * (error * weight).sum(1) / weight.sum(1).clamp(min=1)


@torch.no_grad()
def with_own_past(net, batch: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """Return a batch whose pasts, all of them or their later halves, are made by the network.

    They are blurred as much as the batch tells; what is fixed after the riff's place stays true.
    """
    x, condition, prompt, globals_, weight = batch
    begins = torch.randint(0, 2, (len(x), 1, 1), device=x.device) * (RIFF_START // 2)
    position = torch.arange(WINDOW_LATENTS, device=x.device)[None, :, None]
    before, past, fixed, after = condition.split(
        [CONTEXT_END, LATENT_CHANNELS, PAST_CHANNELS - LATENT_CHANNELS, GRID_CHANNELS], -1
    )
    forgotten = fixed * (position >= begins) * (position < RIFF_START)
    kept = 1 - forgotten
    told = torch.cat([before, past * kept, fixed * kept, after], -1)
    strengths = torch.ones(len(x), 2, device=x.device)
    with torch.autocast(x.device.type, torch.bfloat16):
        made = trajectories(net, told, prompt, globals_, strengths, OWN_PAST_LEVELS)[-1]
    blur = globals_[:, -1, None, None] * torch.randn_like(made)
    shown = torch.cat([before, past * kept + (made + blur) * forgotten, fixed, after], -1)
    return x * kept + made * forgotten, shown, prompt, globals_, weight


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
    parser = trainer_parser(__doc__, minutes=60, batch=16, rate=6e-4)
    add_latents(parser)
    parser.add_argument("--steps", type=int, help="end after so many steps instead")
    parser.add_argument("--compile", action="store_true", help="two minutes to start, then faster")
    arguments = parse(parser, argv)
    prompts = Prompts(arguments.towers)
    pieces, held = (load_pieces(arguments.data, arguments.latents, split) for split in ("train", "heldout"))
    held_rng = np.random.default_rng(1)
    held_batch = [row.to(arguments.device) for row in draw_batch(held, prompts, held_rng, 64)] if held else []
    held_noise = held_rng.standard_normal((64, WINDOW_LATENTS, LATENT_CHANNELS), np.float32)
    held_noise = torch.from_numpy(held_noise).to(arguments.device)
    held_sigma = torch.linspace(-1.5, 3.0, 64, device=arguments.device)
    net = Denoiser()
    if arguments.resume:
        net.load_state_dict(unguided(load_weights(arguments.resume, "denoiser")))
    net = net.to(arguments.device)
    optimizer = torch.optim.AdamW(net.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.02)
    run = Run(arguments.out, net, optimizer, minutes=arguments.minutes, steps=arguments.steps)
    fast = torch.compile(net) if arguments.compile else net
    size = sum(parameter.numel() for parameter in net.parameters()) / 1e6
    print(f"{len(pieces)} pieces, {len(held)} held out, {size:.1f} M parameters, step {run.step}", flush=True)
    batches = Batches(pieces, prompts, arguments.seed, run.step, arguments.batch)
    drawn = source(batches, arguments)
    for step in run:
        batch = next(drawn)
        if step % OWN_PAST_EVERY == OWN_PAST_EVERY - 1:
            batch = with_own_past(fast, batch)
        noise = torch.randn_like(batch[0])
        log_sigma = SIGMA_LOG_MEAN + SIGMA_LOG_STD * torch.randn_like(noise[:, 0, 0])
        loss = diffusion_loss(fast, batch, log_sigma, noise).mean()
        run.learn(loss)
        run.note(loss=loss.detach())
        if step % 500 == 499 and held_batch:
            with torch.no_grad():
                seen = diffusion_loss(run.average.nets, held_batch, held_sigma, held_noise).mean()
            run.note(heldout=seen)


if __name__ == "__main__":
    main()
