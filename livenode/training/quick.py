"""A quick look at a denoiser in training: does what it samples agree in harmony with music it did not hear?

    python -m livenode.training.quick --data runs/data/main --latents runs/latents --towers runs/towers \
        --denoiser runs/denoiser

A linear probe reads semitone levels from latents, so no audio is made: a minute instead of the quarter of an
hour of `livenode evaluate`. For comparing trainings with each other, on the same latents or on others.
"""

import argparse
import json
from math import ceil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.inference.features import LOWEST_SEMITONE
from livenode.inference.grid_inputs import (
    CONTEXT_END,
    GUIDANCE_MAX,
    LAGS_BARS,
    REPETITION_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
)
from livenode.inference.sampler import noise_levels
from livenode.models.denoiser import Denoiser, load_denoiser
from livenode.training.intervals import gap_interval, mean_interval
from livenode.training.quick_audio import heard, load_decoder
from livenode.training.train_denoiser import Prompts
from livenode.training.trajectories import trajectories
from livenode.training.weights import load_weights
from livenode.training.windows import Masks, Piece, draw_example, load_pieces

LEAD_LATENTS = 5  # the input is heard up to so long before the riff, about 0.4 s
RIFF_BARS = 2


def probe(pieces: list[Piece], mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """Return (3 * 64 + 1, 60): ridge regression from a mix's latents (before, at, after) to its semitone
    levels.
    """
    inputs, wanted = [], []
    for piece in pieces:
        for latents, semitones in zip(piece.mix_latents, piece.mix_semitones, strict=True):
            inputs.append(_neighbours((latents.astype(np.float32) - mean) / std)[1:-1:3])
            wanted.append(semitones[1:-1:3].astype(np.float32))
    x, y = np.concatenate(inputs), np.concatenate(wanted)
    return np.linalg.solve(x.T @ x + 10 * np.eye(x.shape[1], dtype=np.float32), x.T @ y)


def _neighbours(latents: np.ndarray) -> np.ndarray:
    before, after = np.roll(latents, 1, -2), np.roll(latents, -1, -2)
    return np.concatenate([before, latents, after, np.ones_like(latents[..., :1])], -1)


def chroma(semitones: np.ndarray) -> np.ndarray:
    """Return (..., 12) amplitudes of the pitch classes from (..., 60) levels (features.level's scale)."""
    amplitude = np.roll(10 ** (2 * (semitones - 1)), LOWEST_SEMITONE % 12, -1)
    return amplitude.reshape(*amplitude.shape[:-1], -1, 12).sum(-2)


def agreement(made: np.ndarray, played: np.ndarray) -> float:
    """Return measures.harmony_agreement of (n, 12) chromas, weighted likewise."""
    weight = np.sqrt(made.sum(1) * played.sum(1))
    one, two = made - made.mean(1, keepdims=True), played - played.mean(1, keepdims=True)
    alike = (one * two).sum(1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1) + 1e-12)
    return float((weight * alike).sum() / (weight.sum() + 1e-12))


def draw_windows(
    pieces: list[Piece],
    prompts: Prompts,
    count: int,
    own_past: bool,
    seed: int = 0,
    bars: tuple[int, int] = (0, 1000),
) -> tuple[list[Tensor], list[dict]]:
    """Draw windows in anticipate mode: [condition, prompt, globals] in batches, and what is compared.

    bars: first and last bar at which a riff begins, where the window allows.
    """
    rng = np.random.default_rng(seed)
    masks = Masks(RIFF_START - LEAD_LATENTS, 0, (np.arange(WINDOW_LATENTS) < RIFF_START) & np.bool_(own_past))
    rows: list[list[np.ndarray]] = [[], [], []]
    truths: list[dict] = []
    while len(truths) < count:
        piece = pieces[rng.integers(len(pieces))]
        pitched = [index for index, stem in enumerate(piece.meta["stems"]) if not stem["drum"]]
        first_bar = max(bars[0], ceil(RIFF_START / piece.latents_per_bar))
        last_bar = min(bars[1], piece.meta["bars"] - RIFF_BARS)
        too_long = RIFF_BARS * piece.latents_per_bar > WINDOW_LATENTS - RIFF_START
        if too_long or len(pitched) < 2 or last_bar < first_bar:
            continue
        stem = int(rng.choice(pitched))
        usable = np.flatnonzero(~piece.members[:, stem] & piece.members[:, pitched].any(1))
        mix = int(usable[piece.members[usable].sum(1).argmax()])
        bar = int(rng.integers(first_bar, last_bar + 1))
        start, end = (round(line * piece.latents_per_bar) for line in (bar, bar + RIFF_BARS))
        example = draw_example(
            piece,
            prompts.mean,
            prompts.std,
            rng,
            masks=masks,
            place=(stem, mix, start - RIFF_START),
            plain=True,
        )
        text, _ = prompts.embeddings(piece, stem)
        values = (example["condition"], np.append(text[0], 1).astype(np.float32), example["globals"])
        for row, value in zip(rows, values, strict=True):
            row.append(value)
        truths.append(
            {
                "piece": piece.name,
                "target": example["x"],
                "length": end - start,
                "played": chroma(piece.mix_semitones[mix, start:end].astype(np.float32)),
                "before": _before(piece, prompts, stem, start),
                "bar": bar,
                "members": np.flatnonzero(piece.members[mix]),
                "loop_bars": piece.meta.get("loop_bars", 0),
                "alike": example["condition"][0, CONTEXT_END - REPETITION_CHANNELS :][: len(LAGS_BARS)],
                "source": piece,
            }
        )
    return [torch.from_numpy(np.stack(row)) for row in rows], truths


