"""The audio zone: the compiled callback, its memory, its one writer."""

from livenode.rt.counters import Counters
from livenode.rt.layout import CUE, LOOP, PARTS, PLAY_RINGS, SIDE, TARGETS
from livenode.rt.memory import Change, Memory, RecordError
from livenode.rt.writer import WriteResult, clear, write

__all__ = [
    "CUE",
    "LOOP",
    "PARTS",
    "PLAY_RINGS",
    "SIDE",
    "TARGETS",
    "Change",
    "Counters",
    "Memory",
    "RecordError",
    "WriteResult",
    "clear",
    "write",
]
