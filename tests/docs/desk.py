"""The desk on which the documentation's commands are run: a folder with the files that they name."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from livenode.audio.files import write_wav
from livenode.inference.fake_engine import FakeEngine
from livenode.surface import Command
from livenode.training.data.grooves import Groove, scan
from livenode.training.data.places import font_file
from tests.docs.pages import ROOT
from tests.generation.rig import music
from tests.show.virtual_set import VirtualSet
from tests.studio import BAND
from tests.training.made_up import write_piece, write_sentences

SECONDS = 9.0  # of the recordings: four bars at 120 bpm, and more
SONG_SECONDS = 17.0  # eight bars
SOUNDS = ("IN.wav", "guitar.wav", "kalimba.wav")
STEMS = ("bass.wav", "keys.wav")
SONGS = {
    "one 120bpm": "train",
    "two 118bpm": "train",
    "three 120bpm": "heldout",
    "four 118bpm": "heldout",
}
MEDIA = "my-sounds"
MINE = Path("runs/mine")  # an engine of one's own
TRAININGS = (MINE / "cae", MINE / "denoiser")
DATA = (MINE / "data", Path("runs/data"))
PIECES = ("train", "heldout")
FONTS = ("FluidR3_GM", "MuseScore_General_Lite")
GROOVES = ("stdlib/march", "stdlib/waltz", "casio/rock1")  # MMA needs 20 s to name them all


def furnish(folder: Path) -> None:
    """Make the files that the documentation's commands and examples name."""
    for seed, name in enumerate(SOUNDS):
        write_wav(folder / name, music(SECONDS, seed=seed))
    (folder / "band.toml").write_text(BAND)
    (folder / "show.toml").write_text('hours = ["mo-fr 10:00-18:00"]\n')
    (folder / MEDIA).mkdir()
    for song, split in SONGS.items():
        place = folder / "my-songs" / song
        place.mkdir(parents=True)
        (place / "song.toml").write_text(f'split = "{split}"\n')
        for seed, name in enumerate(STEMS):
            write_wav(place / name, music(SONG_SECONDS, seed=seed))
    record(folder / "my-set")
    (folder / "engines").mkdir()
    (folder / "engines" / "default").symlink_to(ROOT / "engines" / "default")
    furnish_school(folder)


def record(folder: Path) -> None:
    """Record a short set."""
    virtual = VirtualSet(FakeEngine(), music(3.0), folder.parent / "sets")
    play = Command("transport/play", when="now")
    virtual.perform([(0.0, Command("record", None, (1,))), (0.1, play)], 2.5).rename(folder)


def furnish_school(folder: Path) -> None:
    """Make what the commands that train name: pieces, fonts, logs, sentences as their encoder embeds them."""
    for training in TRAININGS:
        (folder / training).mkdir(parents=True)
        (folder / training / "log.jsonl").write_text('{"step": 1, "spent_s": 60, "loss": 1.5}\n')
    for data in DATA:
        (folder / data).mkdir(parents=True)
        (folder / data / "grooves.json").write_text(json.dumps([asdict(each) for each in _grooves()]))
    for number, split in enumerate(PIECES):
        write_piece(folder / MINE / "data" / f"{number:05d}", split, number)
    write_sentences(folder / MINE / "sentences.npz")
    (folder / MINE / "chain.json").write_text('{"sentences": 0}')
    (folder / "FOLDER").mkdir()
    for font in map(font_file, FONTS):
        (folder / "FOLDER" / font.name).symlink_to(font)


@cache
def _grooves() -> list[Groove]:
    return scan(GROOVES)
