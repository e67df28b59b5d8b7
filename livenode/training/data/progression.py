"""Chord loops: a random walk over scale degrees, in any key, major or minor."""

import random
from dataclasses import dataclass

NOTE_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
LOOP_BARS = {2: 0.2, 4: 0.45, 8: 0.35}
ANSWER_SHARE = 0.5  # of the loops of 4 and 8 bars: the second half is the first with another last chord

# degree: (semitones above the key note, plain chord, coloured chord, degrees that may follow: repeats weigh)
MAJOR = {
    "I": (0, "", "M7", "IV IV V V vi vi ii iii bVII"),
    "ii": (2, "m", "m7", "V V V IV"),
    "iii": (4, "m", "m7", "vi vi IV"),
    "IV": (5, "", "M7", "I I V V ii iv vi"),
    "iv": (5, "m", "m6", "I I V"),
    "V": (7, "", "7", "I I I vi IV"),
    "vi": (9, "m", "m7", "IV IV ii ii V iii V/V"),
    "bVII": (10, "", "M7", "IV IV I"),
    "V/V": (2, "7", "9", "V V ii"),
}
MINOR = {
    "i": (0, "m", "m7", "iv iv VI VI VII VII v III bII"),
    "bII": (1, "", "M7", "V i"),
    "iio": (2, "dim", "m7b5", "V"),
    "III": (3, "", "M7", "VI VI iv VII"),
    "iv": (5, "m", "m7", "V V i VII"),
    "v": (7, "m", "m7", "i VI iv"),
    "V": (7, "", "7b9", "i i i VI"),
    "VI": (8, "", "M7", "VII VII III iv iio"),
    "VII": (10, "", "7", "i i III VI"),
}


@dataclass(frozen=True)
class Progression:
    """A chord loop: `loop[bar]` holds the one or two chords of that bar, each for an equal share of it."""

    key: str
    loop: tuple[tuple[str, ...], ...]

    def chords(self, bar: int) -> tuple[str, ...]:
        """Return the chords of any bar, negative ones too: bar 0 starts the loop."""
        return self.loop[bar % len(self.loop)]


def draw_progression(rng: random.Random, key_semitone: int, halves: bool) -> Progression:
    """Draw a loop of 2, 4 or 8 bars (LOOP_BARS) on the key note `key_semitone` (0 = C); 42 % are minor.

    `halves` allows two chords in a bar.
    """
    minor = rng.random() < 0.42
    degrees = MINOR if minor else MAJOR
    colour = rng.choice((0.0, 0.0, 0.3, 1.0))
    loop_bars = rng.choices(list(LOOP_BARS), list(LOOP_BARS.values()))[0]
    answers = loop_bars > 2 and rng.random() < ANSWER_SHARE
    walk = ["i" if minor else "I"]
    for _ in range((loop_bars // 2 if answers else loop_bars) - 1):
        walk.append(rng.choice(degrees[walk[-1]][3].split()))
    if answers:
        walk = walk + walk[:-1] + [rng.choice(("V", "iv", "VII") if minor else ("V", "IV", "ii"))]
    loop = []
    for degree in walk:
        bar = [degree]
        if halves and rng.random() < 0.12:
            bar.append(rng.choice(degrees[degree][3].split()))
        loop.append(tuple(_chord(degrees[d], key_semitone, rng.random() < colour) for d in bar))
    return Progression(f"{NOTE_NAMES[key_semitone]} {'minor' if minor else 'major'}", tuple(loop))


def _chord(degree: tuple[int, str, str, str], key_semitone: int, coloured: bool) -> str:
    semitones, plain, rich, _ = degree
    return NOTE_NAMES[(key_semitone + semitones) % 12] + (rich if coloured else plain)
