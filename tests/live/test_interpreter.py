"""The music does not wait for the interpreter."""

import ctypes

import pytest

from livenode.surface import Command
from tests.live.node_thread import running_node, wait_until

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack")]

PLAY = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 1, (1,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("transport/play", None, (), "now"),
)


def test_the_frame_counter_advances_while_a_thread_holds_the_interpreter():
    hold_the_gil = ctypes.PyDLL(None).usleep  # PyDLL keeps the GIL for the length of the call
    with running_node(PLAY) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 2, 20)
        advances_s = []
        for _ in range(6):
            before, riffs = node.memory.frame(), node.conductor.band.made_riffs
            hold_the_gil(500_000)
            advances_s.append((node.memory.frame() - before) / 48_000)
            wait_until(lambda riffs=riffs: node.conductor.band.made_riffs > riffs, 10)  # the music goes on
        print("advanced by", advances_s)
        assert min(advances_s) >= 0.45
        assert node.memory.counters().output_peak > 0.01
