"""Make pieces of your own music: `livenode data import MUSIC --out runs/data`.

Every folder under MUSIC is a song, every audio file in it a stem. The tempo is constant; it comes from
`song.toml`, from the names ("120bpm", "bpm120", "_120_"), or is estimated. `song.toml` may hold bpm, meter
("4/4"), bar1 (seconds), key, style, split ("train" or "heldout") and a table [captions] (file name = text).

A song becomes pieces of at most 48 s, from bar 1 on, numbered after those that are in the folder. What is
there already is not made again.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from livenode.audio.files import SAMPLERATE
from livenode.training.data.make import folder_of, save
from livenode.training.data.song_sheet import SongError
from livenode.training.data.songs import cut_piece, is_audio, read_song, spans_of


def import_songs(folder: Path, out_dir: Path) -> int:
    """Import every song under a folder; print what was made and what was not. Return the pieces made.

    Raises:
        SongError: there are no songs, or one or more were refused (the others are made).
    """
    if not folder.is_dir():
        raise SongError(f"{folder}: there is no such folder")
    songs = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    loose = [path.name for path in folder.iterdir() if path.is_file() and is_audio(path)]
    if loose:
        print(f"{min(loose)}{' and others' if len(loose) > 1 else ''}: in no song's folder, not used")
    if not songs:
        raise SongError(f"{folder}: holds no songs; put the stems of each song into a folder of its own")
    made, refused = 0, 0
    for path in songs:
        try:
            made += _import_song(path, out_dir)
        except SongError as problem:
            print(f"refused: {problem}")
            refused += 1
    print(f"{made} pieces made in {out_dir}")
    if refused:
        raise SongError(f"{refused} of {len(songs)} songs were refused, the sentences above say why")
    return made


def _import_song(path: Path, out_dir: Path) -> int:
    there = _pieces_there(out_dir)
    song, notes = read_song(path)
    for note in notes:
        print(f"{song.name}: {note}")
    made = 0
    for first_bar, bars in spans_of(song.bars, song.frames_per_bar / SAMPLERATE):
        if (song.name, first_bar, bars) in there:
            print(f"{song.name}: bars {first_bar + 1} to {first_bar + bars} are there already")
            continue
        try:
            stems, meta, left_out = cut_piece(song, first_bar, bars)
        except SongError as problem:
            print(problem)
            continue
        index = max(there.values(), default=-1) + 1
        there[(song.name, first_bar, bars)] = index
        save(folder_of(out_dir, index), stems, {**meta, "index": index})
        quiet = f", without {', '.join(left_out)}: hardly sounding" if left_out else ""
        held = " (held out)" if meta["split"] == "heldout" else ""
        print(f"{song.name}: bars {first_bar + 1} to {first_bar + bars} are piece {index:05d}{held}{quiet}")
        made += 1
    return made


def _pieces_there(out_dir: Path) -> dict[tuple, int]:
    """Return the indices of a folder's pieces by (song, first bar, bars), or by name where not imported."""
    found: dict[tuple, int] = {}
    for path in out_dir.glob("[0-9]*/meta.json"):
        meta = json.loads(path.read_text())
        key = (meta["song"], meta["first_bar"], meta["bars"]) if "song" in meta else (path.parent.name,)
        found[key] = int(path.parent.name)
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and import."""
    parser = argparse.ArgumentParser(
        prog="livenode data import",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("music", type=Path, help="folder with a folder of stems for each song")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pieces")
    arguments = parser.parse_args(argv)
    import_songs(arguments.music, arguments.out)


if __name__ == "__main__":
    main()
