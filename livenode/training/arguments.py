"""The words that all trainers understand."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from livenode.training import ranks


class NoMusicError(Exception):
    """There is nothing to train on; says what to do."""

    exit_code = 66


def trainer_parser(
    description: str | None, minutes: float, batch: int, rate: float
) -> argparse.ArgumentParser:
    """Return a parser with the words below, and these defaults."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of pieces")
    parser.add_argument("--out", type=Path, required=True, help="goes on with what is there")
    parser.add_argument("--resume", type=Path, help="begin with the weights of this run or engine")
    parser.add_argument("--minutes", type=float, default=minutes, help="of all sittings together")
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate, help="peak learning rate")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw batches")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser


def add_latents(parser: argparse.ArgumentParser) -> None:
    """Add what training on latents needs: --latents and --towers."""
    parser.add_argument("--latents", type=Path, required=True, help="made by `livenode train encode`")
    parser.add_argument("--towers", type=Path, required=True, help="the towers' run, or an engine")


def source(batches: torch.utils.data.IterableDataset, arguments: argparse.Namespace) -> Iterator[tuple]:
    """Yield what `batches` draws in processes of its own, its tensors on --device."""
    loader = torch.utils.data.DataLoader(
        batches, batch_size=None, num_workers=arguments.workers, prefetch_factor=4
    )
    for batch in loader:
        yield tuple(part.to(arguments.device) if isinstance(part, Tensor) else part for part in batch)


def parse(parser: argparse.ArgumentParser, argv: list[str] | None) -> argparse.Namespace:
    """Parse, meet the other processes, and set torch's threads and this process's seed."""
    arguments = parser.parse_args(argv)
    ranks.join(arguments.device)
    arguments.seed = arguments.seed * ranks.WORLD + ranks.RANK
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    return arguments
