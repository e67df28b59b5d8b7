"""The terminal view: what it says in each state and at each size, and how it leaves the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.text import Text

from livenode.cli import screen as screens
from livenode.cli.screen import CLOSE, OPEN, Screen
from livenode.cli.snapshot import PartSight
from livenode.cli.view import painted
from tests.scenes import COUNT_IN, DEGRADED, FAULT, NO_HTTP, PLAYING, RETEMPO, SCENES, STOPPED, WALTZ

SIZES = ((160, 50), (100, 30), (80, 24), (60, 24), (60, 12), (40, 8), (20, 4), (5, 2), (1, 1))


def shown(snapshot, width=100, height=30) -> str:
    return "\n".join(painted(snapshot, width, height, None))


@pytest.mark.parametrize("colors", [None, "standard", "truecolor"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
def test_it_never_is_larger_than_the_terminal(scene, size, colors):
    rows = painted(SCENES[scene], *size, colors)
    assert 1 <= len(rows) <= size[1]
    assert max(cell_len(Text.from_ansi(row).plain) for row in rows) <= size[0]


def test_a_performer_reads_it_all():
    text = shown(PLAYING)
    for words in (
        "○ ○ ● ○", "97.1 bpm", "4/4", "rolling", "-12.3 dBFS", "-6.0 dBFS", "ok",
        "playing", "warm electric bass, funk, steady", "new riff at bar 21", "riff for bar 21",
        "again at bar 20",
        "cost 187 ms", "margin +433 ms", "in time", "p50 184", "p99 610 ms",
        "riffs 57", "late 1", "fallbacks 1", "xruns 0",
        "Scarlett 2i2 USB, ALSA", "48000 Hz, 256 frames", "default on onnx, quality: draft",
        "OSC 127.0.0.1:7400", "http://127.0.0.1:7480", "out_of_range: /livenode/tempo",
    ):  # fmt: skip
        assert words in text, words


def test_the_place_is_large_or_small():
    assert "▀█  █▀█ ▄ ▀▀█" in shown(PLAYING)
    assert " 19:3 " in shown(PLAYING, 60, 12)
    assert " 1234:7 " in shown(WALTZ, 60, 12) and "○ ○ ○ ○ ○ ○ ●" in shown(WALTZ)


def test_what_is_needed_most_stays_on_a_small_terminal():
    text = shown(PLAYING, 60, 8)
    assert "19:3" in text and "ok" in text and "dBFS" in text and "part 4" in text
    assert "device" not in text
    assert "19:3" in shown(PLAYING, 40, 1)


def test_states_are_told():
    assert "stopped" in shown(STOPPED) and "none yet" in shown(STOPPED)
    assert "count-in" in shown(COUNT_IN) and "-1:2" in shown(COUNT_IN, 60, 12)
    assert "97.1 -> 104.0 bpm" in shown(RETEMPO)
    assert "HTTP off" in shown(NO_HTTP)
    degraded = shown(DEGRADED)
    assert "degraded" in degraded and "late riffs in 30 s: 2; lost blocks in 30 s: 3" in degraded
    assert "margin -40 ms  late" in degraded and "xruns 3" in degraded and "failed 1" in degraded
    assert "fault" in shown(FAULT) and "no longer calls back" in shown(FAULT)


def test_a_riff_is_drawn_against_its_time():
    (history,) = [row for row in shown(PLAYING).splitlines() if "history" in row]
    assert history.split()[1].count("█") == 1 and history.split()[1][8] == "█"
    assert len(history.split()[1]) == len(PLAYING.riffs)


def test_silence_is_no_number():
    assert shown(STOPPED).count("-inf dBFS") == 2


def test_a_prompt_cannot_steer_the_terminal():
    evil = replace(
        PLAYING, parts=(PartSight(1, "playing", "\x1b[2J\x07bass\r\n[bold]日本", "", 3),), log=("\x1b]0;x",)
    )
    rows = painted(evil, 100, 30, None)
    assert not any(letter in "".join(rows) for letter in "\x1b\x07\r")
    assert any("bass  [bold]日本" in row for row in rows)


# -- the terminal itself


class Terminal:
    """A pseudo-terminal that is read all the time. `text`: what came."""

    def __init__(self, is_read: bool = True) -> None:
        self.master, self.handle = pty.openpty()
        self.text = ""
        self.resize(100, 30)
        if is_read:
            self.reader = threading.Thread(target=self._read, daemon=True)
            self.reader.start()

    def _read(self) -> None:
        try:
            while data := os.read(self.master, 65536):
                self.text += data.decode("utf-8", "replace")
        except OSError:
            return

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def until(self, words: str) -> None:
        deadline_s = time.monotonic() + 5
        while words not in self.text:
            assert time.monotonic() < deadline_s, f"no {words!r} in {self.text[-2000:]!r}"
            time.sleep(0.005)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    os.close(made.handle)  # the reader's end of file
    made.reader.join(5)
    os.close(made.master)


def test_the_terminal_is_left_as_it_was_found(terminal):
    before = termios.tcgetattr(terminal.handle)
    screen = Screen(terminal.handle, None)
    screen.show(PLAYING)
    terminal.until("rolling")
    during = termios.tcgetattr(terminal.handle)
    assert not during[3] & termios.ECHO and during[3] & termios.ISIG, "Ctrl-C must work"
    screen.close()
    screen.close()
    terminal.until(CLOSE)
    assert terminal.text.startswith(OPEN) and terminal.text.endswith(CLOSE)
    assert termios.tcgetattr(terminal.handle) == before
    assert screen.problem == ""


def test_only_what_changed_is_painted_again(terminal):
    screen = Screen(terminal.handle, None)
    screen.show(PLAYING)
    terminal.until("Ctrl-C quits")
    terminal.text = ""
    screen.show(replace(PLAYING, input_dbfs=-3.0))
    terminal.until("-3.0 dBFS")
    time.sleep(0.05)
    assert "out" not in terminal.text and len(terminal.text) < 400
    screen.close()


def test_another_size_is_painted_anew(terminal):
    screen = Screen(terminal.handle, None)
    screen.show(PLAYING)
    terminal.until("Ctrl-C quits")
    terminal.resize(40, 8)
    terminal.text = ""
    screen.show(PLAYING)
    terminal.until("part 4")
    assert terminal.text.startswith("\x1b[2J") and "device" not in terminal.text
    screen.close()


def test_a_view_that_fails_restores_the_terminal_and_says_so(terminal, monkeypatch):
    screen = Screen(terminal.handle, None)
    monkeypatch.setattr(screens, "painted", lambda *arguments: 1 / 0)
    screen.show(PLAYING)
    terminal.until(CLOSE)
    screen.close()
    assert "ZeroDivisionError" in screen.problem


def test_a_terminal_that_takes_nothing_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setattr(screens, "CLOSE_S", 0.2)
    stalled = Terminal(is_read=False)
    screen = Screen(stalled.handle, "truecolor")
    begun_s = time.monotonic()
    for bar in range(500):
        screen.show(replace(PLAYING, bar=bar))
        time.sleep(0.001)
    assert time.monotonic() - begun_s < 2
    screen.close()
    assert screen._thread.is_alive(), "the terminal took all of it: this test shows nothing"
    assert time.monotonic() - begun_s < 3
    os.close(stalled.master)  # hangs up: the write ends
    screen._thread.join(5)
    os.close(stalled.handle)
