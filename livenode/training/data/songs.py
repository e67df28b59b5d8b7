"""A song of the user's: its stems and its bar grid, read from a folder and cut into pieces."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.audio.files import SAMPLERATE, AudioFileError, read_audio
from livenode.sync.estimate import TempoError, estimate_grid
from livenode.training.data.grooves import split_of
from livenode.training.data.levels import PEAK, rms_db
from livenode.training.data.piece import MAX_SECONDS
from livenode.training.data.song_sheet import SHEET, Sheet, SongError, read_sheet, tempo_of_names
from livenode.training.data.stem_meta import describe_stem
from livenode.training.data.stem_names import is_mix, read_stem_name

SUFFIXES = (".wav", ".flac", ".ogg", ".aif", ".aiff", ".mp3")
LOUDEST_STEM_DB = -18.0
MIN_BARS, MIN_STEMS = 4, 2
MIN_ACTIVITY = 0.1
# The last bar may lack this share of a beat: exports often end a little early.
MISSING_BEATS = 0.25
MAX_SONG_S = 30 * 60.0
LEFT_S = 0.05  # less than that is not worth a sentence


@dataclass(frozen=True)
class Song:
    """A song's stems (stems, frames) float32 with the file names they came from, and its bar grid."""

    name: str
    sheet: Sheet
    files: tuple[str, ...]
    stems: np.ndarray
    bpm: float
    bar1_frame: int

    @property
    def beats_per_bar(self) -> float:
        return self.sheet.meter[0] * 4 / self.sheet.meter[1]

    @property
    def frames_per_bar(self) -> float:
        return self.beats_per_bar * SAMPLERATE * 60 / self.bpm

    @property
    def bars(self) -> int:
        """Whole bars from bar 1 on."""
        missing = MISSING_BEATS / self.beats_per_bar
        return int((self.stems.shape[1] - self.bar1_frame) / self.frames_per_bar + missing)


def read_song(folder: Path) -> tuple[Song, list[str]]:
    """Return the song in a folder, and a sentence for each thing in it that is not used.

    Raises:
        SongError: it cannot be used; the sentence says why.
    """
    sheet = read_sheet(folder)
    files = sorted(path for path in folder.iterdir() if path.name != SHEET and not path.name.startswith("."))
    notes = [f"{path.name}: no audio file, not used" for path in files if not is_audio(path)]
    read: dict[str, np.ndarray] = {}
    for path in filter(is_audio, files):
        if is_mix(path.stem):
            notes.append(f"{path.name}: named as the mix of all, not used")
            continue
        try:
            audio = read_audio(path, longest_s=MAX_SONG_S)
        except AudioFileError as problem:
            notes.append(f"{problem}, not used")
            continue
        if audio.is_silent:
            notes.append(f"{path.name}: silent, not used")
        else:
            read[path.name] = audio.audio
    _check_captions(folder, sheet, {path.name for path in files})
    if len(read) < MIN_STEMS:
        why = "; ".join(["", *notes])
        raise SongError(f"{folder.name}: {len(read)} stems that can be used, {MIN_STEMS} are needed{why}")
    longest = max(len(audio) for audio in read.values())
    for name, audio in read.items():
        if longest - len(audio) > SAMPLERATE:
            notes.append(f"{name}: {(longest - len(audio)) / SAMPLERATE:.1f} s shorter, silence added")
    stems = np.stack([np.pad(audio, (0, longest - len(audio))) for audio in read.values()])
    bpm, bar1_s, how = _grid(folder, sheet, list(read), stems)
    notes.append(f"{bpm:g} bpm {how}, {sheet.meter[0]}/{sheet.meter[1]}, bar 1 at {bar1_s:.3f} s")
    song = Song(folder.name, sheet, tuple(read), _levelled(stems), bpm, round(bar1_s * SAMPLERATE))
    if song.bars < MIN_BARS:
        raise SongError(f"{folder.name}: {max(0, song.bars)} whole bars, {MIN_BARS} are needed ({notes[-1]})")
    after_s = (stems.shape[1] - song.bar1_frame - song.bars * song.frames_per_bar) / SAMPLERATE
    for seconds, where in ((bar1_s, "before bar 1"), (after_s, "after the last whole bar")):
        if seconds > LEFT_S:
            notes.append(f"{seconds:.2f} s {where} are not used")
    return song, notes


