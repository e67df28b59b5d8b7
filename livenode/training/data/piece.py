"""Write a random piece in MMA's language, compile it, and read the tracks back on an exact bar grid."""

import random
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import mido

from livenode.training.data.grooves import Groove
from livenode.training.data.meters import cuts_of, recut
from livenode.training.data.notes import Control, Note, Track
from livenode.training.data.progression import Progression, draw_progression

LEAD_IN_BARS = 2
MAX_SECONDS = 48.0
MIN_BARS = 8
TICKS_PER_MMA_BEAT = 192
# Grooves are rich in chords: further tracks are mostly others.
EXTRA_KINDS = ("Arpeggio", "Arpeggio", "Scale", "Scale", "Chord")
# Volume, pan, bank and effect sends belong to the renderer.
DROPPED_CONTROLS = {0, 7, 10, 32, 91, 93}


class PieceError(Exception):
    """MMA could not compile the piece, or compiled something else than was asked."""


@dataclass(frozen=True)
class Piece:
    """A compiled piece: bar 0 follows the lead-in; each bar has exactly `beats_per_bar` quarter notes.

    Times in its tracks are whole multiples of 1 / `ticks_per_beat`; `cuts` are those of meters.CUTS.
    """

    groove: Groove
    meter: tuple[int, int]
    cuts: tuple[tuple[float, float], ...]
    bpm: float
    ticks_per_beat: int
    beats_per_bar: float
    bars: int
    progression: Progression
    tracks: tuple[Track, ...]


def draw_bpm(rng: random.Random) -> float:
    """Draw 40-240 quarter notes a minute: log-uniform, 70-160 three times as dense, 30 % with a decimal."""
    while True:
        bpm = 40.0 * 6.0 ** rng.random()
        if 70 <= bpm <= 160 or rng.random() < 1 / 3:
            return float(round(bpm)) if rng.random() < 0.7 else round(bpm, 1)


def bars_that_fit(bars: int, bar_s: float) -> int:
    """Return how many bars to render: `bars`, or fewer (even, at least 8) where they would last over 48 s."""
    if bars * bar_s <= MAX_SECONDS:
        return bars
    return min(bars, max(MIN_BARS, int(MAX_SECONDS / bar_s / 2) * 2))


def compose(
    rng: random.Random, groove: Groove, key_semitone: int, bars: int, meter: tuple[int, int] | None = None
) -> Piece:
    """Write and compile a piece on a groove; everything drawn comes from `rng`.

    With a `meter` that the groove has not, its 4/4 bars are cut to it (meters.py).

    Raises:
        PieceError: MMA rejects the piece.
        FileNotFoundError: `mma` is not installed.
        KeyError: a groove of its meter cannot be cut to `meter`.
    """
    meter = meter or groove.meter
    beats_per_bar = meter[0] * 4 / meter[1]
    bpm = draw_bpm(rng)
    bars = bars_that_fit(bars, beats_per_bar * 60 / bpm)
    progression = draw_progression(rng, key_semitone, halves=groove.mma_beats in (4, 6))
    lines = [f"RndSeed {rng.randrange(1 << 30)}", f"Groove {groove.name}", f"Tempo {round(bpm)}"]
    missing = rng.choice((4, 5, 5, 6)) - 1 - groove.pitched_tracks
    for i, kind in enumerate(rng.sample(EXTRA_KINDS, min(2, max(0, missing)))):
        lines += _extra_track(rng, kind, f"{kind}-Extra{i}", groove.mma_beats)
    lines.append("Print BEATS $_Time")
    for bar in range(-LEAD_IN_BARS, bars + 1):
        if bar == 0:
            lines.append("Seq")  # the groove's own cycle of bars starts again with the chord loop
        lines.append(f"{bar + LEAD_IN_BARS + 1} {_chord_line(progression.chords(bar), groove.mma_beats)}")
    midi = _compile("\n".join(lines) + "\n", groove.mma_beats)
    own_beats = groove.meter[0] * 4 / groove.meter[1]
    ticks_per_beat = round(TICKS_PER_MMA_BEAT * groove.mma_beats / own_beats)
    tracks = [_track(track, ticks_per_beat, LEAD_IN_BARS * own_beats) for track in midi.tracks]
    tracks = [track for track in tracks if track]
    cuts: tuple[tuple[float, float], ...] = ()
    if meter != groove.meter:
        cuts = rng.choice(cuts_of(groove.meter, meter))
        tracks = [recut(track, cuts) for track in tracks]
    return Piece(groove, meter, cuts, bpm, ticks_per_beat, beats_per_bar, bars, progression, tuple(tracks))


