"""Record what the one other JACK client plays, in a process of its own, without missing a block.

python -m tests.live.ear SECONDS RECORDED.npy
"""

from __future__ import annotations

import sys
import time

import jack
import numpy as np

from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory
from tests.live.wall import clients, ports_of, wire


def record(seconds: float) -> np.ndarray:
    """Return `seconds` of the node's first output, (frames,) float32."""
    memory = Memory()
    patchbay = jack.Client("ear", no_start_server=True)
    others = clients(patchbay)
    (node,) = others - {"system", "ear"}
    with PortAudioDriver(memory, "system", [0], [0]) as driver:
        driver.start()
        _, node_out = ports_of(patchbay, {"system", *(clients(patchbay) - others)})
        own_in, _ = ports_of(patchbay, {"system", node})
        wire(patchbay, node_out, own_in)
        patchbay.close()
        begin = memory.frame() + 1024
        end = begin + round(seconds * memory.samplerate)
        while memory.frame() < end:
            time.sleep(0.02)
        return memory.read_record(begin, end - begin)


if __name__ == "__main__":
    np.save(sys.argv[2], record(float(sys.argv[1])))
