"""Fit what audio follow goes by: how much each likeness says of the tempo, and what a beat looks like.

    python -m livenode.training.train_follow --data runs/data/v2 --out livenode/sync/audio_weights.json

The belief in the true tempo is made as high as it can be; for sound without a tempo it is held to what was
expected before. So the belief says how sure one may be. Takes ten minutes on one core; 800 pieces four.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from livenode.sync.audio_beat import BINS
from livenode.sync.audio_onsets import GROUPS
from livenode.sync.audio_tempo import BENDS, FEATURES, log_prior
from livenode.training.clips import load_pieces
from livenode.training.follow_examples import Example, examples

BATCH = 256
TEMPO_RATE, BEAT_RATE = 0.05, 0.02
DECAY = 1e-4


def fit_tempo(found: Sequence[Example], rounds: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights (FEATURES,) and how likely each bend is, as a log (BENDS,)."""
    features = torch.from_numpy(np.stack([one.features for one in found]))
    log_expected = np.stack([log_prior(one.known) for one in found])
    wanted = [expected if one.right is None else one.right for one, expected in _with(found, log_expected)]
    right = torch.tensor(np.stack(wanted), dtype=torch.float32)
    prior = torch.tensor(log_expected, dtype=torch.float32)
    has_tempo = torch.tensor([one.right is not None for one in found])
    weights, bends = torch.zeros(FEATURES, requires_grad=True), torch.zeros(len(BENDS), requires_grad=True)
    optimiser = torch.optim.Adam([weights, bends], TEMPO_RATE)
    for number in range(rounds):
        chosen = torch.randint(len(found), (BATCH,))
        belief = log_belief(features[chosen].float(), prior[chosen], weights, bends)
        hit = torch.logsumexp(belief + torch.log(right[chosen] + 1e-30), 1)
        apart = (right[chosen] * (torch.log(right[chosen] + 1e-12) - belief)).sum(1)
        loss = torch.where(has_tempo[chosen], -hit, apart).mean() + DECAY * weights.square().sum()
        optimiser.param_groups[0]["lr"] = TEMPO_RATE * (1 - number / rounds)
        _step(optimiser, loss, "tempo", number)
    return weights.detach().numpy(), bends.detach().numpy()


def log_belief(features: Tensor, prior: Tensor, weights: Tensor, bends: Tensor) -> Tensor:
    """Return the log of the belief in each tempo (n, tempi), over the bends together."""
    scores = features @ weights + prior[:, None] + bends[:, None]
    return torch.logsumexp(scores, 1) - torch.logsumexp(scores, (1, 2))[:, None]


def fit_beat(found: Sequence[Example], rounds: int) -> np.ndarray:
    """Return the template (BINS, groups) of a beat."""
    music = [one for one in found if one.profile is not None]
    profiles = torch.tensor(np.stack([one.profile for one in music]), dtype=torch.float32)
    places = torch.tensor([one.place for one in music])
    shifted = (torch.arange(BINS)[:, None] + torch.arange(BINS)) % BINS
    rows = profiles[:, shifted].reshape(len(music), BINS, -1)
    apart = (torch.arange(BINS) - places[:, None] + BINS / 2) % BINS - BINS / 2
    wanted = torch.clip(1 - apart.abs(), 0)
    template = torch.zeros(BINS * len(GROUPS), requires_grad=True)
    optimiser = torch.optim.Adam([template], BEAT_RATE)
    for number in range(rounds):
        belief = torch.log_softmax(rows @ template, 1)
        loss = -(wanted * belief).sum(1).mean() + DECAY * template.square().sum()
        _step(optimiser, loss, "beat", number)
    return template.detach().reshape(BINS, -1).numpy()


def _with(found: Sequence[Example], log_expected: np.ndarray) -> zip:
    return zip(found, np.exp(log_expected), strict=True)


def _step(optimiser: torch.optim.Optimizer, loss: Tensor, what: str, number: int) -> None:
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    if number % 100 == 0:
        print(f"{what}, round {number}: loss {float(loss.detach()):.3f}", flush=True)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--pieces", type=int, default=1200, help="so many at the most")
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
    tempo, bends = fit_tempo(found, arguments.rounds)
    beat = fit_beat(found, arguments.rounds)
    weights = {"tempo": tempo, "bends": bends, "beat": beat}
    arguments.out.write_text(json.dumps({name: each.round(4).tolist() for name, each in weights.items()}))


if __name__ == "__main__":
    main()
