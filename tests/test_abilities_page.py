"""docs/abilities.md: each ability has a command that runs, an address and a test that are there."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from livenode.cli import COMMANDS, main
from livenode.params import PARAMS
from tests.studio import Studio

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "abilities.md").read_text("utf-8")
FILES = {"IN.wav": "in.wav", "SOUND.wav": "sound.wav", "BAND.toml": "band.toml"}


@dataclass(frozen=True)
class Row:
    ability: str
    command: str
    addresses: tuple[str, ...]
    test: str

    @property
    def words(self) -> list[str]:
        """The words of its command behind `livenode`."""
        return shlex.split(self.command)[1:]


def rows() -> list[Row]:
    found = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| ability")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found]
    assert {len(row) for row in cells} == {4}
    return [Row(a, c.strip("`"), tuple(re.findall("`(.+?)`", o)), t.strip("` ")) for a, c, o, t in cells]


ROWS = rows()
IDS = [row.ability for row in ROWS]


def test_no_cell_is_empty_and_no_ability_is_named_twice():
    assert len(ROWS) >= 25 and len(set(IDS)) == len(IDS)
    for row in ROWS:
        assert row.ability and row.command.startswith("livenode ") and row.addresses and row.test


def test_each_address_is_a_row_of_the_table():
    assert [path for row in ROWS for path in row.addresses if path not in PARAMS] == []


def test_each_ability_of_a_part_is_on_the_page():
    named = {path for row in ROWS for path in row.addresses}
    steers = {row.path for row in PARAMS.values() if row.per_part and row.kind in ("value", "action")}
    assert steers - named == {"part/<p>/replan", "part/<p>/name"}  # when it plays, what it is called


def test_each_option_of_render_is_on_the_page():
    parser = argparse.ArgumentParser()
    importlib.import_module(COMMANDS["render"][0]).add_arguments(parser)
    options = {max(action.option_strings, key=len) for action in parser._actions if action.option_strings}
    plain = {
        "--help",
        "--engine",
        "--backend",
        "--clap",
        "--steps",
        "--bpm",
        "--meter",
        "--bar1",
        "--level",
        "--pan",
    }
    named = {word for row in ROWS if row.words[0] == "render" for word in row.words}
    assert options - named == plain


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_its_test_is_there(row):
    file, _, name = row.test.partition("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), row.test


@pytest.fixture
def studio(tmp_path, monkeypatch, capsys) -> Studio:
    monkeypatch.chdir(tmp_path)
    return Studio(tmp_path, capsys)


ON_FILES = [row for row in ROWS if row.words[0] == "render" or "--virtual" in row.words]


@pytest.mark.parametrize("row", ON_FILES, ids=lambda row: row.ability)
def test_its_command_runs_and_its_file_sounds(row, studio):
    words = [FILES.get(word, word) for word in row.words]
    again = {"--vary", "--from"} & set(words)
    if again:
        studio.render("OLD.wav", "--bpm", 240, "--bars", 2)
    else:
        words += ["--engine", "fake", "--bpm", "240"]
    assert main(words) == 0
    assert studio.read(next(word for word in words if word in ("OUT.wav", "NEW.wav"))).any()


@pytest.mark.parametrize("row", [row for row in ROWS if row.words[0] == "run"], ids=lambda row: row.ability)
def test_its_command_is_understood(row):
    parser = argparse.ArgumentParser(exit_on_error=False)
    importlib.import_module(COMMANDS["run"][0]).add_arguments(parser)
    parser.parse_args(row.words[1:])
