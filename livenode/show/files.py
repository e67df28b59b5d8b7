"""The files of a set while they are written: its journal, and what was heard and sounded, frame by frame."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from livenode.show.folder import EVENTS, INPUT, STEREO_FILES
from livenode.show.wav import WavWriter


class SoundFiles:
    """Input, parts and master as WAV files that begin at one frame. Raises OSError. Thread: any."""

    def __init__(self, folder: Path, samplerate: int) -> None:
        self._input = WavWriter(folder / INPUT, 1, samplerate)
        self._stereo = {name: WavWriter(folder / name, 2, samplerate) for name in STEREO_FILES}

    @property
    def frames(self) -> int:
        """How many are in each of the files, at the least."""
        return min(file.frames for file in self._all())

    def write(self, heard: np.ndarray, sounded: np.ndarray) -> None:
        """Append what was heard (frames,), and rows of the stereo ring."""
        self._input.write(heard)
        for name, (first, end) in STEREO_FILES.items():
            self._stereo[name].write(sounded[:, first:end])

    def secure(self) -> None:
        """Bring all to the disk."""
        for file in self._all():
            file.secure()

    def close(self) -> None:
        """Close each, also where one cannot be."""
        problems = []
        for file in self._all():
            try:
                file.close()
            except OSError as problem:
                problems.append(problem)
        if problems:
            raise problems[0]

    def _all(self) -> list[WavWriter]:
        return [self._input, *self._stereo.values()]


class SetFiles(SoundFiles):
    """The same with the journal beside them. first_frame: of the node, at which the files begin."""

    def __init__(self, folder: Path, samplerate: int, first_frame: int) -> None:
        super().__init__(folder, samplerate)
        self.first_frame = first_frame
        self._rows = (folder / EVENTS).open("xb", buffering=0)
        _secure_folder(folder)

    @property
    def next_frame(self) -> int:
        """The frame of the node that is to be written next."""
        return self.first_frame + self.frames

    def write_row(self, row: Mapping[str, Any]) -> None:
        """Append a row to the journal."""
        line = memoryview(json.dumps(row).encode() + b"\n")
        while line:
            line = line[self._rows.write(line) :]

    def secure(self) -> None:
        """Bring all to the disk, the journal first: sound without it cannot be made again."""
        os.fsync(self._rows.fileno())
        super().secure()

    def close(self) -> None:
        """Close all."""
        with suppress(OSError):
            os.fsync(self._rows.fileno())
        self._rows.close()
        super().close()


def _secure_folder(folder: Path) -> None:
    """Bring the names of the files to the disk, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
