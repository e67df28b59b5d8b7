"""A private JACK server without a sound card; without jackd a test fails, it does not skip."""

from __future__ import annotations

import itertools
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from livenode.audio.listing import load_sounddevice

PERIOD = 256
LOCKSTEP = ("--no-realtime", "--no-mlock", "-S")  # -S: the server waits for its clients
REALTIME = ("-R", "-P70")
_numbers = itertools.count()


@contextmanager
def run_jack(
    samplerate: int, period: int = PERIOD, outputs: int = 2, mode: Sequence[str] = LOCKSTEP
) -> Iterator[None]:
    """Run jackd's dummy driver, make it the default server, and let PortAudio find it."""
    name = f"livenode_test_{os.getpid()}_{next(_numbers)}"
    saved = os.environ.get("JACK_DEFAULT_SERVER")
    os.environ.update(JACK_NO_START_SERVER="1", JACK_DEFAULT_SERVER=name)
    sounddevice = load_sounddevice()
    server = start_jack(name, samplerate, period, mode, outputs)
    try:
        sounddevice._terminate()
        sounddevice._initialize()  # PortAudio looks for devices only here
        try:
            yield
        finally:
            sounddevice._terminate()  # its own client must be gone before the server
    finally:
        server.terminate()
        server.wait(10)
        if saved is None:
            del os.environ["JACK_DEFAULT_SERVER"]
        else:
            os.environ["JACK_DEFAULT_SERVER"] = saved
        sounddevice._initialize()


def start_jack(
    name: str, samplerate: int, period: int = PERIOD, mode: Sequence[str] = LOCKSTEP, outputs: int = 2
) -> subprocess.Popen[bytes]:
    """Start a server under a name of its own and wait until it answers."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options = [*mode, "-d", "dummy", "-r", str(samplerate), "-p", str(period), "-P", str(outputs)]
    server = subprocess.Popen(["jackd", "--name", name, *options], **quiet)
    deadline_s = time.monotonic() + 10
    environment = {**os.environ, "JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": name}
    while subprocess.run(["jack_lsp"], check=False, env=environment, **quiet).returncode:
        assert server.poll() is None, f"jackd ended with {server.returncode}"
        assert time.monotonic() < deadline_s, "jackd was not ready within 10 s"
        time.sleep(0.02)
    return server
