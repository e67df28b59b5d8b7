"""Tunes of other origin than MMA: chorales and fiddle tunes from the corpus of music21.

The one file that imports music21 (BSD; its encodings may ask for more: they serve the evaluation alone, and
nothing made of them is given away).
"""

import random
from dataclasses import dataclass

from livenode.training.data.notes import Note
from livenode.training.data.places import MissingError

# kind: (folder of the corpus, what it is called, range of tempos)
KINDS = {
    "chorale": ("bach", "chorale", (60.0, 96.0)),
    "fiddle": ("ryansMammoth", "fiddle tune", (84.0, 126.0)),
}
# Time signatures as they are written: (meter of the piece, beats of a written bar)
METERS = {
    "4/4": ((4, 4), 4.0),
    "2/2": ((4, 4), 4.0),
    "2/4": ((4, 4), 2.0),  # two bars make one
    "3/4": ((3, 4), 3.0),
    "6/8": ((6, 8), 3.0),
}
FEWEST_BARS = 8
TICKS_PER_BEAT = 192
VELOCITY = 88


class TuneError(ValueError):
    """A tune of the corpus cannot be used; the sentence says why."""


@dataclass(frozen=True)
class Tune:
    """`voices` hold notes in beats from the first whole bar, highest voice first; a pickup lies before 0."""

    name: str
    kind: str
    meter: tuple[int, int]
    bars: int
    tonic: int
    is_minor: bool
    voices: tuple[tuple[Note, ...], ...]


def tune_paths(kind: str, seed: int) -> list[str]:
    """Return the files of a kind of KINDS in an order drawn from the seed.

    Raises:
        MissingError: music21 is not installed.
    """
    corpus = _music21().corpus
    folder = KINDS[kind][0]
    paths = sorted(str(path) for path in corpus.getCorePaths() if f"/{folder}/" in path.as_posix())
    random.Random(f"tunes:{kind}:{seed}").shuffle(paths)
    return paths


def read_tune(path: str, kind: str) -> Tune:
    """Read a file of the corpus.

    Raises:
        TuneError: it changes meter, has another than METERS, is too short, or is no chorale of four voices.
    """
    music21 = _music21()
    name = path.replace("\\", "/").split("/corpus/")[-1]
    score = music21.converter.parse(path)
    parts = list(getattr(score, "parts", ()))
    if kind == "chorale" and len(parts) != 4 or not parts:
        raise TuneError(f"{name}: {len(parts)} voices")
    written = {each.ratioString for each in score.recurse().getElementsByClass("TimeSignature")}
    if len(written) != 1 or not written <= set(METERS):
        raise TuneError(f"{name}: written in {', '.join(sorted(written))}")
    meter, written_beats = METERS[written.pop()]
    measures = list(parts[0].getElementsByClass("Measure"))
    whole = [measure.offset for measure in measures if measure.duration.quarterLength == written_beats]
    if not whole:
        raise TuneError(f"{name}: no whole bar")
    voices = tuple(_notes(part, float(whole[0])) for part in parts)
    beats_per_bar = meter[0] * 4 / meter[1]
    ends = max((note.end for voice in voices for note in voice), default=0.0)
    bars = int(ends / beats_per_bar + 0.51)  # a last bar that lacks the pickup counts
    if bars < FEWEST_BARS // 2 or min(map(len, voices)) < 2 * bars:
        raise TuneError(f"{name}: {bars} bars")
    key = score.analyze("key")
    return Tune(name, kind, meter, bars, key.tonic.pitchClass, key.mode == "minor", voices)


def _notes(part, first_beat: float) -> tuple[Note, ...]:
    found = []
    for note in part.stripTies().flatten().notes:
        if note.quarterLength > 0 and not note.duration.isGrace:
            start = _on_tick(float(note.offset) - first_beat)
            end = _on_tick(float(note.offset) - first_beat + float(note.quarterLength))
            found.append(Note(start, end, max(note.pitches).midi, VELOCITY))
    return tuple(sorted(found))


def _on_tick(beat: float) -> float:
    return round(beat * TICKS_PER_BEAT) / TICKS_PER_BEAT


def _music21():
    try:
        import music21
    except ModuleNotFoundError as problem:
        raise MissingError(
            "no package music21, whose corpus holds the tunes: pip install music21"
        ) from problem
    return music21
