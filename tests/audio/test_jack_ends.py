"""A JACK server that ends under a running node. In a process of its own: PortAudio does not recover."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.jack_server import start_jack

pytestmark = pytest.mark.audio

NODE = """
import sys, time
from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory
memory = Memory(record_frames=2**14, play_frames=2**14)
driver = PortAudioDriver(memory, "system")
driver.start()
print("running", flush=True)
sys.stdin.readline()
while driver.active:
    time.sleep(0.01)
driver.close()
driver.close()
print("closed", driver.active, flush=True)
"""


def test_the_driver_says_so_and_can_be_closed() -> None:
    name = f"livenode_test_{os.getpid()}_ends"
    environment = {**os.environ, "JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": name}
    server = start_jack(name, 48000)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    node = subprocess.Popen([sys.executable, "-c", NODE], env=environment, text=True, **pipes)
    try:
        assert node.stdout is not None
        assert node.stdout.readline() == "running\n"
        server.terminate()  # a killed one would hold its place among the eight that JACK can register
        server.wait(10)
        output, _ = node.communicate("\n", timeout=20)
        assert output == "closed False\n"
        assert node.returncode == 0
    finally:
        server.terminate()
        server.wait(10)
        node.kill()
        node.communicate()
        for left in Path("/dev/shm").glob(f"jack_sem.*_{name}_*"):  # of the client that was abandoned
            left.unlink()
