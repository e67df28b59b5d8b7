"""The other side of the wire: a program of its own that plays into a node's input and records its output.

    python -m tests.live.wall AUDIO.npy RECORDED.npy

It plays through the compiled callback too, so it never misses a block: its play ring holds all of AUDIO from
the start, its record ring all of what comes back. It prints "wired" once it is joined to the node and plays;
after AUDIO it writes what it recorded, and prints its xruns and the frame at which AUDIO began.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import jack
import numpy as np

from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory, write

AFTER_FRAMES = 48_000  # recorded after the last frame of AUDIO
BEFORE_FRAMES = 12_000  # from the wiring to the first frame of AUDIO


def ports_of(client: jack.Client, known: set[str]) -> tuple[jack.Port, jack.Port]:
    """Return (first input, first output) of the one client that is neither known nor the system."""
    ports = [port for port in client.get_ports(is_audio=True) if port.name.split(":")[0] not in known]
    return next(port for port in ports if port.is_input), next(port for port in ports if port.is_output)


def clients(client: jack.Client) -> set[str]:
    """Return the names of the clients that have audio ports."""
    return {port.name.split(":")[0] for port in client.get_ports(is_audio=True)}


def wire(client: jack.Client, source: jack.Port, target: jack.Port) -> None:
    """Join two ports, and nothing else to either."""
    for port in client.get_all_connections(source):
        client.disconnect(source, port)
    for port in client.get_all_connections(target):
        client.disconnect(port, target)
    client.connect(source, target)


def play(audio: np.ndarray) -> tuple[np.ndarray, dict[str, int]]:
    """Play audio (frames,) into the node; return what came back, from frame 0 on, and the counts."""
    frames = 1 << int(np.ceil(np.log2(len(audio) + 8 * 48_000)))
    memory = Memory(record_frames=frames, play_frames=frames)
    memory.set_target("limiter", 0)
    patchbay = jack.Client("patchbay", no_start_server=True)
    others = clients(patchbay)
    (node,) = others - {"system", "patchbay"}
    with PortAudioDriver(memory, "system", [0], [0]) as driver:
        driver.start()
        node_in, node_out = ports_of(patchbay, {"system", *(clients(patchbay) - others)})
        own_in, own_out = ports_of(patchbay, {"system", node})
        wire(patchbay, own_out, node_in)
        wire(patchbay, node_out, own_in)
        patchbay.close()
        begin = memory.frame() + BEFORE_FRAMES
        write(memory, 0, begin, audio)
        print("wired", flush=True)
        while memory.frame() < begin + len(audio) + AFTER_FRAMES:
            time.sleep(0.05)
        recorded = memory.read_record(0, begin + len(audio) + AFTER_FRAMES)
        return recorded, {"begin": begin, "xruns": memory.counters().xruns}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("audio", type=Path)
    parser.add_argument("recorded", type=Path)
    arguments = parser.parse_args()
    recorded, counts = play(np.load(arguments.audio))
    np.save(arguments.recorded, recorded)
    print(json.dumps(counts), flush=True)


if __name__ == "__main__":
    main()
