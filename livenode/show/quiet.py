"""Silence that nobody asked for: the transport rolls, a part should sound, and the output is silent."""

from livenode.params import PARTS
from livenode.surface import Values

SILENT_DBFS = -70.0
MISSED_S = 12.0  # music has rests


def audible_parts(values: Values) -> list[int]:
    """Return the parts that make riffs by themselves and are turned up. Thread: any. Real-time safe: no."""
    solo = [part for part in PARTS if values.number("part/<p>/solo", part)]
    return [
        part
        for part in solo or PARTS
        if values.number("part/<p>/auto", part)
        and values.number("part/<p>/replan", part)
        and not values.number("part/<p>/hold", part)
        and not values.number("part/<p>/mute", part)
        and values.number("part/<p>/level", part)
    ]


def should_sound(values: Values, rolls: bool) -> bool:
    """Return whether somebody who hears nothing would miss it. Thread: any. Real-time safe: no."""
    return rolls and bool(audible_parts(values)) and values.number("level") > 0


class Quiet:
    """Counts such silences. `count`: how many so far. Time is passed in. Thread: control."""

    def __init__(self) -> None:
        self.count = 0
        self._since_s: float | None = None
        self._counted = False

    def advance(self, expected: bool, output_dbfs: float, now_s: float) -> float:
        """Go on to `now_s`; returns how many seconds it has been silent, 0 where nothing is missed yet."""
        if not expected or output_dbfs > SILENT_DBFS:
            self._since_s, self._counted = None, False
            return 0.0
        self._since_s = now_s if self._since_s is None else self._since_s
        silent_s = now_s - self._since_s
        if silent_s < MISSED_S:
            return 0.0
        self.count += not self._counted
        self._counted = True
        return silent_s