def spans_of(bars: int, bar_s: float) -> list[tuple[int, int]]:
    """Cut bars into pieces (first bar, bars) of at most 48 s, as equal as can be; every bar is in one."""
    most = max(1, int(MAX_SECONDS / bar_s + 1e-9))
    pieces = math.ceil(bars / most)
    edges = [round(i * bars / pieces) for i in range(pieces + 1)]
    return [(first, last - first) for first, last in zip(edges, edges[1:], strict=False)]


def cut_piece(song: Song, first_bar: int, bars: int) -> tuple[np.ndarray, dict, list[str]]:
    """Return int16 stems, metadata and what is left out of one piece of a song.

    Raises:
        SongError: fewer than two stems sound in it.
    """
    start = song.bar1_frame + round(first_bar * song.frames_per_bar)
    frames = round(bars * song.frames_per_bar)
    cut = song.stems[:, start : start + frames]
    cut = np.pad(cut, ((0, 0), (0, frames - cut.shape[1])))
    meta = {
        "seed": 0,
        "index": 0,
        "split": song.sheet.split or split_of(song.name),
        "family": song.name,
        "groove": song.name,
        "style": song.sheet.style,
        "description": f"imported, bars {first_bar + 1} to {first_bar + bars}",
        "song": song.name,
        "first_bar": first_bar,
        "bpm": song.bpm,
        "meter": list(song.sheet.meter),
        "beats_per_bar": song.beats_per_bar,
        "bars": bars,
        "frames": frames,
        "samplerate": SAMPLERATE,
        "frames_per_bar": song.frames_per_bar,
        "key": song.sheet.key,
        "chords": [[] for _ in range(bars)],
        "font": "",
    }
    described = [
        describe_stem(audio, read_stem_name(Path(file).stem), song.sheet.captions.get(file, ()), meta)
        for file, audio in zip(song.files, cut, strict=True)
    ]
    used = [i for i, stem in enumerate(described) if stem["activity_of_all"] >= MIN_ACTIVITY]
    left_out = [song.files[i] for i in range(len(described)) if i not in used]
    if len(used) < MIN_STEMS:
        raise SongError(
            f"{song.name}: bars {first_bar + 1} to {first_bar + bars} not used, {len(used)} stems sound there"
        )
    meta["stems"] = [{**described[i], "file": song.files[i]} for i in used]
    return np.round(cut[used] * 32767).astype(np.int16), meta, left_out


def _grid(folder: Path, sheet: Sheet, files: list[str], stems: np.ndarray) -> tuple[float, float, str]:
    """Return tempo, seconds to bar 1, and in words where they come from."""
    named = tempo_of_names([folder.name, *files]) if sheet.bpm is None else None
    bpm = sheet.bpm or named
    if bpm is not None:
        return bpm, sheet.bar1_s or 0.0, f"by {SHEET}" if sheet.bpm else "by name"
    try:
        bpm, bar1_s = estimate_grid(stems.sum(axis=0), *sheet.meter)
    except TempoError as problem:
        raise SongError(f"{folder.name}: no tempo is said nor heard; write bpm in {SHEET}") from problem
    return round(bpm, 2), bar1_s if sheet.bar1_s is None else sheet.bar1_s, f"estimated (or write {SHEET})"


def _levelled(stems: np.ndarray) -> np.ndarray:
    """Bring the loudest stem to -18 dBFS, all by one gain; less where a peak or the sum would pass 0.95."""
    gain = 10 ** ((LOUDEST_STEM_DB - max(rms_db(stem) for stem in stems)) / 20)
    peak = max(float(np.abs(stems).max()), float(np.abs(stems.sum(axis=0)).max()))
    return stems * np.float32(min(gain, PEAK / max(peak, 1e-9)))


def _check_captions(folder: Path, sheet: Sheet, names: set[str]) -> None:
    unknown = set(sheet.captions) - names
    if unknown:
        raise SongError(f"{folder.name}/{SHEET}: captions for {min(unknown)}, and there is no such file")


def is_audio(path: Path) -> bool:
    """Tell whether a path is a file that can be a stem."""
    return path.is_file() and path.suffix.lower() in SUFFIXES
