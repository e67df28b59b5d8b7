"""The studies on the command line: `livenode evaluate --drift`, and so on."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livenode.inference.engine import Engine
from livenode.training.coding import examine_autoencoder
from livenode.training.coding import table as coding_table
from livenode.training.curve import curve
from livenode.training.curve import table as curve_table
from livenode.training.musicnn_weights import load_musicnn
from livenode.training.studies import abilities, drift, follow, guidance, lookahead, loops, rhythm, seeds
from livenode.training.studies.page import make as page
from livenode.training.studies.wanted import Wanted

Run = Callable[[Engine, Wanted, argparse.Namespace], dict]


@dataclass(frozen=True)
class Study:
    """A study: the clips it takes by default, its option's help, how it is run and said."""

    clips: int
    help: str
    run: Run
    table: Callable[[dict], str]
    value: str = ""  # what its option takes: nothing, a folder, a number


def _lookahead(engine: Engine, wanted: Wanted, arguments: argparse.Namespace) -> dict:
    found = lookahead.lookahead(engine, wanted)
    if arguments.out:
        from livenode.training.studies.lookahead_picture import draw

        draw(arguments.out.with_suffix(".png"), found)
    return found


def _loops(engine: Engine, wanted: Wanted, arguments: argparse.Namespace) -> dict:
    return loops.play_loops(
        engine,
        arguments.loops,
        mode=wanted.mode,
        steps=wanted.steps,
        seeds=arguments.seeds or loops.SEEDS,
        seed=wanted.seed,
    )


def _autoencoder(engine: Engine, wanted: Wanted, arguments: argparse.Namespace) -> dict:
    keep = arguments.keep or wanted.data / "kept"
    return examine_autoencoder(
        engine,
        load_musicnn(),
        wanted.data,
        split=wanted.split,
        pieces=wanted.clips,
        keep=keep,
        seed=wanted.seed,
    )


def _curve(engine: Engine, wanted: Wanted, arguments: argparse.Namespace) -> dict:
    from livenode.training.curve_picture import draw

    found = curve(
        engine,
        load_musicnn(),
        wanted.data,
        arguments.curve,
        split=wanted.split,
        mode=wanted.mode,
        clips=wanted.clips,
        seed=wanted.seed,
        keep=arguments.keep or wanted.data / "kept",
    )
    draw(arguments.curve.with_suffix(".png"), found)
    return found


STUDIES = {
    "abilities": Study(
        24,
        "prompts mixed and morphed, variations, inpainting, loops, width: does each do what its fader says",
        lambda engine, wanted, _: abilities.abilities(engine, load_musicnn(), wanted),
        abilities.table,
    ),
    "follow": Study(
        40,
        "audio follow: tempo and beat of mixes and stems, beside nodes of other tempi; no engine plays",
        lambda _engine, wanted, _: follow.follow(wanted),
        follow.table,
    ),
    "guidance": Study(
        40,
        "harmony and the instrument heard against both strengths of guidance, 0 to 4",
        lambda engine, wanted, arguments: guidance.guidance(
            engine, load_musicnn(), wanted, arguments.keep or wanted.data / "kept"
        ),
        guidance.table,
    ),
    "autoencoder": Study(
        0,
        "stems and mixes encoded and decoded, beside Opus; --clips: how many pieces, 0 = all",
        _autoencoder,
        coding_table,
    ),
    "curve": Study(
        16,
        "kernel distance against steps for four conditionings into this JSON file, begun or not, and a .png",
        _curve,
        curve_table,
        "FILE",
    ),
    "drift": Study(
        12,
        "the figures after 128 bars on its own past, beside those soon after the start",
        lambda engine, wanted, _: drift.drift(engine, wanted),
        drift.table,
    ),
    "lookahead": Study(
        40,
        "the figures against 0, 1, 2 and 4 bars of look-ahead, and all heard; --out draws a .png too",
        _lookahead,
        lookahead.table,
    ),
    "rhythm": Study(
        24,
        "rhythm by onsets on the grid and by a beat tracker, beside a click track",
        lambda engine, wanted, _: rhythm.rhythm(engine, wanted),
        rhythm.table,
    ),
    "loops": Study(
        0, "onsets beside the drum loops of sonic-pi-samples in this folder", _loops, loops.table, "FOLDER"
    ),
    "page": Study(
        20,
        "write a page into this folder on which a person hears and rates: truth, this engine, random",
        lambda engine, wanted, arguments: page.make(engine, wanted, arguments.page),
        page.table,
        "FOLDER",
    ),
    "seeds": Study(
        12,
        "this many seeds a clip: spread of the figures, times of the riffs; with --loops: seeds a prompt",
        lambda engine, wanted, arguments: seeds.seeds(engine, wanted, arguments.seeds),
        seeds.table,
        "N",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add an option for each study."""
    group = parser.add_argument_group("studies, in place of the main figures")
    one = group.add_mutually_exclusive_group()
    for name, study in STUDIES.items():
        if name == "seeds":  # may stand beside --loops
            group.add_argument("--seeds", type=int, metavar=study.value, help=study.help)
        elif study.value:
            one.add_argument(f"--{name}", type=Path, metavar=study.value, help=study.help)
        else:
            one.add_argument(f"--{name}", action="store_true", help=study.help)


def chosen(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> str | None:
    """Return the name of the study that is asked for, None for none; ends the program where it cannot be."""
    name = next((name for name in STUDIES if getattr(arguments, name) not in (None, False)), None)
    if name not in (None, "seeds", "loops") and arguments.seeds is not None:
        parser.error(f"--seeds cannot stand beside --{name}")
    if name == "lookahead" and arguments.mode == "offline":
        parser.error("--lookahead is of --mode anticipate or loop; all heard is its other end already")
    if arguments.seeds is not None and arguments.seeds < 1:
        parser.error(f"--seeds is {arguments.seeds}, must be at least 1")
    if name == "curve" and arguments.curve.suffix == ".png":
        parser.error("--curve takes a JSON file; the picture is drawn beside it")
    if arguments.data is None and name != "loops":
        parser.error("--data is needed: the folder of pieces")
    return name


def run(name: str | None, engine: Engine, arguments: argparse.Namespace) -> dict:
    """Run a study and return its figures, {} for None. Raises FileNotFoundError and AudioFileError."""
    if name is None:
        return {}
    study = STUDIES[name]
    clips = study.clips if arguments.clips is None else arguments.clips
    wanted = Wanted(arguments.data, arguments.split, arguments.mode, arguments.steps, clips, arguments.seed)
    return study.run(engine, wanted, arguments)


def table(name: str, found: dict) -> str:
    """Return a study's figures as text."""
    return STUDIES[name].table(found)
