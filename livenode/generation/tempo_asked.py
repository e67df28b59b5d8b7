"""The tempo that an action asks for: tapped, nudged, doubled, halved."""

from livenode.generation.agenda import Entry
from livenode.generation.looper import Looper
from livenode.generation.refusals import SCALES, refuse_scaled, refuse_too_long
from livenode.generation.rolling import Rolling
from livenode.surface import Values
from livenode.transport.timeline import MAX_BPM, MIN_BPM


def tempo_asked(entry: Entry, values: Values, rolling: Rolling, looper: Looper) -> float | None:
    """Return the tempo in bpm, None for a first tap; a loop counts its bars anew. Raises Refused.

    Thread: control. Real-time safe: no.
    """
    path, rolls, before = entry.command.path, rolling.timeline is not None, values.number("tempo")
    if path in SCALES:
        refuse_scaled(path, values, rolls, looper)
        looper.rescale(SCALES[path])
        return before * SCALES[path]
    if path == "tempo/tap":
        bpm = rolling.tap(entry.at_frame)
    else:
        bpm = before * (1 + float(entry.command.args[0]) / 100)
    if bpm is not None:
        bpm = min(MAX_BPM, max(MIN_BPM, bpm))
        refuse_too_long("tempo", (bpm,), values, rolls)
    return bpm
