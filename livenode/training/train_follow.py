"""Fit what audio follow goes by: how much each likeness says of the tempo, and what a beat looks like.

    python -m livenode.training.train_follow --data runs/data/v2 --out livenode/sync/audio_weights.json

Stretches of ten seconds of training pieces, some at a changing tempo, some without any, beside tempi a node may
have. The posterior of the true tempo is made as high as it can be; for music without a tempo it is
what was expected before. Takes ten minutes on one core.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.sync.audio_beat import BINS, folded
from livenode.sync.audio_onsets import BLOCK_FRAMES, BLOCK_READ_FRAMES, GROUPS, HOP_FRAMES, HOPS_PER_S
from livenode.sync.audio_onsets import SAMPLERATE, WINDOW_FRAMES, band_powers, onset_strengths
from livenode.sync.audio_tempo import BENDS, FEATURES, TEMPI, WINDOW_HOPS, log_prior, straightened, tempo_features
from livenode.training.clips import Piece, load_pieces
from livenode.training.performed import KINDS, WITHOUT_TEMPO, Performance, perform, without_tempo

RAMP_SHARE, STEEPEST = 0.4, 0.01
NEAR = 0.01  # so near to the true tempo a candidate is right
PRIORS = (0.5, 0.9)  # how much of the prior lies at the node's tempo
KNOWN_SHARE, KNOWN_WITHIN = 0.75, 0.1  # of the node's tempi; the others lie anywhere within half an octave
STRETCHES = 4  # of a performance
SHORTEST_HOPS = 250  # have been heard of it
WITHOUT_TEMPO_SHARE = 0.2  # examples of it, to each of the others


def powers_of(audio: np.ndarray) -> np.ndarray:
    """Return the powers (hops, bands) of audio (frames,), as a node would hear it block by block."""
    padded = np.concatenate([np.zeros(WINDOW_FRAMES - HOP_FRAMES, np.float32), audio])
    blocks = len(audio) // BLOCK_FRAMES
    return np.concatenate([band_powers(padded[n * BLOCK_FRAMES :][:BLOCK_READ_FRAMES]) for n in range(blocks)])


def window(powers: np.ndarray, end: int) -> np.ndarray:
    """Return the powers of the window that ends before hop `end`, silence before the beginning."""
    rows = powers[max(0, end - WINDOW_HOPS) : end]
    return np.pad(rows, ((WINDOW_HOPS - len(rows), 0), (0, 0)))


def node_bpm(rng: np.random.Generator, bpm: float) -> float:
    """Draw a tempo the node may have while `bpm` is played."""
    if rng.random() < KNOWN_SHARE:
        return bpm * (1 + rng.uniform(-KNOWN_WITHIN, KNOWN_WITHIN))
    return bpm * 2 ** rng.uniform(-0.5, 0.5)


def examples(pieces: list[Piece], rng: np.random.Generator) -> list[tuple]:
    """Return stretches: features, right candidates (tempi,) or None, prior, profile, place of the beat."""
    found: list[tuple] = []
    for number, piece in enumerate(pieces, 1):
        kind = str(rng.choice(list(KINDS), p=(0.25, 0.15, 0.2, 0.25, 0.15)))
        ramp = float(rng.uniform(-STEEPEST, STEEPEST)) if rng.random() < RAMP_SHARE else 0.0
        heard = perform(piece, kind, ramp)
        if heard is None:
            continue
        found += [stretch(heard, powers, end, rng) for powers, end in stretches(heard, rng)]
        if rng.random() < WITHOUT_TEMPO_SHARE * STRETCHES:
            what = str(rng.choice(WITHOUT_TEMPO, p=(0.2, 0.4, 0.4)))
            powers = powers_of(without_tempo(heard.audio, rng, what))
            onsets = onset_strengths(window(powers, len(powers)))
            bpm = rng.uniform(50, 200)
            features = tempo_features(onsets, bpm, heard.meter).astype(np.float16)
            found.append((features, None, rng.choice(PRIORS), None, 0.0, what, 0.0))
        if number % 50 == 0:
            print(f"heard piece {number}/{len(pieces)}", flush=True)
    return found


def stretches(heard: Performance, rng: np.random.Generator) -> list[tuple[np.ndarray, int]]:
    powers = powers_of(heard.audio)
    ends = rng.integers(min(SHORTEST_HOPS, len(powers) - 1), len(powers), STRETCHES)
    return [(powers, int(end)) for end in ends]


def stretch(heard: Performance, powers: np.ndarray, end: int, rng: np.random.Generator) -> tuple:
    """Return one example: a stretch that ends before hop `end`."""
    now_s = end * HOP_FRAMES / SAMPLERATE
    bpm = heard.bpm(now_s)
    assumed = node_bpm(rng, bpm)
    onsets = onset_strengths(window(powers, end))
    features = tempo_features(onsets, assumed, heard.meter).astype(np.float16)
    right = np.abs(TEMPI * assumed / bpm - 1) <= NEAR
    if not right.any():  # beyond the last candidate by less than half a step
        right[np.argmin(np.abs(TEMPI * assumed / bpm - 1))] = True
    bend = BENDS[np.argmin(np.abs(BENDS - heard.ramp))]
    pulse_hops = 60 * HOPS_PER_S * heard.meter.pulse_beats / bpm
    profile = folded(straightened(onsets, bend), pulse_hops)
    place = (heard.beat(now_s) / heard.meter.pulse_beats) % 1 * BINS
    return features, right, rng.choice(PRIORS), profile, place, "music", abs(np.log2(assumed / bpm))


def fit_tempo(found: list[tuple], rounds: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights (FEATURES,) and the bias of each bend (BENDS,)."""
    features = torch.from_numpy(np.stack([row[0] for row in found]))
    prior = torch.tensor(np.stack([log_prior(row[2]) for row in found]), dtype=torch.float32)
    flat = [np.exp(log_prior(row[2])) for row in found]
    right = torch.tensor(np.stack([f if row[1] is None else row[1] for row, f in zip(found, flat)]), dtype=torch.float32)
    music = torch.tensor([row[1] is not None for row in found])
    weights = torch.zeros(FEATURES, requires_grad=True)
    bends = torch.zeros(len(BENDS), requires_grad=True)
    optimiser = torch.optim.Adam([weights, bends], 0.05)
    for number in range(rounds):
        chosen = torch.randint(len(found), (256,))
        log = log_posterior(features[chosen].float(), prior[chosen], weights, bends)
        hit = torch.logsumexp(log + torch.log(right[chosen] + 1e-30), 1)
        none = (right[chosen] * (torch.log(right[chosen] + 1e-12) - log)).sum(1)
        loss = torch.where(music[chosen], -hit, none).mean() + 1e-4 * weights.square().sum()
        optimiser.param_groups[0]["lr"] = 0.05 * (1 - number / rounds)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if number % 100 == 0:
            print(f"tempo, round {number}: loss {float(loss.detach()):.3f}", flush=True)
    return weights.detach().numpy(), bends.detach().numpy()


