"""Turn a piece's tracks into at most six parts, each with a role."""

from dataclasses import dataclass, replace

from livenode.training.data.instruments import ROLES
from livenode.training.data.notes import Control, Note, Track
from livenode.training.data.piece import Piece

MAX_PARTS = 6
LOW_ROLES = ("bass", "walk")


@dataclass(frozen=True)
class Part:
    """What one stem plays: `program` is the General MIDI program (0-based) that the groove asks for.

    `notes_per_bar` and `mean_pitch` (MIDI note) count the bars in which it sounds; `note_beats` is in quarter
    notes.
    """

    role: str
    is_drum: bool
    program: int
    notes: tuple[Note, ...]
    controls: tuple[Control, ...]
    notes_per_bar: float
    mean_pitch: float
    note_beats: float


def arrange(piece: Piece) -> list[Part]:
    """Return the parts of a piece, drums and bass first, tracks of one role merged until six remain."""
    parts = [measured(_part(track), 0.0, piece.bars, piece.beats_per_bar) for track in piece.tracks]
    parts = [part for part in parts if part.notes_per_bar > 0]
    while len(parts) > MAX_PARTS:
        parts = _merge_one(parts, piece)
    order = list(ROLES)
    return sorted(parts, key=lambda part: order.index(part.role))


def role_of(track: Track) -> str:
    """Return the role of a track from its MMA name ("Chord-Sus" is a chord track)."""
    kind = track.name.split("-")[0].lower()
    if track.is_drum:
        return "drum"
    return kind if kind in ROLES else {"solo": "melody", "aria": "melody"}.get(kind, "chord")


def measured(part: Part, rest_beats: float, bars: int, beats_per_bar: float) -> Part:
    """Return the part with its figures counted anew, over `bars` less the beats in which it is silent."""
    heard = [note for note in part.notes if 0 <= note.start < bars * beats_per_bar]
    sounding_bars = max(1.0, bars - rest_beats / beats_per_bar)
    return replace(
        part,
        notes_per_bar=len(heard) / sounding_bars,
        mean_pitch=sum(note.pitch for note in heard) / max(1, len(heard)),
        note_beats=sum(note.end - note.start for note in heard) / max(1, len(heard)),
    )


def _part(track: Track) -> Part:
    return Part(role_of(track), track.is_drum, track.program, track.notes, track.controls, 0.0, 0.0, 0.0)


def _merge_one(parts: list[Part], piece: Piece) -> list[Part]:
    """Fold the sparsest part into another of its role; drop it where it is alone in its role."""
    by_density = sorted(parts, key=lambda part: (part.role in ("drum", *LOW_ROLES), part.notes_per_bar))
    sparsest, rest = by_density[0], by_density[1:]
    for i, other in enumerate(rest):
        if other.role == sparsest.role:
            both = replace(
                other,
                notes=tuple(sorted(other.notes + sparsest.notes)),
                controls=tuple(sorted(other.controls + sparsest.controls, key=lambda control: control.beat)),
            )
            rest[i] = measured(both, 0.0, piece.bars, piece.beats_per_bar)
            break
    return rest
