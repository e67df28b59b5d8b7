"""README and the pages of docs/, taken apart: blocks of code, commands in them, words set in code."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from livenode.params import ROWS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), DOCS / "surfaces" / "README.md"]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
HEADS = {row.path.split("/")[0] for row in ROWS if "/" in row.path}
# what a shell block that does not say so begins with
PROGRAMS = ("livenode", "make", "pip", "python", "python3", "sudo", "curl", "systemctl", "journalctl", "apt")


@dataclass(frozen=True)
class Block:
    """A block of code of a page: its language, "" where it has none."""

    page: str
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A command of a shell block: its words, without settings of the environment before them."""

    place: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@cache
def tokens(page: str) -> list[Token]:
    text = (ROOT / page).read_text("utf-8")
    return MarkdownIt("commonmark").enable("table").parse(text)


def blocks(page: str) -> list[Block]:
    """Return the blocks of code of a page; indented ones have a language by their first word."""
    found = []
    for token in tokens(page):
        if token.type in ("fence", "code_block"):
            language = token.info.strip() or _guess(token.content)
            found.append(Block(page, (token.map or [0])[0] + 1, language, token.content))
    return found


def _guess(text: str) -> str:
    words = text.split(maxsplit=1)
    return "sh" if words and words[0].rsplit("/", 1)[-1] in PROGRAMS else ""


def blocks_in(*languages: str) -> list[Block]:
    """Return the blocks of all pages in these languages."""
    return [block for page in NAMES for block in blocks(page) if block.language in languages]


def commands(block: Block) -> list[Command]:
    """Return the commands of a shell block, one for each line and each side of `&&`."""
    found = []
    for line in block.text.replace("\\\n", " ").splitlines():
        words = shlex.split(line.replace("\\", "\\\\"), comments=True)
        while words:
            end = words.index("&&") if "&&" in words else len(words)
            plain = dropwhile(lambda word: re.match(r"[A-Z_]+=", word), words[:end])
            found.append(Command(block.place, tuple(plain)))
            words = words[end + 1 :]
    return found


def all_commands() -> list[Command]:
    return [command for block in blocks_in("sh", "bash", "console") for command in commands(block)]


@cache
def code_words(page: str) -> tuple[str, ...]:
    """Return what is set in code within the text of a page."""
    inline = [child for token in tokens(page) for child in token.children or ()]
    return tuple(child.content for child in inline if child.type == "code_inline")


@cache
def links(page: str) -> tuple[str, ...]:
    """Return where the links and pictures of a page lead."""
    inline = [child for token in tokens(page) for child in token.children or ()]
    found = [child.attrGet("href") or child.attrGet("src") for child in inline]
    return tuple(str(target) for target in found if target)


def is_address(word: str) -> bool:
    """Whether a word looks like an address of the table, without its prefix."""
    return bool(re.fullmatch(r"[a-z0-9_]+(/[a-z0-9_<>-]+)+", word)) and word.split("/")[0] in HEADS


def addresses(text: str) -> list[str]:
    """Return the full OSC addresses in a text, without their prefix."""
    return re.findall(r"(?<![\w.])/livenode/([a-z0-9_/<>-]*[a-z0-9_>])", text)
