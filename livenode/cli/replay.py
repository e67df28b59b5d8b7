"""livenode replay: a recorded set once more, to the sample, or better than it could be played live."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livenode.cli.arguments import add_backend, between
from livenode.inference.threads import use_one_blas_thread


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of replay."""
    parser.add_argument("set", type=Path, metavar="DIR", help="the folder of a recorded set")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="a new folder (DIR/replay)")
    parser.add_argument(
        "--steps", type=between(1, 30, int), default=0, help="denoising steps, in place of those played"
    )
    parser.add_argument("--engine", metavar="NAME", help="another engine than the one that played")
    parser.add_argument("--clap", metavar="FILE", help="prompts by CLAP (made by `livenode train clap`)")
    parser.add_argument(
        "--stems", action="store_true", help="for an audio workstation: the tempo map too (DIR/stems)"
    )
    add_backend(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play the set again; returns 0, or 1 where it should be the same to the sample and is not."""
    from livenode.node import load_engine
    from livenode.set_replay import play_again, write_tempo
    from livenode.show.stored import check_engine, read_set

    use_one_blas_thread()
    stored = read_set(arguments.set)
    for note in stored.notes:
        _say(f"{arguments.set.name}: {note}")
    name = arguments.engine or stored.engine
    if arguments.engine is None:
        check_engine(stored, name)
    config = stored.info.get("config", {})
    backend = arguments.backend or _backend(stored.info, arguments.engine)
    engine = load_engine(name, arguments.clap or config.get("clap", ""), backend=backend)
    out = arguments.out or arguments.set / ("stems" if arguments.stems else "replay")
    is_same = not (arguments.steps or arguments.engine or stored.inexact)
    if stored.inexact:
        _say(f"not exact: {stored.inexact}; the same settings and input, other riffs")
    again = play_again(
        stored, engine, out, steps=arguments.steps, other_engine=bool(arguments.engine), report=_progress
    )
    if arguments.stems:
        write_tempo(stored, again, out)
    _say(f"{out}: {stored.frames / 48_000:.1f} s, {engine.info.words()}")
    if not is_same:
        return 0
    for one in again.compared:
        found = f"{one.differing} differ, the first at frame {one.first_frame}"
        differs = found if one.differing else "all the same"
        _say(f"{one.name}: {one.frames} frames compared, {differs}")
    for problem in again.unread:
        _say(f"not compared: {problem}")
    same = not again.unread and not any(one.differing for one in again.compared)
    _say("bit-identical with the recording" if same else "NOT identical with the recording")
    return 0 if same else 1


def _backend(info: Mapping[str, Any], engine: str | None) -> str:
    """Return the backend that the set was played with, where it is the same engine."""
    recorded = str(info.get("backend", "auto"))
    return "auto" if engine or recorded == "fake" else recorded


def _progress(share: float) -> None:
    """Show how much is done, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r{100 * share:3.0f} %", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, flush=True)
