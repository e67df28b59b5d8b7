"""What an outside clock says, and the clock itself: one for each source of sync."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

LOCKED, SEARCHING, LOST = "locked", "searching", "lost"


@dataclass(frozen=True)
class Reading:
    """What an outside clock says, put on the node's frame counter.

    frame: of the node's counter, a real number; what is sounded then is heard when the clock is at `beat`.
    beat: quarter notes since the clock's own bar 1; a multiple of the beats of a bar is a bar line.
    state: LOCKED, SEARCHING or LOST; only what is locked is followed. peers: who else follows this clock.
    playing: whether the clock says that the music plays; None where it does not know. confidence: how sure it
    is of itself, 0..1.
    """

    frame: float
    beat: float
    bpm: float
    state: str = LOCKED
    peers: int = 0
    playing: bool | None = None
    confidence: float = 1.0

    def beat_at(self, frame: float, samplerate: int) -> float:
        """Return the clock's beat at a frame. Thread: any. Real-time safe: no."""
        return self.beat + (frame - self.frame) * self.bpm / (60 * samplerate)

    def frame_at(self, beat: float, samplerate: int) -> float:
        """Return the frame, a real number, of a beat of the clock. Thread: any. Real-time safe: no."""
        return self.frame + (beat - self.beat) * 60 * samplerate / self.bpm


class Clock(Protocol):
    """One source of sync. Thread: control. Real-time safe: no."""

    def read(self, frame: float) -> Reading | None:
        """Return what the clock says at about `frame`; None where nothing is known yet."""

    def close(self) -> None:
        """Let go of what it holds."""


@runtime_checkable
class Leader(Protocol):
    """A clock that others share, and that the node may set too."""

    def set_tempo(self, bpm: float) -> None:
        """Ask everybody for a tempo."""

    def set_playing(self, playing: bool) -> None:
        """Tell everybody that the music starts or stops."""
