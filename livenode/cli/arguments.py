"""Values of the command line that several commands take, checked with a sentence."""

import argparse
from pathlib import Path

from livenode import paths, presets
from livenode.config import BACKENDS
from livenode.transport.timeline import MAX_BPM, MIN_BPM, check_bpm, check_meter


def bpm(text: str) -> float:
    """Parse a tempo. Raises argparse's error with the range."""
    try:
        value = float(text)
        check_bpm(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"tempo {text!r}: give {MIN_BPM:g} to {MAX_BPM:g} beats a minute"
        ) from None
    return value


def meter(text: str) -> tuple[int, int]:
    """Parse a meter such as 4/4. Raises argparse's error."""
    try:
        numerator, denominator = (int(part) for part in text.split("/"))
        check_meter(numerator, denominator)
        if numerator > 16 or denominator not in (2, 4, 8, 16):
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"meter {text!r}: give two numbers such as 4/4, 3/4 or 7/8"
        ) from None
    return numerator, denominator


def between(low: float, high: float, kind: type = float):  # type: ignore[no-untyped-def]
    """Return a parser of numbers in a range."""

    def parse(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r}: give a number from {low:g} to {high:g}")
        return float(value) if kind is float else value

    return parse


def channels(text: str) -> tuple[int, ...]:
    """Parse channels counted from 1, such as 1,2. Raises argparse's error."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r}: give channels counted from 1, such as 2 or 1,2"
        ) from None


def add_device(parser: argparse.ArgumentParser) -> None:
    """Add --config, and what of it chooses the sound device."""
    parser.add_argument("--config", type=Path, help="TOML file with the options below")
    parser.add_argument("--device", help="number or part of the name, as `livenode devices` lists it")
    for name in ("input-device", "output-device"):
        parser.add_argument(f"--{name}", help="the same, where they are two")
    for name in ("input-channels", "output-channels"):
        parser.add_argument(f"--{name}", type=channels, help="counted from 1, such as 2 or 1,2")
    parser.add_argument("--blocksize", type=int, help="frames (the driver's choice)")


DEVICE_KEYS = ("device", "input_device", "output_device", "input_channels", "output_channels", "blocksize")


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Add --engine, and the settings of a riff."""
    parser.add_argument(
        "--engine", default="default", help="name in engines/, a folder, or fake (no weights)"
    )
    add_backend(parser)
    parser.add_argument("--clap", metavar="FILE", help="prompts by CLAP (made by `livenode train clap`)")
    parser.add_argument("--prompt", help='what to play, such as "warm electric bass"')
    parser.add_argument("--seed", type=between(0, 2**31 - 1, int), default=None, help="same seed, same riff")
    parser.add_argument(
        "--steps", type=between(1, 30, int), default=None, help="denoising steps (the engine's own)"
    )


def add_preset(parser: argparse.ArgumentParser) -> None:
    """Add --preset; its help names those that come with livenode, wherever it is written."""
    shipped = presets.names([paths.shipped("presets")])
    parser.add_argument("--preset", help=f"one of your own, or of {', '.join(shipped)}")


def add_backend(parser: argparse.ArgumentParser) -> None:
    """Add --backend."""
    parser.add_argument(
        "--backend", choices=BACKENDS, help="what runs the engine (auto: the fastest that works here)"
    )
