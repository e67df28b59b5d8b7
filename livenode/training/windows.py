"""Encoded pieces in memory, and the windows a denoiser is trained and evaluated on."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.inference.condition import lay_out_condition, masked_context
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.grid_inputs import (
    ATTRIBUTES,
    LAGS_BARS,
    LATENT_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
    global_inputs,
    grid_phases,
)
from livenode.training.arguments import NoMusicError
from livenode.training.encode import piece_grid

MODES = ("anticipate", "offline", "loop", "inpaint", "alone")
MODE_WEIGHTS = (0.55, 0.15, 0.12, 0.08, 0.1)


@dataclass(frozen=True)
class Piece:
    """An encoded piece: arrays as training/encode.py wrote them, and the description of its stems.

    density: STFT frames a beat; like the latent frames a bar a whole number, but where the rate is fixed.
    """

    name: str
    meta: dict
    density: float
    latents_per_bar: float
    stem_latents: np.ndarray
    mix_latents: np.ndarray
    mix_semitones: np.ndarray
    members: np.ndarray


def load_pieces(data: Path, latents: Path, split: str) -> list[Piece]:
    """Load every encoded piece of a split ("train" or "heldout"). Raises NoMusicError: none to train on."""
    pieces = []
    for path in sorted(latents.glob("[0-9]*.npz")):
        meta = json.loads((data / path.stem / "meta.json").read_text())
        if meta["split"] != split:
            continue
        with np.load(path) as found:
            arrays = dict(found)
        density, _, _ = piece_grid(meta, float(arrays.pop("rate", 0.0)))
        pieces.append(
            Piece(path.stem, meta, density, meta["beats_per_bar"] * density / STFT_PER_LATENT, **arrays)
        )
    if split == "train" and not pieces:
        raise NoMusicError(f"no pieces to train on in {latents}: encode some with `livenode train encode`")
    return pieces


def statistics(pieces: list[Piece]) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and standard deviation (64,) of the latents of stems and mixes together."""
    every = [
        array.reshape(-1, LATENT_CHANNELS)[::3] for p in pieces for array in (p.stem_latents, p.mix_latents)
    ]
    stacked = np.concatenate(every).astype(np.float32)
    return stacked.mean(0), stacked.std(0)


def attributes(stem: dict, beats_per_bar: float) -> dict[str, float]:
    """Return a stem's density, energy and register on 0..1 (-1 where it has none)."""
    density = stem["notes_per_bar"] / beats_per_bar / 6
    energy = (stem["rms_db"] + 40) / 28
    register = -0.0 if stem["drum"] else (stem["mean_pitch"] - 30) / 54
    clipped = [float(np.clip(value, 0, 1)) for value in (density, energy, register)]
    values = dict(zip(ATTRIBUTES, clipped, strict=True))
    return values | {"register": -1.0} if stem["drum"] else values


@dataclass(frozen=True)
class Masks:
    """What is known in a window: positions before `heard_end` of the input and before `parts_end` of the
    other parts, `fixed` (192,) bool of the own audio; with `loop_bars` the input repeats its last bars from
    `heard_end` on.
    """

    heard_end: int
    parts_end: int
    fixed: np.ndarray
    loop_bars: int = 0


def draw_masks(rng: np.random.Generator, mode: str | None = None) -> Masks:
    """Draw the masks of one of MODES; the riff usually begins where the live node's does."""
    mode = mode or MODES[rng.choice(len(MODES), p=MODE_WEIGHTS)]
    position = np.arange(WINDOW_LATENTS)
    start = RIFF_START if rng.random() < 0.75 else int(rng.integers(12, WINDOW_LATENTS - 24))
    past = position < (start if rng.random() < 0.65 else 0)
    cut_end = start - int(rng.integers(0, 25))
    heard_end = {"anticipate": cut_end, "loop": cut_end, "alone": 0}.get(mode, WINDOW_LATENTS)
    if mode == "inpaint":
        length = int(rng.integers(6, 97))
        first = int(rng.integers(0, WINDOW_LATENTS - length))
        past = (position < first) | (position >= first + length)
        heard_end = WINDOW_LATENTS if rng.random() < 0.5 else cut_end
    parts_end = WINDOW_LATENTS if rng.random() < 0.7 else start
    return Masks(heard_end, parts_end, past, int(rng.choice([1, 2, 4])) if mode == "loop" else 0)


