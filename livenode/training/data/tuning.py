"""The pitch a piece is tuned to: most at A = 440 Hz, a fifth of them elsewhere."""

import math
import random

CONCERT_HZ = 440.0
OFF_SHARE = 0.2
LOWEST_HZ, HIGHEST_HZ = 415.0, 466.0


def draw_tuning_hz(rng: random.Random) -> float:
    """Draw the frequency of the A above middle C; in 20 % log-uniform from 415 to 466 Hz."""
    if rng.random() >= OFF_SHARE:
        return CONCERT_HZ
    return round(LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** rng.random(), 2)


def cents_of(tuning_hz: float) -> float:
    """Return how many hundredths of a semitone a tuning lies above 440 Hz."""
    return 1200 * math.log2(tuning_hz / CONCERT_HZ)
