"""A second held-out set, of another make: `livenode data chorales --pieces 60 --out runs/data/chorales`.

Chorales and fiddle tunes, arranged simply with bass, chords and melody, half of them with drums, on General
MIDI programs and kits that training pieces never draw. All are of the split "heldout". It is meant for one
evaluation per release: what is looked at more often is no longer held out.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from livenode.training.data.arrange import Part
from livenode.training.data.grooves import Groove
from livenode.training.data.harmony import Triad, best_triad
from livenode.training.data.instruments import KIT_NAMES, PROGRAM_NAMES, sound_names
from livenode.training.data.kits import KITS, load_kit
from livenode.training.data.make import folder_of, save
from livenode.training.data.notes import Note, Track
from livenode.training.data.piece import Piece, bars_that_fit
from livenode.training.data.play import PlayError, play_piece
from livenode.training.data.progress import Progress
from livenode.training.data.progression import NOTE_NAMES, Progression
from livenode.training.data.sounds import HELDOUT_FONT_KITS, HELDOUT_KITS, KIT_PROGRAMS, Sound
from livenode.training.data.tunes import KINDS, TICKS_PER_BEAT, Tune, TuneError, read_tune, tune_paths

# role: programs that no piece of the split "train" has
UNSEEN_PROGRAMS = {
    "bass": (35, 43, 58, 67, 70, 87),
    "chord": (3, 20, 28, 44, 92, 93, 94, 97),
    "arpeggio": (12, 14, 28, 106, 112, 114),
    "melody": (12, 57, 68, 69, 72, 77, 78, 83, 86, 109, 111, 114),
}
MIN_BARS, MAX_BARS = 8, 16
TUNES_A_PIECE = 4  # as many are tried, each for one piece only
DRUM_SHARE, SAMPLED_SHARE = 0.5, 0.4
GATE = 0.95
LOWEST_BASS = 36  # a C
# meter: patterns of (beats into the bar, General MIDI drum, velocity)
DRUMS = {
    (4, 4): (
        ((0, 36, 110), (2, 36, 100), (1, 38, 100), (3, 38, 105), *((i / 2, 42, 80) for i in range(8))),
        ((0, 36, 110), (1.5, 36, 90), (2, 38, 100), *((i, 51, 85) for i in range(4))),
    ),
    (3, 4): (
        ((0, 36, 110), (1, 42, 80), (2, 42, 80), (2, 38, 70)),
        ((0, 36, 110), (1, 38, 85), (2, 38, 85), *((i / 2, 42, 70) for i in range(6))),
    ),
    (6, 8): (((0, 36, 110), (1.5, 38, 100), *((i / 2, 42, 80) for i in range(6))),),
}


def arrange_tune(rng: random.Random, tune: Tune) -> Piece:
    """Return a tune as a piece: bass, chords, melody, perhaps broken chords and drums; repeated to 8 bars."""
    beats_per_bar = tune.meter[0] * 4 / tune.meter[1]
    bpm = round(rng.uniform(*KINDS[tune.kind][2]), 1)
    whole = tune.bars * -(-MIN_BARS // tune.bars)
    bars = bars_that_fit(min(whole, MAX_BARS), beats_per_bar * 60 / bpm)
    voices = [_repeated(voice, tune.bars * beats_per_bar, bars * beats_per_bar) for voice in tune.voices]
    span = 2.0 if tune.meter == (4, 4) else beats_per_bar
    chords = _chords(tune, [note for voice in voices for note in voice], bars * beats_per_bar, span)
    tracks = [Track("Melody", False, 0, _gated(voices[0]))]
    if len(voices) == 4:
        tracks.append(Track("Bass", False, 0, _gated(_lowered(voices[3]))))
        inner = tuple(sorted(voices[1] + voices[2]))
        tracks.append(Track("Chord-Inner", False, 0, _gated(inner)))
    else:
        tracks.append(Track("Bass", False, 0, _bass(chords, span)))
        tracks.append(Track("Chord", False, 0, _held(chords, span)))
    tracks.append(Track("Arpeggio", False, 0, _broken(chords, span, rng.choice((0.5, 1.0)))))
    if rng.random() < DRUM_SHARE:
        tracks.append(Track("Drum", True, 0, _drums(rng.choice(DRUMS[tune.meter]), bars, beats_per_bar)))
    per_bar = max(1, round(beats_per_bar / span))
    names = [chord.name for chord in chords]
    loop = tuple(tuple(dict.fromkeys(names[i * per_bar : (i + 1) * per_bar])) for i in range(bars))
    key = f"{NOTE_NAMES[tune.tonic]} {'minor' if tune.is_minor else 'major'}"
    groove = Groove(tune.name, KINDS[tune.kind][1], "from the corpus of music21", tune.meter, 0, len(tracks))
    return Piece(
        groove,
        tune.meter,
        (),
        bpm,
        TICKS_PER_BEAT,
        beats_per_bar,
        bars,
        Progression(key, loop),
        tuple(tracks),
    )


def draw_unseen_sound(rng: random.Random, part: Part, split: str) -> Sound:
    """Draw a sound that training never heard; `split` is that of every such piece and changes nothing."""
    kit, sampled = rng.choice(sorted(HELDOUT_FONT_KITS)), rng.choice(sorted(HELDOUT_KITS))
    wants_sampled = rng.random() < SAMPLED_SHARE
    if part.is_drum and wants_sampled and load_kit(sampled) is not None:
        names = KITS[sampled][1]
        return Sound("kit", KIT_PROGRAMS[sampled], names[0], names, kit=sampled)
    if part.is_drum:
        return Sound("font", kit, KIT_NAMES[kit][0], KIT_NAMES[kit])
    program = rng.choice(UNSEEN_PROGRAMS[part.role])
    return Sound("font", program, PROGRAM_NAMES[program], sound_names(False, program))


def make_chorales(out_dir: Path, pieces: int, seed: int = 0) -> int:
    """Make pieces, chorales and fiddle tunes by turns; return how many. What is there is not made again.

    Raises:
        MissingError: music21 or a soundfont is not installed.
        ValueError: so many tunes are not in the corpus.
    """
    kinds = list(KINDS)
    paths = {kind: tune_paths(kind, seed) for kind in kinds}
    most = len(kinds) * min(len(each) for each in paths.values()) // TUNES_A_PIECE
    if pieces > most:
        raise ValueError(f"{pieces} pieces: the corpus has tunes for {most}")
    todo = [i for i in range(pieces) if not (folder_of(out_dir, i) / "meta.json").exists()]
    print(f"{pieces - len(todo)} of {pieces} pieces are there, making {len(todo)}", flush=True)
    progress = Progress(len(todo), "pieces")
    made = 0
    for index in todo:
        kind, turn = kinds[index % len(kinds)], index // len(kinds)
        tried = paths[kind][turn * TUNES_A_PIECE : (turn + 1) * TUNES_A_PIECE]
        made += progress.passed(_make_one(out_dir, seed, index, kind, tried))
    return made


def _make_one(out_dir: Path, seed: int, index: int, kind: str, paths: Sequence[str]) -> bool:
    """Make a piece of the first tune that can be used; tell whether there was one."""
    for path in paths:
        try:
            piece = arrange_tune(random.Random(f"arrange:{seed}:{index}"), read_tune(path, kind))
            stems, meta = play_piece(seed, index, piece, "heldout", draw_unseen_sound)
        except (TuneError, PlayError):
            continue
        save(folder_of(out_dir, index), stems, {**meta, "recipe": "chorales 1"})
        return True
    print(f"left out: piece {index}, none of its {len(paths)} tunes can be used", flush=True)
    return False


def _repeated(voice: Sequence[Note], tune_beats: float, beats: float) -> tuple[Note, ...]:
    """Return a voice again and again until `beats`; each pickup lies in the bar before."""
    passes = int(beats // tune_beats) + 1
    notes = [
        Note(note.start + i * tune_beats, note.end + i * tune_beats, note.pitch, note.velocity)
        for i in range(passes)
        for note in voice
    ]
    return tuple(sorted(note for note in notes if note.start < beats))


def _gated(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return notes that end a little early, so that one on the same pitch begins anew."""
    return tuple(
        Note(note.start, note.start + GATE * (note.end - note.start), note.pitch, note.velocity)
        for note in notes
    )


