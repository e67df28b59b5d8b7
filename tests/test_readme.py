"""What README says is there: its OSC addresses, presets, commands, options and files."""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

import pytest

from livenode import presets
from livenode.cli import COMMANDS, TRAINING
from livenode.params import PARAMS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return re.split(r"^##+ ", TEXT.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_osc_table_names_rows():
    rows = re.findall(r"^\| (`.*?) \|", section("OSC"), re.MULTILINE)
    assert len(rows) == 13
    assert [path for row in rows for path in re.findall("`(.+?)`", row) if path not in PARAMS] == []


def test_every_preset_is_named():
    named = set(re.findall(r"`([a-z-]+)`", section("Presets")))
    assert set(presets.names()) - named == {"demo"}
    assert named - set(presets.names()) <= {"preset"}


def test_commands_and_their_options_exist():
    for command, words in re.findall(r"livenode ([a-z]+)([^`#\n]*)", TEXT):
        if command in TRAINING:
            continue
        if command in COMMANDS:
            parser = argparse.ArgumentParser()
            importlib.import_module(COMMANDS[command][0]).add_arguments(parser)
            for option in re.findall(r"--[a-z0-9-]+", words):
                assert option in parser.format_help(), f"livenode {command} {option}"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^):]+)\)", TEXT))))
def test_links_lead_somewhere(path):
    assert (ROOT / path).is_file()


def test_make_has_the_verbs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for verb in re.findall(r"(?:`|^    )make ([a-z]+)", TEXT, re.MULTILINE):
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE), verb
