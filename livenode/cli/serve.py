"""livenode serve: offer this machine's engine to nodes on the network (docs/serve.md)."""

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from livenode import paths
from livenode.backends.choice import open_named
from livenode.cli.arguments import add_backend, between
from livenode.control.gate import kept_token
from livenode.control.ports import LOOPBACK, PRIVATE, own_address, parse_networks
from livenode.inference.backend import BackendError
from livenode.inference.threads import use_one_blas_thread
from livenode.serving.access import Access
from livenode.serving.opening import PORT, open_door
from livenode.serving.server import EngineServer

LOCAL = ("127.0.0.1", "localhost")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of serve."""
    parser.add_argument(
        "--engine", default="default", help="name in engines/, a folder, or fake (no weights)"
    )
    add_backend(parser)
    parser.add_argument(
        "--listen",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="this machine's address; 0.0.0.0: all (127.0.0.1)",
    )
    parser.add_argument("--port", type=between(0, 65535, int), default=PORT, help=f"TCP; 0: any ({PORT})")
    parser.add_argument("--allow", action="append", metavar="CIDR", help="networks that may ask")
    parser.add_argument("--no-token", action="store_true", help="other machines need no token")
    parser.add_argument(
        "--workers", type=between(1, 64, int), default=1, help="riffs side by side, on processors alone (1)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    use_one_blas_thread()
    is_local = arguments.listen in LOCAL
    networks = parse_networks(arguments.allow or (LOOPBACK if is_local else PRIVATE))
    token = "" if is_local or arguments.no_token else kept_token(paths.token_file())
    engine = open_named(arguments.engine, arguments.backend or "auto")
    if arguments.workers > 1 and engine.at_once > 1:
        raise BackendError(f"--workers: {engine.info.backend} makes riffs together by itself: leave it out")
    with _at_signal() as ended:
        server = EngineServer(engine, Access(networks, token), arguments.workers)
        try:
            door = open_door(server, arguments.listen, arguments.port)
        except BackendError:
            server.close()
            raise
        print(f"livenode serve: {engine.info.words()}", flush=True)
        shown = own_address() if arguments.listen == "0.0.0.0" else arguments.listen
        more = f" --server-token {token}" if token else ""
        print(f"nodes: livenode run --server {shown}:{door.port}{more}; Ctrl-C to quit", flush=True)
        while not ended.wait(1.0):  # Windows hears a signal only between waits
            pass
        door.close()
        server.close()
    return 0


@contextmanager
def _at_signal() -> Iterator[threading.Event]:
    """Give what is set once the program shall end."""
    ended, numbers = threading.Event(), (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: ended.set()) for number in numbers]
    try:
        yield ended
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
