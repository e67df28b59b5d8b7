"""A node knows the round trip that was measured for its device, and says so."""

import pytest

from livenode import paths
from livenode.audio.calibration import Calibration, key_of, store
from tests.live.node_thread import running_node, wait_until

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack")]


def test_the_node_takes_what_was_stored_for_its_device():
    lines: list[str] = []
    with running_node(say=lines.append) as node:
        wait_until(lambda: len(lines) == 3, 5)
        assert node.conductor.round_trip_frames == 0
        store(paths.calibration_file(), key_of(node.driver), Calibration(517, 1.0, -20.0, 60.0))
    assert lines[1].endswith("256 frames a block, not calibrated: livenode calibrate")
    lines.clear()
    with running_node(say=lines.append) as node:
        wait_until(lambda: len(lines) == 3, 5)
        assert node.conductor.round_trip_frames == 517
    assert lines[1].endswith("256 frames a block, round trip 517 frames (calibrated)")
