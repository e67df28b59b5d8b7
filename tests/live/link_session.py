"""Two peers of a Link session, each in a process; run in a network namespace of its own.

    unshare -n python -m tests.live.link_session

The parent is the node's own `LinkClock`, the child the plain library. Prints "in step" at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import link

from livenode.sync.frame_clock import FrameClock
from livenode.sync.link import LinkClock
from tests.stage.link import LOOPBACK

RATE = 48_000
LIMIT_S = 20.0


def child() -> None:
    """Be another program: set tempo and start, then tell the session as it is after the node's tempo."""
    peer = link.Link(120.0)
    peer.startStopSyncEnabled = True
    time.sleep(0.5)
    peer.enabled = True
    until(lambda: peer.numPeers() == 1)
    state = peer.captureSessionState()
    state.setTempo(131.0, peer.clock().micros())
    state.setIsPlaying(True, peer.clock().micros())
    peer.commitSessionState(state)
    until(lambda: abs(peer.captureSessionState().tempo() - 99.0) < 1e-3)
    state = peer.captureSessionState()
    begun_s = time.monotonic()
    beat = state.beatAtTime(peer.clock().micros(), 3.0)
    print(json.dumps(((begun_s + time.monotonic()) / 2, beat, state.isPlaying())), flush=True)
    sys.stdin.readline()


def parent() -> None:
    for command in LOOPBACK:
        subprocess.run(command.split(), check=True)
    frames = FrameClock(RATE)
    for block in range(100):
        frames.take((block * 256, round(1e9 * block * 256 / RATE)))
    clock = LinkClock(frames, 120.0, lambda: 3.0)
    assert clock.read(0) is None, "it joins only after a moment"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    other = subprocess.Popen([sys.executable, "-m", "tests.live.link_session", "child"], **pipes)
    try:
        until(lambda: (now := clock.read(0)) is not None and now.peers == 1 and abs(now.bpm - 131.0) < 1e-3)
        until(lambda: clock.read(0).playing is True)
        clock.set_tempo(99.0)
        at_s, beat, playing = json.loads(other.stdout.readline())
        now = clock.read(0)
        off_beats = now.beat_at(at_s * RATE, RATE) - beat
        off_ms = (off_beats - 3.0 * round(off_beats / 3.0)) * 60_000 / 99.0
        assert abs(off_ms) < 5.0, f"{off_ms} ms apart"
        assert playing
        clock.set_playing(False)
        until(lambda: clock.read(0).playing is False)
    finally:
        other.kill()
        other.wait()
        clock.close()
    print("in step")


def until(happened) -> None:
    deadline_s = time.monotonic() + LIMIT_S
    while not happened():
        assert time.monotonic() < deadline_s, f"it did not happen within {LIMIT_S} s"
        time.sleep(0.01)


if __name__ == "__main__":
    child() if sys.argv[1:] else parent()
