"""Which chord fits notes: the triads of a key, weighed by how long the notes sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from livenode.training.data.notes import Note
from livenode.training.data.progression import NOTE_NAMES

# (semitones above the tonic, quality, how much it is preferred)
MAJOR_TRIADS = ((0, "", 0.3), (2, "m", 0.1), (4, "m", 0.0), (5, "", 0.2), (7, "", 0.25), (9, "m", 0.1))
MINOR_TRIADS = ((0, "m", 0.3), (3, "", 0.1), (5, "m", 0.2), (7, "", 0.25), (7, "m", 0.0), (8, "", 0.1))
MINOR_TRIADS += ((10, "", 0.1),)
THIRDS = {"": 4, "m": 3}
LOW_WEIGHT, FOREIGN_WEIGHT = 0.5, 0.5


@dataclass(frozen=True)
class Triad:
    """A major or minor triad on a root (0 = C)."""

    root: int
    quality: str

    @property
    def name(self) -> str:
        """Its name, such as "F" or "Am"."""
        return NOTE_NAMES[self.root] + self.quality

    @property
    def pitch_classes(self) -> tuple[int, int, int]:
        """Root, third and fifth, 0 to 11."""
        return self.root, (self.root + THIRDS[self.quality]) % 12, (self.root + 7) % 12


def best_triad(
    notes: Sequence[Note], first_beat: float, last_beat: float, tonic: int, is_minor: bool
) -> Triad | None:
    """Return the triad of the key that fits the notes sounding in a span best; None where none sounds."""
    weights = [0.0] * 12
    low = None
    for note in notes:
        share = min(note.end, last_beat) - max(note.start, first_beat)
        if share > 0:
            weights[note.pitch % 12] += share
            low = note.pitch if low is None else min(low, note.pitch)
    if low is None:
        return None
    span = last_beat - first_beat
    triads = [
        (Triad((tonic + step) % 12, quality), liked * span)
        for step, quality, liked in (MINOR_TRIADS if is_minor else MAJOR_TRIADS)
    ]

    def fit(pair: tuple[Triad, float]) -> float:
        triad, liked = pair
        inside = sum(weights[each] for each in triad.pitch_classes)
        is_low = LOW_WEIGHT * span if low % 12 == triad.root else 0.0
        return inside - FOREIGN_WEIGHT * (sum(weights) - inside) + is_low + liked

    return max(triads, key=fit)[0]
