"""A live node on the running JACK server, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from livenode.config import Config
from livenode.inference.engine import Engine
from livenode.inference.fake_engine import FakeEngine
from livenode.node import LiveNode
from livenode.surface import Command
from tests.ports import free_port


@contextmanager
def running_node(
    commands: Sequence[Command] = (),
    say: Callable[[str], None] = lambda line: None,
    options: Mapping[str, object] = MappingProxyType({}),
    engine: Engine | None = None,
    **settings: object,
) -> Iterator[LiveNode]:
    """Run a node; yields it once its port is open and its counter runs.

    engine: the fake one unless another is given. options: further arguments of `LiveNode`. settings: of its
    `Config`; HTTP is off unless they say.
    """
    config = Config(**{"device": "system", "port": free_port(), "http_port": 0, **settings})  # type: ignore[arg-type]
    node = LiveNode(config, engine or FakeEngine(), say, **options)  # type: ignore[arg-type]
    node.conductor.submit(commands)
    loop = asyncio.new_event_loop()
    task = loop.create_task(node.run())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([task])))
    thread.start()
    try:
        wait_until(lambda: node.memory.frame() > 0 or task.done(), 10)
        assert not task.done(), task.exception()
        yield node
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(20)
        loop.close()


def wait_until(happened: Callable[[], bool], limit_s: float) -> None:
    """Wait until something has happened, or fail."""
    deadline_s = time.monotonic() + limit_s
    while not happened():
        assert time.monotonic() < deadline_s, f"it did not happen within {limit_s} s"
        time.sleep(0.01)
