"""A sequencer in a process of its own: MIDI clock with a jitter, from a port that others can read.

    python -m tests.midi.sequencer NAME BPM SECONDS JITTER_MS SEED

Prints, once its port is open, the time of beat 0 by time.monotonic(), which all processes share.
"""

from __future__ import annotations

import random
import sys
import time

from livenode.midi.messages import START, STOP, TICK, Transport, write
from livenode.midi.ports import VIRTUAL
from livenode.midi.rtmidi_system import RtMidiSystem

LEAD_S = 2.0  # for others to find the port


def sleep_until(time_s: float) -> None:
    while (left_s := time_s - time.monotonic()) > 0:
        time.sleep(left_s)


def main(name: str, bpm: float, seconds: float, jitter_s: float, seed: int) -> None:
    system, rng = RtMidiSystem(name), random.Random(seed)
    output = system.open_output(VIRTUAL)
    beat0_s = time.monotonic() + LEAD_S
    print(beat0_s, flush=True)
    sleep_until(beat0_s - 0.02)
    output.send(write(Transport(START)))
    for tick in range(round(seconds * bpm / 60 * 24)):
        sleep_until(beat0_s + tick * 60 / bpm / 24 + rng.gauss(0, jitter_s))
        output.send(write(Transport(TICK)))
    output.send(write(Transport(STOP)))
    time.sleep(0.1)
    output.close()
    system.close()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0], float(given[1]), float(given[2]), float(given[3]) / 1000, int(given[4]))
