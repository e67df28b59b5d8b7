"""The terminal while the view is shown: painted by a thread of its own, and left as it was found.

Whatever writes to a terminal may be made to wait (a stalled connection, a stopped window), and painting takes
milliseconds: so the control loop only hands snapshots over.
"""

import atexit
import os
import sys
import threading
from contextlib import suppress
from typing import Any

from livenode.cli.snapshot import Snapshot
from livenode.cli.view import can_show, color_system, painted

if sys.platform != "win32":
    import termios

OPEN = "\x1b[?1049h\x1b[?25l\x1b[2J"  # the alternate screen, no cursor, empty
CLOSE = "\x1b[0m\x1b[?25h\x1b[?1049l"
CLOSE_S = 1.0  # how long `close` waits for a terminal that does not take what is written


def open_screen() -> "Screen | None":
    """Return a screen on stdout, None where that is no terminal, or not ours (a job in the background)."""
    if not can_show():
        return None
    handle = sys.stdout.fileno()
    try:
        is_ours = sys.platform == "win32" or os.tcgetpgrp(handle) == os.getpgrp()
    except OSError:
        is_ours = False
    return Screen(handle, color_system()) if is_ours else None


class Screen:
    """Shows the newest snapshot. Thread: control, but where it says another. Real-time safe: no.

    handle: of the terminal. colors: rich's name for those that it has. `problem`: why the view went away by
    itself, or "".
    """

    def __init__(self, handle: int, colors: str | None) -> None:
        self.problem = ""
        self._handle, self._colors = handle, colors
        self._newest: Snapshot | None = None
        self._new, self._closing = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="livenode-view", daemon=True)
        self._settings: Any = None
        self._rows: list[str] = []
        self._size = (0, 0)

    def show(self, snapshot: Snapshot) -> None:
        """Take a snapshot to show; the first one opens the view. Never waits."""
        self._newest = snapshot
        self._new.set()
        if not self._thread.ident:
            self._settings = _silence_keys(self._handle)
            atexit.register(self.close)
            self._thread.start()

    def close(self) -> None:
        """Leave the terminal as it was found. May be called again."""
        if not self._thread.ident or self._closing:
            return
        self._closing = True
        self._new.set()
        self._thread.join(CLOSE_S)
        _restore_keys(self._handle, self._settings)
        atexit.unregister(self.close)

    def _run(self) -> None:
        """Paint until closed. Thread: view."""
        try:
            self._write(OPEN)
            while self._new.wait() and not self._closing:
                self._new.clear()
                if self._newest is not None:
                    self._paint(self._newest)
        except Exception as problem:  # the view must not cost the show
            self.problem = f"the view ended ({type(problem).__name__}: {problem})"
        finally:
            with suppress(OSError):
                self._write(CLOSE)

    def _paint(self, snapshot: Snapshot) -> None:
        """Write the rows that differ from what is there."""
        size = os.get_terminal_size(self._handle)
        width, height = max(1, size.columns), max(1, size.lines)
        rows = painted(snapshot, width, height, self._colors)
        text = ""
        if (width, height) != self._size:
            self._size, self._rows, text = (width, height), [], "\x1b[2J"
        old = self._rows + [""] * (len(rows) - len(self._rows))
        rows += [""] * (len(old) - len(rows))
        for number, (row, before) in enumerate(zip(rows, old, strict=True), 1):
            if row != before:
                text += f"\x1b[{number};1H{row}\x1b[0m\x1b[K"
        self._rows = rows
        if text:
            self._write(text)

    def _write(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(self._handle, data) :]


def _silence_keys(handle: int) -> Any:
    """Let typed keys not be shown, and neither stop the output nor the music; returns what to restore."""
    if sys.platform == "win32":
        return None
    try:
        found = termios.tcgetattr(handle)
        changed = [*found[:6], [*found[6]]]
        changed[0] &= ~termios.IXON  # Ctrl-S
        changed[3] &= ~(termios.ECHO | termios.ICANON)
        changed[6][termios.VSUSP] = bytes([os.fpathconf(handle, "PC_VDISABLE") & 0xFF])  # Ctrl-Z
        termios.tcsetattr(handle, termios.TCSANOW, changed)
    except termios.error:
        return None
    return found


def _restore_keys(handle: int, settings: Any) -> None:
    """Set the keys as they were, and forget what was typed meanwhile."""
    if sys.platform == "win32" or settings is None:
        return
    with suppress(termios.error):
        termios.tcflush(handle, termios.TCIFLUSH)
        termios.tcsetattr(handle, termios.TCSANOW, settings)
