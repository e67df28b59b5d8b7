"""How the documentation's commands are run on the desk: each program its own way, beside a JACK server.

A live node plays until its port answers, and is ended by a signal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from unittest import mock

from livenode.cli import main
from tests.audio.wires import wired_when_opened
from tests.docs.pages import ROOT
from tests.docs.shop import ADDRESS, shop
from tests.docs.swaps import swapped
from tests.meanwhile import as_soon_as
from tests.ports import free_port

NEEDS_SOUND = ("devices", "calibrate", "doctor")
# what a command may end with beside 0: the doctor with 1, on a machine that does not keep up
ALSO = {"doctor": 1}
# pip's: an extra that asks for what the tests' environment does not have is asked for in vain
OFFLINE = ("--dry-run", "--no-index", "--no-build-isolation")
LIMIT_S = 120


def runs(words: Sequence[str]) -> bool:
    """Run a command of the documentation; returns whether it ended as it should."""
    return PROGRAMS.get(_program(words), _ends_well)(list(words))


def needs_sound(words: Sequence[str]) -> bool:
    """Whether a command opens a sound card, or looks for one."""
    if _program(words) != "livenode":
        return _program(words) == "run_node.py"
    return _is_live(words[1:]) or words[1] in NEEDS_SOUND


def _program(words: Sequence[str]) -> str:
    return "run_node.py" if "run_node.py" in words else Path(words[0]).name


def _is_live(words: Sequence[str]) -> bool:
    return words[0] == "run" and not {"--virtual", "--demo"} & {*words}


def _ends_well(words: Sequence[str], folder: Path | None = None) -> bool:
    return subprocess.run(words, check=False, timeout=LIMIT_S, cwd=folder).returncode == 0


def _make(words: Sequence[str]) -> bool:
    """It sets a machine up, or is these tests: dry."""
    return _ends_well(["make", "-n", "-C", str(ROOT), *words[1:]])


def _pip(words: Sequence[str]) -> bool:
    _, verb, *rest = (word.replace("livenode[", f"{ROOT}[") for word in words)
    return _ends_well([sys.executable, "-m", "pip", verb, *OFFLINE, *rest], ROOT)


def _torchrun(words: Sequence[str]) -> bool:
    return _ends_well([sys.executable, "-m", "torch.distributed.run", *swapped(words[1:])])


def _goes_on(words: Sequence[str]) -> bool:
    """Run a program for a second; returns whether it was still there."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as program:
        try:
            program.wait(1.0)
        except subprocess.TimeoutExpired:
            program.terminate()
            return True
    return False


def _run_node(words: Sequence[str]) -> bool:
    ports, port = _ports()
    words = [str(ROOT / "run_node.py"), *swapped(["run", *words[2:]])[1:], *ports]
    with subprocess.Popen([sys.executable, *words]) as node, _ended_when(lambda: _answers(port), node.pid):
        return node.wait(LIMIT_S) == 0


def _livenode(words: Sequence[str]) -> bool:
    words = swapped(words[1:])
    how = _play if _is_live(words) else VERBS.get(words[0], main)
    try:
        with mock.patch.dict(os.environ):  # which some commands set
            code = how(words)
    except SystemExit as leaving:  # argparse: --version, or what it does not understand
        code = leaving.code
    return code in (0, ALSO.get(words[0]))


def _play(words: list[str]) -> int:
    ports, port = _ports()
    with _ended_when(lambda: _answers(port)):
        return main([*words, *ports])


def _serve(words: list[str]) -> int:
    port = free_port()
    with _ended_when(lambda: _listens(port)):
        return main([*words, "--port", str(port)])


def _calibrate(words: list[str]) -> int:
    with wired_when_opened(heard=1):
        return main(words)


def _engines(words: list[str]) -> int:
    if not any(word.startswith(ADDRESS) for word in words):
        return main(words)
    with shop() as (address, digest):
        words = [word.replace(ADDRESS, address) for word in words]
        if "--sha256" in words:
            words[words.index("--sha256") + 1] = digest
        return main(words)


PROGRAMS = {
    "livenode": _livenode,
    "run_node.py": _run_node,
    "make": _make,
    "pip": _pip,
    "torchrun": _torchrun,
    "oscdump": _goes_on,
}
VERBS = {"serve": _serve, "calibrate": _calibrate, "engines": _engines}


def _ports() -> tuple[list[str], int]:
    """Return the options that put a live node on free ports, and the port of its control."""
    port = free_port()
    return ["--plain", "--port", str(port), "--http-port", str(free_port())], port


def _ended_when(happened: Callable[[], bool], pid: int = 0) -> AbstractContextManager[None]:
    """End a process, or this one's node, by a signal once something has happened."""
    return as_soon_as(happened, lambda: os.kill(pid or os.getpid(), signal.SIGTERM))


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False


def _answers(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.2)
        asking.connect(("127.0.0.1", port))
        try:
            asking.send(b"/livenode/ping\0\0,\0\0\0")
            return asking.recv(100).startswith(b"/livenode/pong")
        except OSError:
            return False
        finally:
            time.sleep(0.05)
