"""livenode run in a real pseudo-terminal: the view comes, Ctrl-C leaves everything as it was."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from livenode.cli.screen import CLOSE, OPEN
from livenode.control.osc import encode
from tests.live.node_thread import wait_until
from tests.ports import free_port

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

FAKE = ("run", "--engine", "fake", "--device", "system", "--play", "--bpm", "200", "--bars", "1")


class Session:
    """livenode in a terminal of its own. `text`: what came on it; `handle`: the terminal."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.master, self.handle = pty.openpty()
        self.text = ""
        self.settings = termios.tcgetattr(self.handle)
        termios.tcsetwinsize(self.handle, (30, 100))
        # The shell leads a session and opens the terminal: so it is its own, and Ctrl-C reaches it.
        command = ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(self.handle)]
        environment = {**os.environ, "TERM": "xterm-256color"}
        self.program = subprocess.Popen(
            [*command, sys.executable, "-m", "livenode", *words], start_new_session=True, env=environment
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        try:
            while data := os.read(self.master, 65536):
                self.text += data.decode("utf-8", "replace")
        except OSError:
            return

    def until(self, pattern: str) -> None:
        wait_until(lambda: re.search(pattern, self.text) or self.program.poll() is not None, 60)
        assert re.search(pattern, self.text), f"no {pattern!r} in {self.text[-3000:]!r}"


@contextmanager
def session(*words: str, http_port: int = 0) -> Iterator[Session]:
    """Run livenode in a terminal; it is killed if it still runs at the end."""
    port = free_port()
    opened = Session((*FAKE, "--port", str(port), "--http-port", str(http_port), *words))
    opened.port = port
    try:
        yield opened
    finally:
        opened.program.kill()
        opened.program.wait(10)
        os.close(opened.handle)  # the reader's end of file
        opened.reader.join(5)
        os.close(opened.master)


def say(port: int, path: str, *args: object) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(encode(f"/livenode/{path}", args), ("127.0.0.1", port))


def test_the_view_comes_and_ctrl_c_restores_the_terminal():
    with session() as run:
        run.until("riffs [1-9]")
        for words in (
            re.escape(OPEN),
            "rolling",
            "200.0 bpm",
            "part 1",
            "dBFS",
            "fake on",
            f"OSC 127.0.0.1:{run.port}",
        ):
            run.until(words)
        say(run.port, "tempo", 5.0)
        run.until("out_of_range: /livenode/tempo")
        os.write(run.master, b"\x1a\x13rm -rf\n")  # Ctrl-Z, Ctrl-S and what a cat types do nothing
        say(run.port, "meter", 3, 4)
        run.until("3/4")
        os.write(run.master, b"\x03")
        assert run.program.wait(20) == 0
        run.until("livenode: stopped")
        assert termios.tcgetattr(run.handle) == run.settings
    before, after = run.text.split(CLOSE)
    assert before.count(OPEN) == 1 and "control: OSC on" in before.split(OPEN)[0]
    assert "out_of_range" in after, "what was said during the show is left on the terminal"
    assert "\x1b" not in after and "rm -rf" not in run.text


def test_a_signal_restores_the_terminal_too():
    with session() as run:
        run.until("rolling")
        run.program.send_signal(signal.SIGTERM)
        assert run.program.wait(20) == 0
        run.until("livenode: stopped")
        assert termios.tcgetattr(run.handle) == run.settings


@pytest.mark.parametrize("words", [("--plain",), ("--metrics", "-")])
def test_plain_lines_where_they_are_asked_for(words):
    with session(*words) as run:
        run.until("control: OSC on")
        if words == ("--plain",):
            say(run.port, "transport/stop")
        else:
            run.until('"part": 1')
        run.program.send_signal(signal.SIGINT)
        assert run.program.wait(20) == 0
        run.until("livenode: stopped")
        assert "\x1b" not in run.text


def test_a_taken_http_port_that_was_asked_for_ends_it_before_the_view():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with session(http_port=taken) as run:
            assert run.program.wait(30) == 78
            run.until(f"HTTP port {taken} is taken")
            assert "\x1b" not in run.text


def test_a_pipe_gets_lines():
    words = [*FAKE, "--port", str(free_port()), "--http-port", "0", "--metrics", "-"]
    program = subprocess.Popen(
        [sys.executable, "-m", "livenode", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline().startswith('{"time"')
    program.stdout.close()  # the reader goes away: the music does not
    wait_until(lambda: "no longer written (Broken pipe)" in program.stderr.readline(), 20)
    assert program.poll() is None
    program.send_signal(signal.SIGINT)
    assert program.wait(20) == 0
    assert "livenode: stopped" in program.stderr.read()
    program.stderr.close()
