"""The click: two short tones, written to the cue ring half a second ahead."""

import numpy as np

from livenode.generation.planner import reachable
from livenode.rt.layout import CUE
from livenode.rt.memory import Memory
from livenode.rt.writer import clear, write
from livenode.transport.timeline import Timeline

CLICK_FRAMES = 1440  # 30 ms
AHEAD_S = 0.5


def click(samplerate: int, downbeat: bool) -> np.ndarray:
    """Return one click (frames,) float32, higher on the downbeat, peak 0.5.

    Thread: any. Real-time safe: no.
    """
    time_s = np.arange(CLICK_FRAMES) / samplerate
    tone = np.sin(2 * np.pi * (1760.0 if downbeat else 1320.0) * time_s)
    return (0.5 * tone * np.exp(-time_s / 0.006) * np.minimum(1, time_s / 0.0005)).astype(np.float32)


class Metronome:
    """Writes the clicks of a timeline ahead of the counter. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._clicks = {downbeat: click(memory.samplerate, downbeat) for downbeat in (False, True)}
        self._next: tuple[int, float] | None = None

    def restart(self, frame: int) -> None:
        """Forget what was written from `frame` on (a new timeline)."""
        clear(self._memory, CUE, frame)
        self._next = None

    def advance(self, timeline: Timeline, frame: int, from_bar: int, switched_on: bool) -> None:
        """Write the clicks up to half a second ahead of `frame`, none before `from_bar`.

        Those of the count-in always sound. Thread: control. Real-time safe: no.
        """
        ahead = frame + round(AHEAD_S * self._memory.samplerate)
        bar, beat = self._next or self._first(timeline, frame, from_bar)
        while (place := timeline.beat_frame(bar, beat)) < ahead:
            if switched_on or bar < 0:
                write(self._memory, CUE, place, self._clicks[beat == 0])
            entry = timeline.entry_at_bar(bar)
            step = 4 / entry.denominator
            bar, beat = (bar, beat + step) if beat + step < entry.beats_per_bar - 1e-9 else (bar + 1, 0.0)
        self._next = bar, beat

    def _first(self, timeline: Timeline, frame: int, from_bar: int) -> tuple[int, float]:
        guard = reachable(self._memory, frame)
        if timeline.bar_frame(from_bar) >= guard:
            return from_bar, 0.0
        line = timeline.next_line(guard, "beat")
        return line.bar, line.beat