def log_posterior(features: Tensor, prior: Tensor, weights: Tensor, bends: Tensor) -> Tensor:
    """Return the log of the posterior of the tempi (n, tempi), over the bends together."""
    scores = features @ weights + prior[:, None] + bends[:, None]
    return torch.logsumexp(scores, 1) - torch.logsumexp(scores, (1, 2))[:, None]


def fit_beat(found: list[tuple], rounds: int) -> np.ndarray:
    """Return the template (BINS, groups) of a beat."""
    music = [row for row in found if row[3] is not None]
    profiles = torch.tensor(np.stack([row[3] for row in music]), dtype=torch.float32)
    places = torch.tensor([row[4] for row in music])
    shifted = (torch.arange(BINS)[:, None] + torch.arange(BINS)) % BINS
    rows = profiles[:, shifted].reshape(len(music), BINS, -1)
    apart = (torch.arange(BINS) - places[:, None] + BINS / 2) % BINS - BINS / 2
    wanted = torch.clip(1 - apart.abs(), 0)
    template = torch.zeros(BINS * len(GROUPS), requires_grad=True)
    optimiser = torch.optim.Adam([template], 0.02)
    for number in range(rounds):
        log = torch.log_softmax(rows @ template, 1)
        loss = -(wanted * log).sum(1).mean() + 1e-4 * template.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if number % 100 == 0:
            print(f"beat, round {number}: loss {float(loss.detach()):.3f}", flush=True)
    return template.detach().reshape(BINS, -1).numpy()


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--pieces", type=int, default=800, help="so many at the most")
    parser.add_argument("--rounds", type=int, default=800)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="the file of weights")
    arguments = parser.parse_args(argv)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(arguments.seed)
    pieces = load_pieces(arguments.data, "train")
    order = rng.permutation(len(pieces))[: arguments.pieces]
    found = examples([pieces[index] for index in order], rng)
    weights, bends = fit_tempo(found, arguments.rounds)
    template = fit_beat(found, arguments.rounds)
    arguments.out.write_text(
        json.dumps({"tempo": weights.round(4).tolist(), "bends": bends.round(4).tolist(), "beat": template.round(4).tolist()})
    )


if __name__ == "__main__":
    main()
