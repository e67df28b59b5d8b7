"""Random hands at the controls of a node, as a player's may be."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from livenode import presets
from livenode.generation.conductor import Conductor

PROMPTS = ("slap bass, funk", "electric piano, soft chords", "drums, brushes", "strings, long notes", "")
Atom = int | float | str


class Steered(Protocol):
    """What has controls."""

    conductor: Conductor

    def say(self, path: str, *args: Atom, part: int | None = None, when: str | None = None) -> None: ...

    def restart(self) -> None: ...


def hand(node: Steered, rng: np.random.Generator) -> None:
    """Do something that a player may do."""
    part, switch = int(rng.integers(1, 4)), int(rng.integers(2))
    bar = str(rng.choice(["bar", "2bar", "now"]))
    rows = (
        ("part/<p>/prompt", (str(rng.choice(PROMPTS)),), part, None),
        ("tempo", (float(rng.uniform(60, 200)),), None, None),
        ("tempo/nudge", (float(rng.uniform(-5, 5)),), None, None),
        ("meter", ((4, 4), (3, 4), (7, 8))[rng.integers(3)], None, None),
        ("mode", (str(rng.choice(["anticipate", "loop"])),), None, None),
        ("bars", (int(rng.choice([1, 2, 4])),), None, None),
        ("fallback", (str(rng.choice(["repeat", "repeat", "mute", "dry"])),), None, None),
        ("takes", (int(rng.choice([1, 1, 2])),), None, None),
        ("part/<p>/hold", (switch,), part, None),
        ("part/<p>/auto", (switch,), 3, None),
        ("part/<p>/replan", (int(rng.choice([-1, -1, 1, 2])),), part, None),
        ("part/<p>/mute", (switch,), part, None),
        ("part/<p>/level", (float(rng.uniform(0.2, 1)),), part, None),
        ("part/<p>/vary", (0.5,), part, bar),
        ("part/<p>/generate", (), part, bar),
        (f"part/<p>/take/{rng.choice(['next', 'back', 'keep'])}", (), part, None),
        ("bar1", (), None, "beat"),
        ("panic" if switch else "transport/stop", (), None, "now"),
        ("preset/load", (str(rng.choice(presets.names())),), None, "now"),
        ("time", (str(rng.choice(["grid", "free"])),), None, None),
        (f"tempo/{rng.choice(['double', 'halve'])}", (), None, None),
        *3 * (("loop/press", (), None, bar),),
        (f"loop/{rng.choice(['undo', 'clear', 'clear'])}", (), None, None),
    )
    path, args, of, when = rows[int(rng.integers(len(rows)))]
    node.say(path, *args, part=of if "<p>" in path else None, when=when)
    if path in ("part/<p>/hold", "part/<p>/mute"):  # for a while only
        node.say(path, 0, part=int(rng.integers(1, 4)))
    if node.conductor.timeline is None or path == "preset/load":
        node.restart()
