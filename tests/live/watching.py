"""Start a watched node on a JACK server, do them harm, and hear from outside how it plays."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.jack_server import PERIOD, start_jack

ROOT = Path(__file__).parents[2]
RECOVERY_LIMIT_S = 5.0
AWAY_S = 3.0


class Watched:
    """A watched node on a JACK server of its own. `rows`: how it was; `said`: what it told the console."""

    def __init__(self, folder: Path) -> None:
        self.name = f"livenode_test_{os.getpid()}_{folder.name}"
        self.environment = {**os.environ, "JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": self.name}
        self.server = start_jack(self.name, 48_000)
        self.folder = folder
        self.rows: list[dict] = []
        self.said: list[dict] = []
        command = [sys.executable, "-m", "tests.live.watched_node", str(folder / "riffs.npz")]
        self.errors = (folder / "errors.txt").open("w+")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self.errors}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, **pipes)
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                row = json.loads(line)
                (self.said if "said" in row else self.rows).append(row)

    def wait(self, happened: Callable[[dict], bool], limit_s: float) -> float:
        """Wait until the node says so; return the seconds it took."""
        begun_s, seen = time.monotonic(), len(self.rows)
        while time.monotonic() < begun_s + limit_s:
            fresh, seen = self.rows[seen:], len(self.rows)
            if found := next((row for row in fresh if happened(row)), None):
                return found["at_s"] - begun_s
            assert self.process.poll() is None, self._errors()
            time.sleep(0.01)
        raise AssertionError(f"not within {limit_s} s; last: {self.rows[-1:]} {self.said} {self._errors()}")

    def wait_for_riffs(self, count: int) -> None:
        """Wait until the node has placed so many more."""
        wanted = self.rows[-1]["riffs"] + count
        self.wait(lambda row: row["riffs"] >= wanted, 10)

    def _errors(self) -> str:
        self.errors.seek(0)
        return self.errors.read()

    def restart(self, samplerate: int = 48_000, period: int = PERIOD) -> float:
        """End the server, start it again after AWAY_S; return the seconds until the node plays again."""
        self.server.terminate()
        self.server.wait(10)
        self.wait(lambda row: row["status"] == "fault" and "(lost)" in row["device"], 3)
        time.sleep(AWAY_S)
        assert self.rows[-1]["status"] == "fault"
        self.server = start_jack(self.name, samplerate, period)
        return self.wait(plays, RECOVERY_LIMIT_S)

    def listen(self, seconds: float) -> np.ndarray:
        """Return what another JACK client hears of the node."""
        path = self.folder / "recorded.npy"
        command = [sys.executable, "-m", "tests.live.ear", str(seconds), str(path)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=60)
        return np.load(path)

    def end(self) -> tuple[np.ndarray, np.ndarray]:
        """End the node; return the frames and beginnings of the riffs it placed."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(20)
        assert code == 0, f"exit {code}: {self._errors()}"
        riffs = np.load(self.folder / "riffs.npz")
        return riffs["frames"], riffs["audio"]

    def close(self) -> None:
        """End what still runs; the server first, which waits for a client that was killed."""
        self.process.send_signal(signal.SIGCONT)
        self.server.terminate()
        self.server.wait(10)
        self.process.kill()
        self.process.wait()
        self.reader.join()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()  # type: ignore[union-attr]
        self.errors.close()
        for left in Path("/dev/shm").glob(f"jack_sem.*_{self.name}_*"):  # of the client that was left
            left.unlink()


def plays(row: dict) -> bool:
    return row["status"] in ("ok", "degraded") and row["peak"] > 0.01


def found_at(heard: np.ndarray, begin: np.ndarray) -> list[int]:
    """Return where in `heard` (frames,) a riff's beginning sounds: more than once where it repeats."""
    length = len(begin)
    match = np.correlate(heard, begin, "valid")
    energy = np.convolve(np.square(heard), np.ones(length), "valid")
    alike = match / np.sqrt(np.maximum(energy, 1e-9) * float(begin @ begin))
    best = float(alike.max())
    return np.flatnonzero(alike > max(0.999, best - 1e-4)).tolist()


def assert_heard_on_the_bar(heard: np.ndarray, frames: np.ndarray, begins: np.ndarray) -> int:
    """Check that the riffs heard lie as far apart as their bar lines, to the sample; return how many."""
    places = {
        int(f): found_at(heard, b) for f, b in zip(frames, begins, strict=True) if np.abs(b).max() > 0.01
    }
    offsets = Counter(frame - place for frame, found in places.items() for place in found)
    assert offsets, "no riff is heard"
    offset = offsets.most_common(1)[0][0]
    last = len(heard) - len(begins[0])
    due = {frame: frame - offset in found for frame, found in places.items() if 0 <= frame - offset <= last}
    assert all(due.values()), (due, places)
    return len(due)


def drift_s(rows: list[dict]) -> float:
    """Return by how much the node's musical time moved against the wall's from the first row to the last."""
    first, last = rows[0], rows[-1]
    return (last["frame"] - first["frame"]) / 48_000 - (last["at_s"] - first["at_s"])
