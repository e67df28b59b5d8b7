"""Carry a denoiser over to a new autoencoder and new towers, so that it need not learn music anew.

    python -m livenode.training.transfer --engine default --data runs/data/main --old-latents runs/latents \
        --latents runs/latents2 --towers runs/towers2 --out runs/begin.pt

Two encodings of the same pieces are close to linear in each other. The least-squares maps between them are
multiplied into the layers that read and write latents and prompts; what the old condition did not have starts
at zero. `train denoiser --resume runs/begin.pt` learns the rest.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from livenode.inference.bundle import load_bundle
from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    CONTEXT_CHANNELS,
    CONTEXTS,
    GRID_CHANNELS,
    LAGS_BARS,
    LATENT_CHANNELS,
    PAST_CHANNELS,
    PROMPT_CHANNELS,
)
from livenode.inference.hashing import text_counts
from livenode.inference.onnx_engine import OnnxEngine
from livenode.training.schedule import save
from livenode.training.train_denoiser import Prompts
from livenode.training.weights import load_scale, load_weights
from livenode.training.windows import Piece, load_pieces

PIECES = 200
BLOCKS = [CONTEXT_CHANNELS] * len(CONTEXTS) * (1 + len(LAGS_BARS))


def linear_map(given: np.ndarray, wanted: np.ndarray) -> tuple[Tensor, float]:
    """Return the matrix M, wanted ~ given @ M, and the share of the variance that it explains."""
    matrix = np.linalg.lstsq(given, wanted, rcond=None)[0]
    left = np.square(wanted - given @ matrix).sum() / np.square(wanted - wanted.mean(0)).sum()
    return torch.from_numpy(matrix.astype(np.float32)), float(1 - left)


def input_columns(weight: Tensor, to_old: Tensor, wanted: int) -> Tensor:
    """Return the first layer's weight (n, wanted) for new latents, zeros for channels that it did not have.

    Channels: the noisy latents, the context blocks (latents first), other words on the contexts (what the
    weight may lack some of), the past (latents first), the grid.
    """
    before, after = [LATENT_CHANNELS, *BLOCKS], [PAST_CHANNELS, GRID_CHANNELS]
    told = weight.shape[1] - sum(before) - sum(after)
    parts = list(weight.split([*before, told, *after], 1))
    for index in (*range(len(before)), len(before) + 1):
        latents, rest = parts[index][:, :LATENT_CHANNELS], parts[index][:, LATENT_CHANNELS:]
        parts[index] = torch.cat([latents @ to_old.T, rest], 1)
    parts[len(before)] = nn.functional.pad(parts[len(before)], (0, wanted - weight.shape[1]))
    return torch.cat(parts, 1)


def carry_over(
    weights: dict[str, Tensor], to_old: Tensor, to_new: Tensor, prompts_to_old: Tensor
) -> dict[str, Tensor]:
    """Return a denoiser's weights for new latents and prompts; maps are of rows, (new, old) and back."""
    prompt = weights["prompt.weight"]
    said = prompt[:, :PROMPT_CHANNELS] @ prompts_to_old.T
    return weights | {
        "inp.weight": input_columns(weights["inp.weight"], to_old, LATENT_CHANNELS + CONDITION_CHANNELS),
        "out.weight": to_new.T @ weights["out.weight"],
        "out.bias": to_new.T @ weights["out.bias"],
        "prompt.weight": torch.cat([said, prompt[:, PROMPT_CHANNELS:]], 1),
    }


def standardised(pieces: list[Piece], mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """Return (n, 64) latents of all stems."""
    rows = np.concatenate([piece.stem_latents.reshape(-1, LATENT_CHANNELS) for piece in pieces])
    return (rows.astype(np.float32) - mean) / std


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", required=True, help="the engine whose denoiser is carried over")
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--old-latents", type=Path, required=True, help="pieces as the engine encodes them")
    parser.add_argument("--latents", type=Path, required=True, help="the same pieces, encoded anew")
    parser.add_argument("--towers", type=Path, required=True, help="the new towers' run")
    parser.add_argument("--out", type=Path, required=True, help="file to begin with")
    arguments = parser.parse_args(argv)
    bundle = load_bundle(arguments.engine)
    engine, prompts = OnnxEngine(bundle), Prompts(arguments.towers)
    before, after = (
        {piece.name: piece for piece in load_pieces(arguments.data, latents, "train")}
        for latents in (arguments.old_latents, arguments.latents)
    )
    both = sorted(before.keys() & after.keys())[:PIECES]
    mean, std = (value.numpy() for value in load_scale(bundle.folder))
    old = standardised([before[name] for name in both], mean, std)
    new = standardised([after[name] for name in both], prompts.mean, prompts.std)
    texts = sorted({text for name in both for stem in after[name].meta["stems"] for text in stem["captions"]})
    said_old = np.stack([engine.embed_text(text) for text in texts])
    with torch.no_grad():
        said_new = prompts.text(torch.from_numpy(np.stack([text_counts(text) for text in texts]))).numpy()
    (to_old, fit_old), (to_new, fit_new) = linear_map(new, old), linear_map(old, new)
    prompts_to_old, fit_prompts = linear_map(said_new, said_old)
    weights = carry_over(load_weights(bundle.folder, "denoiser"), to_old, to_new, prompts_to_old)
    save(arguments.out, {"average": weights})
    print(f"{len(both)} pieces in both encodings, {len(texts)} captions; share of the variance explained: ")
    print(f"old latents {fit_old:.3f}, new latents {fit_new:.3f}, prompts {fit_prompts:.3f}")


if __name__ == "__main__":
    main()
