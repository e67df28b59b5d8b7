"""Drum patterns of known tempo, made up: each note is (beat, drum)."""

import numpy as np

from livenode.sync.audio_clock import AudioClock
from livenode.sync.audio_onsets import SAMPLERATE
from livenode.sync.audio_track import NodeTime

_TIMES = np.arange(7200) / SAMPLERATE
_NOISE = np.random.default_rng(0).standard_normal(7200)
DRUMS = {
    "kick": 0.6 * np.sin(2 * np.pi * 55 * _TIMES) * np.exp(-_TIMES / 0.04),
    "snare": 0.25 * _NOISE * np.exp(-_TIMES / 0.03)
    + 0.2 * np.sin(2 * np.pi * 190 * _TIMES) * np.exp(-_TIMES / 0.02),
    "hat": 0.08 * np.diff(_NOISE, prepend=0) * np.exp(-_TIMES / 0.012),
    "click": 0.3 * np.sin(2 * np.pi * 1000 * _TIMES) * np.exp(-_TIMES / 0.008),
}
ROCK = (
    *((beat, "hat") for beat in np.arange(0, 4, 0.5)),
    (0, "kick"),
    (1, "snare"),
    (2, "kick"),
    (3, "snare"),
)
SWING = (
    *((beat + late, "hat") for beat in range(4) for late in (0, 2 / 3)),
    (0, "kick"),
    (1, "snare"),
    (2, "kick"),
    (3, "snare"),
)
BUSY_HATS = (
    *((beat, "hat") for beat in np.arange(0, 4, 0.25)),
    (0, "kick"),
    (1, "snare"),
    (2.5, "kick"),
    (3, "snare"),
)
CLICKS = tuple((beat, "click") for beat in range(4))
WALTZ = ((0, "kick"), (1, "hat"), (1, "snare"), (2, "hat"), (2, "snare"))


def played(
    pattern, bpm: float, seconds: float, *, bar_beats: float = 4, ramp: float = 0.0, first_s: float = 0.0
) -> np.ndarray:
    """Return `pattern` over and over, (frames,) float32; ramp: share of the tempo it rises by a second."""
    audio = np.zeros(round(seconds * SAMPLERATE) + len(_TIMES))
    bar = 0
    while (start := _second(bar * bar_beats, bpm, ramp) + first_s) < seconds:
        for beat, drum in pattern:
            at = round((_second(bar * bar_beats + beat, bpm, ramp) + first_s) * SAMPLERATE)
            if at < len(audio) - len(_TIMES):
                audio[at : at + len(_TIMES)] += DRUMS[drum]
        bar += 1
        assert start >= 0
    return audio[: round(seconds * SAMPLERATE)].astype(np.float32)


def _second(beat: float, bpm: float, ramp: float) -> float:
    played_s = beat * 60 / bpm
    return (np.sqrt(1 + 2 * ramp * played_s) - 1) / ramp if ramp else played_s


def clock_on(
    audio: np.ndarray, bpm: float, meter: tuple[int, int] = (4, 4), rolling: bool = True
) -> AudioClock:
    """Return a clock that hears `audio`, beside a node that stays at `bpm` with its bar 1 at frame 0."""

    def read(start: int, frames: int) -> np.ndarray:
        found = np.zeros(frames, np.float32)
        low, high = max(0, start), min(len(audio), start + frames)
        found[low - start : max(low, high) - start] = audio[low : max(low, high)]
        return found

    def node(frame: int) -> NodeTime:
        return NodeTime(bpm, *meter, frame * bpm / 60 / SAMPLERATE if rolling else None)

    return AudioClock(read, node)


def readings(clock: AudioClock, seconds: float, every_s: float = 0.1) -> list:
    """Return what the clock says, asked every so often."""
    frames = range(0, round(seconds * SAMPLERATE), round(every_s * SAMPLERATE))
    return [reading for frame in frames if (reading := clock.read(frame)) is not None]
