"""Train the prompt towers: the text tower on a sentence encoder's meanings (distillation), then both
contrastively on stems and their captions (CLIP's symmetric InfoNCE, Radford et al. 2021).

    python -m livenode.training.train_towers --data runs/data/main --latents runs/latents \
        --sentences runs/sentences.npz --out runs/towers --minutes 6

Half of the time goes to each. In the second half the meanings stay as they are, so that words which no
caption has still land near what they mean.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import scipy.sparse
import torch

from livenode.inference.grid_inputs import LATENT_CHANNELS
from livenode.inference.hashing import text_counts
from livenode.models.towers import MEANING_CHANNELS, AudioTower, TextTower
from livenode.training.schedule import learning_rate, save, state_file
from livenode.training.windows import Piece, load_pieces, statistics

CROP = 96
# words of performers that no caption has, and the caption they should land nearest to
KNOWN = (
    "drums groove",
    "bass line",
    "piano chords",
    "organ chords",
    "guitar chords",
    "strings",
    "brass section",
)
KNOWN += ("flute melody", "synth lead melody", "warm pad chords", "vibraphone melody")
PLAIN_WORDS = {
    "kick and snare": 0,
    "breakbeat": 0,
    "boom bap": 0,
    "hi-hats and toms": 0,
    "percussion loop": 0,
    "four on the floor": 0,
    "wobbly sub": 1,
    "low frequencies": 1,
    "contrabass pizzicato": 1,
    "growling 808 bassline": 1,
    "Steinway": 2,
    "ivory keyboard ballad": 2,
    "Bechstein upright": 2,
    "leslie speaker b3": 3,
    "church pipes": 3,
    "stratocaster": 4,
    "strumming a telecaster": 4,
    "campfire acoustic strumming": 4,
    "violins and cellos": 5,
    "symphony orchestra": 5,
    "trumpets and trombones": 6,
    "horn section stabs": 6,
    "piccolo tune": 7,
    "penny whistle": 7,
    "moog solo": 8,
    "screaming sawtooth solo": 8,
    "ambient drone": 9,
    "dreamy soundscape": 9,
    "marimba and bells": 10,
    "metallophone": 10,
}


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


@torch.no_grad()
def plain_words(text: TextTower) -> float:
    """Return the share of PLAIN_WORDS that land nearest to the caption they mean."""
    known, said = (
        text(torch.from_numpy(np.stack([text_counts(phrase) for phrase in phrases])))
        for phrases in (KNOWN, PLAIN_WORDS)
    )
    wanted = torch.tensor(list(PLAIN_WORDS.values()))
    return float(((said @ known.T).argmax(1) == wanted).float().mean())


def project(embeddings: np.ndarray) -> np.ndarray:
    """Return (n, MEANING_CHANNELS) float32 of unit length: principal directions of (n, 384) embeddings."""
    rows = embeddings.astype(np.float32)
    _, vectors = np.linalg.eigh(rows.T @ rows)
    found = rows @ vectors[:, -MEANING_CHANNELS:]
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def learn_meanings(text: TextTower, sentences: Path, minutes: float, rng: np.random.Generator) -> float:
    """Teach the text tower what a sentence encoder makes of phrases (training/sentences.py).

    Returns the mean cosine on phrases kept out; words alone are never kept out, only their combinations.
    """
    with np.load(sentences) as arrays:
        texts, wanted = arrays["texts"].tolist(), torch.from_numpy(project(arrays["embeddings"]))
    counts = scipy.sparse.vstack(
        [scipy.sparse.csr_array(text_counts(phrase)[None]) for phrase in texts]
    ).tocsr()
    free = np.array([" " in phrase for phrase in texts])
    kept_out = rng.choice(np.flatnonzero(free), min(1000, int(free.sum()) // 4), replace=False)
    used = np.setdiff1d(np.arange(len(texts)), kept_out)
    optimizer = torch.optim.Adam([*text.bag.parameters(), *text.net.parameters()], lr=2e-3)

    def cosine(rows: np.ndarray) -> torch.Tensor:
        given = torch.from_numpy(counts[rows].toarray())
        with torch.autocast("cpu", torch.bfloat16):
            made = text.meaning(given)
        return (made.float() * wanted[rows]).sum(-1).mean()

    begun, step = time.monotonic(), 0
    while (progress := (time.monotonic() - begun) / (minutes * 60)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * learning_rate(step, progress)
        loss = 1 - cosine(rng.choice(used, 512))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        step += 1
        if step % 200 == 0:
            print(
                f"step {step} mean cosine with the sentence encoder {1 - float(loss.detach()):.3f}",
                flush=True,
            )
    with torch.no_grad():
        return float(cosine(kept_out))


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--latents", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True, help="made by training/sentences.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    pieces = load_pieces(arguments.data, arguments.latents, "train")
    mean, std = statistics(pieces)
    nets = torch.nn.ModuleDict({"text": TextTower(), "audio": AudioTower()})
    learnt = learn_meanings(nets["text"], arguments.sentences, arguments.minutes / 2, rng)
    temperature = torch.nn.Parameter(torch.tensor(2.0))
    moving = [*nets["text"].head.parameters(), *nets["audio"].parameters(), temperature]
    optimizer = torch.optim.AdamW(moving, lr=1e-3, weight_decay=0.05)
    begun, step = time.monotonic(), 0
    while (progress := (time.monotonic() - begun) / (arguments.minutes * 30)) < 1:
        latents, texts, _ = draw(pieces, mean, std, rng, arguments.batch)
        latents = latents + 0.3 * torch.rand(len(latents), 1, 1) * torch.randn_like(latents)
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * learning_rate(step, progress)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                meaning = nets["text"].meaning(torch.nn.functional.dropout(texts, 0.15)).float()
            blurred = meaning + 0.5 * torch.randn_like(meaning) / MEANING_CHANNELS**0.5
            one = nets["text"].place(blurred / blurred.norm(dim=-1, keepdim=True)).float()
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
    held = load_pieces(arguments.data, arguments.latents, "heldout") or pieces
    with torch.no_grad():
        latents, texts, names = draw(held, mean, std, rng, 256)
        scores = nets["text"](texts) @ nets["audio"](latents).T
        rank = (scores > scores.diag()[:, None]).float().mean(1)
        agree = np.mean([names[row] == names[int(scores[row].argmax())] for row in range(256)])
    print(f"mean cosine with the sentence encoder on phrases kept out: {learnt:.3f}")
    print(f"plain words found: {plain_words(nets['text']):.3f} of {len(PLAIN_WORDS)}")
    print(f"held out: rank of the caption's own stem {float(rank.mean()):.3f} (chance 0.5), role {agree:.3f}")
    state = {"nets": nets.state_dict(), "mean": torch.from_numpy(mean), "std": torch.from_numpy(std)}
    save(state_file(arguments.out), state)


if __name__ == "__main__":
    main()
