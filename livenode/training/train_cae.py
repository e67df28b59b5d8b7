"""Train the autoencoder: multi-resolution STFT regression through the differentiable synthesiser.

    python -m livenode.training.train_cae --data runs/data/main --resume runs/features --out runs/cae

Each step draws crops of random stem subsets at a random hop (multiples of 4 in 384..768), so that the
network sees the whole hop range. The loss is that of training/stft.py; with --adversarial, once that has
flattened, a discriminator's beside it. Exact resume from `<out>/state.pt`; `<out>/log.jsonl` has one line
every 20 steps.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.inference.features import LEFT_CONTEXT_FRAMES, RIGHT_CONTEXT_FRAMES, features
from livenode.models.cae import Decoder, Encoder, patches
from livenode.models.synth import render
from livenode.training.arguments import NoMusicError, parse, source, trainer_parser
from livenode.training.discriminator import Discriminator, adversarial_losses
from livenode.training.schedule import Run
from livenode.training.stft import spectral_loss
from livenode.training.weights import load_weights

LATENTS = 24  # crop length in latent frames
WARM = 6  # first latents of a crop carry no loss: their context is cut off
LEVELS_WEIGHT = 30.0
LATENT_NOISE, LATENT_DEVIATION, SIZE_WEIGHT = 0.15, 0.5, 0.03
# Of the rate: the principal components are nearly right, at the full rate they are lost at once; a
# discriminator begins with random weights.
RATES = {"encoder.linear.": 0.01, "decoder.linear.": 0.01, "discriminator.": 2.5}


def list_pieces(data: Path, split: str) -> list[Path]:
    """Return the piece folders of a split, in order of their names. Raises NoMusicError: none to train on."""
    metas = sorted(data.glob("[0-9]*/meta.json"))
    found = [meta.parent for meta in metas if json.loads(meta.read_text())["split"] == split]
    if split == "train" and not found:
        raise NoMusicError(f"no pieces to train on in {data}: make some with `livenode data make`")
    return found


def draw_hop(rng: np.random.Generator) -> int:
    """Draw a hop of 384 to 768 audio frames, a multiple of 4, log-uniformly."""
    return 4 * int(np.round(np.exp(rng.uniform(np.log(96), np.log(192)))))


def draw_mix(stems: np.ndarray, rng: np.random.Generator, start: int, frames: int) -> np.ndarray:
    """Draw one stem or the sum of some, (frames,) float32 from `start`, at a random level below clipping."""
    count = 1 if rng.random() < 0.6 else int(rng.integers(2, len(stems) + 1))
    chosen = rng.choice(len(stems), min(count, len(stems)), replace=False)
    mix = sum(
        stems[index, start : start + frames].astype(np.float32) * rng.uniform(0.5, 1.2) for index in chosen
    )
    mix = mix / 32768 * 10 ** (rng.uniform(-12, 6) / 20)
    return (mix * min(1, 0.98 / max(float(np.abs(mix).max()), 1e-6))).astype(np.float32)


def draw_batch(
    pieces: list[Path], rng: np.random.Generator, batch: int
) -> tuple[int, Tensor, Tensor, Tensor]:
    """Draw crops: returns hop, bands (b, 8n, BANDS), fine (b, 2n, FINE_BINS), audio (b, 8n * hop) float32."""
    hop = draw_hop(rng)
    frames = LATENTS * 8
    centres = LEFT_CONTEXT_FRAMES + np.arange(frames) * hop
    length = LEFT_CONTEXT_FRAMES + frames * hop + RIGHT_CONTEXT_FRAMES
    bands, fine, audio = [], [], []
    while len(audio) < batch:
        stems = np.load(pieces[rng.integers(len(pieces))] / "stems.npy", mmap_mode="r")
        if stems.shape[1] <= length:
            continue
        start = int(rng.integers(stems.shape[1] - length))
        crop = draw_mix(stems, rng, start, length)
        if np.abs(crop).max() < 1e-3 and rng.random() < 0.9:
            continue
        crop_bands, crop_fine, _ = features(crop, 0, centres)
        bands.append(crop_bands)
        fine.append(crop_fine)
        audio.append(crop[LEFT_CONTEXT_FRAMES : LEFT_CONTEXT_FRAMES + frames * hop])
    return hop, *(torch.from_numpy(np.stack(rows)) for rows in (bands, fine, audio))


class Batches(torch.utils.data.IterableDataset):
    """Endless batches; worker w of start step s draws from seed (seed, w, s)."""

    def __init__(self, data: Path, seed: int, step: int, batch: int) -> None:
        self.data, self.seed, self.step, self.batch = data, seed, step, batch

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0, self.step])
        for count in itertools.count():
            if count % 200 == 0:  # pieces may still be arriving
                pieces = list_pieces(self.data, "train")
            yield draw_batch(pieces, rng, self.batch)


def blurred(latents: Tensor, most: float) -> Tensor:
    """Return latents (b, n, 64) with noise of a deviation drawn for each, `most` at most."""
    deviation = torch.rand(len(latents), 1, 1, device=latents.device) * most
    return latents + torch.randn_like(latents) * deviation


def size_penalty(latents: Tensor) -> Tensor:
    """Return how far the channels of latents (b, n, 64) are from LATENT_DEVIATION."""
    power = latents.float().square().mean((0, 1)) / LATENT_DEVIATION**2
    return (power - 1).square().mean()


def cae_optimizer(nets: torch.nn.ModuleDict, rate: float) -> torch.optim.Optimizer:
    """Return AdamW; what RATES names moves at a share of the rate."""
    groups: dict[float, list[torch.nn.Parameter]] = {1.0: []}
    for name, parameter in nets.named_parameters():
        share = next((RATES[prefix] for prefix in RATES if name.startswith(prefix)), 1.0)
        groups.setdefault(share, []).append(parameter)
    rows = [{"params": parameters, "lr": rate * share} for share, parameters in groups.items()]
    return torch.optim.AdamW(rows, lr=rate, betas=(0.9, 0.95), weight_decay=0.0)


def main(argv: list[str] | None = None) -> None:
    parser = trainer_parser(__doc__, minutes=60, batch=8, rate=1e-3)
    parser.add_argument(
        "--decoder-only",
        action="store_true",
        help="leave the latents, and all nets trained on them, as they are",
    )
    parser.add_argument(
        "--adversarial",
        action="store_true",
        help="train a discriminator too, for detail: where the loss does not fall any more",
    )
    arguments = parse(parser, argv)
    nets = torch.nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()})
    if arguments.resume:
        nets.load_state_dict(load_weights(arguments.resume, "cae"))
    nets["encoder"].requires_grad_(not arguments.decoder_only)
    if arguments.adversarial:
        nets["discriminator"] = Discriminator()
    optimizer = cae_optimizer(nets.to(arguments.device), arguments.rate)
    run = Run(arguments.out, nets, optimizer, minutes=arguments.minutes, log_every=20)
    print(f"{sum(p.numel() for p in nets.parameters()) / 1e6:.1f} M parameters, step {run.step}", flush=True)
    batches = Batches(arguments.data, arguments.seed, run.step, arguments.batch)
    drawn = source(batches, arguments)
    for step in run:
        hop, bands, fine, audio = next(drawn)
        hops = torch.full((len(audio), LATENTS), float(hop), device=audio.device)
        with torch.autocast(arguments.device, torch.bfloat16):
            latents = nets["encoder"](bands, fine, hops)
            noisy = blurred(latents, LATENT_NOISE)
            amplitudes, gains, restored = nets["decoder"].controls(noisy, hops)
        levels = (restored.float() - patches(bands, fine)).square().mean()
        made = render(amplitudes.float(), gains.float(), hop, step)[:, WARM * 8 * hop :]
        true = audio[:, WARM * 8 * hop :]
        loss = spectral_loss(made, true)
        run.note(loss=loss.detach(), levels=levels.detach())
        loss = loss + LEVELS_WEIGHT * levels + SIZE_WEIGHT * size_penalty(latents)
        if arguments.adversarial:
            rival, own = adversarial_losses(nets["discriminator"], made, true)
            run.note(rival=rival.detach(), discriminator=own.detach())
            loss = loss + rival + own
        run.learn(loss)


if __name__ == "__main__":
    main()
