"""Where soundfonts, drum kits and fluidsynth lie: where Debian puts them, or where the environment says."""

import os
from pathlib import Path

FONT_FOLDERS = (Path("/usr/share/sounds/sf2"), Path("/usr/share/sounds/sf3"))
KIT_FOLDER = Path("/usr/share/hydrogen/data/drumkits")
# The name of a font is that of its file, compressed (.sf3) or not.
FONT_SUFFIXES = (".sf2", ".sf3")
FONTS_VARIABLE, KITS_VARIABLE = "LIVENODE_FONTS", "LIVENODE_DRUMKITS"
LIBRARY_VARIABLE = "LIVENODE_FLUIDSYNTH"


class MissingError(FileNotFoundError):
    """Something the recipe needs is not installed; the sentence says what, and the remedy."""

    exit_code = 69  # EX_UNAVAILABLE


def font_file(name: str) -> Path:
    """Return the file of a soundfont such as "FluidR3_GM".

    Raises:
        MissingError: it is in none of the folders; the message names the remedies.
    """
    named = os.environ.get(FONTS_VARIABLE)
    folders = (Path(named),) if named else FONT_FOLDERS
    for path in (folder / f"{name}{suffix}" for folder in folders for suffix in FONT_SUFFIXES):
        if path.exists():
            return path
    raise MissingError(
        f"no soundfont {name} in {' or '.join(map(str, folders))}: install the packages "
        f"fluid-soundfont-gm and musescore-general-soundfont-small, "
        f"or name their folder (--fonts or {FONTS_VARIABLE})"
    )


def kits() -> Path:
    """Return the folder that holds the drum kits' folders."""
    return Path(os.environ.get(KITS_VARIABLE, KIT_FOLDER))


def fluidsynth_library() -> str | None:
    """Return the file of the fluidsynth library where the environment names one."""
    return os.environ.get(LIBRARY_VARIABLE)
