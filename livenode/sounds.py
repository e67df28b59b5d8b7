"""Sounds that are prompts: found by name, read, and refused with a sentence where they cannot be one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from livenode import paths
from livenode.audio.files import SAMPLERATE, AudioFileError, read_audio
from livenode.generation.prompting import SOUND_S
from livenode.generation.riff import Sound
from livenode.params import Refused

LONGEST_S = 20 * 60.0
SUFFIXES = (".wav", ".flac", ".ogg", ".aif", ".aiff", ".mp3")


def names(folder: Path) -> list[str]:
    """Return the names of the sounds in a folder, sorted. Thread: any. Real-time safe: no."""
    files = folder.rglob("*") if folder.is_dir() else ()
    return sorted(str(file.relative_to(folder)) for file in files if file.suffix.lower() in SUFFIXES)


def in_folder(folder: Path, name: str) -> Sound:
    """Return a sound by its name in a folder, never from outside of it. Raises AudioFileError.

    Thread: any. Real-time safe: no.
    """
    if name not in names(folder) or not (folder / name).resolve().is_relative_to(folder.resolve()):
        found = ", ".join(names(folder)[:20]) or "none"
        raise AudioFileError(f"no sound {name[:80]!r} in {folder}; there are: {found}")
    return read(folder / name, name)


def shelf(media: str) -> Callable[[str], Sound]:
    """Return what opens a sound by its name in a media folder ("" = the user's), or raises Refused."""
    folder = Path(media) if media else paths.media_folder()

    def open_sound(name: str) -> Sound:
        try:
            return in_folder(folder, name)
        except AudioFileError as problem:
            raise Refused("out_of_range", str(problem)) from None

    return open_sound


def read(path: Path, name: str = "") -> Sound:
    """Return the sound in a file. Raises AudioFileError. Thread: any. Real-time safe: no."""
    file = read_audio(path, longest_s=LONGEST_S)
    if file.is_silent or file.duration_s < SOUND_S[0]:
        what = "is silent" if file.is_silent else f"is shorter than {SOUND_S[0]:g} s"
        raise AudioFileError(f"{path}: {what}: it cannot say what to play")
    return Sound(name or str(path), file.audio[: round(SOUND_S[1] * SAMPLERATE)])


def first_found(name: str, folders: Sequence[Path]) -> Path:
    """Return the first file of this name in the folders, or the name as a path. Thread: any."""
    return next((folder / name for folder in folders if (folder / name).is_file()), Path(name))
