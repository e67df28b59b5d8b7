"""A folder to render in: two bars of a recording at 240 bpm, a sound, a band, and the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from livenode.audio.files import write_wav
from livenode.cli import main
from tests.generation.rig import RATE, music

BAND = """
[node]
tempo = 240
takes = 2
[part.1]
prompt = "clavinet"
pan = -0.5
[part.2]
auto = 1
prompt = "soft strings"
width = 0.5
density = 0.2
"""


class Studio:
    """Renders with the fake engine, in `folder`, which is the working directory."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        write_wav(folder / "in.wav", music(2.5))
        write_wav(folder / "sound.wav", music(2, seed=5))
        write_wav(folder / "silent.wav", np.zeros(2 * RATE, np.float32))
        (folder / "band.toml").write_text(BAND)

    def run(self, *words: object) -> tuple[int, str]:
        """Run `livenode render`; return the exit code and what it said on stderr."""
        options = (
            [] if "--engine" in words or "--vary" in words or "--from" in words else ["--engine", "fake"]
        )
        try:
            code = main(["render", *(str(word) for word in words), *options])
        except SystemExit as leaving:  # argparse
            code = leaving.code if isinstance(leaving.code, int) else 1
        return code, self._capsys.readouterr().err

    def render(self, target: str, *words: object) -> np.ndarray:
        """Render to a file; return its audio (frames, 2)."""
        code, said = self.run(*words[:0], *_files(target, words))
        assert code == 0, said
        return self.read(target)

    def accompany(self, target: str, *words: object) -> np.ndarray:
        """Render to in.wav."""
        return self.render(target, "in.wav", "--bpm", 240, *words)

    def refused(self, exit_code: int, says: str, *words: object) -> None:
        """Render what cannot be: one line that says why, and no file is changed or left behind."""
        before = self.files()
        code, said = self.run(*words)
        assert (code, says in said, said.count("\n")) == (exit_code, True, 1), said
        assert said.startswith("livenode")
        assert self.files() == before

    def read(self, name: str) -> np.ndarray:
        audio, samplerate = soundfile.read(self.folder / name, dtype="float32", always_2d=True)
        assert samplerate == RATE
        return audio

    def recipe(self, name: str) -> dict:
        return json.loads((self.folder / name).read_text("utf-8"))

    def files(self) -> dict[str, bytes]:
        found = self.folder.rglob("*")
        return {str(path): path.read_bytes() if path.is_file() else b"" for path in found}


def _files(target: str, words: tuple[object, ...]) -> list[object]:
    """Return words with the output in its place: behind the input, if there is one."""
    has_input = bool(words) and not str(words[0]).startswith("--")
    return [words[0], target, *words[1:]] if has_input else [target, *words]
