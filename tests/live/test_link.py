"""The node's Ableton Link peer with the library itself in another process, on a network of their own."""

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a network namespace needs Linux and root"
)
def test_tempo_phase_start_and_stop_are_shared():
    command = ["unshare", "-n", sys.executable, "-m", "tests.live.link_session"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "in step" in done.stdout