def _before(piece: Piece, prompts: Prompts, stem: int, start: int) -> np.ndarray:
    """Return the stem's own latents of 4 bars before the riff: the oracle that repeats."""
    index = start + np.arange(round(RIFF_BARS * piece.latents_per_bar)) - round(4 * piece.latents_per_bar)
    values = piece.stem_latents[stem][np.clip(index, 0, None)].astype(np.float32)
    return (values - prompts.mean) / prompts.std


@torch.no_grad()
def sample(
    net: Denoiser,
    inputs: list[Tensor],
    sigmas: np.ndarray,
    guidance: tuple[float, float],
    seed: int = 0,
    batch: int = 32,
) -> np.ndarray:
    """Return sampled windows (n, 192, 64) of a teacher under guidance, or of a student told the strengths."""
    generator = torch.Generator().manual_seed(seed)
    made = []
    for begin in range(0, len(inputs[0]), batch):
        condition, prompt, globals_ = (value[begin : begin + batch] for value in inputs)
        strengths = torch.tensor([guidance]).expand(len(condition), 2)
        order = 2
        if net.guided:
            globals_ = torch.cat([globals_, strengths / (GUIDANCE_MAX / 2) - 1], 1)
            strengths, order = torch.ones_like(strengths), 1
        states = trajectories(net, condition, prompt, globals_, strengths, sigmas, order, generator)
        made.append(states[-1].numpy())
    return np.concatenate(made)


def scores(read: np.ndarray, truths: list[dict], made: np.ndarray, seed: int = 0) -> dict:
    """Return harmony with what was played: ours, the true stem, the repeat, a shuffled pairing; share of the
    gap.
    """
    rows = []
    for index, truth in enumerate(truths):
        span = slice(RIFF_START, RIFF_START + truth["length"])
        stranger = truths[(index + len(truths) // 2) % len(truths)]
        length = min(len(stranger["played"]), truth["length"])
        before = truth["before"][: truth["length"]]
        one = chroma(_neighbours(made[index]) @ read)[span]
        true = chroma(_neighbours(truth["target"]) @ read)[span]
        rows.append(
            (
                agreement(one, truth["played"]),
                agreement(true, truth["played"]),
                agreement(chroma(_neighbours(before) @ read), truth["played"][: len(before)]),
                agreement(true[:length], stranger["played"][:length]),
            )
        )
    ours, true, repeat, random = np.asarray(rows).T
    groups = np.asarray([truth["piece"] for truth in truths])
    return {
        "harmony": mean_interval(ours, groups, seed),
        "truth": float(true.mean()),
        "repeat": float(repeat.mean()),
        "random": float(random.mean()),
        "gap_closed": gap_interval(ours, random, true, groups, seed),
        "repeat_gap_closed": float((repeat.mean() - random.mean()) / (true.mean() - random.mean())),
    }


def by_loop(read: np.ndarray, truths: list[dict], made: np.ndarray) -> dict:
    """Return the share of the gap, the repeat's, and how alike the input is to itself at each lag, in the
    median, by the length of the pieces' chord loops (recipe 1 does not tell: 0).
    """
    found = {}
    for loop_bars in sorted({truth["loop_bars"] for truth in truths}):
        rows = [index for index, truth in enumerate(truths) if truth["loop_bars"] == loop_bars]
        some = [truths[index] for index in rows]
        figures = scores(read, some, made[rows])
        alike = [round(float(value), 2) for value in np.median([truth["alike"] for truth in some], 0)]
        found[loop_bars] = {
            "gap_closed": figures["gap_closed"],
            "repeat_gap_closed": figures["repeat_gap_closed"],
            "alike": dict(zip(LAGS_BARS, alike, strict=True)),
        }
    return found


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--latents", type=Path, required=True)
    parser.add_argument("--towers", type=Path, required=True)
    parser.add_argument("--denoiser", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--guidance", type=float, nargs=2, default=(2.0, 2.0), metavar=("CONTEXT", "PROMPT"))
    parser.add_argument("--sigma-min", type=float, default=0.03, help="the last noise level asked for")
    parser.add_argument("--cae", type=Path, help="its decoder's run: measure on audio too")
    parser.add_argument("--windows", type=int, default=128)
    parser.add_argument(
        "--bars", type=int, nargs=2, default=(0, 1000), metavar=("FIRST", "LAST"), help="where riffs begin"
    )
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    prompts = Prompts(arguments.towers)
    read = probe(
        load_pieces(arguments.data, arguments.latents, "train")[:150], prompts.mean, prompts.std
    ).astype(np.float32)
    held = load_pieces(arguments.data, arguments.latents, "heldout")
    net = load_denoiser(load_weights(arguments.denoiser, "denoiser"))
    for own_past in (False, True):
        inputs, truths = draw_windows(held, prompts, arguments.windows, own_past, bars=tuple(arguments.bars))
        with torch.autocast("cpu", torch.bfloat16):
            sigmas = noise_levels(arguments.steps, 80.0, arguments.sigma_min)
            made = sample(net, inputs, sigmas, tuple(arguments.guidance))
        found = scores(read, truths, made) | {"by_loop": by_loop(read, truths, made)}
        if arguments.cae:
            for truth in truths:
                truth["target"] = truth["target"] * prompts.std + prompts.mean
            decoder, latents = load_decoder(arguments.cae), made * prompts.std + prompts.mean
            found["audio"] = heard(decoder, arguments.data, truths, latents, RIFF_BARS)
        print(
            json.dumps(
                {"own_past": own_past, "steps": arguments.steps, "guidance": arguments.guidance} | found
            )
        )


if __name__ == "__main__":
    main()
