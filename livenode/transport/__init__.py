"""Time as pure functions of the frame counter: grid, timeline, tap tempo."""

from livenode.transport.grid import stft_frames_per_beat
from livenode.transport.tap import tap_tempo
from livenode.transport.timeline import Entry, Line, Position, Timeline, check_bpm, check_meter

__all__ = [
    "Entry",
    "Line",
    "Position",
    "Timeline",
    "check_bpm",
    "check_meter",
    "stft_frames_per_beat",
    "tap_tempo",
]
