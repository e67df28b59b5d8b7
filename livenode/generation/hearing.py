"""How the input is heard: moved back to where it was played, and without the node's own output if asked.

Thread: any. Real-time safe: no.
"""

from dataclasses import dataclass

from livenode.inference.features import SAMPLERATE
from livenode.surface import Values

BLEED_BLOCK_FRAMES = 2048  # the own output is removed in blocks of this length, at multiples of it


@dataclass(frozen=True)
class Hearing:
    """How the frames of the record ring become the input that is encoded.

    delay_frames: how much later the input is recorded than it belongs: music frame f is recorded at
    f + delay_frames. bleed: the node's own output is removed, from the recorded frame `since_frame` on;
    round_trip_frames: it comes in no sooner than so long after it was sent.
    """

    delay_frames: int = 0
    bleed: bool = False
    round_trip_frames: int = 0
    since_frame: int = 0

    def heard_frame(self, recorded_frame: int) -> int:
        """Return the music frame before which all was heard when all before `recorded_frame` is recorded."""
        unfinished = recorded_frame % BLEED_BLOCK_FRAMES if self.bleed else 0
        return recorded_frame - unfinished - self.delay_frames

    def same_until(self, other: "Hearing") -> int:
        """Return the music frame before which this and another, different hearing give the same."""
        if self.delay_frames != other.delay_frames:
            return 0
        return min(each.since_frame for each in (self, other) if each.bleed) - self.delay_frames


def hearing_at(frame: int, values: Values, round_trip_frames: int, before: Hearing) -> Hearing:
    """Return the hearing that the values ask for in the step at `frame`; `before` is the one until then."""
    offset_frames = round(values.number("sync/offset_ms") * SAMPLERATE / 1000)
    delay_frames = max(0, round_trip_frames + offset_frames)
    if not values.number("bleed"):
        return Hearing(delay_frames)
    since_frame = before.since_frame if before.bleed else frame - frame % BLEED_BLOCK_FRAMES
    return Hearing(delay_frames, True, round_trip_frames, since_frame)
