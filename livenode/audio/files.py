"""Read audio files of any rate as 48 kHz, and write WAV files that are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

SAMPLERATE = 48000
LONGEST_S = 2 * 60 * 60
SUBTYPES = ("PCM_24", "FLOAT")
SAMPLERATES = (1000, 768_000)  # of a file: a few bytes at 1 Hz would be hours
MOST_CHANNELS = 64
NAME_BYTES = 200  # of an output: a disk takes 255, and what is written beside it has a longer name
_BLOCK_FRAMES = 1 << 18
_BLOCK_VALUES = 1 << 22
# TypeError: a .raw file has no header; UnicodeError: libsndfile is given names in UTF-8 only
_UNREADABLE = (soundfile.LibsndfileError, TypeError, OSError, UnicodeError)


class AudioFileError(ValueError):
    """An audio file cannot be read or written; the sentence names it and says why."""

    exit_code = 66  # EX_NOINPUT


@dataclass(frozen=True)
class AudioFile:
    """Audio as read: (frames,) float32 for mono, (frames, 2) for stereo, at 48 kHz."""

    audio: np.ndarray
    source_samplerate: int
    source_channels: int
    is_silent: bool

    @property
    def duration_s(self) -> float:
        """Length in seconds. Thread: any. Real-time safe: no."""
        return len(self.audio) / SAMPLERATE


def read_audio(path: str | Path, channels: int = 1, longest_s: float = LONGEST_S) -> AudioFile:
    """Read a WAV, FLAC, OGG or other file that libsndfile knows, resampled to 48 kHz.

    channels: 1 for the mean of the file's channels, 2 for its first two (one is doubled).
    AudioFileError for a file that is missing, unreadable, empty, longer than `longest_s`, or not finite.

    Thread: worker. Real-time safe: no.
    """
    if channels not in (1, 2):
        raise ValueError(f"channels is {channels}, must be 1 or 2")
    path = Path(path)
    try:
        if not path.is_file():
            raise AudioFileError(f"{path}: {'is a folder' if path.is_dir() else 'there is no such file'}")
        with soundfile.SoundFile(path) as file:
            return _read(path, file, channels, longest_s)
    except _UNREADABLE as error:
        raise AudioFileError(f"{path}: not an audio file that can be read ({error})") from error


def write_wav(
    path: str | Path,
    audio: np.ndarray,
    samplerate: int = SAMPLERATE,
    *,
    subtype: str = "PCM_24",
    inputs: Sequence[str | Path] = (),
) -> None:
    """Write a WAV file, first under a temporary name: at `path` lies the old file or the whole new one.

    audio: (frames,) or (frames, channels) float32; PCM_24 clips at ±1. inputs: files that were read; one
    of them as `path` is an AudioFileError.

    Thread: worker. Real-time safe: no.
    """
    path = Path(path)
    check_output(path, inputs)
    if subtype not in SUBTYPES:
        raise ValueError(f"subtype is {subtype!r}, must be one of {SUBTYPES}")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        soundfile.write(temporary, audio, samplerate, subtype=subtype, format="WAV")
        os.replace(temporary, path)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioFileError(f"{path}: cannot be written ({error})") from error
    finally:
        temporary.unlink(missing_ok=True)


def check_output(path: str | Path, inputs: Sequence[str | Path] = ()) -> None:
    """Raise AudioFileError unless `path` can be a WAV file and is none of the inputs.

    Thread: any. Real-time safe: no.
    """
    path = Path(path)
    if path.suffix.lower() != ".wav":
        raise AudioFileError(f"{path}: only WAV files are written, give it a name that ends in .wav")
    if reason := _refused(path):
        raise AudioFileError(f"{path}: cannot be written, {reason}")
    for other in inputs:
        if os.path.realpath(other) == os.path.realpath(path) or _same_file(path, Path(other)):
            raise AudioFileError(f"{path}: is the input too, give the output another name")


def _refused(path: Path) -> str:
    """Return why there can be no file of this path, or "". os.path: a name too long is none, no error."""
    if len(os.fsencode(path.name)) > NAME_BYTES:
        return f"give it a shorter name, of {NAME_BYTES} bytes at the most"
    if any("\ud800" <= letter <= "\udfff" for letter in str(path)):
        return "its name is not UTF-8, give it another"
    if os.path.isdir(path):
        return "is a folder"
    if not os.path.isdir(path.parent):
        return f"there is no folder {path.parent}"
    return "" if os.access(path.parent, os.W_OK | os.X_OK) else f"{path.parent} may not be written to"


def _same_file(a: Path, b: Path) -> bool:
    return a.exists() and b.exists() and a.samefile(b)


def _read(path: Path, file: soundfile.SoundFile, channels: int, longest_s: float) -> AudioFile:
    if file.frames <= 0:
        raise AudioFileError(f"{path}: holds no audio")
    if file.frames > longest_s * file.samplerate:
        minutes = file.frames / file.samplerate / 60
        raise AudioFileError(
            f"{path}: is {minutes:.1f} minutes long, at most {longest_s / 60:g} can be read; cut it"
        )
    _check_form(path, file)
    block_frames = min(_BLOCK_FRAMES, _BLOCK_VALUES // file.channels)
    resampler = None
    if file.samplerate != SAMPLERATE:
        resampler = soxr.ResampleStream(file.samplerate, SAMPLERATE, channels, "float32", "HQ")
    pieces: list[np.ndarray] = []
    silent, left = True, file.frames
    while left > 0:
        block = file.read(block_frames, dtype="float32", always_2d=True)
        left = 0 if len(block) < block_frames else left - len(block)
        if not np.isfinite(block).all():
            raise AudioFileError(f"{path}: holds values that are not finite (NaN or infinite)")
        silent = silent and not block.any()
        mixed = _to_channels(block, channels)
        pieces.append(mixed if resampler is None else resampler.resample_chunk(mixed, last=left == 0))
    audio = np.concatenate(pieces)
    if len(audio) == 0:
        raise AudioFileError(f"{path}: holds too little audio")
    audio = audio[:, 0] if channels == 1 else audio
    return AudioFile(np.ascontiguousarray(audio, np.float32), file.samplerate, file.channels, silent)


def _check_form(path: Path, file: soundfile.SoundFile) -> None:
    low, high = SAMPLERATES
    if not low <= file.samplerate <= high:
        raise AudioFileError(f"{path}: has {file.samplerate} frames a second; {low} to {high} can be read")
    if file.channels > MOST_CHANNELS:
        raise AudioFileError(f"{path}: has {file.channels} channels; at most {MOST_CHANNELS} can be read")


def _to_channels(block: np.ndarray, channels: int) -> np.ndarray:
    if channels == 1:
        return block.mean(axis=1, keepdims=True)
    return np.ascontiguousarray(block[:, :2] if block.shape[1] > 1 else np.repeat(block, 2, axis=1))


class FileFrames:
    """A file at 48 kHz, read a second at a time: no more of it is in memory.

    Raises AudioFileError for what cannot be read. Thread: one at a time. Real-time safe: no.
    """

    def __init__(self, path: str | Path, channels: int = 1) -> None:
        self._path = Path(path)
        try:
            self._file = soundfile.SoundFile(self._path)
        except _UNREADABLE as error:
            raise AudioFileError(f"{path}: not an audio file that can be read ({error})") from error
        if (self._file.samplerate, self._file.channels) != (SAMPLERATE, channels):
            found = f"{self._file.channels} channels at {self._file.samplerate} Hz"
            raise AudioFileError(f"{path}: holds {found}, must be {channels} at {SAMPLERATE} Hz")

        self._first, self._piece = 0, self._read(0, SAMPLERATE)

    def __len__(self) -> int:
        return int(self._file.frames)

    def __getitem__(self, place: slice) -> np.ndarray:
        """Return frames, (n,) float32 of a mono file, (n, channels) of another; fewer at its end."""
        first, end, _ = place.indices(len(self))
        if first < self._first or end > self._first + len(self._piece):
            self._first, self._piece = first, self._read(first, max(SAMPLERATE, end - first))
        return self._piece[first - self._first : max(first, end) - self._first]

    def _read(self, first: int, frames: int) -> np.ndarray:
        try:
            if self._file.tell() != first:
                self._file.seek(first)
            return np.asarray(self._file.read(frames, dtype="float32"))
        except soundfile.LibsndfileError as error:
            raise AudioFileError(f"{self._path}: cannot be read further ({error})") from error
