"""`livenode run` as a service: a small manager of the tests' own starts it, hears it, and starts it again.

On a JACK server of its own. The manager does what systemd does: Type=notify, WatchdogSec, Restart=always.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from livenode import paths
from livenode.config import Config
from livenode.control.osc import encode
from livenode.inference.fake_engine import FakeEngine
from livenode.node import LiveNode
from livenode.show.plan import RestartWanted
from tests.jack_server import start_jack
from tests.ports import free_port
from tests.show.manager import Manager, manager

pytestmark = [pytest.mark.audio, pytest.mark.slow]
WATCHDOG_S = 4.0
LIMIT_S = 40.0
ROOT = Path(__file__).parents[2]
APART = ("--no-realtime", "--no-mlock")  # the server does not wait for its clients
ASK = """
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())
except urllib.error.HTTPError as refused:
    print(refused.read().decode())
"""
PRESET = "[node]\ntempo = 200\nbars = 1\nmetronome = 0\n[part.1]\nauto = 1\n"


class Service:
    """One node, started again whenever it ends or does not feed the watchdog."""

    def __init__(
        self, folder: Path, systemd: Manager, before: tuple[str, ...] = (), **settings: object
    ) -> None:
        self.folder, self.systemd, self.before = folder, systemd, before
        self.port, self.http_port = free_port(), free_port()
        keys = {"port": self.port, "http_port": self.http_port, "engine": "fake", "preset": "show"}
        self.config, self.log = folder / "show.toml", folder / "show.log"
        rows = {**keys, "device": "system", "log": str(self.log), **settings}
        self.config.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in rows.items()))
        (folder / "data/livenode/presets").mkdir(parents=True)
        (folder / "data/livenode/presets/show.toml").write_text(PRESET)
        homes = {f"XDG_{kind.upper()}_HOME": str(folder / kind) for kind in ("state", "data", "config")}
        self.environment = {**os.environ, **homes, **systemd.environment}
        self.environment |= {
            "JACK_NO_START_SERVER": "1",
            "JACK_DEFAULT_SERVER": f"{folder.name}_{os.getpid()}",
        }
        self.starts, self.codes = 0, list[int]()
        self.start()

    def start(self) -> None:
        words = ("run", "--plain", "--play", "--resume", "--wait", "--config", str(self.config))
        command = [*self.before, sys.executable, "-m", "livenode", *words]
        output = (self.folder / f"said{self.starts}.txt").open("wb")
        with output:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=output, stderr=output
            )
        self.starts += 1
        self._told, self._fed_s = len(self.systemd.told), time.monotonic() + LIMIT_S

    def look(self) -> None:
        """Do what a manager does: hear, kill what is dead, start it again."""
        told = self.systemd.told
        if {"READY=1", "WATCHDOG=1"} & set(told[self._told :]):
            self._fed_s = time.monotonic()
        self._told = len(told)
        if time.monotonic() > self._fed_s + WATCHDOG_S:
            self.process.kill()
        if self.process.poll() is not None:
            self.codes.append(self.process.wait())
            self.start()

    def until(self, happened: Callable[[], bool]) -> float:
        """Look until it has happened; return the seconds."""
        begun_s = time.monotonic()
        while not happened():
            assert time.monotonic() < begun_s + LIMIT_S, (self.said, self.systemd.told[-5:])
            self.look()
            time.sleep(0.02)
        return time.monotonic() - begun_s

    @property
    def said(self) -> str:
        return "".join(file.read_text() for file in sorted(self.folder.glob("said*.txt")))

    def get(self, path: str) -> tuple[int, str]:
        """Ask over HTTP; (0, "") while nobody answers."""
        with suppress(OSError):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}{path}", timeout=5) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.read().decode()
        return 0, ""

    def plays(self) -> bool:
        """Whether something is heard."""
        status, text = self.get("/status")
        return status == 200 and json.loads(text)["counters"]["output_peak"] > 0.01

    def tempo(self) -> float:
        return float(json.loads(self.get("/livenode/tempo?VALUE")[1])["VALUE"][0])

    def send(self, address: str, *args: object) -> None:
        import socket

        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
            opened.sendto(encode(address, args), ("127.0.0.1", self.port))

    def close(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()


@pytest.fixture
def systemd() -> Iterator[Manager]:
    with manager(WATCHDOG_S) as heard:
        yield heard


@pytest.fixture
def jackd(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Start the server when called; end it afterwards, and what its killed clients left."""
    name, servers = f"{tmp_path.name}_{os.getpid()}", list[subprocess.Popen]()
    yield lambda: servers.append(start_jack(name, 48_000, mode=APART))
    for server in servers:
        server.terminate()
        server.wait(10)
    for left in Path("/dev/shm").glob(f"jack_sem.*_{name}_*"):
        left.unlink()


