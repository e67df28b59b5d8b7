"""A recorded set played again: into files of its own, beside those that were recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.audio.files import AudioFileError, FileFrames
from livenode.inference.engine import Engine
from livenode.midi.tempo_file import write_tempo_map
from livenode.params import spoken
from livenode.replaying import Replay
from livenode.rt.stereo import StereoRing
from livenode.show.files import SoundFiles
from livenode.show.folder import STEREO_FILES, SetError
from livenode.show.stored import StoredSet
from livenode.show.tempo_map import BarLines

CHUNK_FRAMES = 48_000
RING_FRAMES = 2**17
PROMPTS = ("part/<p>/prompt", "part/<p>/prompt/2", "part/<p>/audio", "preset/load")
README = """Import tempo.mid first, into an empty project, and take its tempo and meter when asked. Then put
all WAV files at the very beginning, each on a track of its own, without warping or stretching: they begin
at one frame, and the bars lie on the music.
"""


@dataclass
class Compared:
    """How a file of a replay differs from what was recorded. first_s: where first; None: nowhere."""

    name: str
    frames: int = 0
    differing: int = 0
    first_frame: int | None = None

    def take(self, start: int, again: np.ndarray, recorded: np.ndarray, counts: np.ndarray) -> None:
        """Compare the next rows, of which `counts` says which count."""
        rows = min(len(again), len(recorded))  # a file may end before the others
        differs = (again[:rows] != recorded[:rows]).any(1) & counts[:rows]
        self.frames += int(counts[:rows].sum())
        if differs.any() and self.first_frame is None:
            self.first_frame = start + int(differs.argmax())
        self.differing += int(differs.sum())


@dataclass
class Again:
    """What a replay gave: each file compared, why others could not be; the bars as they passed."""

    compared: list[Compared]
    unread: list[str]
    bar_lines: BarLines
    late_riffs: int = 0


def play_again(
    stored: StoredSet,
    engine: Engine,
    out: Path,
    *,
    steps: int = 0,
    other_engine: bool = False,
    report: Callable[[float], None] = lambda share: None,
) -> Again:
    """Play a set again into the files of a new folder; returns how they differ from its own.

    steps: denoising steps in place of those asked for; 0: none. other_engine: it is not the set's own.
    report: told how much is done, 0..1. Raises SetError where there are files already or the disk is full,
    and AudioFileError. Thread: control. Real-time safe: no.
    """
    replay = Replay(
        engine,
        stored.heard(),
        stored.performance,
        before=stored.heard_before(),
        arrays=stored.arrays,
        is_exact=not stored.inexact,
        steps=steps,
        alone=other_engine,
        stereo_frames=RING_FRAMES,
        collect=False,
    )
    again = Again([], [], BarLines(replay.memory.samplerate, stored.first_frame))
    recorded = _recorded(stored, again.unread)
    compared = {name: Compared(name) for name in recorded}
    try:
        out.mkdir(parents=True, exist_ok=True)
        files = SoundFiles(out, replay.memory.samplerate)
        for start, heard, sounded in _played(replay, stored, again.bar_lines):
            files.write(heard, sounded)
            place, counts = start - stored.first_frame, _counts(stored, start, len(sounded))
            for name, file in recorded.items():
                columns = slice(*STEREO_FILES[name])
                compared[name].take(place, sounded[:, columns], file[place : place + len(sounded)], counts)
            report((place + len(sounded)) / stored.frames)
        files.close()
    except OSError as problem:
        where = problem.filename or out
        raise SetError(f"{where}: {problem.strerror}: give another folder with --out") from None
    again.late_riffs, again.compared = replay.conductor.band.late_riffs, list(compared.values())
    return again


def _recorded(stored: StoredSet, unread: list[str]) -> dict[str, FileFrames]:
    """Return the recorded files that can be opened; why others cannot is added to `unread`."""
    found = {}
    for name in STEREO_FILES:
        try:
            found[name] = FileFrames(stored.folder / name, 2)
        except AudioFileError as problem:
            unread.append(str(problem))
    return found


def _played(
    replay: Replay, stored: StoredSet, bar_lines: BarLines
) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Play, and yield from the set's first frame on: a frame, what was heard and what sounded from there."""
    ring, next_frame = StereoRing(replay.memory), stored.first_frame
    ring.fill(True)
    while not replay.done:
        frame = replay.memory.frame()
        replay.step()
        bar_lines.look(frame, replay.conductor.timeline)
        frames = replay.memory.frame() - next_frame
        if frames >= CHUNK_FRAMES or (replay.done and frames > 0):
            yield next_frame, replay.memory.read_record(next_frame, frames), ring.read(next_frame, frames)
            next_frame += frames


def _counts(stored: StoredSet, start: int, frames: int) -> np.ndarray:
    """Return which frames were recorded, (frames,) bool."""
    counts = np.ones(frames, bool)
    for first, lost in stored.performance.lost:
        counts[max(0, first - start) : max(0, first + lost - start)] = False
    return counts


def write_tempo(stored: StoredSet, again: Again, out: Path) -> None:
    """Write the tempo map, with a marker where a prompt changes, and how to import it. Raises SetError."""
    rate, first = 48_000, stored.first_frame
    bars = [
        (one.numerator, one.denominator, one.frames / rate)
        for one in again.bar_lines.stretches(first + stored.frames)
    ]
    markers = [
        (
            max(0, at_frame - first) / rate,
            f"{spoken(command.path, command.part)} {' '.join(map(str, command.args))}",
        )
        for _, at_frame, command in stored.performance.commands
        if command.path in PROMPTS
    ]
    try:
        write_tempo_map(out / "tempo.mid", bars, markers)
        (out / "README.txt").write_text(README, "utf-8")
    except OSError as problem:
        raise SetError(f"{out} cannot be written ({problem.strerror})") from None
