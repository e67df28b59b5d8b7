"""What input and output look like: their extremes in columns of 10 ms, each with its place in the music."""

import numpy as np

from livenode.rt.memory import Memory
from livenode.surface import Event, Publish
from livenode.transport.timeline import Timeline

COLUMNS_A_SECOND = 100
TOLD_HZ = 30
MOST_COLUMNS = 50  # of a message, which stays under 1,400 bytes; what is older is left out


class Wave:
    """Tells the columns as they are finished. Thread: control. Real-time safe: no.

    The output is the node's own: the monitored input is not in it.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._column_frames = memory.samplerate // COLUMNS_A_SECOND
        self._next_column = 0
        self._due_frame = 0

    def advance(self, timeline: Timeline | None, publish: Publish) -> None:
        """Tell what was finished since the last call, if it is time to."""
        frame = self._memory.frame()
        if frame < self._due_frame:
            return
        apart = self._memory.samplerate // TOLD_HZ
        self._due_frame = (frame // apart + 1) * apart
        end = frame // self._column_frames
        first = max(self._next_column, end - MOST_COLUMNS)
        if first < end:
            self._next_column = end
            publish(Event("wave", None, (first, *self._columns(first, end, timeline))))

    def _columns(self, first: int, end: int, timeline: Timeline | None) -> list[float]:
        """Return place, lows and highs of the columns first .. end, one column after the other."""
        start, frames = first * self._column_frames, (end - first) * self._column_frames
        numbers = [place(start + n * self._column_frames, timeline) for n in range(end - first)]
        rows = [np.array(numbers)]
        for audio in (self._memory.read_record(start, frames), self._memory.read_sent(start, frames)):
            blocks = audio.reshape(end - first, self._column_frames)
            rows += [blocks.min(axis=1), blocks.max(axis=1)]
        return [float(number) for number in np.stack(rows, axis=1).ravel()]


def place(frame: int, timeline: Timeline | None) -> float:
    """Return the bar at a frame, from 1, and the share of it that has passed; 0 while stopped.

    Thread: any. Real-time safe: no.
    """
    if timeline is None:
        return 0.0
    bar, beat = timeline.position(frame)
    return bar + 1 + beat / timeline.entry_at_bar(bar).beats_per_bar