def _lowered(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return a bass voice an octave lower where it is sung high."""
    return tuple(
        Note(note.start, note.end, note.pitch - 12 if note.pitch >= 48 else note.pitch, note.velocity)
        for note in notes
    )


def _chords(tune: Tune, notes: Sequence[Note], beats: float, span: float) -> list[Triad]:
    """Return a triad for each span; where nothing sounds, the one before."""
    last = Triad(tune.tonic, "m" if tune.is_minor else "")
    found = []
    for i in range(round(beats / span)):
        last = best_triad(notes, i * span, (i + 1) * span, tune.tonic, tune.is_minor) or last
        found.append(last)
    return found


def _bass(chords: Sequence[Triad], span: float) -> tuple[Note, ...]:
    """Return roots, and the fifth in the second half of a long span."""
    notes = []
    for i, chord in enumerate(chords):
        root, half = LOWEST_BASS + chord.root, span / 2
        notes.append(Note(i * span, i * span + GATE * half, root, 96))
        notes.append(Note(i * span + half, i * span + half + GATE * half, root + 7, 84))
    return tuple(notes)


def _held(chords: Sequence[Triad], span: float) -> tuple[Note, ...]:
    return tuple(
        sorted(
            Note(i * span, (i + GATE) * span, 55 + (each - 55) % 12, 80)
            for i, chord in enumerate(chords)
            for each in chord.pitch_classes
        )
    )


def _broken(chords: Sequence[Triad], span: float, step: float) -> tuple[Note, ...]:
    """Return the chord tones one after the other, up."""
    notes = []
    for i, chord in enumerate(chords):
        tones = sorted(60 + (each - 60) % 12 for each in chord.pitch_classes)
        for n in range(int(span / step)):
            start = i * span + n * step
            notes.append(Note(start, start + GATE * step, tones[n % 3] + 12 * (n // 3 % 2), 78))
    return tuple(notes)


def _drums(pattern: Sequence[tuple[float, int, int]], bars: int, beats_per_bar: float) -> tuple[Note, ...]:
    return tuple(
        sorted(
            Note(bar * beats_per_bar + at, bar * beats_per_bar + at + 0.2, drum, velocity)
            for bar in range(bars)
            for at, drum, velocity in pattern
        )
    )


def main(argv: list[str] | None = None) -> None:
    """Read the command line and make the pieces."""
    parser = argparse.ArgumentParser(
        prog="livenode data chorales",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pieces", type=int, default=60)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pieces")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(argv)
    made = make_chorales(arguments.out, arguments.pieces, arguments.seed)
    print(f"{made} pieces made in {arguments.out}")


if __name__ == "__main__":
    main()
