"""Random but musical synthesizer patches, and the words that describe them."""

import random
from dataclasses import asdict, dataclass

WAVES = {"saw": 4, "square": 3, "pulse": 2, "triangle": 2, "sine": 1, "organ": 1, "voice": 1}
# shape: (attack s, decay s, sustain, release s), each a range; the words for it
SHAPES = {
    "pluck": ((0.001, 0.004), (0.15, 0.6), (0.0, 0.0), (0.08, 0.2), ("plucky", "plucked")),
    "held": ((0.002, 0.015), (0.2, 0.8), (0.6, 1.0), (0.05, 0.2), ("", "sustained")),
    "stab": ((0.001, 0.005), (0.08, 0.2), (0.1, 0.35), (0.04, 0.1), ("punchy", "tight")),
    "swell": ((0.12, 0.5), (0.5, 1.0), (0.7, 1.0), (0.3, 0.7), ("slow", "soft")),
}
# use: (shapes and weights, octaves that the filter opens above the note, chance of unison, of a sub, words)
USES = {
    "bass": ({"held": 3, "pluck": 3, "stab": 3}, (0.5, 4.0), 0.15, 0.5, ("synth bass", "analog bass")),
    "chords": ({"held": 2, "pluck": 3, "stab": 3}, (1.5, 5.0), 0.5, 0.1, ("synth", "polysynth")),
    "pad": ({"swell": 1}, (1.0, 4.0), 0.8, 0.1, ("synth pad", "pad")),
    "arpeggio": ({"pluck": 5, "stab": 2, "held": 1}, (1.5, 5.0), 0.3, 0.1, ("synth", "sequencer synth")),
    "lead": ({"held": 3, "pluck": 2}, (2.0, 5.0), 0.35, 0.1, ("synth lead", "lead synth")),
}
BRIGHT_OCTAVES, DARK_OCTAVES = 3.8, 1.7


@dataclass(frozen=True)
class Patch:
    """A patch: two waves, a low-pass filter that an envelope opens, an amplitude envelope, unison.

    `cutoff_octaves` lies above the note, `sweep_octaves` is what the envelope adds at first; `detune` is the
    spread of the unison in semitones (0..1), `resonance` and `sustain` go from 0 to 1.
    """

    use: str
    shape: str
    wave: str
    second_wave: str
    second_level: float
    second_semitones: int
    voices: int
    detune: float
    cutoff_octaves: float
    sweep_octaves: float
    sweep_s: float
    resonance: float
    drive_db: float
    attack_s: float
    decay_s: float
    sustain: float
    release_s: float

    def names(self) -> tuple[str, ...]:
        """Return names such as "plucky saw synth bass", the plainest first."""
        nouns = USES[self.use][4]
        feel = SHAPES[self.shape][4]
        colour = "bright" if self.cutoff_octaves > BRIGHT_OCTAVES else ""
        colour = "dark" if self.cutoff_octaves < DARK_OCTAVES else colour
        wide = "detuned" if self.voices > 1 and self.detune > 0.12 else ""
        acid = "resonant" if self.resonance > 0.6 else ""
        said = (
            (self.wave, nouns[0]),
            (feel[0], self.wave, nouns[0]),
            (wide or colour or feel[1], nouns[1]),
            (colour, wide, self.wave, nouns[0]),
            (acid or feel[0], colour, nouns[0]),
        )
        return tuple(dict.fromkeys(" ".join(filter(None, words)) for words in said))

    def as_meta(self) -> dict:
        """Return the patch as it is written to meta.json."""
        return asdict(self)


def use_of(role: str, note_beats: float) -> str:
    """Return which use of USES suits a role."""
    if role in ("bass", "walk"):
        return "bass"
    if role in ("chord", "plectrum"):
        return "pad" if note_beats > 1.5 else "chords"
    return "arpeggio" if role == "arpeggio" else "lead"


def draw_patch(rng: random.Random, use: str) -> Patch:
    """Draw a patch for one of USES."""
    shapes, octaves, unison, sub, _ = USES[use]
    shape = rng.choices(list(shapes), list(shapes.values()))[0]
    attack, decay, sustain, release, _ = SHAPES[shape]
    waves, weights = list(WAVES), list(WAVES.values())
    wave, second = rng.choices(waves, weights, k=2)
    has_sub = rng.random() < sub
    two = has_sub or rng.random() < 0.5
    wide = rng.random() < unison
    rounded = {
        name: round(rng.uniform(*limits), 4)
        for name, limits in {
            "cutoff_octaves": octaves,
            "sweep_octaves": (0.0, 2.5) if shape in ("pluck", "stab") else (0.0, 1.0),
            "sweep_s": (0.06, 0.5),
            "resonance": (0.0, 0.8) if rng.random() < 0.3 else (0.0, 0.4),
            "drive_db": (0.0, 12.0) if rng.random() < 0.25 else (0.0, 0.0),
            "attack_s": attack,
            "decay_s": decay,
            "sustain": sustain,
            "release_s": release,
            "second_level": (0.3, 0.8) if two else (0.0, 0.0),
            "detune": (0.05, 0.3) if wide else (0.0, 0.0),
        }.items()
    }
    semitones = -12 if has_sub else rng.choice((0, 0, 12, -12)) if two else 0
    voices = rng.choice((3, 5, 7)) if wide else 1
    return Patch(
        use=use, shape=shape, wave=wave, second_wave="sine" if has_sub else second,
        second_semitones=semitones, voices=voices, **rounded,
    )  # fmt: skip
