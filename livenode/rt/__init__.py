"""The audio zone: the compiled callback, its memory, its one writer."""

from livenode.rt.layout import CUE, PARTS, PLAY_RINGS, TARGETS
from livenode.rt.memory import Change, Counters, Memory, RecordError
from livenode.rt.writer import WriteResult, clear, write

__all__ = [
    "CUE",
    "PARTS",
    "PLAY_RINGS",
    "TARGETS",
    "Change",
    "Counters",
    "Memory",
    "RecordError",
    "WriteResult",
    "clear",
    "write",
]
