"""A clock that is what the performer plays: tempo and beat by ear, and how sure of them it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livenode.sync.audio_onsets import (
    BANDS,
    BLOCK_FRAMES,
    BLOCK_HOPS,
    BLOCK_READ_FRAMES,
    SAMPLERATE,
    band_powers,
    onset_strengths,
)
from livenode.sync.audio_tempo import WINDOW_HOPS, hear_tempo, meter_of
from livenode.sync.audio_track import NodeTime, Track, advanced, begun
from livenode.sync.audio_weights import load_weights
from livenode.sync.reading import Reading

WINDOW_BLOCKS = WINDOW_HOPS // BLOCK_HOPS
KNOWN = 0.7  # of what is expected lies at the node's tempo

Read = Callable[[int, int], np.ndarray]


class AudioClock:
    """The performer as a clock. Thread: control. Real-time safe: no.

    read: (start_frame, frames) -> what was played then, (frames,) float32, zeros where nothing was heard.
    node: what the node keeps at a frame. heard: the frame before which all was heard when the counter is at
    a frame. What it says is a function of what was heard and of the node's time, however often it is asked.
    """

    def __init__(
        self, read: Read, node: Callable[[int], NodeTime], heard: Callable[[int], int] = lambda frame: frame
    ) -> None:
        self._read, self._node, self._heard = read, node, heard
        self._weights = load_weights()
        self._powers = np.zeros((WINDOW_HOPS, BANDS), np.float32)
        self._blocks: int | None = None  # that have been heard
        self._track: Track | None = None

    def read(self, frame: float) -> Reading | None:
        """Return what is heard, put on to `frame`; None before the first 0.2 s.

        Opened in the midst of a performance, it listens to the last ten seconds at once.
        """
        blocks = max(0, self._heard(int(frame)) // BLOCK_FRAMES)
        oldest = max(0, blocks - WINDOW_BLOCKS)
        if self._blocks is None:
            self._blocks = max(0, blocks - 1)
            for block in range(oldest, self._blocks):
                self._listen(block)
        for block in range(max(self._blocks, oldest), blocks):
            self._listen(block)
            self._track = self._heard_more((block + 1) * BLOCK_FRAMES)
        self._blocks = max(blocks, self._blocks)
        return None if self._track is None else _reading(self._track, frame)

    def close(self) -> None:
        """Nothing is held."""

    def _listen(self, block: int) -> None:
        end = (block + 1) * BLOCK_FRAMES
        self._powers[:-BLOCK_HOPS] = self._powers[BLOCK_HOPS:]
        self._powers[-BLOCK_HOPS:] = band_powers(self._read(end - BLOCK_READ_FRAMES, BLOCK_READ_FRAMES))

    def _heard_more(self, frame: int) -> Track:
        node = self._node(frame)
        meter = meter_of(node.numerator, node.denominator)
        onsets = onset_strengths(self._powers)
        heard = hear_tempo(onsets, node.bpm, meter, self._weights, KNOWN)
        track = self._track
        if track is None or track.pulse_beats != meter.pulse_beats:
            track = begun(frame, node, meter.pulse_beats)
        return advanced(track, frame, heard, node, onsets, self._weights.beat)


def _reading(track: Track, frame: float) -> Reading:
    beat = track.pulse * track.pulse_beats + (frame - track.frame) * track.bpm / (60 * SAMPLERATE)
    return Reading(frame, beat, track.bpm, track.state, confidence=track.confidence)