def test_a_node_that_is_killed_or_hangs_plays_on_as_it_was(tmp_path, systemd, jackd):
    jackd()
    service = Service(tmp_path, systemd)
    try:
        took_s = service.until(service.plays)
        print(f"\nfrom the first start to sound: {took_s:.2f} s")
        assert systemd.told[0] == "READY=1"
        status, words = service.get("/healthz")
        assert status == 200 and words.startswith(("ok", "degraded")) and words.endswith("\nopen\n")
        service.send("/livenode/tempo", 150.0)
        state = tmp_path / "state/livenode/livenode.state.json"
        service.until(lambda: state.is_file() and "150" in state.read_text())
        service.process.kill()
        service.process.wait()
        took_s = service.until(service.plays)
        print(f"killed, to sound: {took_s:.2f} s")
        assert (service.starts, service.tempo()) == (2, 150.0)
        assert "resumed: 1 values as they were, playing" in service.said
        service.process.send_signal(signal.SIGSTOP)
        took_s = service.until(lambda: service.starts == 3 and service.plays())
        print(f"stopped, to sound, the watchdog's {WATCHDOG_S:g} s among them: {took_s:.2f} s")
        assert service.tempo() == 150.0 and service.codes == [-signal.SIGKILL, -signal.SIGKILL]
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(20) == 0
        assert systemd.told[-1] == "STOPPING=1"
        assert "livenode: stopped" in service.said and "OSC on 127.0.0.1" in service.log.read_text()
    finally:
        service.close()


@pytest.mark.skipif(shutil.which("unshare") is None or os.geteuid() != 0, reason="takes a network of its own")
def test_it_starts_without_a_network_and_without_its_sound_card(tmp_path, systemd, jackd):
    """No route, no names, loopback alone; the sound card comes when it is there."""
    alone = ("unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
    service = Service(tmp_path, systemd, alone, feedback=["stage.invalid:9000"], lan=True)
    inside = ["nsenter", "-t", str(service.process.pid), "-n", sys.executable, "-c", ASK]

    def health() -> str:
        command = [*inside, f"http://127.0.0.1:{service.http_port}/healthz"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    try:
        service.until(lambda: health().startswith("fault: the sound device no longer calls back"))
        assert "sound card not there: system; waiting for it" in service.said
        assert "no host 'stage.invalid' is known; give its address; playing without it" in service.said
        assert systemd.told[0] == "READY=1"
        time.sleep(2 * WATCHDOG_S)
        service.look()
        assert service.starts == 1, "the watchdog is fed while it waits"
        jackd()
        took_s = service.until(lambda: health().startswith(("ok", "degraded")))
        print(f"\nfrom the sound card to a node that is well: {took_s:.2f} s")
    finally:
        service.close()


@pytest.mark.usefixtures("jack")
def test_a_node_that_wants_to_be_started_again_ends_and_says_so(monkeypatch):
    config = Config(device="system", port=free_port(), http_port=0, resume=True, restart="04:00", fade=1)
    node = LiveNode(config, FakeEngine(), lambda line: None)

    async def until_it_ends() -> None:
        running = asyncio.create_task(node.run(autoplay=True))
        while not paths.state_file(config.name).is_file():
            assert not running.done(), running.exception()
            await asyncio.sleep(0.02)
        monkeypatch.setattr(node.attendant, "_restarting", True)  # as at four in the morning
        await asyncio.wait_for(running, 20)

    with pytest.raises(RestartWanted, match="to be started again, as every day at 04:00"):
        asyncio.run(until_it_ends())
    assert not node.driver.active and '"rolls": true' in paths.state_file(config.name).read_text()
