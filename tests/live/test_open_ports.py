"""Which sockets a node has: none but of this machine's own, unless it is asked for more."""

from __future__ import annotations

import ipaddress
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live.node_thread import wait_until
from tests.ports import free_port

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

TABLES = ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6")


@contextmanager
def node(*words: str) -> Iterator[int]:
    """Run a node as a user does, with all its doors; yields its process once it listens."""
    ports = ("--port", str(free_port()), "--http-port", str(free_port()))
    command = ("run", "--engine", "fake", "--device", "system", "--plain", "--midi-in", "virtual", *ports)
    program = subprocess.Popen(
        [sys.executable, "-m", "livenode", *command, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert program.stdout is not None
        said = ""
        for line in program.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        assert "Ctrl-C" in said, said
        yield program.pid
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=20)


def sockets(process: int) -> list[tuple[str, str, int]]:
    """Return (protocol, local address, port) of every internet socket of a process, v4 and v6."""
    links = [os.readlink(entry) for entry in Path(f"/proc/{process}/fd").iterdir() if entry.is_symlink()]
    mine = {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", link))}
    found = []
    for table in TABLES:
        file = Path(f"/proc/{process}/net/{table}")
        for row in file.read_text().splitlines()[1:] if file.exists() else ():
            fields = row.split()
            if fields[9] in mine:
                address, port = fields[1].split(":")
                found.append((table, _address(address), int(port, 16)))
    return sorted(found)


def _address(text: str) -> str:
    """Return the address of /proc/net: hexadecimal, each four bytes as this machine stores a number."""
    words = [int(text[at : at + 8], 16).to_bytes(4, sys.byteorder) for at in range(0, len(text), 8)]
    return str(ipaddress.ip_address(b"".join(words)))


def test_nothing_listens_beyond_this_machine():
    with node() as process:
        wait_until(lambda: len(sockets(process)) >= 3, 10)
        found = sockets(process)
    assert {table for table, _, _ in found} == {"tcp", "udp"}
    assert len(found) == 3  # OSC over UDP and TCP, HTTP
    assert [each for each in found if not ipaddress.ip_address(each[1]).is_loopback] == []


def test_with_lan_it_is_seen_to():
    with node("--lan") as process:
        wait_until(lambda: any(address == "0.0.0.0" for _, address, _ in sockets(process)), 10)
