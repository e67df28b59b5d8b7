"""What the tests of recorded sets share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from livenode.surface import Command
from tests.generation.rig import music
from tests.show.virtual_set import VirtualSet
from tests.stage.day import QuickEngine

SECONDS = 12.0
STALLS = (3.1, 5.3, 7.7, 9.2)
BEGIN = (
    Command("tempo", None, (240.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("part/<p>/width", 2, (0.5,)),
    Command("monitor", None, (0.5,)),
    Command("in/gain_db", None, (3.0,)),
)
SCORE = (
    (0.0, Command("record", None, (1,))),
    *((0.0, command) for command in BEGIN),
    (0.3, Command("transport/play", when="now")),
    (4.0, Command("part/<p>/level", 1, (0.4,))),
    (4.4, Command("part/<p>/pan", 2, (-0.3,))),
    (5.0, Command("tempo", None, (200.0,))),
    (6.0, Command("part/<p>/prompt", 1, ("grand piano",))),
    (7.0, Command("transport/stop", when="now")),
    (7.4, Command("transport/play", when="now")),
    (9.0, Command("preset/load", None, ("jam-bass",), "bar")),
    (10.6, Command("panic")),
)


def begun(folder: Path, seconds: float = SECONDS, **options: object) -> VirtualSet:
    """Return a virtual set that has not begun, in which control stands still now and then."""
    audio = music(seconds + 0.5)  # a recording ends a few blocks later than it is asked to
    return VirtualSet(QuickEngine(), audio, folder, stalls=STALLS, late=6, pauses=0.3, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def performed(tmp_path_factory: pytest.TempPathFactory) -> tuple[VirtualSet, Path]:
    """Return a set with late riffs, and its folder."""
    virtual = begun(tmp_path_factory.mktemp("sets"))
    virtual.perform_on(SCORE[:-1], 10.5)
    virtual.timeline = virtual.conductor.timeline
    return virtual, virtual.perform(SCORE[-1:], SECONDS)


def samples(path: Path) -> np.ndarray:
    """Return a file's audio, (frames, channels) float32."""
    import soundfile

    return np.asarray(soundfile.read(path, dtype="float32", always_2d=True)[0])
