"""The levels in the header of the audio zone, from the values: each is one store, heard within a block."""

from math import cos, pi

from livenode.generation.inputs import CHANNELS, TARGETS, channels_of
from livenode.generation.moment import loudness_of_rms
from livenode.params import PARTS
from livenode.rt.memory import Memory
from livenode.surface import Values

FOLLOW_RANGE_DB = 24.0  # how far the parts are turned down where nobody plays


def pan_gain(pan: float) -> float:
    """Return the gain of the left channel at a pan, -1 (left) to 1; of the right channel at minus the pan.

    The power of both together is the same at each pan; in the middle each gain is exactly 1.

    Thread: any. Real-time safe: no.
    """
    return cos((pan + 1) * pi / 4) / cos(pi / 4)


class Levels:
    """Stores the targets that the callback follows. Thread: control. Real-time safe: yes.

    enabled: False where the journal of a performance sets them.
    """

    def __init__(self, memory: Memory, enabled: bool) -> None:
        self._memory, self._enabled = memory, enabled
        self._dry = False  # whether the input is heard in place of a part
        self._rolls = False
        self._click = False  # whether the click belongs on the main output now, where it has no other
        self._turned_down_db = 0  # as the player is soft
        self._faded = 1.0  # of the master, as a show opens and closes

    def store(self, values: Values) -> None:
        """Store every level."""
        number = values.number
        soloed = [part for part in PARTS if number("part/<p>/solo", part)]
        for part in PARTS:
            silent = number("part/<p>/mute", part) or part not in (soloed or PARTS)
            gain = number("part/<p>/level", part) * 10 ** (-self._turned_down_db / 20)
            self._set(f"part{part}_gain", 0.0 if silent else gain)
            self._set(f"part{part}_width", number("part/<p>/width", part))
            pan = number("part/<p>/pan", part)
            self._set(f"part{part}_left", pan_gain(pan))
            self._set(f"part{part}_right", pan_gain(-pan))
        self._set("monitor", 1.0 if self._dry else number("monitor"))
        self._set("loop_gain", number("loop/level"))
        self._set("master_level", number("level") * self._faded)
        self._set("limiter", number("limiter"))
        self._set("input_gain", 10 ** (number("in/gain_db") / 20))
        click = number("metronome/level")
        has_cue = self._memory.target("cue_l") >= 0
        self._set("cue_gain", click if self._click and not has_cue else 0.0)
        self._set("cue_out", click if self._rolls else 0.0)
        for name, channel in zip(TARGETS, channels_of(values.text(CHANNELS)), strict=True):
            self._set(name, channel)

    def follow(self, values: Values) -> None:
        """Let the parts be as soft as the player is now, as far as the values say so."""
        follow = values.number("follow")
        soft = 1 - loudness_of_rms(self._memory.counters().input_rms) if follow else 0.0
        turned_down_db = round(follow * soft * FOLLOW_RANGE_DB)
        if turned_down_db != self._turned_down_db:
            self._turned_down_db = turned_down_db
            self.store(values)

    def fade(self, gain: float, values: Values) -> None:
        """Turn the master down to this share of its fader, 0 to 1, whatever the fader says."""
        if gain != self._faded:
            self._faded = gain
            self.store(values)

    def open(self, values: Values) -> None:
        """Let the parts, the loop and the click be heard: the transport starts."""
        self._rolls = self._click = True
        self._set("panic", 0.0)
        self._set("transport_gate", 1.0)
        self.store(values)

    def first_riff(self, values: Values) -> None:
        """Take the click off the main output: there is music to follow now."""
        if self._click:
            self._click = False
            self.store(values)

    def let_input_through(self, wanted: bool, values: Values) -> None:
        """Let the input be heard whole, whatever the monitor says, or as it says again."""
        if self._dry != wanted:
            self._dry = wanted
            self.store(values)

    def close(self) -> None:
        """Silence the parts, the loop and the click: the transport stops."""
        self._rolls = self._click = False
        self._set("transport_gate", 0.0)
        self._set("cue_gain", 0.0)
        self._set("cue_out", 0.0)
        self._set("loop_gain", 0.0)

    def panic(self) -> None:
        """Silence everything, the monitor too."""
        self._set("panic", 1.0)

    def _set(self, name: str, value: float) -> None:
        if self._enabled:
            self._memory.set_target(name, value)
