"""How a conductor is while its transport stands still, as data: what is needed to begin there once more.

Riffs, plans and ledgers are nobody's then: a stop drops them. A conductor whose transport rolls can be given
as well, but what begins there goes on with other riffs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from livenode.generation.conductor import Conductor
from livenode.generation.hearing import Hearing
from livenode.generation.riff import Sound
from livenode.params import PARAMS, PARTS, Args, Key, check
from livenode.surface import Values
from livenode.transport.timeline import Entry, Timeline

LOOP = "loop-"  # before the names of the looper's arrays


@dataclass(frozen=True)
class Rest:
    """A conductor in the step at `frame`, before what is done in it: a row of JSON's types, and audio."""

    frame: int
    row: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]


def rest_of(conductor: Conductor, frame: int) -> Rest:
    """Return how a conductor is. Thread: control. Real-time safe: no."""
    memory, band, timeline = conductor.memory, conductor.band, conductor.timeline
    sounds = {part: sound for part, sound in band.steering.sounds.items() if sound is not None}
    looper, audio = conductor.looper.state()
    row = {
        "engine": conductor.engine.name,
        "values": [[*key, args] for key, args in conductor.values.rows.items() if Values().rows[key] != args],
        "lead": conductor.lead.state(),
        "parts": [[part.made, part.written_end, part.last_bars] for part in band.parts.values()],
        "taps": list(conductor.rolling.taps),
        "following": conductor.following.state(),
        "looper": looper,
        "hearing": asdict(band.hearing),
        "sounds": {str(part): [sound.name, sound.digest] for part, sound in sounds.items()},
        "round_trip_frames": conductor.round_trip_frames,
        "block": memory.block_frames,
        "writes": memory.writes.count,
        "timeline": None if timeline is None else [asdict(entry) for entry in timeline.entries],
    }
    arrays = {LOOP + name: array for name, array in audio.items()}
    return Rest(frame, row, arrays | {sound.digest: sound.audio for sound in sounds.values()})


def values_of_rows(rows: Sequence[Any]) -> dict[Key, Args]:
    """Return values from rows of (path, part, arguments). Raises KeyError, TypeError or ValueError.

    Thread: any. Real-time safe: no.
    """
    return {(path, part): check(PARAMS[path], args) for path, part, args in rows}


def restore(conductor: Conductor, row: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Bring a new conductor to where another was. Raises KeyError, TypeError or ValueError for what is
    no row of `rest_of`.

    Thread: control. Real-time safe: no.
    """
    band, memory = conductor.band, conductor.memory
    conductor.take_values(values_of_rows(row["values"]).items())
    conductor.lead.restore(row["lead"])
    conductor.round_trip_frames = row["round_trip_frames"]
    for number, (made, written_end, last_bars) in zip(PARTS, row["parts"], strict=True):
        part = band.parts[number]
        part.made, part.written_end, part.last_bars = made, written_end, last_bars
    conductor.rolling.taps = list(row["taps"])
    conductor.following.restore(row["following"])
    audio = {name.removeprefix(LOOP): array for name, array in arrays.items() if name.startswith(LOOP)}
    conductor.looper.restore(row["looper"], audio)
    band.hearing = Hearing(**row["hearing"])
    for part, (name, digest) in row["sounds"].items():
        band.steering.sounds[int(part)] = Sound(name, arrays[digest])
    memory.announce_block(row["block"])
    memory.writes.count = row["writes"]
    if row["timeline"] is not None:
        entries = tuple(Entry(**entry) for entry in row["timeline"])
        conductor.rolling.go_on(Timeline(memory.samplerate, entries), memory.frame())
