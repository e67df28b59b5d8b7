"""Where the documentation's commands are run: a folder with the files they name, and a private JACK server.

What would take weights, minutes or a certain sound card is swapped for the fake engine, less time, the
JACK server; a live node plays until its port answers, and is ended by a signal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from livenode.audio.files import write_wav
from livenode.cli import main
from livenode.inference.fake_engine import FakeEngine
from livenode.surface import Command
from tests.clients import free_port
from tests.docs.pages import ROOT
from tests.generation.rig import music
from tests.show.virtual_set import VirtualSet
from tests.studio import BAND

SECONDS = 9.0  # of the recordings: four bars at 120 bpm, and more
SONG_SECONDS = 17.0  # eight bars
SOUNDS = ("IN.wav", "guitar.wav", "kalimba.wav")
STEMS = ("bass.wav", "keys.wav")
SONG = Path("my-songs/one 120bpm")
TRAININGS = (Path("runs/mine/cae"), Path("runs/mine/denoiser"))
SWAPS = {
    "--device": "system", "--input-device": "system", "--output-device": "system",
    "--engine": "fake", "--rehearse": "0.1", "--midi-in": "virtual", "--midi-out": "virtual",
    "--minutes": "0.02",
}  # fmt: skip
TAKES_ENGINE = ("run", "render", "doctor", "bench", "serve")
KNOWS_ENGINE = ("--vary", "--from")  # their recipe names it
MEDIA = "my-sounds"
# what a command may end with beside 0: the doctor with 1, on a machine that does not keep up
ALSO = {"doctor": 1}


def furnish(folder: Path) -> None:
    """Make the files that the documentation's commands and examples name."""
    for seed, name in enumerate(SOUNDS):
        write_wav(folder / name, music(SECONDS, seed=seed))
    (folder / "band.toml").write_text(BAND)
    (folder / "show.toml").write_text('hours = ["mo-fr 10:00-18:00"]\n')
    (folder / MEDIA).mkdir()
    (folder / SONG).mkdir(parents=True)
    for seed, name in enumerate(STEMS):
        write_wav(folder / SONG / name, music(SONG_SECONDS, seed=seed))
    for training in TRAININGS:
        (folder / training).mkdir(parents=True)
        (folder / training / "log.jsonl").write_text('{"step": 1, "spent_s": 60, "loss": 1.5}\n')
    record(folder / "my-set")
    (folder / "engines").mkdir()
    (folder / "engines" / "default").symlink_to(ROOT / "engines" / "default")


def record(folder: Path) -> None:
    """Record a short set."""
    virtual = VirtualSet(FakeEngine(), music(3.0), folder.parent / "sets")
    play = Command("transport/play", when="now")
    virtual.perform([(0.0, Command("record", None, (1,))), (0.1, play)], 2.5).rename(folder)


def swapped(words: Sequence[str]) -> list[str]:
    """Return the words of a livenode command as they can be run here, without `livenode`."""
    words = list(words)[1:]
    for option, value in SWAPS.items():
        for at, word in enumerate(words[:-1]):
            if word == option:
                words[at + 1] = value
    if words[0] in TAKES_ENGINE and "--engine" not in words and not {*KNOWS_ENGINE} & {*words}:
        words += ["--engine", "fake"]
    if words[0] == "bench":
        words += ["--riffs", "1"]
    return words


def is_live(words: Sequence[str]) -> bool:
    """Whether a command plays until it is ended."""
    return words[0] == "run" and not {"--virtual", "--demo"} & {*words}


def goes_on(words: Sequence[str]) -> bool:
    """Whether a program of others goes on until it is ended."""
    return words[0] == "oscdump"


def runs(words: Sequence[str]) -> bool:
    """Run a command of the documentation; returns whether it ended as it should."""
    if words[0] == "make":  # it sets a machine up, or is these tests: dry
        words = ["make", "-n", "-C", str(ROOT), *words[1:]]
    if goes_on(words):
        return _goes_on(words)
    if words[0] != "livenode":
        return subprocess.run(words, check=False, timeout=60).returncode == 0
    words = swapped(words)
    try:
        code = _play(words) if is_live(words) else _serve(words) if words[0] == "serve" else main(words)
    except SystemExit as leaving:  # argparse: --version, or what it does not understand
        code = leaving.code
    return code in (0, ALSO.get(words[0]))


def _play(words: list[str]) -> int:
    port = free_port()
    words += ["--plain", "--port", str(port), "--http-port", str(free_port())]
    with _ended_when(lambda: _answers(port)):
        return main(words)


def _serve(words: list[str]) -> int:
    port = free_port()
    with _ended_when(lambda: _listens(port)):
        return main([*words, "--port", str(port)])


def _goes_on(words: Sequence[str]) -> bool:
    """Run a program for a second; returns whether it was still there."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as program:
        try:
            program.wait(1.0)
        except subprocess.TimeoutExpired:
            program.terminate()
            return True
    return False


@contextmanager
def _ended_when(happened: Callable[[], bool]) -> Iterator[None]:
    """End this process's node by a signal once something has happened."""
    leave = threading.Event()

    def watch() -> None:
        while not leave.wait(0.05):
            if happened():
                os.kill(os.getpid(), signal.SIGTERM)
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        leave.set()
        thread.join()


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
