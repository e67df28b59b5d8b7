"""Choose how densely a beat is divided into STFT frames and latent frames."""

from __future__ import annotations

STFT_FRAMES_PER_LATENT = 8
DENSITIES = (96, 48, 24)  # STFT frames per quarter-note beat, densest first
SLOW_SWITCH_BPM = 78.0  # below it 96
FAST_SWITCH_BPM = 156.0  # above it 24
HYSTERESIS = 0.05  # a tempo that wanders around a switch does not change the grid


def stft_frames_per_beat(bpm: float, beats_per_bar: float, current: int | None = None) -> int:
    """Return the density of the grid: 96, 48 or 24 STFT frames a quarter-note beat.

    bpm: quarter notes a minute. beats_per_bar: quarter notes a bar (3.5 for 7/8).
    current: the density in use, which is held within 5 % of a switch; None chooses afresh.
    Where a bar would hold a fraction of a latent frame, the next denser grid is taken.

    Thread: any. Real-time safe: no.
    """
    slow, fast = SLOW_SWITCH_BPM, FAST_SWITCH_BPM
    if current is not None:
        slow *= 1 + HYSTERESIS if current == 96 else 1 - HYSTERESIS
        fast *= 1 - HYSTERESIS if current == 24 else 1 + HYSTERESIS
    wanted = 96 if bpm < slow else 24 if bpm > fast else 48
    for density in reversed(DENSITIES):
        if density >= wanted and holds_whole_latent_frames(density, beats_per_bar):
            return density
    raise ValueError(f"a bar of {beats_per_bar:g} beats holds no whole number of latent frames on any grid")


def holds_whole_latent_frames(density: int, beats_per_bar: float) -> bool:
    """Say whether a bar on this grid holds a whole number of latent frames.

    Thread: any. Real-time safe: no.
    """
    return (density * beats_per_bar / STFT_FRAMES_PER_LATENT).is_integer()
