"""Write docs/commands.md from the parsers: `python -m livenode.reference.commands > docs/commands.md`."""

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from livenode.cli import COMMANDS, Parser
from livenode.cli.forward import TRAINING

_HEAD = """# The command line

This page is written from the parsers by `python -m livenode.reference.commands`.

`livenode COMMAND --help` says the same. What a user can mend is said in one sentence on stderr. Exit codes:
78 for words, settings and engines, 66 for files, 65 for what is in them or was measured, 73 for a folder
that cannot be written, 74 for sound and MIDI devices, 69 for what is not installed or not to be had, 75
where the node ends to be started again, 1 where a check fails. `data`, `train`, `export`, `evaluate` and
`picture` need the extra `train`."""


class _Built(Exception):
    """Carries the parser that a command was about to parse its words with."""


@cache
def parsers() -> Mapping[str, argparse.ArgumentParser]:
    """Return each command's parser by its name, such as "train cae". Those of training import torch."""
    found: dict[str, argparse.ArgumentParser] = {}
    for name, (module, help_text) in COMMANDS.items():
        found[name] = Parser(description=help_text)
        importlib.import_module(module).add_arguments(found[name])
        found |= {f"{name} {word}": parser for word, parser in _words_of(found[name])}
    for command, words in TRAINING.items():
        for word, module in words.items():
            found[f"{command} {word}".strip()] = _parser_of(importlib.import_module(module).main)
    return found


def _words_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Return the parsers of the words that come next, where a command has some, with what they do."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word in action._choices_actions:
                action.choices[word.dest].description = word.help
                yield word.dest, action.choices[word.dest]


def _parser_of(main: Callable[[list[str]], object]) -> argparse.ArgumentParser:
    """Return the parser of a command that builds its own, by stopping it where it begins to parse."""

    def stop(parser: argparse.ArgumentParser, *words: object) -> None:
        raise _Built(parser)

    kept = argparse.ArgumentParser.parse_args
    argparse.ArgumentParser.parse_args = stop  # type: ignore[assignment]
    try:
        main([])
    except _Built as built:
        parser: argparse.ArgumentParser = built.args[0]
        return parser
    finally:
        argparse.ArgumentParser.parse_args = kept  # type: ignore[method-assign]
    raise TypeError(f"{main.__module__}.main parses nothing")


def page() -> str:
    """Return the page of the command line, Markdown."""
    shown = {name: parser for name, parser in parsers().items() if not list(_words_of(parser))}
    sections = [_section(name, parser) for name, parser in shown.items()]
    return "\n\n".join([_HEAD, *sections]) + "\n"


def _section(name: str, parser: argparse.ArgumentParser) -> str:
    rows = [_row(action) for action in _shown(parser)]
    table = "\n".join(["| | |", "|---|---|", *rows]) if rows else "There is nothing to choose."
    return f"## livenode {name}\n\n{_sentence(parser.description or '')}\n\n{table}"


def _sentence(description: str) -> str:
    """Return a description's first paragraph, with a capital and a full stop."""
    first = " ".join(description.strip().split("\n\n")[0].split())
    return (first[:1].upper() + first[1:]).rstrip(".:") + "."


def _shown(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (action for action in parser._actions if "--help" not in action.option_strings)


def _row(action: argparse.Action) -> str:
    notes = [re.sub("(<.+?>)", r"`\1`", (action.help or "").replace("%%", "%").replace("|", "\\|"))]
    if action.choices:
        notes.append(" or ".join(f"`{choice}`" for choice in action.choices))
    if action.required and action.option_strings:
        notes.append("has to be given")
    notes.append(_default(action.default))
    return f"| `{_usage(action)}` | {'; '.join(filter(None, notes))} |"


def _usage(action: argparse.Action) -> str:
    """Return how it is written: its option, if it has one, and what that takes."""
    option = action.option_strings[-1] if action.option_strings else ""
    if action.nargs == 0:
        return option
    takes = action.metavar or action.dest.upper().replace("_", "-")
    return f"{option} {' '.join(takes) if isinstance(takes, tuple) else takes}".strip()


def _default(value: object) -> str:
    if value is None or isinstance(value, bool) or value in ("", [], argparse.SUPPRESS):
        return ""
    words = value if isinstance(value, tuple | list) else (value,)
    return f"default `{' '.join(f'{word:g}' if isinstance(word, float) else str(word) for word in words)}`"


if __name__ == "__main__":
    sys.stdout.write(page())
