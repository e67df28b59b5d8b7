"""Find how late a device gives back what it is given: the signal to play, and its lag in what was recorded.

Fifteen short sweeps at irregular distances. The whole of them, correlated with the recording, says where to
look; then each sweep says for itself when its direct sound came, and most of them must say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import correlate, windows

from livenode.audio.calibration import Calibration

SWEEPS = 15
SWEEP_S = 0.08
SWEEP_HZ = (300.0, 12_000.0)  # what a small loudspeaker gives
FADED = 0.2  # share of a sweep that fades in and out
LISTEN_S = 0.3  # before the first sweep: the noise of the input
BETWEEN_S = (0.17, 0.27)  # from one sweep's start to the next
MAX_ROUND_TRIP_S = 1.0
EARLY_S, LATE_S = 0.025, 0.005  # where a sweep's direct sound is looked for, around the common lag
QUIET_S = 0.005  # nothing as loud as half the sweep may come so shortly before its direct sound
DIRECT = 0.5  # the direct sound is the first peak of at least this share of the highest
TOLERANCE_FRAMES = 1
MIN_AGREEMENT = 0.8
SILENT_DB = -80.0
CLIPPED = 0.999
DRIFT_S = 0.001


class CalibrationError(ValueError):
    """The round trip could not be measured; the text says why and what to do."""

    exit_code = 65  # EX_DATAERR


@dataclass(frozen=True)
class Signal:
    """What is played: audio (frames,) float32, and the frame at which each sweep begins."""

    audio: np.ndarray
    sweep: np.ndarray
    starts: tuple[int, ...]
    samplerate: int

    @property
    def record_frames(self) -> int:
        """Frames to record from the signal's first on, so that the longest round trip is in it."""
        return len(self.audio) + round(MAX_ROUND_TRIP_S * self.samplerate)


def make_signal(samplerate: int, level_db: float) -> Signal:
    """Return the signal; level_db: its peak, dBFS. The same each time."""
    frames, rng = round(SWEEP_S * samplerate), np.random.default_rng(1)
    time_s = np.arange(frames) / samplerate
    low_hz, high_hz = SWEEP_HZ
    phase = 2 * np.pi * (low_hz * time_s + (high_hz - low_hz) / (2 * SWEEP_S) * time_s**2)
    sweep = 10 ** (level_db / 20) * np.sin(phase) * windows.tukey(frames, FADED)
    between_s = rng.uniform(*BETWEEN_S, SWEEPS - 1)
    starts = np.round(samplerate * (LISTEN_S + np.cumsum([0.0, *between_s]))).astype(int)
    audio = np.zeros(starts[-1] + frames + round(LATE_S * samplerate), np.float32)
    for start in starts:
        audio[start : start + frames] = sweep
    return Signal(audio, sweep.astype(np.float32), tuple(starts.tolist()), samplerate)


def find(recorded: np.ndarray, signal: Signal) -> Calibration:
    """Return the round trip.

    recorded: (signal.record_frames,) float32, from the frame on at which the signal was to sound.
    CalibrationError where fewer than 80 % of the sweeps agree within one frame.
    """
    common = int(np.argmax(np.abs(correlate(recorded, signal.audio, "valid", "fft"))))
    lags = [_direct_lag(recorded, signal, start, common) for start in signal.starts]
    found = np.array([lag for lag in lags if lag is not None])
    lag = round(float(np.median(found))) if len(found) else common
    agreeing = int(np.sum(np.abs(found - lag) <= TOLERANCE_FRAMES))
    if agreeing < MIN_AGREEMENT * SWEEPS:
        raise CalibrationError(_why_not(recorded, found - lag, agreeing, signal.samplerate))
    level_db, snr_db = _levels(recorded, signal, lag)
    return Calibration(lag, round(agreeing / SWEEPS, 3), level_db, snr_db)


def _direct_lag(recorded: np.ndarray, signal: Signal, start: int, common: int) -> int | None:
    """Return the lag of one sweep's direct sound, None where nothing stands out.

    The direct sound is the first high peak, of either sign: a reflection may be higher, not earlier. What
    is as high all over, such as a tone, has no first peak.
    """
    early, late, quiet = (round(part_s * signal.samplerate) for part_s in (EARLY_S, LATE_S, QUIET_S))
    first = start + common - early
    heard = recorded[first : start + common + late + len(signal.sweep)]
    response = np.abs(correlate(heard, signal.sweep, "valid", "fft"))
    peak = int(np.argmax(response >= DIRECT * response.max()))
    while peak + 1 < len(response) and response[peak + 1] > response[peak]:
        peak += 1
    return first + peak - start if peak >= quiet else None


def _levels(recorded: np.ndarray, signal: Signal, lag: int) -> tuple[float, float]:
    """Return (dBFS of the sweeps in the recording, dB above the noise before them), both at least -99."""
    noise = float(np.mean(np.square(recorded[: signal.starts[0]], dtype=np.float64)))
    sweeps = [recorded[start + lag : start + lag + len(signal.sweep)] for start in signal.starts]
    power = max(float(np.mean(np.square(sweeps, dtype=np.float64))) - noise, 0.0)
    return _decibels(power), min(99.0, _decibels(power / max(noise, 1e-30)))


def _decibels(power: float) -> float:
    return round(float(10 * np.log10(max(power, 10**-9.9))), 1)


def _why_not(recorded: np.ndarray, spread: np.ndarray, agreeing: int, samplerate: int) -> str:
    """Say why nothing is stored, and what to do. spread: frames of each found lag from the median."""
    peak = float(np.abs(recorded).max(initial=0))
    peak_db = 20 * np.log10(max(peak, 1e-6))
    if peak_db < SILENT_DB:
        return (
            "the input is silent: join the output to it by a cable, or put the microphone before the "
            "loudspeaker, and see to --input-channels, --output-channels and the input's gain"
        )
    if peak >= CLIPPED:
        return "the input clips: turn its gain down, or play more softly with --level"
    if np.sum(np.abs(spread) <= DRIFT_S * samplerate) >= MIN_AGREEMENT * SWEEPS:
        return (
            f"the round trip wanders by {int(np.ptp(spread))} frames: input and output run on clocks of "
            "their own, or blocks are lost; use one device for both, or a larger block"
        )
    if agreeing >= SWEEPS // 3:
        return (
            f"only {agreeing} of {SWEEPS} sweeps came back with the same lag: keep the room quiet, and try "
            "again with a louder --level or a larger block"
        )
    return (
        f"the sweeps are not in the input, which peaks at {peak_db:.0f} dBFS: they are too soft for its "
        "noise or not wired; see to the cable or microphone, to the channels, or raise --level"
    )
