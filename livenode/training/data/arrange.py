"""Turn a piece's tracks into at most six parts, each with a role and a sound that fits it."""

import random
from dataclasses import dataclass, replace

from livenode.training.data.instruments import KIT_WEIGHTS, ROLES, SHORT_PROGRAMS, SLOW_PROGRAMS
from livenode.training.data.piece import Event, Piece, Track

MAX_PARTS = 6


@dataclass(frozen=True)
class Part:
    """What one stem plays: `program` is a General MIDI program (0-based), or the kit where `is_drum`.

    `notes_per_bar` and `mean_pitch` (MIDI note) count the rendered bars; `note_beats` is in quarter notes.
    """

    role: str
    is_drum: bool
    program: int
    events: tuple[Event, ...]
    notes_per_bar: float
    mean_pitch: float
    note_beats: float


def arrange(rng: random.Random, piece: Piece) -> list[Part]:
    """Return the parts of a piece, drums and bass first, tracks of one role merged until six remain."""
    parts = [_part(track, piece) for track in piece.tracks]
    parts = [part for part in parts if part.notes_per_bar > 0]
    while len(parts) > MAX_PARTS:
        parts = _merge_one(parts, piece)
    order = list(ROLES)
    parts.sort(key=lambda part: order.index(part.role))
    return [replace(part, program=_draw_program(rng, part)) for part in parts]


def role_of(track: Track) -> str:
    """Return the role of a track from its MMA name ("Chord-Sus" is a chord track)."""
    kind = track.name.split("-")[0].lower()
    if track.is_drum:
        return "drum"
    return kind if kind in ROLES else {"solo": "melody", "aria": "melody"}.get(kind, "chord")


def _part(track: Track, piece: Piece) -> Part:
    return _measured(role_of(track), track.is_drum, track.program, track.events, piece)


def _measured(role: str, is_drum: bool, program: int, events: tuple[Event, ...], piece: Piece) -> Part:
    heard = piece.bars * piece.beats_per_bar
    notes = [event for event in events if event.kind == "on" and 0 <= event.beat < heard]
    pitch = sum(note.number for note in notes) / max(1, len(notes))
    return Part(role, is_drum, program, events, len(notes) / piece.bars, pitch, _mean_note_beats(events))


def _mean_note_beats(events: tuple[Event, ...]) -> float:
    """Return the mean length of the notes in quarter notes."""
    started: dict[int, float] = {}
    lengths = []
    for event in events:
        if event.kind == "on":
            started[event.number] = event.beat
        elif event.kind == "off" and event.number in started:
            lengths.append(event.beat - started.pop(event.number))
    return sum(lengths) / max(1, len(lengths))


def _merge_one(parts: list[Part], piece: Piece) -> list[Part]:
    """Fold the sparsest part into another of its role; drop it where it is alone in its role."""
    by_density = sorted(parts, key=lambda part: (part.role in ("drum", "bass", "walk"), part.notes_per_bar))
    sparsest, rest = by_density[0], by_density[1:]
    for i, other in enumerate(rest):
        if other.role == sparsest.role:
            events = tuple(sorted(sparsest.events + other.events, key=lambda event: event.beat))
            rest[i] = _measured(other.role, other.is_drum, other.program, events, piece)
            break
    return rest


def _draw_program(rng: random.Random, part: Part) -> int:
    """Draw a sound that suits role and note lengths; in 35 % the groove's own, where that does."""
    if part.is_drum:
        return rng.choices(list(KIT_WEIGHTS), list(KIT_WEIGHTS.values()))[0]
    unfit = SHORT_PROGRAMS if part.note_beats > 1.5 else SLOW_PROGRAMS if part.note_beats < 0.8 else set()
    fitting = [program for program in ROLES[part.role][0] if program not in unfit]
    if part.program in fitting and rng.random() < 0.35:
        return part.program
    return rng.choice(fitting)
