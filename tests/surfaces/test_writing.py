"""`livenode surfaces`: what lies in docs/surfaces, and what it does not write over."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import pytest

from livenode.cli import main
from livenode.surfaces.writing import FILES, WRITTEN

DOCS = Path(__file__).parents[2] / "docs" / "surfaces"
CONFIG, CANNOT_CREATE = 78, 73


@pytest.fixture(autouse=True)
def no_presets(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def plain(file: Path) -> bytes:
    """Return a file's content; a layout's without its compression, which differs between versions of zlib."""
    content = file.read_bytes()
    return zlib.decompress(content) if file.suffix == ".tosc" else content


def write(folder: Path, *words: object) -> int:
    return main(["surfaces", "--out", str(folder), *map(str, words)])


def refused(capsys: pytest.CaptureFixture[str], code: int, says: str, folder: Path, *words: object) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert write(folder, *words) == code
    said = capsys.readouterr().err
    assert says in said and said.startswith("livenode: ") and said.count("\n") == 1, said
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_docs_surfaces_is_what_the_command_writes(tmp_path):
    assert write(tmp_path / "made") == 0
    again = "run livenode surfaces --out docs/surfaces"
    assert {file.name for file in DOCS.iterdir()} == {*FILES, WRITTEN}, again
    for name in FILES:
        assert plain(DOCS / name) == plain(tmp_path / "made" / name), f"{name}: {again}"
    sums = {name: hashlib.sha256((DOCS / name).read_bytes()).hexdigest() for name in FILES}
    assert json.loads((DOCS / WRITTEN).read_text()) == sums, again


def test_the_same_is_written_twice_and_over_itself(tmp_path):
    folder = tmp_path / "made"
    assert write(folder) == 0
    first = {name: (folder / name).read_bytes() for name in FILES}
    assert write(folder) == 0
    assert {name: (folder / name).read_bytes() for name in FILES} == first
    assert write(folder, "--prefix", "/other") == 0
    assert b"/livenode/" not in plain(folder / "livenode.tosc")


def test_a_file_of_somebody_else_is_not_written_over(tmp_path, capsys):
    (tmp_path / "livenode.pd").write_text("mine")
    refused(capsys, CANNOT_CREATE, "livenode.pd", tmp_path)
    assert write(tmp_path, "--force") == 0
    assert (tmp_path / "livenode.pd").read_text() != "mine"


def test_a_file_that_was_changed_since_is_not_written_over(tmp_path, capsys):
    assert write(tmp_path) == 0
    with (tmp_path / "livenode.maxpat").open("a") as file:
        file.write(" ")
    refused(capsys, CANNOT_CREATE, "--force", tmp_path)


def test_a_list_that_is_not_ours_is_not_written_over(tmp_path, capsys):
    (tmp_path / WRITTEN).write_text("[]")
    refused(capsys, CANNOT_CREATE, WRITTEN, tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    refused(capsys, CANNOT_CREATE, "--out", tmp_path / "file" / "made")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--port", 0), "port = 0 is out of range"),
        (("--reply-port", 70000), "port = 70000 is out of range"),
        (("--reply-port", 7400), "the node's own port"),
        (("--prefix", "livenode"), "prefix = 'livenode'"),
        (("--host", "my host"), "--host 'my host'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words, says, tmp_path, capsys):
    refused(capsys, CONFIG, says, tmp_path, *words)


def test_host_ports_and_prefix_are_in_the_files(tmp_path):
    words = ("--host", "192.168.1.20", "--port", 7401, "--reply-port", 9001, "--prefix", "/left/band")
    assert write(tmp_path, *words) == 0
    for name in ("livenode.pd", "livenode.maxpat", "livenode.amxd", "Livenode.sc", "Livenode.ck"):
        text = plain(tmp_path / name).decode("utf-8", "replace")
        assert "192.168.1.20" in text and "7401" in text and "livenode/tempo" not in text, name
    for name in (
        "livenode.pd",
        "livenode.maxpat",
        "livenode.amxd",
        "livenode.json",
        "Livenode.ck",
        "livenode.tosc",
    ):
        assert b"9001" in plain(tmp_path / name), name


def test_a_preset_of_your_own_is_a_button(tmp_path):
    presets = tmp_path / "data" / "livenode" / "presets"
    presets.mkdir(parents=True)
    (presets / "aa-mine.toml").write_text('[part.1]\nprompt = "glass harp, slow"\n')
    assert write(tmp_path / "made") == 0
    layout = plain(tmp_path / "made" / "livenode.tosc").decode()
    assert "aa-mine" in layout and "glass harp, slow" in layout


def test_a_preset_that_cannot_be_read_is_named(tmp_path, capsys):
    presets = tmp_path / "data" / "livenode" / "presets"
    presets.mkdir(parents=True)
    (presets / "broken.toml").write_text("tempo =")
    refused(capsys, CONFIG, "preset broken is not TOML", tmp_path / "made")
