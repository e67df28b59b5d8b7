"""What the code says to its users: each string of livenode/, with "…" where it fills something in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from tests.docs.pages import ROOT


@cache
def templates() -> tuple[str, ...]:
    """Return every string of the package that has a word in it."""
    files = sorted((ROOT / "livenode").rglob("*.py"))
    return tuple(text for file in files for text in _strings(ast.parse(file.read_text("utf-8"))))


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_said(sentence: str) -> bool:
    """Whether the code says this: all between its "…" is in one string, in this order, nothing else fixed."""
    pieces = sentence.split("…")
    return any(_holds(template, pieces) for template in templates())


def _holds(template: str, pieces: list[str]) -> bool:
    at = 0
    for piece in pieces:
        at = template.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
