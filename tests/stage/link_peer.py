"""A peer of a Link session, in a process of its own: it changes the tempo, and records what the node sounds.

    python -m tests.stage.link_peer --seconds 300 --tempi 120 100 140 123.5

Prints one line of JSON: for each downbeat that was heard, when it was, in seconds since the start and by how
many milliseconds it lies behind the session's bar line. The click is found by correlation, to the sample;
its frame is put on the clock by the stamps of this process's own JACK callback.
"""

from __future__ import annotations

import argparse
import json
import time

import jack
import link
import numpy as np

from livenode.generation.metronome import click

RATE, BEATS = 48_000, 4.0
CUE = 2  # the output of the node that has the click
POLL_S = 0.02


class Recorder:
    """What a JACK port sounds, and when each block of it was."""

    def __init__(self, seconds: float) -> None:
        self.client = jack.Client("peer", no_start_server=True)
        self._port = self.client.inports.register("in")
        self.audio = np.zeros(round((seconds + 5) * RATE), np.float32)
        self.stamps: list[tuple[int, float]] = []
        self.first: int | None = None
        self.client.set_process_callback(self._process)

    def _process(self, frames: int) -> None:
        now_s, frame = time.monotonic(), self.client.last_frame_time
        if self.first is None:
            self.first = frame
        place = frame - self.first
        self.stamps.append((place, now_s))
        if place + frames <= len(self.audio):
            self.audio[place : place + frames] = self._port.get_array()

    def start(self) -> None:
        self.client.activate()
        sources = [
            port
            for port in self.client.get_ports(is_audio=True, is_output=True)
            if not port.name.startswith(("system", "peer"))
        ]
        self.client.connect(sources[CUE], self._port)

    def seconds_of(self, place: int) -> float:
        """Return when a frame was: by the earliest stamps of the two seconds around it."""
        near = [s - at / RATE for at, s in self.stamps if abs(at - place) < RATE]
        return float(np.quantile(near, 0.1)) + place / RATE

    def downbeats(self) -> list[int]:
        """Return the frames at which the click of a downbeat begins."""
        shape = click(RATE, True)[:480]
        other = click(RATE, False)[:480]
        likeness = np.correlate(self.audio, shape, "valid") / float(shape @ shape)
        found, place = [], 0
        loud = np.flatnonzero(np.abs(likeness) > 0.2)
        while len(loud := loud[loud >= place]):
            window = slice(loud[0], loud[0] + 2400)
            peak = int(loud[0] + np.argmax(np.abs(likeness[window])))
            heard = self.audio[peak : peak + 480]
            if abs(float(heard @ shape)) > abs(float(heard @ other)):
                found.append(peak)
            place = peak + 4800
        return found


def session(peer: link.Link) -> tuple[float, float, float]:
    """Return (time.monotonic(), the session's beat then, its tempo)."""
    before_s = time.monotonic()
    state, micros = peer.captureSessionState(), peer.clock().micros()
    after_s = time.monotonic()
    return (before_s + after_s) / 2, state.beatAtTime(micros, BEATS), state.tempo()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--tempi", type=float, nargs="+", default=[120.0, 100.0, 140.0, 123.5])
    arguments = parser.parse_args()
    peer = link.Link(arguments.tempi[0])
    time.sleep(0.5)
    peer.enabled = True
    recorder = Recorder(arguments.seconds)
    recorder.start()
    begun_s, changes, said = time.monotonic(), [], []
    while (now_s := time.monotonic()) < begun_s + arguments.seconds:
        wanted = arguments.tempi[int((now_s - begun_s) / arguments.seconds * len(arguments.tempi))]
        state = peer.captureSessionState()
        if peer.numPeers() and abs(state.tempo() - wanted) > 1e-3:
            state.setTempo(wanted, peer.clock().micros())
            peer.commitSessionState(state)
            changes.append(now_s - begun_s)
        said.append(session(peer))
        time.sleep(POLL_S)
    recorder.client.deactivate()
    times = np.array([each[0] for each in said])
    bars = []
    for place in recorder.downbeats():
        at_s = recorder.seconds_of(place)
        read_s, beat, bpm = said[max(0, int(np.searchsorted(times, at_s)) - 1)]
        bar = (beat + (at_s - read_s) * bpm / 60) / BEATS
        bars.append((at_s - begun_s, (bar - round(bar)) * BEATS * 60_000 / bpm))
    print(json.dumps({"peers": peer.numPeers(), "changes": changes, "bars": bars}), flush=True)


if __name__ == "__main__":
    main()
