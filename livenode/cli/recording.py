"""The recordings that commands take: read, or refused with a sentence before anything is made or written."""

import sys
from collections.abc import Sequence
from pathlib import Path

from livenode.audio.files import AudioFile, AudioFileError, check_output, read_audio
from livenode.config import ConfigError

LONGEST_S = 20 * 60.0  # all of a run is held in memory: 20 min take 3 GB
SHORTEST_S = 1.0
DULL_HZ = 16_000


def read_recording(path: str, bar1_s: float, is_prompted: bool) -> AudioFile:
    """Read a recording to play on. What is odd about it but can be played is told on stderr.

    is_prompted: the user said what to play, so that silence is accompanied. Raises AudioFileError for what
    cannot be read and for what is too short, too long or silent; ConfigError for a bar 1 behind its end.
    """
    file = read_audio(path, longest_s=LONGEST_S)
    if file.duration_s < SHORTEST_S:
        raise AudioFileError(
            f"{path}: is too short ({file.duration_s:.3f} s): give a recording of {SHORTEST_S:g} s or more"
        )
    if bar1_s >= file.duration_s:
        raise ConfigError(
            f"--bar1 {bar1_s:g} is behind the end of {path}, {file.duration_s:.1f} s: give a smaller one"
        )
    if file.is_silent and not is_prompted:
        raise AudioFileError(
            f"{path}: is silent, there is nothing to play to: give another, or say what to play with --prompt"
        )
    if file.is_silent:
        _tell(f"{path} is silent: the accompaniment follows the prompt alone")
    if file.source_samplerate < DULL_HZ:
        half_hz = file.source_samplerate // 2
        _tell(f"{path} has {file.source_samplerate} Hz: resampled, nothing above {half_hz} Hz is heard")
    return file


def output_files(target: Path, parts: Sequence[int]) -> dict[str, Path]:
    """Return the files of a run beside `target`: "sum", "input", "part1" ..."""
    stem = target.with_suffix("")
    names = ["input", *(f"part{part}" for part in parts)]
    return {"sum": target, **{name: stem.with_name(f"{stem.name}-{name}.wav") for name in names}}


def check_outputs(paths: Sequence[Path], source: str, journal: Path | None) -> None:
    """Raise AudioFileError unless each of the files can be written and none is an input or the journal."""
    for path in paths:
        check_output(path, [source])
    if journal is not None and any(journal.resolve() == path.resolve() for path in (*paths, Path(source))):
        raise AudioFileError(f"{journal}: is the input or an output too, give the journal another name")


def _tell(text: str) -> None:
    print(f"livenode: {text}", file=sys.stderr)
