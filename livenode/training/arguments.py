"""The words that all trainers understand."""

import argparse
from pathlib import Path

import torch


class NoMusicError(Exception):
    """There is nothing to train on; says what to do."""

    exit_code = 66


def trainer_parser(
    description: str | None, minutes: float, batch: int, rate: float
) -> argparse.ArgumentParser:
    """Return a parser with --data, --out, --resume, --minutes, --batch, --rate, --threads and --seed."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--out", type=Path, required=True, help="goes on with what is there")
    parser.add_argument("--resume", type=Path, help="begin with the weights of this run or engine")
    parser.add_argument("--minutes", type=float, default=minutes, help="of all sittings together")
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate, help="peak learning rate")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser


def add_latents(parser: argparse.ArgumentParser) -> None:
    """Add what training on latents needs: --latents and --towers."""
    parser.add_argument("--latents", type=Path, required=True, help="made by `livenode train encode`")
    parser.add_argument("--towers", type=Path, required=True, help="the towers' run, or an engine")


def parse(parser: argparse.ArgumentParser, argv: list[str] | None) -> argparse.Namespace:
    """Parse, and set torch's threads and seed."""
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    return arguments
