"""A JACK server that ends under a running driver, in a process of its own: a library of it stays stuck."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.jack_server import start_jack

pytestmark = pytest.mark.audio

NODE = """
import os, sys, threading, time
from livenode.audio.devices import AudioUnavailable, DeviceError
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

def held():
    pages = int(open("/proc/self/statm").read().split()[1])
    counts = [len(os.listdir("/proc/self/" + name)) for name in ("task", "fd")]
    return pages * 4, threading.active_count(), *counts

def retry(count):
    begun_s = time.monotonic()
    for _ in range(count):
        try:
            driver.again()
            print("it is there?", flush=True)
        except (AudioUnavailable, DeviceError):
            pass
    return (time.monotonic() - begun_s) / count

retry(5)
before, retry_s, after = held(), retry(100), held()
print([b - a for a, b in zip(before, after)], 1000 * retry_s, flush=True)
"""
UNUSED = """
import sys
from livenode.audio import library
from livenode.audio.listing import load_sounddevice, query_devices
print(len(query_devices()), flush=True)
sys.stdin.readline()
library.start_anew(load_sounddevice())
print(len(query_devices()), flush=True)
"""


def test_the_driver_says_so_and_can_be_closed() -> None:
    running, output = outlive_server(NODE)
    assert running == "running\n"
    closed, left = output.splitlines()
    assert closed == "closed False"
    print("100 retries without a server leave [KiB, Python threads, threads, files], ms a retry:", left)
    grown = ast.literal_eval(left.split("]")[0] + "]")
    assert grown[0] < 1024 and max(grown[1:]) <= 2  # a leak would be a hundred


def test_a_library_whose_server_ended_unused_is_started_anew() -> None:
    before, after = outlive_server(UNUSED)
    assert int(after) == int(before) - 1


def outlive_server(code: str) -> tuple[str, str]:
    """Run a program beside a server that ends after its first line; return the first line and the others."""
    name = f"livenode_test_{os.getpid()}_ends"
    environment = {**os.environ, "JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": name}
    server = start_jack(name, 48000)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    node = subprocess.Popen([sys.executable, "-c", code], env=environment, text=True, **pipes)
    try:
        assert node.stdout is not None
        first = node.stdout.readline()
        server.terminate()  # a killed one would hold its place among the eight that JACK can register
        server.wait(10)
        output, _ = node.communicate("\n", timeout=60)
        assert node.returncode == 0
        return first, output
    finally:
        server.terminate()
        server.wait(10)
        node.kill()
        node.communicate()
        for left in Path("/dev/shm").glob(f"jack_sem.*_{name}_*"):  # of the client that was abandoned
            left.unlink()
