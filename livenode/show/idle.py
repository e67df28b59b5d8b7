"""Attract mode: what is played while nobody plays, and the way back to what was."""

from collections.abc import Mapping

from livenode import presets
from livenode.params import PARTS, Args, Key
from livenode.surface import Command, Values

OFF, WAITING, ATTRACTING = "off", "waiting", "attracting"
PLAYED_S = 0.4  # a knock on the guitar is nobody who plays
SOFTLY = 0.5  # of the master fader


class Idle:
    """Knows whether somebody plays. Time is passed in, in seconds. Thread: control. Real-time safe: no.

    `before`: the values to go back to, while it attracts; None otherwise. `problem`: why it does not attract
    with the preset that was asked for, "" where it does.
    """

    def __init__(self) -> None:
        self.state = OFF
        self.before: Values | None = None
        self.problem = ""
        self._heard_s: float | None = None  # when somebody was heard last
        self._loud_since_s: float | None = None
        self._taken: Mapping[Key, Args] = {}

    def advance(self, values: Values, input_dbfs: float, rolls: bool, now_s: float) -> list[Command]:
        """Go on to `now_s`; returns what changes: the attracting values, or the former ones at a bar line."""
        after_s = 60 * values.number("attract/after")
        self._listen(input_dbfs >= values.number("attract/threshold"), now_s)
        if self._heard_s is None or not rolls:
            self._heard_s = now_s
        idle = rolls and after_s > 0 and now_s - self._heard_s >= after_s
        if idle and self.before is None:
            return self._attract(values)
        if not idle and self.before is not None:
            return self._return(values, self.before, rolls)
        self.state = ATTRACTING if self.before is not None else WAITING if after_s else OFF
        return []

    def _listen(self, is_loud: bool, now_s: float) -> None:
        if not is_loud:
            self._loud_since_s = None
        elif self._loud_since_s is None:
            self._loud_since_s = now_s
        elif now_s - self._loud_since_s >= PLAYED_S:
            self._heard_s = now_s

    def _attract(self, values: Values) -> list[Command]:
        self.before, self.state = values, ATTRACTING
        self._taken, self.problem = attracting(values)
        return [Command(path, part, args, "bar") for (path, part), args in self._taken.items()]

    def _return(self, values: Values, before: Values, rolls: bool) -> list[Command]:
        """Undo what attracting changed, or is about to, but for what somebody has set since."""
        self.before, self.state = None, WAITING
        changed = {key: args for key, args in self._taken.items() if args != before.rows[key]}
        ours = [key for key, args in changed.items() if values.rows[key] in (args, before.rows[key])]
        return [Command(*key, before.rows[key], "bar" if rolls else None) for key in ours]


def attracting(values: Values) -> tuple[dict[Key, Args], str]:
    """Return the values of attract mode: a preset's, or the parts play softly and listen to nobody.

    So it is, too, where the preset cannot be had; then the second says why. Thread: any. Real-time safe: no.
    """
    problem = ""
    if name := values.text("attract/preset"):
        try:
            return dict(presets.load(name).values), ""
        except presets.PresetError as refused:
            problem = f"attract/preset: {refused}; playing softly instead"
    deaf: dict[Key, Args] = {("part/<p>/guidance/context", part): (0.0,) for part in PARTS}
    return {**deaf, ("follow", None): (0.0,), ("level", None): (SOFTLY * values.number("level"),)}, problem
