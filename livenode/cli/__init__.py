"""The command line: one table of commands, each in a module that is imported when it is used."""

import argparse
import importlib
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

from livenode import __version__

EX_CONFIG = 78


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave."""
        self.exit(EX_CONFIG, f"{self.prog}: {message} (see {self.prog} --help)\n")


# name: (module, help). A module has `add_arguments(parser)` and `run(arguments) -> int`.
COMMANDS = {
    "run": ("livenode.cli.run", "play live, or on a file (--virtual), or the demo (--demo)"),
    "replay": ("livenode.cli.replay", "play a recorded set again, to the sample; stems and tempo map"),
    "render": ("livenode.cli.render", "make an accompaniment for a file, the whole of it heard"),
    "devices": ("livenode.cli.devices", "list the sound devices"),
    "calibrate": ("livenode.cli.calibrate", "measure the round trip of the sound device, and store it"),
    "doctor": ("livenode.cli.doctor", "say what this machine can do: checks, and a rehearsal"),
    "engines": ("livenode.cli.engines", "list, verify, get and pack engines"),
    "compile": ("livenode.cli.compile", "build TensorRT plans for this machine's NVIDIA card"),
    "service": ("livenode.cli.service", "let the system start the node, and start it again"),
    "surfaces": ("livenode.cli.surfaces", "write control surfaces for TouchOSC, Max, Pd and others"),
    "serve": ("livenode.cli.serve", "offer this machine's engine to other nodes on the network"),
    "bench": ("livenode.cli.bench", "time the engine on this machine"),
}
# commands of the extra `train`, which parse their own words
TRAINING = {
    "data": "make training data",
    "train": "train a network",
    "export": "write trained networks as an engine",
    "evaluate": "measure an engine on held-out music",
    "picture": "draw spectrograms of an input and its accompaniment",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. What a user can mend is a sentence on stderr, no traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name that the terminal has no letters for ends nothing
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except ModuleNotFoundError as problem:
        extra = "gpu" if words[:1] == ["compile"] else "train"
        print(f"livenode: {problem.name} is not installed: pip install 'livenode[{extra}]'", file=sys.stderr)
        return 69
    except Exception as problem:
        code = getattr(problem, "exit_code", None)  # errors that speak to the user carry one
        if code is None:
            raise
        print(f"livenode: {problem}", file=sys.stderr)
        return int(code)


def _run(words: list[str]) -> int:
    parser = Parser(prog="livenode", description="Play generated, bar-aligned accompaniment live.")
    parser.add_argument("--version", action="version", version=f"livenode {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    modules = {}
    for name, (module, help_text) in COMMANDS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text)
        if words[:1] == [name]:
            modules[name] = importlib.import_module(module)
            modules[name].add_arguments(sub)
    for name, help_text in TRAINING.items():
        commands.add_parser(name, help=f"{help_text} (extra train)", add_help=False)
    if words[:1] and words[0] in TRAINING:
        return int(importlib.import_module("livenode.cli.forward").run_training(words[0], words[1:]))
    arguments = parser.parse_args(words)
    return int(modules[arguments.command].run(arguments))
