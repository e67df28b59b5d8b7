"""Each reader of what comes from outside, on whole things, on broken ones, and on what fuzzing found once.

`make fuzz` looks for more (tests/fuzz): what it finds and is mended lies in tests/fuzz/found/<target>/.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

FOUND = sorted(Path(__file__).with_name("fuzz").glob("found/*/*"))
BROKEN = 150  # of each target
WORDS = (
    b"\0",
    b"\xff" * 4,
    b"[" * 400,
    b"/" * 9,
    b"9" * 5000,
    b"\x7f\xff\xff\xff",
    b"../",
    b"\n",
    b"a." * 40,
)


@pytest.mark.parametrize("target", TARGETS)
def test_whole_and_broken_ones_are_read_or_refused_in_words(target):
    read, seeds = TARGETS[target]
    draw = random.Random(target)
    whole = list(seeds())
    for seed in whole:
        read(seed)
    for _ in range(BROKEN):
        read(broken(draw.choice(whole), draw))


def broken(data: bytes, draw: random.Random) -> bytes:
    """Return the bytes with a few of them cut, changed or put in."""
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(data) + 1)
        put = draw.choice([b"", *WORDS, draw.randbytes(draw.randint(1, 8))])
        data = data[:at] + put + data[at + draw.choice([0, len(put), draw.randint(0, 50)]) :]
    return data


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_once(file):
    TARGETS[file.parent.name][0](file.read_bytes())
