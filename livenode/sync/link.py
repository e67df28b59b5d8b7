"""Ableton Link: a tempo, a phase, start and stop that programs on a network share. Only this file imports it.

LinkPython-extern is under the GPL, as Link is: the extra `link` brings it.
"""

import time
from collections.abc import Callable
from typing import Any

from livenode.sync.frame_clock import FrameClock
from livenode.sync.reading import Reading

SETTLE_S = 0.5  # between making a peer and joining: a tempo may jump otherwise


class LinkMissing(ImportError):
    """The library is not there; the sentence says how to get it."""


class LinkClock:
    """A peer of the session. Thread: control. Real-time safe: no.

    bpm: the tempo, as long as nobody else is there. quantum: says the quarter notes of a bar, which Link
    calls so. Raises LinkMissing.
    """

    def __init__(self, frames: FrameClock, bpm: float, quantum: Callable[[], float]) -> None:
        try:
            import link
        except ImportError:
            raise LinkMissing("Ableton Link is not installed: pip install livenode[link]") from None
        self._frames, self._quantum = frames, quantum
        self._link: Any = link.Link(bpm)
        self._link.startStopSyncEnabled = True
        self._joins_s = time.monotonic() + SETTLE_S

    def read(self, frame: float) -> Reading | None:
        """Return what the session says now."""
        now_s = time.monotonic()
        if now_s < self._joins_s or not self._frames.is_set:
            return None
        if not self._link.enabled:
            self._link.enabled = True
        state = self._link.captureSessionState()
        micros = self._micros()
        return Reading(
            self._frames.frame_at(time.monotonic()),
            state.beatAtTime(micros, self._quantum()),
            state.tempo(),
            peers=self._link.numPeers(),
            playing=state.isPlaying(),
        )

    def set_tempo(self, bpm: float) -> None:
        """Ask everybody for a tempo."""
        state = self._link.captureSessionState()
        if abs(state.tempo() - bpm) > 1e-6:
            state.setTempo(bpm, self._micros())
            self._link.commitSessionState(state)

    def set_playing(self, playing: bool) -> None:
        """Tell everybody that the music starts or stops."""
        state = self._link.captureSessionState()
        if state.isPlaying() != playing:
            state.setIsPlaying(playing, self._micros())
            self._link.commitSessionState(state)

    def close(self) -> None:
        """Leave the session."""
        self._link.enabled = False

    def _micros(self) -> int:
        return int(self._link.clock().micros())
