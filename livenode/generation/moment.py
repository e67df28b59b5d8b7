"""How a part is steered for one riff, beside its values: pure functions of bars and of what was heard."""

from dataclasses import dataclass

import numpy as np

from livenode.generation.riff import Sound

QUIET_DBFS, LOUD_DBFS = -45.0, -12.0  # what counts as no loudness and as all of it
SILENT = 1e-12  # mean square


@dataclass(frozen=True)
class Glide:
    """A move from one amount to another, from a bar on, within so many bars."""

    begin: float = 0.0
    end: float = 0.0
    start_bar: int = 0
    bars: int = 0

    def at(self, bar: int) -> float:
        """Return where it is at a bar line."""
        if bar >= self.start_bar + self.bars:
            return self.end
        share = max(0, bar - self.start_bar) / self.bars
        return self.begin + share * (self.end - self.begin)


@dataclass(frozen=True)
class Moment:
    """A part's morph 0..1, its sound, and the player's loudness 0..1; None where nobody plays."""

    morph: float = 0.0
    sound: Sound | None = None
    loudness: float | None = None


def loudness(audio: np.ndarray) -> float:
    """Return how loud audio (frames,) is, 0..1 on a scale of dB. Thread: any. Real-time safe: no."""
    power = float(np.square(audio, dtype=np.float64).mean()) if len(audio) else 0.0
    return loudness_of_rms(power**0.5)


def loudness_of_rms(rms: float) -> float:
    """Return the loudness 0..1 of a level. Thread: any. Real-time safe: no."""
    level_dbfs = 10 * float(np.log10(rms * rms + SILENT))
    return float(np.clip((level_dbfs - QUIET_DBFS) / (LOUD_DBFS - QUIET_DBFS), 0, 1))


def followed(amount: float, follow: float, heard: float | None) -> float:
    """Return an attribute (0..1, -1 = free) moved by `follow` 0..1 to the loudness heard; None leaves it.

    What is free is moved from the middle. Thread: any. Real-time safe: no.
    """
    if heard is None or follow == 0:
        return amount
    return (1 - follow) * (0.5 if amount < 0 else amount) + follow * heard
