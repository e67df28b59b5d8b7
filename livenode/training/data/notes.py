"""What a track holds: notes and controls, in quarter-note beats from bar 0."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Note:
    """A note from `start` to `end` (beats from bar 0, negative in the lead-in); MIDI pitch and velocity."""

    start: float
    end: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Control:
    """A "control" (number and value) or a "bend" (value -8192 to 8191) at a beat."""

    beat: float
    kind: str
    number: int
    value: int


@dataclass(frozen=True)
class Track:
    """One MMA track, notes sorted by start; `program` is the General MIDI program (0-based) MMA asks for."""

    name: str
    is_drum: bool
    program: int
    notes: tuple[Note, ...]
    controls: tuple[Control, ...] = ()
