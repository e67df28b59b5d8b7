"""Play a patch on the synthesizer Vital.

The one file that imports vita, which is GPL-3: nothing but this recipe may import this one. Vita renders one
note at a time, so a part is laid out of notes that are rendered once each.
"""

import base64
import importlib.util
import json
import math
import sys
from functools import cache

import numpy as np

from livenode.training.data.notes import Note
from livenode.training.data.patches import Patch
from livenode.training.data.sampler import Hit, gain_of, lay, repitched

# More different pitches than that are taken from one note in three, a semitone up or down at most.
EXACT_PITCHES = 8
LONGEST_NOTE_S = 5.0
TABLE_FRAMES = 2048
MIDDLE_C, CUTOFF_SEMITONES = 60, 128
HIGHEST_CUTOFF = 136.0
VOWEL_HARMONICS = (3, 4, 9, 11)


@cache
def is_installed() -> bool:
    """Tell whether the package `vita` is there; say on stderr what is done without it."""
    if importlib.util.find_spec("vita") is None:
        print("no package vita: its stems are played by the soundfonts (pip install vita)", file=sys.stderr)
        return False
    return True


def play_patch(patch: Patch, notes: list[Note], cents: float, samplerate: int, frames: int) -> np.ndarray:
    """Play notes (seconds from frame 0) tuned `cents` off 440 Hz; return mono (frames,) float32."""
    roots = _roots({note.pitch for note in notes})
    longest_s: dict[int, float] = {}
    for note in notes:
        root = roots[note.pitch]
        longest_s[root] = max(longest_s.get(root, 0.0), min(note.end - note.start, LONGEST_NOTE_S))
    synth = _synth(patch, cents, samplerate)
    # In the order of pitch: what a note is may depend in the last bits on the notes before.
    samples = {
        root: synth.render(root, 0.8, longest_s[root] + 0.05, longest_s[root] * 1.06 + patch.release_s + 0.05)
        for root in sorted(longest_s)
    }
    pitched = {
        pitch: repitched(samples[root].mean(axis=0), 2 ** ((pitch - root) / 12))
        for pitch, root in roots.items()
    }
    hits = [
        Hit(
            round(note.start * samplerate),
            pitched[note.pitch],
            gain_of(note.velocity),
            round(min(note.end, note.start + longest_s[roots[note.pitch]]) * samplerate),
            round(patch.release_s * samplerate),
        )
        for note in notes
    ]
    return lay(hits, frames)


def _roots(pitches: set[int]) -> dict[int, int]:
    """Return which pitch is rendered for each pitch."""
    if len(pitches) <= EXACT_PITCHES:
        return {pitch: pitch for pitch in pitches}
    return {pitch: round(pitch / 3) * 3 for pitch in pitches}


def _synth(patch: Patch, cents: float, samplerate: int):
    """Return a synth of its own for a part: one that has played before differs in the last bits."""
    import vita

    synth = vita.Synth()
    synth.set_sample_rate(float(samplerate))
    preset = json.loads(synth.to_json())
    settings = preset["settings"]
    for table, wave in zip(settings["wavetables"], (patch.wave, patch.second_wave), strict=False):
        table["groups"][0]["components"][0]["keyframes"][0]["wave_data"] = _wave_data(wave)
    settings.update(_controls(patch, cents / 100))
    if not synth.load_json(json.dumps(preset)):
        raise RuntimeError("vita does not take the preset")
    synth.connect_modulation("env_2", "filter_1_cutoff")
    synth.get_controls()["modulation_1_amount"].set(12 * patch.sweep_octaves / CUTOFF_SEMITONES)
    return synth


def _controls(patch: Patch, tune: float) -> dict[str, float]:
    """Return Vital's settings; its times are fourth roots of seconds, its detune the root of per cent."""
    controls: dict[str, float] = {
        "osc_2_on": float(patch.second_level > 0),
        "osc_1_level": 0.7,
        "osc_2_level": 0.7 * math.sqrt(patch.second_level),
        "osc_2_transpose": float(patch.second_semitones),
        "filter_1_on": 1.0,
        "filter_1_style": 1.0,
        "filter_1_keytrack": 1.0,
        "filter_1_cutoff": min(MIDDLE_C + 12 * patch.cutoff_octaves, HIGHEST_CUTOFF),
        "filter_1_resonance": patch.resonance,
        "filter_1_drive": patch.drive_db,
        "env_1_attack": patch.attack_s**0.25,
        "env_1_decay": patch.decay_s**0.25,
        "env_1_sustain": patch.sustain,
        "env_1_release": patch.release_s**0.25,
        "env_2_attack": 0.0,
        "env_2_decay": patch.sweep_s**0.25,
        "env_2_sustain": 0.0,
    }
    for osc in ("osc_1", "osc_2"):
        controls |= {
            f"{osc}_random_phase": 0.0,
            f"{osc}_phase": 0.25,
            f"{osc}_destination": 0.0,
            f"{osc}_unison_voices": float(patch.voices),
            f"{osc}_detune_range": 1.0,
            f"{osc}_unison_detune": math.sqrt(100 * patch.detune),
        }
    # The tune of an oscillator goes to a semitone: the rest is its transposition.
    for osc, transpose in (("osc_1", 0), ("osc_2", patch.second_semitones)):
        whole = round(tune)
        controls |= {f"{osc}_transpose": float(transpose + whole), f"{osc}_tune": tune - whole}
    return controls


@cache
def _wave_data(wave: str) -> str:
    """Return one cycle of a wave as Vital's presets hold it: 2048 floats in base 64."""
    phase = np.arange(TABLE_FRAMES) / TABLE_FRAMES
    cycle = {
        "sine": lambda: np.sin(2 * np.pi * phase),
        "triangle": lambda: 1 - 4 * np.abs((phase + 0.25) % 1 - 0.5),
        "saw": lambda: 1 - 2 * phase,
        "square": lambda: np.where(phase < 0.5, 1.0, -1.0),
        "pulse": lambda: np.where(phase < 0.22, 1.0, -1.0),
        "organ": lambda: _harmonics(phase, {1: 1.0, 2: 0.8, 3: 0.5, 4: 0.6, 6: 0.3, 8: 0.25}),
        "voice": lambda: _harmonics(
            phase, {n: (3.0 if n in VOWEL_HARMONICS else 1.0) / n for n in range(1, 25)}
        ),
    }[wave]()
    return base64.b64encode((cycle / np.abs(cycle).max()).astype("<f4").tobytes()).decode()


def _harmonics(phase: np.ndarray, levels: dict[int, float]) -> np.ndarray:
    return sum(level * np.sin(2 * np.pi * n * phase) for n, level in levels.items())
