"""A clock that is set by hand: what stands in for a session, a sequencer or a drummer."""

from dataclasses import replace

from livenode.sync.reading import Reading


class FakeClock:
    """A steady clock with a bar line at `line_frame`; its tempo, place and state are set by hand.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, samplerate: int, bpm: float = 120.0, line_frame: float = 0.0) -> None:
        self.asked: list[float | bool] = []  # what it was told as a leader
        self._samplerate = samplerate
        self._reading = Reading(line_frame, 0.0, bpm)

    def read(self, frame: float) -> Reading | None:
        """Return what it says at `frame`."""
        return replace(self._reading, frame=frame, beat=self._reading.beat_at(frame, self._samplerate))

    def turn(self, frame: float, bpm: float | None = None, jump_s: float = 0.0, **changes: object) -> None:
        """Go on from `frame` at another tempo, so much later in the music, or with other fields."""
        now = self._reading
        bpm = now.bpm if bpm is None else bpm
        beat = now.beat_at(frame, self._samplerate) + jump_s * bpm / 60
        self._reading = replace(now, frame=frame, beat=beat, bpm=bpm, **changes)  # type: ignore[arg-type]

    def set_tempo(self, bpm: float) -> None:
        """Take a tempo, as a session does."""
        self.asked.append(bpm)
        self._reading = replace(self._reading, bpm=bpm)

    def set_playing(self, playing: bool) -> None:
        """Start or stop."""
        self.asked.append(playing)
        self._reading = replace(self._reading, playing=playing)

    def close(self) -> None:
        """Nothing is held."""
