"""Meters and their shares; 5/4 and 7/8 are cut and pasted from the beats of 4/4 bars."""

import random
from dataclasses import replace

from livenode.training.data.notes import Control, Note, Track

METER_SHARES = {(4, 4): 0.80, (3, 4): 0.07, (6, 8): 0.05, (5, 4): 0.04, (7, 8): 0.04}
SOURCE_METER, SOURCE_BEATS = (4, 4), 4.0
# meter: the ways to make one bar of it from spans (first beat, last beat) of one 4/4 bar, laid end to end.
CUTS = {
    (5, 4): (
        ((0.0, 4.0), (0.0, 1.0)),
        ((0.0, 4.0), (3.0, 4.0)),
        ((0.0, 3.0), (2.0, 4.0)),
    ),
    (7, 8): (
        ((0.0, 3.5),),
        ((0.0, 1.5), (2.0, 4.0)),
        ((0.0, 2.0), (2.5, 4.0)),
    ),
}
EARLY_BEATS = 0.07  # a humanised note this little before a beat belongs to that beat
THROUGH_BEATS = 0.5  # a note that ends this near the bar's end rings to the bar's end
HELD_BEATS = 1.5  # only what is held so long rings over a span that is laid after it


def draw_meter(rng: random.Random) -> tuple[int, int]:
    """Draw a meter by METER_SHARES."""
    return rng.choices(list(METER_SHARES), list(METER_SHARES.values()))[0]


def cuts_of(source: tuple[int, int], meter: tuple[int, int]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the ways to cut bars of one meter to another; KeyError where there is none."""
    if source != SOURCE_METER:
        raise KeyError(f"bars of {source[0]}/{source[1]} cannot be cut to {meter[0]}/{meter[1]}")
    return CUTS[meter]


def recut(track: Track, cuts: tuple[tuple[float, float], ...]) -> Track:
    """Return a 4/4 track in the meter that `cuts` of its bars give: each bar keeps its place in the piece.

    Notes end where their span ends, unless it goes on; those that ring to the old bar's end ring to the new.
    """
    bar_beats = sum(last - first for first, last in cuts)
    notes = [moved for note in track.notes for moved in _cut_note(note, cuts, bar_beats)]
    controls = [moved for control in track.controls for moved in _cut_control(control, cuts, bar_beats)]
    return replace(
        track,
        notes=tuple(sorted(notes)),
        controls=tuple(sorted(controls, key=lambda control: control.beat)),
    )


def _cut_note(note: Note, cuts: tuple[tuple[float, float], ...], bar_beats: float) -> list[Note]:
    bar = (note.start + EARLY_BEATS) // SOURCE_BEATS
    start, end = note.start - bar * SOURCE_BEATS, note.end - bar * SOURCE_BEATS
    found, laid = [], 0.0
    for i, (first, last) in enumerate(cuts):
        if first <= start + EARLY_BEATS < last:
            held = i + 1 == len(cuts) or end - start > HELD_BEATS
            through = held and end >= SOURCE_BEATS - THROUGH_BEATS
            goes_on = i + 1 < len(cuts) and cuts[i + 1][0] == last
            stop = bar_beats - (SOURCE_BEATS - end) if through else laid + end - first
            clipped = bar_beats if through or goes_on else laid + last - first
            at = bar * bar_beats
            new_start = at + laid + start - first
            found.append(Note(new_start, max(at + min(stop, clipped), new_start), note.pitch, note.velocity))
        laid += last - first
    return found


def _cut_control(control: Control, cuts: tuple[tuple[float, float], ...], bar_beats: float) -> list[Control]:
    bar = control.beat // SOURCE_BEATS
    within = control.beat - bar * SOURCE_BEATS
    found, laid = [], 0.0
    for first, last in cuts:
        if first <= within < last:
            found.append(replace(control, beat=bar * bar_beats + laid + within - first))
        laid += last - first
    return found
