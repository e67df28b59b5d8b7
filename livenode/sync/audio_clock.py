"""A clock that is what the performer plays: tempo and beat by ear, and how sure of them it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livenode.sync.audio_beat import around, beat_scores, folded, gone_on, likeliest, taken_in
from livenode.sync.audio_onsets import BANDS, BLOCK_FRAMES, BLOCK_HOPS, BLOCK_READ_FRAMES, HOPS_PER_S, SAMPLERATE
from livenode.sync.audio_onsets import band_powers, onset_strengths
from livenode.sync.audio_tempo import WINDOW_HOPS, Heard, hear_tempo, meter_of, straightened
from livenode.sync.audio_weights import Weights, load_weights
from livenode.sync.reading import LOCKED, LOST, SEARCHING, Reading

WINDOW_BLOCKS = WINDOW_HOPS // BLOCK_HOPS
SURE, UNSURE = 0.9, 0.5  # of the confidence: where it begins and where it ceases to be followed
SURE_BLOCKS = 5  # for a second
LOST_S = 8.0  # without being sure
KNOWN = 0.7  # of what is expected lies at the node's tempo
TEMPO_GAIN, BEAT_GAIN = 0.3, 0.3  # of the difference to what is heard, a block
SAME_TEMPO = 0.04  # what differs by more is another tempo, and not drift

Read = Callable[[int, int], np.ndarray]


@dataclass(frozen=True)
class NodeTime:
    """What the node keeps at a frame: tempo, meter, quarter notes since bar 1 (None: it is stopped)."""

    bpm: float
    numerator: int
    denominator: int
    beat: float | None


@dataclass(frozen=True)
class Track:
    """What is followed, at the end of a block. pulse: pulses since bar 1. belief: (BINS,) of the beat's place."""

    frame: int
    bpm: float
    pulse: float
    pulse_beats: float
    belief: np.ndarray
    confidence: float = 0.0
    sure_blocks: int = 0
    state: str = SEARCHING
    locked_frame: int | None = None


class AudioClock:
    """The performer as a clock. Thread: control. Real-time safe: no.

    read: (start_frame, frames) -> what was played then, (frames,) float32, zeros where nothing was heard.
    node: what the node keeps at a frame. heard: the frame before which all was heard when the counter is at
    a frame. What it says is a function of what was heard and of the node's time, however often it is asked.
    About 1.2 % of a core.
    """

    def __init__(
        self, read: Read, node: Callable[[int], NodeTime], heard: Callable[[int], int] = lambda frame: frame
    ) -> None:
        self._read, self._node, self._heard = read, node, heard
        self._weights = load_weights()
        self._powers = np.zeros((WINDOW_HOPS, BANDS), np.float32)
        self._block: int | None = None
        self._track: Track | None = None

    def read(self, frame: float) -> Reading | None:
        """Return what is heard, put on to `frame`; None before the first 0.2 s."""
        blocks = max(0, self._heard(int(frame)) // BLOCK_FRAMES)
        if self._block is None:
            self._block = blocks - 1
            for block in range(max(0, blocks - WINDOW_BLOCKS), blocks - 1):
                self._listen(block)
        for block in range(max(self._block, blocks - WINDOW_BLOCKS), blocks):
            self._listen(block)
            self._track = self._advance((block + 1) * BLOCK_FRAMES)
        self._block = blocks
        track = self._track
        if track is None:
            return None
        beat = track.pulse * track.pulse_beats + (frame - track.frame) * track.bpm / (60 * SAMPLERATE)
        return Reading(frame, beat, track.bpm, track.state, confidence=track.confidence)

    def close(self) -> None:
        """Let go of nothing: it only listens."""

    def _listen(self, block: int) -> None:
        end = (block + 1) * BLOCK_FRAMES
        self._powers = np.roll(self._powers, -BLOCK_HOPS, 0)
        self._powers[-BLOCK_HOPS:] = band_powers(self._read(end - BLOCK_READ_FRAMES, BLOCK_READ_FRAMES))

    def _advance(self, frame: int) -> Track:
        node = self._node(frame)
        meter = meter_of(node.numerator, node.denominator)
        onsets = onset_strengths(self._powers)
        heard = hear_tempo(onsets, node.bpm, meter, self._weights, KNOWN)
        before = self._track
        if before is None or before.pulse_beats != meter.pulse_beats:
            before = begun(frame, node, meter.pulse_beats)
        return advanced(before, frame, heard, node, onsets, self._weights)


def begun(frame: int, node: NodeTime, pulse_beats: float) -> Track:
    """Return a track that knows what the node keeps. Thread: any. Real-time safe: no."""
    pulse = 0.0 if node.beat is None else node.beat / pulse_beats
    return Track(frame, node.bpm, pulse, pulse_beats, around(pulse % 1))


def advanced(
    track: Track, frame: int, heard: Heard, node: NodeTime, onsets: np.ndarray, weights: Weights
) -> Track:
    """Return the track at `frame`, after a block in which a tempo was heard."""
    agrees = heard.confidence >= UNSURE and abs(heard.bpm / track.bpm - 1) < SAME_TEMPO
    bpm = _tempo(track, heard, agrees)
    passed = (frame - track.frame) * (track.bpm + bpm) / 2 / (60 * SAMPLERATE) / track.pulse_beats
    belief = gone_on(track.belief, passed)
    if heard.confidence >= UNSURE:
        profile = folded(straightened(onsets, heard.bend), 60 * HOPS_PER_S * track.pulse_beats / bpm)
        belief = taken_in(belief, beat_scores(profile, weights.beat))
    sure_blocks = track.sure_blocks
    if agrees and heard.confidence >= SURE:
        sure_blocks = min(sure_blocks + 1, SURE_BLOCKS)
    elif not agrees:
        sure_blocks = max(sure_blocks - 1, 0)
    was_locked = track.state == LOCKED
    locked = sure_blocks >= (1 if was_locked else SURE_BLOCKS)
    pulse = track.pulse + passed
    if locked and not was_locked and node.beat is not None:
        pulse = node.beat / track.pulse_beats
    pulse += ((likeliest(belief) - pulse + 0.5) % 1 - 0.5) * (BEAT_GAIN if was_locked else 1.0)
    locked_frame = frame if locked else track.locked_frame
    silent = locked_frame is not None and frame - locked_frame > LOST_S * SAMPLERATE
    state = LOCKED if locked else LOST if silent else SEARCHING
    return Track(
        frame, bpm, pulse, track.pulse_beats, belief, heard.confidence, sure_blocks, state, locked_frame
    )


def _tempo(track: Track, heard: Heard, agrees: bool) -> float:
    if track.state == LOCKED:
        return track.bpm + TEMPO_GAIN * (heard.bpm - track.bpm) if agrees else track.bpm
    return heard.bpm if heard.confidence >= UNSURE else track.bpm