def cut(array: np.ndarray, first: int, count: int = WINDOW_LATENTS) -> tuple[np.ndarray, np.ndarray]:
    """Return `count` rows from `first` as float32 (zeros outside the array) and which of them exist."""
    rows = np.arange(first, first + count)
    exists = (rows >= 0) & (rows < len(array))
    values = array[np.clip(rows, 0, len(array) - 1)].astype(np.float32)
    values[~exists] = 0
    return values, exists


def context_stack(
    latents: np.ndarray, semitones: np.ndarray, first: int, end: int, per_bar: float, loop_bars: int = 0
) -> list[np.ndarray]:
    """Return a context and its lags as the denoiser reads them, each (192, CONTEXT_CHANNELS).

    latents (n, 64), semitones (n, 60) from bar 1 on; the window begins at latent frame `first`; frames
    before `end` are known; with `loop_bars`, frames at and after `end` repeat the last known bars.
    """
    rows = []
    for lag in (0, *LAGS_BARS):
        index = first - round(lag * per_bar) + np.arange(WINDOW_LATENTS)
        index = wrap_loop(index, end, round(loop_bars * per_bar)) if loop_bars else index
        known = (index >= 0) & (index < min(end, len(latents)))
        safe = np.clip(index, 0, len(latents) - 1)
        rows.append(masked_context(latents[safe], semitones[safe], known))
    return rows


def wrap_loop(index: np.ndarray, end: int, length: int) -> np.ndarray:
    """Map latent positions at or after `end` back into the `length` positions before it."""
    return np.where(index >= end, end - length + np.mod(index - end, length), index)


def draw_example(
    piece: Piece,
    mean: np.ndarray,
    std: np.ndarray,
    rng: np.random.Generator,
    context_from: Piece | None = None,
    mode: str | None = None,
    masks: Masks | None = None,
    place: tuple[int, int, int] | None = None,
    plain: bool = False,
) -> dict:
    """Draw one window of one stem.

    Returns x (192, 64) standardised target, condition (192, CONDITION_CHANNELS), globals, weight (192,) loss
    weights, stem (its index). `context_from` takes the contexts from another piece (an evaluation's anchor);
    `masks` and `place` (stem, context mix, first latent frame) are drawn where they are not given; `plain`
    leaves out what training adds: absent contexts, a noisy past, given attributes, absent long phases.
    """
    per_bar = piece.latents_per_bar
    total = piece.stem_latents.shape[1]
    stem = place[0] if place else int(rng.integers(len(piece.stem_latents)))
    first = place[2] if place else int(rng.integers(-RIFF_START, max(1, total - RIFF_START - round(per_bar))))
    masks = masks or draw_masks(rng, mode)
    target, exists = cut((piece.stem_latents[stem].astype(np.float32) - mean) / std, first)
    other = context_from or piece
    usable = np.ones(len(other.members), bool) if context_from else ~other.members[:, stem]
    chosen = place[1] if place else int(rng.choice(np.flatnonzero(usable)))
    apart = np.flatnonzero(usable & ~(other.members & other.members[chosen]).any(1))
    beside = int(rng.choice(apart)) if len(apart) and rng.random() < 0.5 else None
    stacks: list[np.ndarray] = []
    drop = not plain and rng.random() < 0.1
    for mix, end, loop_bars in ((chosen, masks.heard_end, masks.loop_bars), (beside, masks.parts_end, 0)):
        last = 0 if mix is None or drop or end == 0 else first + end
        values = (other.mix_latents[mix or 0].astype(np.float32) - mean) / std
        stacks += context_stack(
            values,
            other.mix_semitones[mix or 0].astype(np.float32),
            first,
            last,
            per_bar,
            loop_bars if last else 0,
        )
    past_noise = float(rng.uniform(0, 1.0)) if not plain and rng.random() < 0.7 else 0.0
    fixed = (masks.fixed & exists).astype(np.float32)[:, None]
    past = np.concatenate([(target + past_noise * rng.standard_normal(target.shape)) * fixed, fixed], 1)
    beats = (first + np.arange(WINDOW_LATENTS)) * STFT_PER_LATENT / piece.density
    grid = grid_phases(beats, beats / piece.meta["beats_per_bar"], piece.density, plain or rng.random() < 0.7)
    description = piece.meta["stems"][stem]
    given = {
        name: value if not plain and rng.random() < 0.4 else -1.0
        for name, value in attributes(description, piece.meta["beats_per_bar"]).items()
    }
    return {
        "x": target,
        "condition": lay_out_condition(stacks, past, grid),
        "globals": global_inputs(given, piece.meta["bpm"], piece.density, past_noise),
        "weight": (exists & ~masks.fixed).astype(np.float32),
        "stem": stem,
    }
