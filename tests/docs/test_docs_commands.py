"""Every command and example of the documentation runs here, or stands in the table of what cannot.

`python -m tests.docs.test_docs_commands` prints how many of each there are.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from livenode import config, presets
from livenode.cli import COMMANDS
from livenode.cli.forward import TRAINING
from livenode.params import lookup
from livenode.reference.commands import parsers
from tests.control.rig import ELSEWHERE, Rig
from tests.docs.desk import furnish
from tests.docs.pages import NAMES, ROOT, Command, all_commands, blocks, blocks_in, commands, is_address
from tests.docs.running import needs_sound, runs
from tests.docs.unrun import UNRUN, reason
from tests.jack_server import run_jack
from tests.live.conftest import state_of_its_own as state_of_its_own

SHELL = ("sh", "bash", "console")
RUN = ("python", "osc", "toml", "supercollider", "chuck")
KNOWN = {*SHELL, *RUN, "text", "json", "", "{toctree}"}


def to_run(page: str) -> list[Command]:
    """Return the commands of a page that are run; one that needs sound and was on a page before, once."""
    before = {command.text for name in NAMES[: NAMES.index(page)] for command in _runnable(name)}
    return [each for each in _runnable(page) if not (needs_sound(each.words) and each.text in before)]


def sounds(page: str) -> bool:
    return any(needs_sound(command.words) for command in to_run(page))


def _runnable(page: str) -> list[Command]:
    found = [each for block in blocks(page) if block.language in SHELL for each in commands(block)]
    return [command for command in found if not reason(command.text)]


@pytest.fixture(scope="module")
def jack():
    with run_jack(48_000, outputs=8):
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    furnish(tmp_path)
    return tmp_path


def check(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    for command in to_run(page):
        assert runs(command.words), f"{command.place}: {command.text}\n{capfd.readouterr().err}"


@pytest.mark.parametrize("page", [page for page in NAMES if sounds(page)])
@pytest.mark.audio
def test_commands_with_sound_run(page, desk, jack, capfd):
    check(page, capfd)


@pytest.mark.parametrize("page", [page for page in NAMES if to_run(page) and not sounds(page)])
def test_commands_on_files_run(page, desk, capfd):
    check(page, capfd)


@pytest.mark.parametrize("block", blocks_in("python"), ids=lambda block: block.place)
def test_python_runs(block, desk):
    exec(compile(block.text, block.place, "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("block", blocks_in("osc"), ids=lambda block: block.place)
def test_a_node_takes_the_messages(block):
    rig = Rig(calls=ELSEWHERE)
    for line in block.text.splitlines():
        address, *arguments = shlex.split(line.split("  ")[0])
        assert [word for word in arguments if is_address(word) and not lookup(word)] == []
        rig.say(address.removeprefix("/livenode/"), *map(_typed, arguments))
        assert not rig.session.rejects.counts, line


def _typed(word: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


@pytest.mark.parametrize("block", blocks_in("toml"), ids=lambda block: block.place)
def test_settings_and_presets_are_read(block):
    tables = tomllib.loads(block.text)
    if {"description", "node", "part", "midi"} & {*tables}:
        assert presets.parse("shown", block.text).values
    else:
        assert config.from_mapping(tables) != config.Config()


@pytest.mark.parametrize(
    "command", all_commands(), ids=lambda command: f"{command.place} {command.text}"[:60]
)
def test_words_of_a_livenode_command_are_understood(command):
    """Also of those that are not run."""
    if command.words[0] == "livenode" and command.words[1:] != ("--version",):
        name, words = _split(command.words[1:])
        parsers()[name].parse_args(words)


def _split(words: tuple[str, ...]) -> tuple[str, list[str]]:
    length = 1 if words[0] in COMMANDS or "" in TRAINING[words[0]] else 2
    return " ".join(words[:length]), list(words[length:])


def test_blocks_are_of_languages_that_are_checked():
    found = {block.language: block.place for page in NAMES for block in blocks(page)}
    assert {place for language, place in found.items() if language not in KNOWN} == set()


def test_the_table_of_what_is_not_run_holds_nothing_else():
    texts = [command.text for command in all_commands()]
    assert [pattern for pattern in UNRUN if not any(re.match(pattern, text) for text in texts)] == []


def test_make_has_the_verbs_and_pyproject_the_extras():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for page in NAMES:
        text = (ROOT / page).read_text("utf-8")
        for verb in re.findall(r"(?:`|^ *)make ([a-z-]+)", text, re.MULTILINE):
            assert re.search(rf"^{verb}:", makefile, re.MULTILINE), f"{page}: make {verb}"
        for named in re.findall(r"livenode\[([a-z,]+)\]", text):
            assert set(named.split(",")) <= set(extras), f"{page}: {named}"


def counts() -> Counter[str]:
    """Return how many commands and blocks are run, and how many for each reason are not."""
    found: Counter[str] = Counter(reason(command.text) or "run" for command in all_commands())
    found["run"] += len(blocks_in(*RUN))
    return found


if __name__ == "__main__":
    found = counts()
    print(f"run: {found['run']}, not run: {found.total() - found['run']}")
    for why, count in found.most_common():
        if why != "run":
            print(f"{count:4d}  {why}")
