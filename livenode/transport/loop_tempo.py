"""Find the tempo of a recorded loop: the first loop sets it, as loopers do."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from livenode.transport.timeline import MAX_BPM, MIN_BPM

USUAL_BPM = 105.0
LOOP_BARS = (1, 2, 4, 8, 16)


class LoopTempo(NamedTuple):
    """How many bars a loop holds, and the tempo at which it does."""

    bars: int
    bpm: float


def loop_tempo(length_frames: float, samplerate: int, beats_per_bar: float) -> LoopTempo | None:
    """Return the bars, of 1 to 16, with which a loop's tempo lies nearest to 105 bpm, seen as a ratio.

    length_frames: of the whole loop, above 0. beats_per_bar: quarter notes a bar. None where no tempo from
    30 to 300 bpm fits.

    Thread: any. Real-time safe: no.
    """
    tempos = [LoopTempo(bars, bars * beats_per_bar * 60 * samplerate / length_frames) for bars in LOOP_BARS]
    fitting = [tempo for tempo in tempos if MIN_BPM <= tempo.bpm <= MAX_BPM]
    return min(fitting, key=lambda tempo: abs(log(tempo.bpm / USUAL_BPM)), default=None)
