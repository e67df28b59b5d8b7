"""What the documentation names is there: addresses, options, presets, modules, files, sentences."""

from __future__ import annotations

import importlib.util
import re

import pytest

from livenode import presets
from livenode.cli import COMMANDS
from livenode.params import PARAMS
from livenode.reference.commands import parsers
from tests.docs.pages import NAMES, ROOT, addresses, code_words, is_address, tokens
from tests.docs.sentences import is_said

OURS = ("livenode", "tests", "docs", "scripts", "requirements", "engines", "presets")
PLACES = re.compile(rf"({'|'.join(OURS)})/[\w/.-]+")
MADE = ("engines/mine", "presets/link-jam.toml")  # by who follows the page
EVERY = {option for parser in parsers().values() for option in parser._option_string_actions}


def row_of(path: str) -> str:
    return re.sub(r"^part/[^/]+/", "part/<p>/", path)


@pytest.mark.parametrize("page", NAMES)
def test_addresses_are_rows(page):
    named = addresses((ROOT / page).read_text("utf-8"))
    for words in code_words(page):
        named += filter(is_address, words.split()[:1])
    assert sorted({path for path in named if row_of(path) not in PARAMS}) == []


@pytest.mark.parametrize("page", NAMES)
def test_options_are_understood(page):
    for words in code_words(page):
        command, *rest = words.split() or [""]
        if command == "livenode" and rest and rest[0] in COMMANDS:
            known = set(parsers()[rest[0]]._option_string_actions)
        elif command == "livenode" or command.startswith("--"):
            known = EVERY | {"--help", "--version"}
        else:
            continue
        assert set(re.findall(r"(?<!\S)--[a-z][a-z0-9-]*", words)) <= known, words


@pytest.mark.parametrize("page", NAMES)
def test_modules_and_files_are_there(page):
    for words in code_words(page):
        for module in re.findall(r"python -m ((?:livenode|tests)[\w.]*)", words):
            assert importlib.util.find_spec(module), words
        if PLACES.fullmatch(words) and words not in MADE:
            assert (ROOT / words).exists(), words


def test_every_preset_is_on_its_page():
    named = set(code_words("docs/presets.md"))
    assert [name for name in presets.names() if name not in named] == []


def test_every_option_of_playing_has_a_help():
    bare = [
        f"{name} {action.option_strings}"
        for name in COMMANDS
        for action in parsers()[name]._actions
        if not action.help
    ]
    assert bare == []


def quoted() -> list[str]:
    """Return the sentences that troubleshooting quotes: its block quotes."""
    inside, found = 0, []
    for token in tokens("docs/troubleshooting.md"):
        inside += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if inside and token.type == "inline":
            found.append(token.content)
    return found


@pytest.mark.parametrize("sentence", quoted())
def test_a_quoted_sentence_is_said(sentence):
    assert is_said(sentence)


def test_a_sentence_that_is_not_said_is_found_out():
    assert len(quoted()) > 40
    assert not is_said("no sound device found: buy one") and not is_said("… to steer by … telepathy")
