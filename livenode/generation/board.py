"""The out rows: what was told last, told again only when it changes."""

from collections.abc import Callable

import numpy as np

from livenode.params import PARAMS, Args
from livenode.rt.memory import Memory
from livenode.surface import Event, Publish

METERS_S = 0.1
Journal = Callable[[dict[str, object]], None]


class Board:
    """Everything the node tells. Thread: control. Real-time safe: no."""

    def __init__(self, journal: Journal = lambda row: None) -> None:
        self.journal = journal
        self._outs: dict[tuple[str, int | None], Args] = {}
        self._publish: Publish = lambda event: None
        self._meters_frame = 0

    def attach(self, publish: Publish) -> None:
        """Take the function that tells subscribers."""
        self._publish = publish

    def get(self, path: str, part: int | None) -> Args:
        """Return what was told last, or the row's default."""
        return self._outs.get((path, part), PARAMS[path].default_of(part))

    def tell(self, path: str, part: int | None, args: Args, *, again: bool = False) -> None:
        """Tell a state, if it is another than before. again: also if it is not."""
        if again or self._outs.get((path, part)) != args:
            self._outs[path, part] = args
            self.say(path, part, args)

    def say(self, path: str, part: int | None, args: Args) -> None:
        """Tell something that happened, or a value."""
        self._publish(Event(path, part, args))

    def meter(self, memory: Memory, frame: int) -> None:
        """Tell the levels ten times a second."""
        if frame - self._meters_frame < METERS_S * memory.samplerate:
            return
        self._meters_frame = frame
        counters = memory.counters()
        self.tell("in/level", None, (dbfs(counters.input_peak), dbfs(counters.input_rms)))
        self.tell("out/level", None, (dbfs(counters.output_peak), dbfs(counters.output_rms)))


def dbfs(value: float) -> float:
    """Return an amplitude in dBFS, -120 at the least. Thread: any. Real-time safe: no."""
    return float(20 * np.log10(max(value, 1e-6)))
