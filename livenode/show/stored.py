"""A recorded set as read from its folder: what it was played with, its journal, and what was heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from livenode.audio.files import SAMPLERATE, AudioFileError, FileFrames
from livenode.journal import JournalError, Performance, read
from livenode.show.about import manifest_sha256
from livenode.show.folder import BEFORE, EVENTS, INPUT, SetError, read_arrays, read_info

WORTH_TELLING_FRAMES = 4800


@dataclass(frozen=True)
class StoredSet:
    """A set. first_frame: of the node, at which its files begin; frames: how many can be played again.

    before: what was heard and sent before that, (n, 2) float32. inexact: why it cannot be given again to the
    sample, or "". notes: what is odd about it.
    """

    folder: Path
    info: Mapping[str, Any]
    performance: Performance
    arrays: Mapping[str, np.ndarray]
    before: np.ndarray
    first_frame: int
    frames: int
    inexact: str
    notes: tuple[str, ...]

    @property
    def engine(self) -> str:
        """The name of the engine it was played with."""
        return str(self.info["engine"]["name"])

    @property
    def warm_frame(self) -> int:
        """The frame of the node at which a replay begins."""
        assert self.performance.state is not None
        return int(self.performance.state["warm_frame"])

    def heard_before(self) -> np.ndarray:
        """Return what was heard and sent before a replay begins, (n, 2)."""
        return self.before[: max(0, len(self.before) - (self.first_frame - self.warm_frame))]

    def heard(self) -> "Heard":
        """Return what was heard from there on."""
        before = self.before[len(self.heard_before()) :, 0]
        missing = self.first_frame - self.warm_frame - len(before)
        lead = np.concatenate([np.zeros(missing, np.float32), before])
        return Heard(lead, FileFrames(self.folder / INPUT), self.frames)


class Heard:
    """Frames of which the first are in memory and the rest in a file. Thread: one at a time."""

    def __init__(self, lead: np.ndarray, file: FileFrames, file_frames: int) -> None:
        self._lead, self._file, self._frames = lead, file, len(lead) + file_frames

    def __len__(self) -> int:
        return self._frames

    def __getitem__(self, place: slice) -> np.ndarray:
        first, end, _ = place.indices(len(self))
        lead = len(self._lead)
        file = self._file[max(0, first - lead) : max(0, end - lead)]
        return np.ascontiguousarray(np.concatenate([self._lead[first:end], file]), np.float32)


def read_set(folder: Path) -> StoredSet:
    """Read a set. Raises SetError with a sentence that says what is missing or torn."""
    info = read_info(folder)
    try:
        performance = read(folder / EVENTS)
        heard, before = FileFrames(folder / INPUT), FileFrames(folder / BEFORE, 2)
        first_frame, before_frame = int(info["first_frame"]), int(info["before_frame"])
    except (JournalError, AudioFileError) as problem:
        raise SetError(f"{folder} cannot be played again: {problem}") from None
    except (KeyError, TypeError, ValueError) as problem:
        raise SetError(f"{folder / 'set.json'} is not whole ({problem!r})") from None
    if not _is_whole(info):
        raise SetError(f"{folder / 'set.json'} is not whole: engine or config is missing, or no table")
    if type((performance.state or {}).get("warm_frame")) is not int:
        raise SetError(f"{folder / EVENTS}: the row with the state is missing, or not whole")
    if len(before) != first_frame - before_frame:
        raise SetError(
            f"{folder / BEFORE} is not whole: {len(before)} of {first_frame - before_frame} frames"
        )
    known_frame = max(first_frame, performance.known_frame or 0)
    frames = min(len(heard), known_frame - first_frame)
    if frames == 0:
        raise SetError(f"{folder} holds nothing that could be played again: it ended at once")
    return StoredSet(
        folder,
        info,
        performance,
        read_arrays(folder),
        before[:].reshape(-1, 2),
        first_frame,
        frames,
        "; ".join(dict.fromkeys([*filter(None, [info.get("inexact", "")]), *performance.inexact])),
        _notes(info, performance, len(heard) - frames),
    )


def _is_whole(info: Mapping[str, Any]) -> bool:
    """Return whether set.json names the engine, its sum, and what the node was started with."""
    engine, config = info.get("engine"), info.get("config", {})
    named = isinstance(engine, dict) and all(
        isinstance(engine.get(key), str) for key in ("name", "manifest_sha256")
    )
    return named and isinstance(config, dict) and isinstance(config.get("clap", ""), str)


def check_engine(stored: StoredSet, name: str) -> None:
    """Raise SetError unless the engine of this name is that which played the set."""
    recorded = stored.info["engine"]["manifest_sha256"]
    if manifest_sha256(name) != recorded:
        raise SetError(
            f"engine {name!r} is not what {stored.folder.name} was played with: bring that back, or say "
            "--engine NAME to hear the set with another"
        )


def _notes(info: Mapping[str, Any], performance: Performance, unknown_frames: int) -> tuple[str, ...]:
    """Return what a user should know of a set that is not as it should be."""
    notes = []
    if "ended" not in info:
        notes.append("the recording was cut off (a power cut, or the node was killed)")
    if performance.torn:
        notes.append(f"the last line of {EVENTS} is torn and left out")
    if unknown_frames > WORTH_TELLING_FRAMES:
        unknown_s = unknown_frames / SAMPLERATE
        notes.append(f"the last {unknown_s:.1f} s are not played again: {EVENTS} ends before them")
    if performance.lost:
        lost = sum(frames for _, frames in performance.lost)
        notes.append(
            f"{lost} frames are silent in the recording, the disk was too slow: they are not compared"
        )
    if performance.overtaken:
        notes.append(f"{performance.overtaken} frames were written as they sounded: they may differ")
    return tuple(notes)
