"""A click track: what keeps time and plays no music."""

import numpy as np

from livenode.inference.features import SAMPLERATE
from livenode.transport.timeline import Timeline

CLICK_HZ, CLICK_FRAMES, CLICK_DECAY_FRAMES = 1000.0, 2400, 400.0


def pulse_places(timeline: Timeline, first_bar: int, bars: int, per_pulse: int = 1) -> np.ndarray:
    """Return the real-numbered frames of the pulses of `bars` bars, `per_pulse` of them to a pulse.

    A pulse is a beat, in 6/8, 9/8 and 12/8 a dotted one.
    """
    entry = timeline.entry_at_bar(first_bar)
    compound = entry.denominator == 8 and entry.numerator % 3 == 0
    pulses = round(bars * entry.beats_per_bar / (1.5 if compound else 1)) * per_pulse
    first, last = timeline.bar_frame_exact(first_bar), timeline.bar_frame_exact(first_bar + bars)
    return first + np.arange(pulses) * (last - first) / pulses


def click_track(timeline: Timeline, bars: int, per_pulse: int = 1) -> np.ndarray:
    """Return (frames,) float32: bars 0 to `bars` with a click on each pulse, or `per_pulse` of them."""
    found = np.zeros(timeline.bar_frame(bars) + CLICK_FRAMES, np.float32)
    times = np.arange(CLICK_FRAMES)
    click = 0.2 * np.sin(2 * np.pi * CLICK_HZ / SAMPLERATE * times) * np.exp(-times / CLICK_DECAY_FRAMES)
    for place in pulse_places(timeline, 0, bars, per_pulse):
        found[round(place) :][:CLICK_FRAMES] += click.astype(np.float32)
    return found[: timeline.bar_frame(bars)]
