"""Riffs to ask for, servers in this process and in one of their own."""

from __future__ import annotations

import ipaddress
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from livenode.backends.choice import probe_riff
from livenode.inference.engine import EngineInfo, Performed, Sampling, Sounding
from livenode.inference.fake_engine import FakeEngine
from livenode.serving.access import Access, Network
from livenode.serving.line import Visitor
from livenode.serving.server import EngineServer

HERE = Visitor("127.0.0.1")
INFO = FakeEngine().info
SAMPLING, SOUNDING = probe_riff(INFO)
ANYBODY: tuple[Network, ...] = (ipaddress.ip_network("0.0.0.0/0"),)


class Toy(FakeEngine):
    """An engine of no cost whose riffs tell what they were made of; it can be slow, broken, or another one.

    batches: how many riffs each call of perform_all made.
    """

    def __init__(self, at_once: int = 1, name: str = "fake", digest: str = "") -> None:
        super().__init__()
        self.at_once, self.name, self.digest = at_once, name, digest  # type: ignore[misc]
        self.batches: list[int] = []
        self.before: Callable[[], None] = lambda: None

    @property
    def info(self) -> EngineInfo:
        return replace(INFO, name=self.name, digest=self.digest)

    def perform(self, sampling: Sampling, sounding: Sounding) -> Performed:
        return self.perform_all([(sampling, sounding)])[0]

    def perform_all(self, asked: list[tuple[Sampling, Sounding]]) -> list[Performed]:  # type: ignore[override]
        self.before()
        self.batches.append(len(asked))
        return [self._riff(*each) for each in asked]

    def _riff(self, sampling: Sampling, sounding: Sounding) -> Performed:
        latents = 0.01 * sampling.start[:, 96 : 96 + sampling.length]
        audio = np.full((len(latents), sounding.frames), 0.1, np.float32) + latents[:, :1, 0]
        return Performed(latents, audio, 1.0, 2.0)

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        self.before()
        return np.full(sounding.frames, 0.25, np.float32)


@contextmanager
def served(engine: FakeEngine, access: Access | None = None, workers: int = 1) -> Iterator[EngineServer]:
    server = EngineServer(engine, access or Access(ANYBODY), workers)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def serving(*options: str, engine: str = "fake") -> Iterator[tuple[subprocess.Popen, str]]:
    """Run `livenode serve`; yields the process and HOST:PORT of the line it printed."""
    command = [sys.executable, "-m", "livenode", "serve", "--engine", engine, "--backend", "onnx"]
    command += ["--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process, _address(process)
    finally:
        process.kill()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def _address(process: subprocess.Popen) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        found = re.search(r"--server (\S+:\d+)", line)
        if found:
            return found[1]
    raise AssertionError("livenode serve ended: " + "".join(lines))


def at_once(count: int, what: Callable[[int], object]) -> list[object]:
    """Do something in so many threads at the same time; return what each returned or raised."""

    def done(number: int) -> object:
        try:
            return what(number)
        except Exception as problem:
            return problem

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(done, range(count)))
