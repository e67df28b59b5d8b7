"""What of a livenode command of the documentation is swapped for what runs anywhere, in seconds.

Weights for the fake engine, sound cards for JACK's, NVIDIA's for none, hours and thousands of pieces for few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# an option: its value here
VALUES = {
    "--device": "system", "--input-device": "system", "--output-device": "system",
    "--engine": "fake", "--backend": "onnx", "--checkpoint": "fake", "--rehearse": "0.1",
    "--minutes": "0.02", "--pieces": "2", "--jobs": "1", "--midi-in": "virtual", "--midi-out": "virtual",
    "--nproc-per-node": "1",
}  # fmt: skip
WORDS = {"cuda": "cpu"}
STAGE_MINUTES = re.compile(r"(cae|denoiser)=\d+")
# how a command begins: what is added
ADDED = {
    "bench": ("--riffs", "1"),
    "compile": ("--capability", "8.9", "--dry-run"),
    "evaluate": ("--clips", "2", "--no-embed"),
    "train chain": ("features=0.02", "towers=0.02", "distil=0.02", "evaluate=0.02"),
}
TAKES_ENGINE = ("run", "render", "doctor", "bench", "serve")
KNOWS_ENGINE = ("--vary", "--from")  # their recipe names it


def swapped(words: Sequence[str]) -> list[str]:
    """Return the words after `livenode` as they can be run here."""
    words = [_swapped(*pair) for pair in zip(["", *words[:-1]], words, strict=True)]
    if words[0] in TAKES_ENGINE and "--engine" not in words and not {*KNOWS_ENGINE} & {*words}:
        words += ["--engine", "fake"]
    return [*words, *ADDED.get(words[0], ()), *ADDED.get(" ".join(words[:2]), ())]


def _swapped(before: str, word: str) -> str:
    stage = STAGE_MINUTES.fullmatch(word)
    return f"{stage[1]}=0.02" if stage else WORDS.get(word, VALUES.get(before, word))