def _chord_line(chords: tuple[str, ...], mma_beats: int) -> str:
    holds = " /" * (mma_beats // len(chords) - 1)
    return " ".join(chord + holds for chord in chords) if len(chords) > 1 else chords[0]


def _extra_track(rng: random.Random, kind: str, name: str, mma_beats: int) -> list[str]:
    """Return the MMA lines of a further track, so that most pieces have five or six."""
    eighths, sixteenths = 2 * mma_beats, 4 * mma_beats
    bar_ticks = TICKS_PER_MMA_BEAT * mma_beats
    patterns = {
        "Arpeggio": [f"1 8 90 * {eighths}", f"1 16 80 * {sixteenths}", f"1 4 90 * {mma_beats}"],
        "Scale": [f"1 8 80 * {eighths}", f"1 4 85 * {mma_beats}"],
        "Chord": [
            f"1 {bar_ticks}t 70",
            "1 8 90; 2.5 8 85",
            "2 8 90" + ("; 4 8 90" if mma_beats >= 4 else ""),
        ],
    }
    if mma_beats == 4:
        patterns["Arpeggio"].append("1 8 90; 2 8 90; 2.5 8 80; 3.5 8 90; 4 8 80")
        patterns["Chord"] += ["1 2 75; 3 2 75", "1 8 90; 2.5 8 85; 4 8 85"]
    lines = [f"Begin {name}", "Voice Piano1", f"Sequence {{{rng.choice(patterns[kind])}}}"]
    lines += [
        f"Octave {rng.choice((4, 5) if kind == 'Chord' else (4, 5, 6))}",
        f"Articulate {rng.choice((50, 80, 100))}",
    ]
    lines += [f"Rskip {rng.choice((0, 0, 10, 25))}", "Rvolume 8", "Volume mf"]
    if kind != "Chord":
        lines.append(f"Direction {rng.choice(('Up', 'Down', 'Both'))}")
    return [*lines, "End"]


def _compile(source: str, mma_beats: int) -> mido.MidiFile:
    with tempfile.TemporaryDirectory() as folder:
        mma_file, midi_file = Path(folder) / "piece.mma", Path(folder) / "piece.mid"
        mma_file.write_text(source)
        command = ["mma", "-xNOCREDIT", "-f", str(midi_file), str(mma_file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not midi_file.exists():
            raise PieceError(done.stdout[-300:])
        if f"BEATS {mma_beats}" not in done.stdout:
            raise PieceError(f"expected {mma_beats} MMA beats a bar: {done.stdout[-300:]}")
        midi = mido.MidiFile(midi_file)
    if midi.ticks_per_beat != TICKS_PER_MMA_BEAT:
        raise PieceError(f"expected {TICKS_PER_MMA_BEAT} ticks a beat, got {midi.ticks_per_beat}")
    return midi


def _track(track: mido.MidiTrack, ticks_per_beat: int, lead_in_beats: float) -> Track | None:
    """Read one MIDI track; None where it has no notes. Times come from ticks, never from tempo events."""
    notes: list[Note] = []
    controls: list[Control] = []
    sounding: dict[int, tuple[float, int]] = {}
    ticks, program, is_drum = 0, 0, False
    for message in track:
        ticks += message.time
        beat = ticks / ticks_per_beat - lead_in_beats
        if message.type in ("note_on", "note_off"):
            is_drum = is_drum or message.channel == 9
            if message.note in sounding:  # struck again, a note ends too
                start, velocity = sounding.pop(message.note)
                notes.append(Note(start, beat, message.note, velocity))
            if message.type == "note_on" and message.velocity > 0:
                sounding[message.note] = (beat, message.velocity)
        elif message.type == "pitchwheel":
            controls.append(Control(beat, "bend", 0, message.pitch))
        elif message.type == "control_change" and message.control not in DROPPED_CONTROLS:
            controls.append(Control(beat, "control", message.control, message.value))
        elif message.type == "program_change":
            program = message.program
    if not notes:
        return None
    return Track(track.name, is_drum, program, tuple(sorted(notes)), tuple(controls))
