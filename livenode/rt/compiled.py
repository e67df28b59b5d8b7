"""Compile functions with numba, cached on disk where there is a place for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a part of a cached function; not cached alone, where a change of layout.py would go unseen.

    Thread: any. Real-time safe: no.
    """
    return njit(error_model="numpy")(function)


def compile_cached(function: Callable[..., Any], *, nogil: bool) -> Any:
    """Compile `function` on its first call; later processes load it in milliseconds.

    nogil: let other threads run during a call. Right for long calls only: to get the interpreter back
    may take 5 ms when another thread is busy.
    What it takes from other files must be closure variables (see `layout.LAYOUT_TAG`): numba's cache does
    not see those files change. Where no folder can be written (a service without a home), it is compiled
    by each process, some seconds.

    Thread: any. Real-time safe: no.
    """
    try:
        return njit(cache=True, nogil=nogil, error_model="numpy")(function)
    except RuntimeError:  # "cannot cache function: no locator available"
        return njit(nogil=nogil, error_model="numpy")(function)
