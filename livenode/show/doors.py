"""The doors of a show: what opens and closes them, and how loud the music is meanwhile.

closed -> opening (the transport starts; the first part plays: the gain rises) -> open
open -> closing (the gain falls) -> closed (the transport stops)
"""

from typing import Literal

CLOSED, OPENING, OPEN, CLOSING = "closed", "opening", "open", "closing"
FIRST_SOUND_S = 15.0  # the gain waits so long for the first part to play

Act = Literal["", "play", "stop"]


class Doors:
    """Opens and closes over `fade_s` seconds. Time is passed in. Thread: control. Real-time safe: no."""

    def __init__(self, fade_s: float) -> None:
        self.state = OPEN
        self.gain = 1.0  # of the master, linear
        self._fade_s, self._last_s, self._since_s = fade_s, 0.0, 0.0

    def begin(self, is_open: bool, now_s: float) -> None:
        """Begin open, or closed and silent."""
        self.state, self.gain = (OPEN, 1.0) if is_open else (CLOSED, 0.0)
        self._last_s = self._since_s = now_s

    def advance(self, wants_open: bool, sounds: bool, now_s: float) -> Act:
        """Go on to `now_s`; returns what the transport is to do. sounds: whether a part plays."""
        passed_s, self._last_s = max(0.0, now_s - self._last_s), now_s
        if wants_open and self.state in (CLOSED, CLOSING):
            act: Act = "play" if self.state == CLOSED else ""
            self.state, self._since_s = OPENING, now_s
            return act
        if not wants_open and self.state in (OPEN, OPENING):
            self.state = CLOSING
        if self.state == OPENING and (sounds or self.gain or now_s - self._since_s > FIRST_SOUND_S):
            self.gain = min(1.0, self.gain + self._share(passed_s))
            self.state = OPEN if self.gain == 1.0 else OPENING
        if self.state == CLOSING:
            self.gain = max(0.0, self.gain - self._share(passed_s))
            if self.gain == 0.0:
                self.state = CLOSED
                return "stop"
        return ""

    def _share(self, passed_s: float) -> float:
        return passed_s / self._fade_s if self._fade_s else 1.0
