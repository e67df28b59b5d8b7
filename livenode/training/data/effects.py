"""Random effect chains for stems, and the words that describe them.

The one file that imports pedalboard, which is GPL-3: nothing but this recipe may import this one.
"""

import random
from dataclasses import dataclass

import numpy as np
import pedalboard

from livenode.training.data.instruments import DRIVEN_GUITARS

REVERBS = ((0.2, "small room"), (0.5, "reverb"), (0.9, "large hall reverb"))
DELAY_BEATS = ((0.5, "eighth-note delay"), (0.75, "dotted delay"), (1.0, "quarter-note delay"))


@dataclass(frozen=True)
class Effects:
    """A chain of plug-ins and its words; `words` is ("dry",) where nothing adds space or time."""

    plugins: tuple[pedalboard.Plugin, ...]
    words: tuple[str, ...]

    def apply(self, audio: np.ndarray, samplerate: int) -> np.ndarray:
        """Return mono (frames,) float32 with the effects on it, as long as the input."""
        if not self.plugins:
            return audio
        return pedalboard.Pedalboard(list(self.plugins))(audio[None, :], samplerate)[0]


def draw_effects(rng: random.Random, role: str, program: int, beat_s: float) -> Effects:
    """Draw the effects of a stem; low parts and drums get less, and delays last a fraction of the beat."""
    is_low = role in ("bass", "walk")
    is_plain = is_low or role == "drum"
    plugins: list[pedalboard.Plugin] = []
    words: list[str] = []
    if not is_plain and program in DRIVEN_GUITARS and rng.random() < 0.5:
        plugins.append(pedalboard.Distortion(drive_db=rng.uniform(6, 24)))
        words.append("distortion")
    if rng.random() < 0.2:
        plugins.append(pedalboard.Compressor(threshold_db=-24, ratio=4, attack_ms=5, release_ms=120))
        words.append("compression")
    if rng.random() < 0.12:
        plugins.append(pedalboard.LowpassFilter(rng.uniform(900, 4000)))
        words.append("dark low-pass filter")
    elif not is_low and rng.random() < 0.08:
        plugins.append(pedalboard.HighpassFilter(rng.uniform(200, 600)))
        words.append("thin high-pass filter")
    if not is_plain and rng.random() < 0.2:
        plugins.append(pedalboard.Chorus(rate_hz=rng.uniform(0.5, 1.5), mix=0.5))
        words.append("chorus")
    elif not is_plain and rng.random() < 0.1:
        plugins.append(pedalboard.Phaser(rate_hz=rng.uniform(0.3, 1.0)))
        words.append("phaser")
    plugins_in_space, words_in_space = _draw_space(rng, is_low, role == "drum", beat_s)
    words += words_in_space
    wet = {"chorus", "phaser", *words_in_space}
    return Effects(tuple(plugins + plugins_in_space), tuple(words if wet & set(words) else [*words, "dry"]))


def _draw_space(rng: random.Random, is_low: bool, is_drum: bool, beat_s: float) -> tuple[list, list[str]]:
    plugins: list[pedalboard.Plugin] = []
    words: list[str] = []
    if not is_low and rng.random() < (0.04 if is_drum else 0.12):
        beats, word = rng.choice(DELAY_BEATS)
        plugins.append(pedalboard.Delay(delay_seconds=beats * beat_s, feedback=0.3, mix=0.25))
        words.append(word)
    if rng.random() < (0.3 if is_low else 0.55):
        size, word = rng.choice(REVERBS[:2] if is_low else REVERBS)
        plugins.append(pedalboard.Reverb(room_size=size, wet_level=0.05 + 0.25 * size, dry_level=0.9))
        words.append(word)
    return plugins, words
