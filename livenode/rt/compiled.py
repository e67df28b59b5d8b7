"""Compile functions with numba, cached on disk where there is a place for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def compile_cached(function: Callable[..., Any]) -> Any:
    """Compile `function` without the GIL, on its first call. Later processes load it in milliseconds.

    What it takes from other files must be closure variables (see `layout.LAYOUT_TAG`): numba's cache does
    not see those files change. Where no folder can be written (a service without a home), it is compiled
    by each process, some seconds.

    Thread: any. Real-time safe: no.
    """
    try:
        return njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # "cannot cache function: no locator available"
        return njit(nogil=True, error_model="numpy")(function)
