"""How long a server's answer is waited for, so that this machine can still make the riff in time itself."""

from collections import deque
from statistics import median

from livenode.inference.engine import Sampling, Sounding
from livenode.inference.features import SAMPLERATE

CALM_S = 2.0  # where nothing says by when it must be there
DELIVERY_S = 0.04  # from an answer to the ring: control's ticks and the write ahead; a lead has some more
KEPT = 16
STALL = 2.0  # times the median: a single stall is not taken for the usual


def amount(sampling: Sampling, sounding: Sounding) -> float:
    """Return how much work a riff is: network calls, and seconds of audio that cost about as much each."""
    calls = len(sampling.terms) * (len(sampling.sigmas) - 1)
    return len(sampling.start) * (calls + sounding.frames / SAMPLERATE)


def seconds(sounding: Sounding) -> float:
    """Return how much work it is to sound latents."""
    return sounding.frames / SAMPLERATE


class Costs:
    """What work took of late, of each model: seconds for what is asked, at the worst but for stalls.

    Thread: worker. Real-time safe: no.
    """

    def __init__(self) -> None:
        self._units_s: dict[str, deque[float]] = {}

    def took(self, model: str, work: float, spent_s: float) -> None:
        """Note what work took."""
        self._units_s.setdefault(model, deque(maxlen=KEPT)).append(spent_s / max(work, 1e-3))

    def usual_s(self, model: str, work: float) -> float:
        """Return what work takes, 0 where none was done yet."""
        units_s = self._units_s.get(model)
        return work * min(max(units_s), STALL * median(units_s)) if units_s else 0.0


def patience_s(left_s: float | None, local_s: float, usual_s: float) -> float:
    """Return how long to wait for the server; 0: do not ask it.

    left_s: the time until the riff must be there (None: nothing presses). local_s, usual_s: what this machine
    and the server usually take. Where there is time for both, the server has what this machine does not need.
    Where there is not, but the server would be in time, it has all of it. Where only this machine would be,
    or where the server is much the slower one, it is not asked.
    """
    if left_s is None:
        return CALM_S
    if left_s - local_s >= usual_s:
        return min(left_s - local_s, CALM_S)
    if usual_s <= left_s:
        return left_s
    return 2 * usual_s if left_s < local_s and usual_s < STALL * local_s else 0.0
