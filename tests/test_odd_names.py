"""File names and folders that a disk, libsndfile or a terminal cannot take: a sentence, nothing written."""

import io
import sys
from pathlib import Path

import pytest

from livenode.audio.files import AudioFileError, FileFrames
from livenode.cli import main
from tests.studio import Studio

FILE = 66
SONG = ("--bpm", 240, "--bars", 1)
NOT_UTF8 = "k\udcfcche.wav"  # as an old disk has it, in Latin-1


@pytest.fixture
def studio(tmp_path, monkeypatch, capsys) -> Studio:
    monkeypatch.chdir(tmp_path)
    return Studio(tmp_path, capsys)


@pytest.mark.parametrize("letters", [201, 245, 300])
def test_an_output_of_too_long_a_name_is_refused_before_anything_is_made(letters, studio):
    studio.refused(FILE, "a shorter name", "x" * letters + ".wav", *SONG)


def test_a_folder_of_too_long_a_name_is_none(studio):
    studio.refused(FILE, "there is no folder", "x" * 300 + "/out.wav", *SONG)


def test_an_output_that_is_not_utf_8_is_refused(studio):
    studio.refused(FILE, "is not UTF-8", NOT_UTF8, *SONG)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_an_input_that_is_not_utf_8_is_refused(studio, tmp_path):
    (tmp_path / "in.wav").rename(tmp_path / NOT_UTF8)
    studio.refused(FILE, "can be read", NOT_UTF8, "out.wav", *SONG)
    with pytest.raises(AudioFileError, match="can be read"):
        FileFrames(tmp_path / NOT_UTF8)


def test_a_terminal_without_umlauts_is_told_all_the_same(studio, monkeypatch):
    told = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", told)
    assert main(["render", "Bühne.wav", *map(str, SONG), "--engine", "fake"]) == 0
    assert b"hne.wav: 1.0 s" in told.buffer.getvalue()


def test_stems_that_cannot_be_made_are_a_sentence(studio, monkeypatch):
    make = Path.mkdir

    def refuse(self, *args, **options):
        if self.name == "stems":
            raise PermissionError(13, "Permission denied")
        make(self, *args, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    studio.refused(FILE, "stems: cannot be made a folder", "out.wav", *SONG, "--stems", "stems")
