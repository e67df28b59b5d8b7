"""What was measured is kept for its device, and a broken file is told, never written over."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from livenode import paths
from livenode.audio.calibration import (
    Calibration,
    CalibrationFileError,
    Key,
    everything,
    store,
    stored,
    told,
)
from livenode.cli import main

KEY = Key("Speakers, ALSA", "Microphone, ALSA", 48_000, 256)
CALIBRATION = Calibration(512, 0.933, -31.5, 24.0)
STARTED = SimpleNamespace(
    name=KEY.output, input_name=KEY.input, samplerate=KEY.samplerate, blocksize=KEY.blocksize
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "calibration.json"


def test_what_is_stored_is_found_by_the_whole_key(file):
    assert stored(file, KEY) is None
    store(file, KEY, CALIBRATION)
    assert stored(file, KEY) == CALIBRATION
    others = [KEY._replace(output="x"), KEY._replace(input="x"), KEY._replace(samplerate=44_100)]
    assert [stored(file, key) for key in (*others, KEY._replace(blocksize=128))] == [None] * 4


def test_another_measurement_takes_the_place_of_its_own_key_only(file):
    other = KEY._replace(blocksize=128)
    store(file, KEY, CALIBRATION)
    store(file, other, Calibration(300, 1.0, -20.0, 99.0))
    store(file, KEY, Calibration(511, 1.0, -31.0, 24.5))
    assert {key: value.round_trip_frames for key, value in everything(file).items()} == {KEY: 511, other: 300}
    assert [path.name for path in file.parent.iterdir()] == ["calibration.json"]


def whole(file: Path) -> str:
    store(file, KEY, CALIBRATION)
    return file.read_text("utf-8")


BROKEN = {
    "torn": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "another shape": lambda text: '{"a": 1}',
    "a row of something else": lambda text: "[1]",
    "a key missing": lambda text: text.replace('"samplerate"', '"sr"'),
    "a word for a number": lambda text: text.replace("512", '"512"'),
    "half a frame": lambda text: text.replace("512", "512.5"),
    "true for a number": lambda text: text.replace("512", "true"),
    "before it was played": lambda text: text.replace("512", "-512"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_and_left_alone(kind, file):
    text = BROKEN[kind](whole(file))
    file.write_text(text, "utf-8")
    for use in (lambda: stored(file, KEY), lambda: store(file, KEY, CALIBRATION)):
        with pytest.raises(CalibrationFileError, match=r"calibration\.json is not as .*; move it away"):
            use()
    assert file.read_text("utf-8") == text
    frames, words = told(file, STARTED)
    assert frames == 0 and words.startswith("not calibrated: ") and "move it away" in words


def test_bytes_that_are_no_text(file):
    whole(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CalibrationFileError, match="move it away"):
        everything(file)


def test_a_file_that_cannot_be_read_or_written(file):
    file.mkdir(parents=True)
    with pytest.raises(CalibrationFileError, match="cannot be read"):
        stored(file, KEY)
    in_the_way = file.parent.parent / "taken"
    in_the_way.write_text("")
    with pytest.raises(CalibrationFileError, match="cannot be"):
        store(in_the_way / "calibration.json", KEY, CALIBRATION)


def test_what_the_node_says(file):
    assert told(file, STARTED) == (0, "not calibrated: livenode calibrate")
    store(file, KEY, CALIBRATION)
    assert told(file, STARTED) == (512, "round trip 512 frames (calibrated)")
    assert told(file, SimpleNamespace(**{**vars(STARTED), "input_name": None})) == (0, "no input")


def test_show_lists_what_is_stored(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert main(["calibrate", "--show"]) == 0
    store(paths.calibration_file(), KEY, CALIBRATION)
    assert main(["calibrate", "--show"]) == 0
    said = capsys.readouterr().out
    assert "Speakers, ALSA to Microphone, ALSA, 48000 Hz, 256 frames a block:" in said
    assert "round trip 512 frames at 48000 Hz, 10.7 ms; 93% of the sweeps agree" in said


def test_a_broken_file_is_told_before_anything_sounds(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    file = paths.calibration_file()
    file.parent.mkdir()
    file.write_text("[")
    assert main(["calibrate", "--device", "no such device"]) == 78
    assert "move it away" in capsys.readouterr().err
    assert file.read_text() == "["


@pytest.mark.parametrize("level_db", ["0", "-61", "loud"])
def test_a_level_that_is_not_safe(level_db, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["calibrate", f"--level={level_db}"])
    assert leaving.value.code == 78
    assert "from -60 to -3" in capsys.readouterr().err
