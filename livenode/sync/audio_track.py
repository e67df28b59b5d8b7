"""What is followed of the performer, from block to block: a pure function of what is heard and what is kept.

Tempo: what is heard, smoothed; another tempo has to be heard for a second before it counts. Beat: a belief in
its place, which begins where the node's bar 1 says, and does not jump by half a beat once it is followed:
where it is wrong, the performer says so with bar 1. Bars: the node's, for the ear counts beats only.
Thread: any. Real-time safe: no.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from livenode.sync.audio_beat import around, beat_scores, folded, gone_on, held_to, likeliest, taken_in
from livenode.sync.audio_onsets import HOPS_PER_S, SAMPLERATE
from livenode.sync.audio_tempo import Heard, straightened
from livenode.sync.reading import LOCKED, LOST, SEARCHING

SURE, UNSURE = 0.9, 0.5  # of the confidence: where it begins and where it ceases to be followed
SURE_BLOCKS = 5  # in a row: a second
LOST_S = 8.0  # without being sure
TEMPO_GAIN, BEAT_GAIN = 0.3, 0.3  # of the difference to what is heard, a block
SAME_TEMPO = 0.04  # what differs by more is another tempo, and not drift


@dataclass(frozen=True)
class NodeTime:
    """What the node keeps at a frame: tempo, meter, quarter notes since bar 1 (None: it is stopped)."""

    bpm: float
    numerator: int
    denominator: int
    beat: float | None


@dataclass(frozen=True)
class Track:
    """What is followed, at the end of a block.

    pulse: pulses since the node's bar 1. belief: of the place of the beat, (BINS,). is_found: a tempo was
    heard at all. locked_frame: where it was locked last. node_beat: the node's, at `frame`.
    """

    frame: int
    bpm: float
    pulse: float
    pulse_beats: float
    belief: np.ndarray
    confidence: float = 0.0
    sure_blocks: int = 0
    state: str = SEARCHING
    is_found: bool = False
    locked_frame: int | None = None
    node_beat: float | None = None


def begun(frame: int, node: NodeTime, pulse_beats: float) -> Track:
    """Return a track of which only the node's tempo is known."""
    return Track(frame, node.bpm, 0.0, pulse_beats, around(None))


def advanced(
    track: Track, frame: int, heard: Heard, node: NodeTime, onsets: np.ndarray, template: np.ndarray
) -> Track:
    """Return the track at `frame`, after a block: what was heard, what the node keeps then.

    onsets: (hops, groups) up to `frame`. template: what a beat looks like.
    """
    is_heard = heard.confidence >= UNSURE
    agrees = is_heard and abs(heard.bpm / track.bpm - 1) < SAME_TEMPO
    bpm = _tempo(track, heard.bpm, is_heard, agrees)
    passed = (frame - track.frame) * (track.bpm + bpm) / 2 / (60 * SAMPLERATE) / track.pulse_beats
    now = replace(
        track,
        frame=frame,
        bpm=bpm,
        pulse=track.pulse + passed,
        belief=gone_on(track.belief, passed),
        confidence=heard.confidence,
        sure_blocks=_sure_blocks(track.sure_blocks, heard.confidence, agrees),
        is_found=track.is_found or is_heard,
    )
    now = _counted(now, track, node)
    if is_heard:
        profile = folded(straightened(onsets, heard.bend), 60 * HOPS_PER_S * track.pulse_beats / bpm)
        scores = beat_scores(profile, template)
        if track.state == LOCKED:
            scores += held_to(now.pulse % 1)
        now = replace(now, belief=taken_in(now.belief, scores))
    apart = (likeliest(now.belief) - now.pulse + 0.5) % 1 - 0.5
    pulse = now.pulse + apart * (BEAT_GAIN if track.state == LOCKED else 1.0)
    return replace(_judged(now), pulse=pulse)


def _tempo(track: Track, bpm: float, is_heard: bool, agrees: bool) -> float:
    if track.state == LOCKED:
        return track.bpm + TEMPO_GAIN * (bpm - track.bpm) if agrees else track.bpm
    return bpm if is_heard else track.bpm


def _sure_blocks(before: int, confidence: float, agrees: bool) -> int:
    if not agrees:
        return max(before - 1, 0)
    return min(before + (confidence >= SURE), SURE_BLOCKS)


def _counted(now: Track, before: Track, node: NodeTime) -> Track:
    """Return the track counting as the node does: from its bar 1, and where it was or became unsure anew.

    Bar 1 is where performer and node begin together: from there it is counted at the tempo that is heard.
    """
    if node.beat is None:
        return replace(now, node_beat=None)
    now = replace(now, node_beat=node.beat)
    restarted = before.node_beat is None or node.beat < before.node_beat
    if restarted or (now.is_found and not before.is_found):
        pulse = node.beat * now.bpm / node.bpm / now.pulse_beats
        return replace(now, pulse=pulse, belief=around(pulse % 1, pulse))
    if before.state != LOCKED:
        return replace(now, pulse=node.beat / now.pulse_beats)
    return now


def _judged(now: Track) -> Track:
    """Return the track with its state."""
    if now.sure_blocks >= (1 if now.state == LOCKED else SURE_BLOCKS):
        return replace(now, state=LOCKED, locked_frame=now.frame)
    silent = now.locked_frame is not None and now.frame - now.locked_frame > LOST_S * SAMPLERATE
    return replace(now, state=LOST if silent else SEARCHING)
