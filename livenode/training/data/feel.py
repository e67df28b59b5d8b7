"""How a band plays what is written: swing, each part's push or pull, looseness, and drift of the whole band.

The bar grid stays as it is; only notes move against it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from livenode.training.data.notes import Note

SWING_SHARE = 0.4  # of the pieces that are straight
SWING_RATIOS = (0.53, 0.67)  # where in its pair the second note lies: 0.5 is straight, 0.67 a triplet
HUMAN_SHARE = 0.7
OFFSET_MS, OFFSET_LIMIT_MS = 5.0, 12.0
JITTER_MS = (0.0, 8.0)
JITTER_LIMIT = 2.5  # standard deviations
VELOCITY_JITTER = (0.0, 9.0)
DRIFT_SHARE = 0.25
DRIFT_STEP_MS, DRIFT_RETURN, DRIFT_LIMIT_MS = (1.5, 4.0), 0.05, 25.0
# What counts as straight: hardly a note on triplets; pairs that could swing.
NEAR_BEATS, MOST_TRIPLETS, FEWEST_PAIRS = 0.04, 0.03, 0.05
SWUNG_FROM, FEWEST_SWUNG, BEHIND_MS = 0.57, 0.1, 6.0


@dataclass(frozen=True)
class Feel:
    """`swing` is the place of the second of two notes, and `swing_beats` the length of the pair (0: none).

    `offsets_ms` has one value a part (late is positive), `jitter_ms` and `velocity_jitter` are standard
    deviations, `drift_ms` is how late the band is at each beat from `drift_from` on (empty: never).
    """

    swing: float
    swing_beats: float
    offsets_ms: tuple[float, ...]
    jitter_ms: float
    velocity_jitter: float
    drift_from: int
    drift_ms: tuple[float, ...]

    def delay_s(self, beat: float) -> float:
        """Return how late the whole band is at a beat, in seconds."""
        if not self.drift_ms:
            return 0.0
        at = min(max(beat - self.drift_from, 0.0), len(self.drift_ms) - 1.001)
        before, share = int(at), at - int(at)
        return ((1 - share) * self.drift_ms[before] + share * self.drift_ms[before + 1]) / 1000

    def swung(self, beat: float) -> float:
        """Return where a straight beat lies with the swing."""
        if not self.swing_beats:
            return beat
        pair, within = divmod(beat, self.swing_beats)
        within /= self.swing_beats
        bent = within * 2 * self.swing if within < 0.5 else self.swing + (within - 0.5) * 2 * (1 - self.swing)
        return (pair + bent) * self.swing_beats

    def words(self, part: int, notes: Sequence[Note]) -> tuple[tuple[str, ...], ...]:
        """Return what can be said of the timing of a part with these notes: synonyms for each thing."""
        said = []
        if self.swing >= SWUNG_FROM and self._share_swung(notes) >= FEWEST_SWUNG:
            is_eighths = self.swing_beats == 1.0
            said.append(("swung", "with a swing feel") if is_eighths else ("swung sixteenths", "swung 16ths"))
        if self.offsets_ms[part] >= BEHIND_MS:
            said.append(("laid back", "behind the beat"))
        elif self.offsets_ms[part] <= -BEHIND_MS:
            said.append(("pushing", "ahead of the beat"))
        return tuple(said)

    def _share_swung(self, notes: Sequence[Note]) -> float:
        """Return the share of notes that are the second of a pair."""
        if not self.swing_beats:
            return 0.0
        second = self.swing_beats / 2
        near = [abs(note.start % self.swing_beats - second) < NEAR_BEATS for note in notes]
        return sum(near) / max(1, len(near))

    def as_meta(self) -> dict:
        """Return the feel as it is written to meta.json."""
        return {
            "swing": self.swing,
            "swing_beats": self.swing_beats,
            "offsets_ms": list(self.offsets_ms),
            "jitter_ms": self.jitter_ms,
            "velocity_jitter": self.velocity_jitter,
            "drift_from_beat": self.drift_from,
            "drift_ms": list(self.drift_ms),
        }


def draw_feel(
    rng: random.Random,
    notes: Sequence[Sequence[Note]],
    meter: tuple[int, int],
    first_beat: float,
    last_beat: float,
) -> Feel:
    """Draw the feel of a piece whose parts hold `notes`, from `first_beat` (lead-in) to `last_beat`."""
    swing_beats = pairs_beats([note for part in notes for note in part], meter)
    swings = rng.random() < SWING_SHARE and swing_beats > 0
    swing = round(rng.uniform(*SWING_RATIOS), 3) if swings else 0.5
    human = rng.random() < HUMAN_SHARE
    offsets = [rng.gauss(0, OFFSET_MS) if human else 0.0 for _ in notes]
    jitter_ms = round(rng.uniform(*JITTER_MS), 1) if human else 0.0
    velocity_jitter = round(rng.uniform(*VELOCITY_JITTER), 1) if human else 0.0
    drifts = rng.random() < DRIFT_SHARE
    drift_from = int(first_beat) - 1
    return Feel(
        swing,
        swing_beats if swings else 0.0,
        tuple(round(min(max(offset, -OFFSET_LIMIT_MS), OFFSET_LIMIT_MS), 1) for offset in offsets),
        jitter_ms,
        velocity_jitter,
        drift_from,
        _draw_drift(rng, int(last_beat) + 3 - drift_from) if drifts else (),
    )


def pairs_beats(notes: Sequence[Note], meter: tuple[int, int]) -> float:
    """Return how long a pair is that could swing: 1.0 (eighths), 0.5 (sixteenths), or 0.0 for none.

    None in 6/8 and in music on triplets; 7/8 has only pairs of sixteenths.
    """
    places = [note.start % 1.0 for note in notes]
    shares = [
        sum(min(abs(place - at) for at in fractions) < NEAR_BEATS for place in places) / max(1, len(places))
        for fractions in ((1 / 3, 2 / 3, 1 / 6, 5 / 6), (0.5,), (0.25, 0.75))
    ]
    triplets, eighths, sixteenths = shares
    if meter == (6, 8) or triplets > MOST_TRIPLETS:
        return 0.0
    if sixteenths > FEWEST_PAIRS:
        return 0.5
    return 1.0 if eighths > FEWEST_PAIRS and meter[1] == 4 else 0.0


def played(
    rng: random.Random, notes: Sequence[Note], feel: Feel, part: int, bpm: float, from_beat: float
) -> list[Note]:
    """Return a part's notes as played, sorted, in seconds after `from_beat` and none below zero."""
    found = []
    for note in notes:
        late_s = feel.offsets_ms[part] / 1000
        if feel.jitter_ms:
            late_s += min(max(rng.gauss(0, 1), -JITTER_LIMIT), JITTER_LIMIT) * feel.jitter_ms / 1000
        start_s, end_s = (
            (feel.swung(beat) - from_beat) * 60 / bpm + feel.delay_s(beat) + late_s
            for beat in (note.start, note.end)
        )
        velocity = note.velocity + round(rng.gauss(0, feel.velocity_jitter))
        velocity = min(max(velocity, 1), 127)
        found.append(Note(max(start_s, 0.0), max(end_s, start_s, 0.0), note.pitch, velocity))
    return sorted(found)


def _draw_drift(rng: random.Random, beats: int) -> tuple[float, ...]:
    """Draw a walk that is pulled back to the grid and never leaves it by more than 25 ms."""
    step_ms, at, walk = rng.uniform(*DRIFT_STEP_MS), 0.0, []
    for _ in range(beats):
        at += rng.gauss(0, step_ms) - DRIFT_RETURN * at
        at = min(max(at, -DRIFT_LIMIT_MS), DRIFT_LIMIT_MS)
        walk.append(round(at, 1))
    return tuple(walk)
