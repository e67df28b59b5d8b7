"""Keep Python's garbage collector from holding the interpreter while music plays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def frozen_garbage() -> Iterator[None]:
    """Let the collector look only at what is made from now on.

    A full collection goes through all that was imported and loaded, 75,000 objects: it holds the interpreter
    for 70 to 250 ms, longer than the lead of the bridge. docs/decisions.md has the figures.

    Thread: control. Real-time safe: no.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
