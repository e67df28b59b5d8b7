"""Let nothing be compiled or loaded while music plays."""

from __future__ import annotations

import numpy as np

from livenode.rt.callback import process_block
from livenode.rt.memory import Memory
from livenode.rt.writer import write


def warm_up(samplerate: int) -> None:
    """Compile or load what the callback and control will call, on a block that is thrown away.

    Thread: control. Real-time safe: no.
    """
    scratch = Memory(samplerate, record_frames=4096, play_frames=4096)
    nothing = np.zeros(0, np.float32)
    process_block(*scratch.views, nothing, nothing, nothing, 0, 0)
    write(scratch, 0, 2000, np.zeros(1, np.float32))
