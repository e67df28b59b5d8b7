"""Which sound plays a part: a soundfont's, a synthesizer patch, a sampled kit or a drum machine of our own.

Some sounds are held out with the held-out groove families: pieces of the split "train" never draw them.
"""

import random
from dataclasses import dataclass

from livenode.training.data import drum_synth, kits, vital
from livenode.training.data.arrange import Part
from livenode.training.data.instruments import (
    KIT_NAMES,
    KIT_WEIGHTS,
    PROGRAM_NAMES,
    ROLES,
    SHORT_PROGRAMS,
    SLOW_PROGRAMS,
    sound_names,
)
from livenode.training.data.patches import Patch, draw_patch, use_of

# One program of each group: piano, mallets, organ, guitar, bass, brass, reeds, pads.
HELDOUT_PROGRAMS = {3, 12, 20, 28, 35, 57, 68, 94}
# Kits by number and not by font: both fonts' kits are the same recordings (0.2-2 dB apart).
HELDOUT_FONT_KITS = {24, 40}
HELDOUT_KITS = {"Audiophob"}
VITAL_SHARE = 0.15
OWN_DRUMS_SHARE, KIT_SHARE = 0.2, 0.4  # of drum parts, and of these those on a sampled kit
OWN_PROGRAM_SHARE = 0.35
# use of a patch: the General MIDI program nearest to it, for readers that know only programs
NEAREST_PROGRAMS = {"bass": 38, "chords": 90, "pad": 89, "arpeggio": 80, "lead": 81}
KIT_PROGRAMS = {"Audiophob": 24, "rumpf": 24}
MACHINE_PROGRAM = 25


@dataclass(frozen=True)
class Sound:
    """A sound: `source` is "font", "vital", "kit" or "machine"; `program` the General MIDI program or kit.

    `name` is what meta.json calls it, `names` are for captions, the plain one first. `patch`, `kit` and
    `machine` (name and seed) say which, each for its source.
    """

    source: str
    program: int
    name: str
    names: tuple[str, ...]
    patch: Patch | None = None
    kit: str = ""
    machine: tuple[str, int] = ("", 0)

    def as_meta(self) -> dict:
        """Return the source and its settings as they are written to meta.json."""
        settings = {
            "font": {},
            "vital": {"patch": self.patch.as_meta()} if self.patch else {},
            "kit": {"kit": self.kit},
            "machine": {"machine": self.machine[0], "seed": self.machine[1]},
        }
        return {"source": self.source, **settings[self.source]}


def draw_sound(rng: random.Random, part: Part, split: str) -> Sound:
    """Draw a sound that suits role and note lengths; what is not installed is played by the soundfonts.

    The draws do not depend on what is installed.
    """
    font_sound = _font_drums(rng, split) if part.is_drum else _font_sound(rng, part, split)
    if part.is_drum:
        return _own_drums(rng, split) if rng.random() < OWN_DRUMS_SHARE else font_sound
    share, patch = rng.random(), draw_patch(rng, use_of(part.role, part.note_beats))
    if share < VITAL_SHARE and vital.is_installed():
        names = patch.names()
        return Sound("vital", NEAREST_PROGRAMS[patch.use], names[0], names, patch)
    return font_sound


def _font_drums(rng: random.Random, split: str) -> Sound:
    allowed = [kit for kit in KIT_WEIGHTS if split == "heldout" or kit not in HELDOUT_FONT_KITS]
    kit = rng.choices(allowed, [KIT_WEIGHTS[kit] for kit in allowed])[0]
    return Sound("font", kit, KIT_NAMES[kit][0], KIT_NAMES[kit])


def _own_drums(rng: random.Random, split: str) -> Sound:
    allowed = [kit for kit in kits.KITS if split == "heldout" or kit not in HELDOUT_KITS]
    kit, machine = rng.choice(allowed), drum_synth.draw_machine(rng)
    if rng.random() < KIT_SHARE and kits.load_kit(kit) is not None:
        names = kits.KITS[kit][1]
        return Sound("kit", KIT_PROGRAMS[kit], names[0], names, kit=kit)
    names = drum_synth.MACHINES[machine[0]][0]
    return Sound("machine", MACHINE_PROGRAM, names[0], names, machine=machine)


def _font_sound(rng: random.Random, part: Part, split: str) -> Sound:
    """Draw a program; in 35 % the groove's own, where it suits."""
    unfit = SHORT_PROGRAMS if part.note_beats > 1.5 else SLOW_PROGRAMS if part.note_beats < 0.8 else set()
    unfit = unfit if split == "heldout" else unfit | HELDOUT_PROGRAMS
    fitting = [program for program in ROLES[part.role][0] if program not in unfit]
    own = part.program in fitting and rng.random() < OWN_PROGRAM_SHARE
    program = part.program if own else rng.choice(fitting)
    return Sound("font", program, PROGRAM_NAMES[program], sound_names(False, program))
