"""Presses, releases and long presses from what a switch sends, without its bouncing. Time is passed in."""

import math
from dataclasses import dataclass

from livenode.bindings import Control

LONG_S = 0.6
BOUNCE_S = 0.02  # what a switch does so soon after a change is believed only if it stays so
PRESS, RELEASE, LONG = "press", "release", "long"


@dataclass
class _Switch:
    says_down: bool = False
    said_s: float = -math.inf
    down: bool | None = None  # None: it has not said so yet, and may stand either way
    down_s: float = -math.inf
    is_long: bool = False


class Buttons:
    """The switches of all controllers. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self._switches: dict[Control, _Switch] = {}

    def move(self, control: Control, value: int, now_s: float) -> list[str]:
        """Take what a switch sends, 64 and more being down; returns PRESS or RELEASE where it has changed."""
        if control.kind == "program":  # it has no end
            return [PRESS]
        switch = self._switches.setdefault(control, _Switch())
        switch.says_down = value >= 64 if control.kind == "cc" else value > 0
        rested, switch.said_s = now_s - switch.said_s >= BOUNCE_S, now_s
        return self._settle(switch, now_s) if rested else []

    def stand(self, control: Control, value: int, now_s: float) -> None:
        """Take how a switch stands without a press: it was moved to be learned."""
        down = value >= 64 if control.kind == "cc" else value > 0
        self._switches[control] = _Switch(down, now_s, down, is_long=True)

    def poll(self, now_s: float) -> list[tuple[Control, str]]:
        """Return what time alone has changed: what a bounce has come to, and presses that are long now."""
        found = []
        for control, switch in self._switches.items():
            if now_s - switch.said_s >= BOUNCE_S:
                found += [(control, edge) for edge in self._settle(switch, now_s)]
            if switch.down and not switch.is_long and now_s - switch.down_s >= LONG_S:
                switch.is_long = True
                found.append((control, LONG))
        return found

    def was_long(self, control: Control) -> bool:
        """Return whether the last press of a switch was long."""
        return self._switches[control].is_long if control in self._switches else False

    def _settle(self, switch: _Switch, now_s: float) -> list[str]:
        if switch.says_down == switch.down:
            return []
        switch.down = switch.says_down
        if switch.down:
            switch.down_s, switch.is_long = now_s, False
        return [PRESS if switch.down else RELEASE]
