"""livenode surfaces: control surfaces for TouchOSC, Max, Pd and others, written from the table."""

import argparse
from pathlib import Path

from livenode import config
from livenode.surfaces.widgets import Wiring
from livenode.surfaces.writing import write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of surfaces."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write into")
    parser.add_argument("--host", default=Wiring.host, help=f"the node's address ({Wiring.host})")
    parser.add_argument("--port", type=int, help=f"the node's OSC port ({Wiring.port})")
    parser.add_argument(
        "--reply-port",
        type=int,
        default=Wiring.reply_port,
        help=f"where the surface hears ({Wiring.reply_port})",
    )
    parser.add_argument("--prefix", help=f"what addresses begin with ({Wiring.prefix})")
    parser.add_argument("--force", action="store_true", help="write over files that livenode did not write")


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and name each. Raises ConfigError, SurfacesError or PresetError."""
    for file in write(arguments.out, _wiring(arguments), arguments.force):
        print(file)
    return 0


def _wiring(arguments: argparse.Namespace) -> Wiring:
    host = arguments.host
    if not host or not set(host).isdisjoint(" \t/:;,'\"\\@"):
        raise config.ConfigError(f"--host {host!r}: give a name or an address, such as 192.168.1.20")
    checked = config.load(None, port=arguments.port, prefix=arguments.prefix)
    reply_port = config.load(None, port=arguments.reply_port).port
    if reply_port == checked.port and host in (Wiring.host, "localhost"):
        raise config.ConfigError(
            f"--reply-port {reply_port} is the node's own port; give another, such as 9000"
        )
    return Wiring(host, checked.port, reply_port, checked.prefix)
