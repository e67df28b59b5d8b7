"""Load the compiled code of native/, and call it: a thin cover over ctypes.

Two ways to call: one keeps the interpreter, which is right for what is over in microseconds (to get it back
may take 5 ms when another thread is busy), the other lets other threads run.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int, c_int64, c_ulong, c_void_p
from pathlib import Path
from typing import Any

from livenode.rt.layout import LAYOUT_TAG
from livenode.rt.targets import TARGETS, here, library_name

FOLDER = Path(__file__).with_name("native")


class CompiledError(ImportError):
    """The compiled code is not there, or was built from other sources; the sentence says what to do."""

    exit_code = 69  # EX_UNAVAILABLE


def load(path: Path) -> tuple[ctypes.PyDLL, ctypes.CDLL]:
    """Return the library twice: calls of the first keep the interpreter. CompiledError where it is not ours.

    Thread: any. Real-time safe: no.
    """
    try:
        keeping, leaving = ctypes.PyDLL(str(path)), ctypes.CDLL(str(path))
    except OSError as error:
        raise CompiledError(f"{path.name} cannot be loaded: {error}") from None
    keeping.livenode_tag.restype = c_int64
    if keeping.livenode_tag() != LAYOUT_TAG:
        raise CompiledError(f"{path.name} was built from other sources: type python scripts/compile.py")
    return keeping, leaving


def library() -> Path:
    """Return this system's library; CompiledError where there is none. Thread: any. Real-time safe: no."""
    if here() not in TARGETS:
        raise CompiledError(f"livenode is not built for {here()}, only for {', '.join(TARGETS)}")
    path = FOLDER / library_name(here())
    if not path.exists():
        raise CompiledError(
            f"{path.name} is not built: pip install -e . builds it (and python scripts/compile.py)"
        )
    return path


_keeping, _leaving = load(library())

_keeping.livenode_load.restype = c_int64
_keeping.livenode_load.argtypes = [c_void_p]
_keeping.livenode_process_block.restype = None
_keeping.livenode_process_block.argtypes = [*[c_void_p] * 4, c_int64, c_int64]
_keeping.livenode_portaudio_callback.restype = c_int
_keeping.livenode_portaudio_callback.argtypes = [c_void_p, c_void_p, c_ulong, c_void_p, c_ulong, c_void_p]
_leaving.livenode_write_ring.restype = None
_leaving.livenode_write_ring.argtypes = [
    c_void_p, *[c_int64] * 3, *[c_void_p] * 3, c_int64, c_int64, c_void_p,
]  # fmt: skip

load_word: Any = _keeping.livenode_load
"""`load_word(address)`: the int64 word there, load-acquire. Keeps the interpreter."""
process_block: Any = _keeping.livenode_process_block
"""See `callback.process_block`. Keeps the interpreter."""
write_ring: Any = _leaving.livenode_write_ring
"""See `writer.write`. Lets other threads run."""
portaudio_callback: Any = _keeping.livenode_portaudio_callback
"""A PaStreamCallback, for its address."""
