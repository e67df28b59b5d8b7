"""Something that a thread does as soon as it can, while something else goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def as_soon_as(possible: Callable[[], bool], do: Callable[[], object]) -> Iterator[None]:
    """Do something in a thread once it is possible, unless that is not before the context ends."""
    leave = threading.Event()

    def watch() -> None:
        while not leave.wait(0.02):
            if possible():
                do()
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        leave.set()
        thread.join()
