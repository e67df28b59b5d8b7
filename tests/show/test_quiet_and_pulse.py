"""Silence that nobody asked for is counted; an output that is stuck is known from one that plays."""

from __future__ import annotations

import numpy as np
import pytest

from livenode.audio.virtual import VirtualDriver
from livenode.rt import Memory
from livenode.rt.writer import write
from livenode.show.pulse import STILL_LOOKS, STUCK_LOOKS, Pulse, stuck
from livenode.show.quiet import Quiet, should_sound
from livenode.surface import Values
from tests.generation.rig import RATE, music

BLOCK = 256


@pytest.mark.parametrize(
    ("sets", "is_missed"),
    [
        ([], True),
        ([("part/<p>/mute", 1, 1)], False),
        ([("part/<p>/level", 1, 0.0)], False),
        ([("part/<p>/auto", 1, 0)], False),
        ([("level", None, 0.0)], False),
        ([("part/<p>/hold", 1, 1)], False),
        ([("part/<p>/replan", 1, 0)], False),
        ([("part/<p>/solo", 2, 1)], False),
        ([("part/<p>/mute", 1, 1), ("part/<p>/auto", 2, 1)], True),
    ],
)
def test_only_what_should_sound_is_missed(sets, is_missed):
    values = Values()
    for path, part, value in sets:
        values = values.with_value(path, part, (value,))
    assert should_sound(values, rolls=True) is is_missed
    assert not should_sound(values, rolls=False)


def test_a_silence_is_counted_once_and_timed():
    quiet = Quiet()
    told = [quiet.advance(True, -90.0, second) for second in range(31)]
    assert told[:12] == [0.0] * 12 and told[30] == 30.0
    assert quiet.count == 1
    assert quiet.advance(True, -30.0, 31.0) == 0.0
    assert [quiet.advance(True, -90.0, second) for second in (32, 43)] == [0.0, 0.0]
    assert quiet.advance(False, -90.0, 100.0) == 0.0
    assert quiet.count == 1


def test_music_lives_and_what_is_stuck_does_not():
    live = music(0.5)
    assert stuck(live, BLOCK) == stuck(np.zeros(RATE // 2, np.float32), BLOCK) == ""
    assert stuck(np.full(RATE // 2, 0.3, np.float32), BLOCK) == "the output rests off zero"
    assert stuck(np.resize(live[:BLOCK], RATE // 2), BLOCK) == "the output repeats one block"
    live[100] = np.nan
    assert stuck(live, BLOCK) == "the output is no number"


class Heart:
    """A callback that plays a sound again and again, looked at every half second."""

    def __init__(self, sound: np.ndarray) -> None:
        self.memory = Memory(RATE, record_frames=2**16, play_frames=2**16)
        self.driver = VirtualDriver(self.memory, np.zeros(60 * RATE, np.float32), BLOCK, collect=False)
        self.pulse, self._sound = Pulse(self.memory), sound

    def beat(self, looks: int) -> list[str]:
        """Play half a second before each look."""
        told = []
        for _ in range(looks):
            end = self.memory.frame() + RATE // 2
            while self.memory.frame() < end:
                if self.memory.frame() % BLOCK == 0:
                    first = self.memory.frame() + 8 * BLOCK
                    write(
                        self.memory, 0, first, np.take(self._sound, range(first, first + BLOCK), mode="wrap")
                    )
                self.driver.step()
            told.append(self.pulse.look(BLOCK))
        return told


def test_a_callback_that_plays_music_is_alive():
    assert set(Heart(music(1.3)).beat(8)) == {""}


def test_a_constant_is_dead_after_two_seconds():
    told = Heart(np.full(BLOCK, 0.2, np.float32)).beat(STUCK_LOOKS + 2)
    assert told[: STUCK_LOOKS - 1] == [""] * (STUCK_LOOKS - 1)
    assert told[-1] == "the output rests off zero"


def test_a_counter_that_stands_still_is_dead_after_three_seconds():
    heart = Heart(music(1.0))
    heart.beat(2)
    told = [heart.pulse.look(BLOCK) for _ in range(STILL_LOOKS + 1)]
    assert told[:-2] == [""] * (STILL_LOOKS - 1)
    assert told[-1].startswith("the callback has stood still for ")
    assert heart.beat(1) == [""]
