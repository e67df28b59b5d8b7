"""Who plays when: late entries, early exits, rests, and breaks of the whole band."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from livenode.training.data.meters import EARLY_BEATS
from livenode.training.data.notes import Note

FORM_SHARE = 0.35
PART_SHARE = 0.55  # of the parts, in a piece with a form
KINDS = {"enter": 4, "leave": 2, "rest": 4}
BOUNDARIES = (2, 4, 8)
REST_BARS = (1, 2, 2, 4)
PHRASE_BARS = 4
BREAK_SHARE = 0.4
MOST_SILENT = 0.6
LONG_AGO = float("-inf")

Span = tuple[float, float]


@dataclass(frozen=True)
class Form:
    """`rests` holds, for each part, the spans (first bar, bar after the last) in which it is silent.

    `breaks` are spans in beats in which nobody plays.
    """

    rests: tuple[tuple[tuple[int, int], ...], ...]
    breaks: tuple[Span, ...]

    def silent(self, part: int, beats_per_bar: float) -> list[Span]:
        """Return a part's silent spans in beats, breaks too; one from bar 0 on holds in the lead-in too."""
        spans = [
            (first * beats_per_bar if first else LONG_AGO, last * beats_per_bar)
            for first, last in self.rests[part]
        ]
        return spans + [
            rest for rest in self.breaks if not any(first <= rest[0] < last for first, last in spans)
        ]

    def silent_beats(self, part: int, beats_per_bar: float) -> float:
        """Return for how many beats of the piece the part is silent."""
        return sum(last - max(first, 0.0) for first, last in self.silent(part, beats_per_bar))


def draw_form(rng: random.Random, notes: Sequence[Sequence[Note]], bars: int, beats_per_bar: float) -> Form:
    """Draw the form of a piece whose parts hold `notes`; no bar is left without a note.

    Pieces shorter than two phrases have none.
    """
    rests: list[tuple[tuple[int, int], ...]] = [() for _ in notes]
    if bars < 2 * PHRASE_BARS or rng.random() >= FORM_SHARE:
        return Form(tuple(rests), ())
    playing = [_bars_with_notes(part, bars, beats_per_bar) for part in notes]
    everything = set().union(*playing)
    order = list(range(len(notes)))
    rng.shuffle(order)
    for part in order:
        if rng.random() < PART_SHARE:
            rest = _draw_rest(rng, bars)
            left = [
                bars_of - set(range(*rest)) if i == part else bars_of for i, bars_of in enumerate(playing)
            ]
            if set().union(*left) == everything and rest[1] - rest[0] <= MOST_SILENT * bars:
                rests[part], playing = (rest,), left
    breaks = []
    if rng.random() < BREAK_SHARE:
        ends = range(PHRASE_BARS, bars, PHRASE_BARS)
        for bar in sorted(rng.sample(ends, min(len(ends), rng.choice((1, 1, 2))))):
            breaks.append((bar * beats_per_bar - rng.choice((1.0, 1.0, 2.0)), bar * beats_per_bar))
    return Form(tuple(rests), tuple(breaks))


def silenced(notes: Sequence[Note], spans: Sequence[Span]) -> tuple[Note, ...]:
    """Return the notes less those that start in a span; those that reach into one end where it begins."""
    found = []
    for note in notes:
        if any(first <= note.start + EARLY_BEATS < last for first, last in spans):
            continue
        ends = [first for first, _ in spans if note.start < first < note.end]
        found.append(Note(note.start, min([note.end, *ends]), note.pitch, note.velocity))
    return tuple(found)


def _draw_rest(rng: random.Random, bars: int) -> tuple[int, int]:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    if kind == "rest":
        length = rng.choice([length for length in REST_BARS if length < bars])
        # A rest begins or ends with a phrase.
        starts = {phrase + shift for phrase in range(0, bars, PHRASE_BARS) for shift in (0, -length)}
        start = rng.choice(sorted(start for start in starts if 0 < start <= bars - length))
        return start, start + length
    boundary = rng.choice([boundary for boundary in BOUNDARIES if boundary < bars])
    return (0, boundary) if kind == "enter" else (bars - boundary, bars)


def _bars_with_notes(notes: Sequence[Note], bars: int, beats_per_bar: float) -> set[int]:
    return {int((note.start + EARLY_BEATS) // beats_per_bar) for note in notes} & set(range(bars))
