"""What audio follow has learned (livenode/training/train_follow.py): the weights, beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from livenode.documents import read_json

SHIPPED = Path(__file__).with_name("audio_weights.json")


@dataclass(frozen=True)
class Weights:
    """tempo: (FEATURES,). bends: (bends,), how likely each is, as a log. beat: (BINS, groups)."""

    tempo: np.ndarray
    bends: np.ndarray
    beat: np.ndarray


@cache
def load_weights(path: Path = SHIPPED) -> Weights:
    """Return the weights of a file. Thread: any. Real-time safe: no."""
    found = read_json(path)
    return Weights(np.array(found["tempo"]), np.array(found["bends"]), np.array(found["beat"]))
