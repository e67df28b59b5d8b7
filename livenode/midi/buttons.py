"""Presses, releases and long presses from what a switch sends, without its bouncing. Time is passed in."""

from dataclasses import dataclass

from livenode.bindings import Control

LONG_S = 0.6
BOUNCE_S = 0.02  # what a switch does so soon after a change is believed only if it stays so
PRESS, RELEASE, LONG = "press", "release", "long"


@dataclass
class _Switch:
    down: bool = False
    says_down: bool = False
    changed_s: float = -1.0
    is_long: bool = False


class Buttons:
    """The switches of all controllers. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self._switches: dict[Control, _Switch] = {}

    def move(self, control: Control, value: int, now_s: float) -> list[str]:
        """Take what a switch sends, 64 and more being down; returns PRESS or RELEASE where it has changed."""
        if control.kind == "program":  # it has no end
            return [PRESS]
        switch = self._switches.setdefault(control, _Switch(changed_s=now_s - BOUNCE_S))
        switch.says_down = value >= 64 if control.kind == "cc" else value > 0
        return self._settle(switch, now_s)

    def poll(self, now_s: float) -> list[tuple[Control, str]]:
        """Return what time alone has changed: what a bounce has come to, and presses that are long now."""
        found = [(control, edge) for control, s in self._switches.items() for edge in self._settle(s, now_s)]
        for control, switch in self._switches.items():
            if switch.down and not switch.is_long and now_s - switch.changed_s >= LONG_S:
                switch.is_long = True
                found.append((control, LONG))
        return found

    def was_long(self, control: Control) -> bool:
        """Return whether the last press of a switch was long."""
        return self._switches[control].is_long if control in self._switches else False

    def _settle(self, switch: _Switch, now_s: float) -> list[str]:
        if switch.says_down == switch.down or now_s - switch.changed_s < BOUNCE_S:
            return []
        switch.down, switch.changed_s = switch.says_down, now_s
        if switch.down:
            switch.is_long = False
        return [PRESS if switch.down else RELEASE]
