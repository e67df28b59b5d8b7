"""The tempo and phase of clock ticks from when they arrived: a straight line through their times.

The line goes through as many of the last ticks as lie on one. The newest ticks are held against it at several
lengths. Where they leave it, either ticks were lost or doubled (the same line, some whole ticks further on)
or the tempo is another (a new line from there on); nothing is believed that does not fit them well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

LOST_S = 0.5
MOST_TICKS = 384  # sixteen beats
NEWEST = (24, 48, 96, 192)  # ticks that are held against those before them
WAIT = 8  # so many that have left the line are not taken for part of it
LEAST_BEFORE, LEAST_AFTER = 24, 24
MOST_PLACES = 48  # about so many are tried
JITTER_S, JITTER_TICKS = 0.003, 12  # what jitter is taken to be at first, and how many ticks that is worth
LEAST_JITTER_S = 0.0015  # stamps that are rounded to a block wander by that, and not at random
SURPRISE = 5.0  # standard errors
GAIN = 40.0  # by how much a change must explain the ticks better, in variances
PLAIN = 1.6  # a line's residual, in variances, up to which it is believed
KNOWN_TEMPO = 0.001  # how well a tempo is known that held before a start, as a share
LOCKED_TEMPO, LOCKED_S = 0.003, 0.0015  # standard errors with which the line may be followed
LONGEST_GUESS_S = 5.0


@dataclass(frozen=True)
class Line:
    """Tick `tick`, a real number, lies at `at_s`, and one every `period_s`. ticks: how many it goes through.

    tempo_error: standard error of the period, as a share of it. error_s: of where the newest tick lies.
    """

    tick: float
    at_s: float
    period_s: float
    ticks: int
    tempo_error: float
    error_s: float

    def tick_at(self, seconds: float) -> float:
        """Return the tick, a real number, at a time. Thread: any. Real-time safe: no."""
        return self.tick + (seconds - self.at_s) / self.period_s

    def seconds_at(self, tick: Any) -> Any:
        """Return the time of a tick, or of an array of them. Thread: any. Real-time safe: no."""
        return self.at_s + (tick - self.tick) * self.period_s


class TickLine:
    """Takes the arrival of each tick, in seconds, and draws the line. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self.next_tick = 0
        self.line: Line | None = None
        self._ticks, self._times_s = np.empty(0), np.empty(0)
        self._jitter_s = JITTER_S
        self._known_period_s: float | None = None

    @property
    def last_s(self) -> float | None:
        """When the last tick came; None where none did."""
        return float(self._times_s[-1]) if len(self._times_s) else None

    def is_lost(self, now_s: float) -> bool:
        """Return whether no tick has come for half a second."""
        return self.last_s is None or now_s - self.last_s > LOST_S

    def is_locked(self) -> bool:
        """Return whether tempo and phase are known well enough to be followed."""
        line = self.line
        return line is not None and line.tempo_error < LOCKED_TEMPO and line.error_s < LOCKED_S

    def restart(self) -> None:
        """Begin a new line with the next tick; the tempo is expected to be what it was."""
        if self.is_locked() and self.line is not None:
            self._known_period_s = self.line.period_s
        self._ticks, self._times_s, self.line = np.empty(0), np.empty(0), None

    def take(self, arrived_s: float) -> None:
        """Take a tick that arrived then, by the clock of `time.monotonic()`."""
        if self.last_s is not None and self.is_lost(arrived_s):
            self._bridge(arrived_s - self.last_s, arrived_s)
        self._ticks = np.append(self._ticks, float(self.next_tick))[-MOST_TICKS:]
        self._times_s = np.append(self._times_s, arrived_s)[-MOST_TICKS:]
        self.next_tick += 1
        self._draw()

    def _bridge(self, gap_s: float, arrived_s: float) -> None:
        """Count on through a gap, as the tempo was, and begin a new line behind it."""
        if self.is_locked() and self.line is not None and gap_s <= LONGEST_GUESS_S:
            self.next_tick = max(self.next_tick, round(self.line.tick_at(arrived_s)))
        self.restart()

    def _draw(self) -> None:
        """Draw the line anew, unless the newest ticks have left it and it is not clear yet why."""
        for newest in NEWEST:
            if self._has_left(newest) and self._explain(2 * newest):
                break
        if not self._has_left(WAIT):
            self.line = self._fit(self._ticks, self._times_s)

    def _has_left(self, newest: int) -> bool:
        """Return whether the newest ticks have left the line of those before them."""
        if len(self._ticks) < newest + LEAST_BEFORE:
            return False
        before = self._fit(self._ticks[:-newest], self._times_s[:-newest])
        if before is None:
            return False
        off = self._times_s - before.seconds_at(self._ticks)
        self._note_jitter(off[:-newest])
        off, place = off[-newest:], self._ticks[-newest:] - self._ticks[-newest:].mean()
        spread = float(place @ place)
        drift = float(place @ off) / spread
        period_error_s = before.tempo_error * before.period_s
        ahead_s = period_error_s * float(self._ticks[-newest:].mean() - self._ticks[-newest - 1])
        mean_error_s = sqrt(self._jitter_s**2 / newest + before.error_s**2 + ahead_s**2)
        drift_error_s = sqrt(self._jitter_s**2 / spread + period_error_s**2)
        return abs(float(off.mean())) > SURPRISE * mean_error_s or abs(drift) > SURPRISE * drift_error_s

    def _explain(self, newest: int) -> bool:
        """Find among the newest ticks where another line begins, and go on with it; False where none does.

        With another tempo the ticks before it count no more. With the same one, so many ticks were lost or
        doubled as it lies off.
        """
        begin = max(LEAST_BEFORE // 2, len(self._ticks) - newest)
        before = self._fit(self._ticks[:begin], self._times_s[:begin])
        if before is None:
            return False
        off = (self._times_s - before.seconds_at(self._ticks)) / self._jitter_s
        found = min(self._other_lines(off, begin), default=None, key=lambda found: found[0])
        if found is None or float(off[begin:] @ off[begin:]) - found[0] < GAIN:
            return False
        _, place, after = found
        error = sqrt(before.tempo_error**2 + after.tempo_error**2)
        is_another_tempo = abs(after.period_s / before.period_s - 1) > SURPRISE * error
        at_s = float(self._times_s[place])
        lost = 0 if is_another_tempo else round(before.tick_at(at_s) - after.tick_at(at_s))
        if lost:
            self._ticks[place:] += lost
            self.next_tick += lost
        else:
            self._known_period_s = None
            self._ticks, self._times_s = self._ticks[place:], self._times_s[place:]
        return True

    def _other_lines(self, off: np.ndarray, begin: int) -> Iterator[tuple[float, int, Line]]:
        """Yield (misfit, place, line) for each place from which on another line may go."""
        for place in range(begin, len(off) - LEAST_AFTER + 1, max(1, (len(off) - begin) // MOST_PLACES)):
            line = self._fit(self._ticks[place:], self._times_s[place:])
            if line is None:
                continue
            rest = (self._times_s[place:] - line.seconds_at(self._ticks[place:])) / self._jitter_s
            misfit = float(rest @ rest)
            if misfit < PLAIN * len(rest):
                yield misfit + float(off[begin:place] @ off[begin:place]), place, line

    def _note_jitter(self, off: np.ndarray) -> None:
        variance = (float(off @ off) + JITTER_TICKS * JITTER_S**2) / (len(off) + JITTER_TICKS)
        self._jitter_s = max(LEAST_JITTER_S, sqrt(variance))

    def _fit(self, ticks: np.ndarray, times_s: np.ndarray) -> Line | None:
        """Return the line through these ticks, leaning on the known tempo; None where they are too few."""
        count, known = len(ticks), self._known_period_s
        if count < (2 if known else 6):
            return None
        middle, middle_s = float(ticks.mean()), float(times_s.mean())
        place = ticks - middle
        spread = float(place @ place)
        period_s, lean = float(place @ (times_s - middle_s)) / spread, 0.0
        if known is not None:
            error_s = KNOWN_TEMPO * known
            if abs(period_s - known) < SURPRISE * sqrt(self._jitter_s**2 / spread + error_s**2):
                lean = (self._jitter_s / error_s) ** 2
                period_s = (period_s * spread + known * lean) / (spread + lean)
        if period_s <= 0:
            return None
        period_error_s = self._jitter_s / sqrt(spread + lean)
        error_s = sqrt(self._jitter_s**2 / count + (float(place[-1]) * period_error_s) ** 2)
        return Line(middle, middle_s, period_s, count, period_error_s / period_s, error_s)
