"""Pieces written in one place and played in another, and what is said while they are.

Needs mma, libfluidsynth and both soundfonts, and fails where they are missing.
"""

import json
import lzma
import subprocess
import sys

import numpy as np
import pytest

from livenode.training.data import make as making
from livenode.training.data import places, play
from livenode.training.data import write as writing
from livenode.training.data.grooves import scan
from livenode.training.data.make import make, make_from
from livenode.training.data.places import MissingError
from livenode.training.data.progress import Progress
from livenode.training.data.score import ScoreError, pack, read_scores, unpack, write_scores
from livenode.training.data.write import write, write_piece

SEED, BARS = 5, 8


@pytest.fixture(scope="module")
def grooves():
    return scan(("stdlib/rockballad", "stdlib/waltz"))


def write_catalogue(path, grooves) -> None:
    path.write_text(json.dumps([{**vars(groove), "meter": list(groove.meter)} for groove in grooves]))


@pytest.fixture(scope="module")
def rows(grooves):
    return [write_piece(SEED, index, BARS, grooves) for index in range(2)]


@pytest.fixture(scope="module")
def scores(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("scores") / "scores.xz"
    write_scores(path, SEED, BARS, len(rows), rows)
    return path


def test_a_piece_survives_its_row(rows):
    for row in rows:
        again = unpack(json.loads(json.dumps(row)))
        assert json.dumps({"index": row["index"], **pack(again)}) == json.dumps(row)
        assert all(note.start <= note.end for track in again.tracks for note in track.notes)
        assert any(note.start < 0 for track in again.tracks for note in track.notes)  # the lead-in is there


def test_played_from_a_file_a_piece_is_the_same(tmp_path, scores, grooves, rows):
    write_catalogue(tmp_path / "grooves.json", grooves)
    make(tmp_path, pieces=2, seed=SEED, bars=BARS)
    make_from(scores, tmp_path / "again")
    for index in range(2):
        for file in ("stems.npy", "meta.json"):
            name = f"{index:05d}/{file}"
            assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_making_from_a_file_needs_no_mma(tmp_path, scores, monkeypatch):
    monkeypatch.setenv("PATH", "")
    make_from(scores, tmp_path, pieces=1)
    assert [path.name for path in tmp_path.iterdir()] == ["00000"]


def test_what_was_made_is_not_made_again(tmp_path, scores, capsys):
    make_from(scores, tmp_path, pieces=1)
    make_from(scores, tmp_path, pieces=9)
    assert "1 of 2 pieces are there, making 1" in capsys.readouterr().out
    assert np.load(tmp_path / "00001" / "stems.npy").dtype == np.int16


def test_written_files_are_small_and_in_order(tmp_path, grooves, monkeypatch):
    monkeypatch.setattr(writing, "load_catalogue", lambda path, jobs: write_catalogue(path, grooves))
    write(tmp_path / "scores.xz", pieces=3, jobs=1, seed=SEED, bars=BARS)
    head, rows = read_scores(tmp_path / "scores.xz")
    assert head == {"score": 1, "seed": SEED, "bars": BARS, "pieces": 3}
    assert [row["index"] for row in rows] == [0, 1, 2]
    assert (tmp_path / "scores.xz").stat().st_size < 3 * 4000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"hello", "not a score file"),
        (lzma.compress(b"hello\n"), "not a score file"),
        (lzma.compress(b'{"score": 99}\n'), "not a score file of version 1"),
    ],
)
def test_what_is_no_score_file_is_said(tmp_path, content, said):
    path = tmp_path / "scores.xz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScoreError, match=said):
        make_from(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_the_fonts_nothing_is_made(tmp_path, scores, monkeypatch):
    monkeypatch.setenv(places.FONTS_VARIABLE, str(tmp_path))
    with pytest.raises(MissingError, match="no soundfont"):
        make_from(scores, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_library_can_be_named(tmp_path):
    code = "import livenode.training.data.render"
    environment = {places.LIBRARY_VARIABLE: str(tmp_path / "libfluidsynth.so")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert "MissingError" in done.stderr and str(tmp_path) in done.stderr


def test_a_piece_that_will_not_play_is_left_out_and_said(tmp_path, scores, rows, monkeypatch, capsys):
    monkeypatch.setattr(play, "MIN_ACTIVITY", 2.0)
    monkeypatch.setattr(play, "MAX_ATTEMPTS", 1)
    assert making.make_piece(tmp_path, SEED, 0, rows[0]) is None
    assert "left out: piece 0 of seed 5" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_log_gets_a_line_for_every_twentieth(capsys):
    progress = Progress(1000, "pieces")
    assert [progress.passed(i) for i in range(1000)] == list(range(1000))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 20 and lines[0].startswith("50/1000 pieces, ") and lines[-1].startswith("1000/1000")


def test_a_terminal_gets_one_line_that_is_written_over(capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    progress = Progress(3, "pieces")
    for i in range(3):
        progress.passed(i)
    out = capsys.readouterr().out
    assert out.count("\r") == 2 and out.count("\n") == 1 and len(out.split("\r")[0]) <= 80
