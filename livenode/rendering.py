"""Renderings: a recipe made into audio, part after part, each hearing the input and the parts before it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from livenode import paths, sounds
from livenode.audio.files import AudioFile, AudioFileError, check_output, write_wav
from livenode.config import ConfigError
from livenode.generation.levels import pan_gain
from livenode.generation.moment import Glide, Moment, loudness
from livenode.generation.offline import Room, inpainted, looped, track
from livenode.generation.pipeline import max_bars
from livenode.generation.riff import PRE_FRAMES, OtherAudio, Riff, Settings, Sound
from livenode.generation.scene import snapshot
from livenode.generation.width import stereo
from livenode.inference.bundle import BundleError, file_sha256, find_bundle
from livenode.inference.engine import Engine
from livenode.node import SAMPLERATE
from livenode.recipe import Recipe, RecipeError, check, write
from livenode.surface import Values
from livenode.sync.estimate import estimate_grid
from livenode.transport.timeline import Timeline

CEILING = 0.98  # what is louder is turned down, all of it
MIX_GAIN = 0.7
INPUT = "input"  # the sound prompt that is the input itself


@dataclass(frozen=True)
class Rendering:
    """What a recipe gave. parts: (frames, 2) float32 each, by number; audio (frames, 2): their sum, with the
    input where the recipe says so. tracks: the parts as riffs, from bar 1 on.
    """

    recipe: Recipe
    audio: np.ndarray
    parts: Mapping[int, np.ndarray]
    tracks: Mapping[int, Riff]

    def save(self, path: str | Path, stems: str | Path | None = None) -> None:
        """Write a WAV file and its recipe beside it; each part in the folder `stems` too.

        Raises AudioFileError.
        """
        path = Path(path)
        beside, parts = files_of(self.recipe, path, stems)
        inputs = [self.recipe.input] if self.recipe.input else []
        for folder in {file.parent for file in parts.values()}:
            _make(folder)
        write_wav(path, self.audio, inputs=inputs)
        _write_beside(beside, write(self.recipe))
        for number, file in parts.items():
            write_wav(file, self.parts[number], inputs=inputs)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise AudioFileError(
            f"{folder}: cannot be made a folder ({problem.strerror}); name another with --stems"
        ) from None


def _write_beside(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        new.write_bytes(text.encode("utf-8", "backslashreplace"))  # names need not be UTF-8
        os.replace(new, path)
    except OSError as problem:
        new.unlink(missing_ok=True)
        raise AudioFileError(f"{path}: cannot be written ({problem.strerror})") from None


def files_of(recipe: Recipe, path: Path, stems: str | Path | None = None) -> tuple[Path, Mapping[int, Path]]:
    """Return where a rendering's recipe and its stems go. Raises AudioFileError where one cannot.

    Thread: any. Real-time safe: no.
    """
    inputs = [recipe.input] if recipe.input else []
    beside, parts = path.with_suffix(".json"), {}
    check_output(path, inputs)
    if beside.is_dir():
        raise AudioFileError(f"{beside}: is a folder, and the recipe's place: give {path} another name")
    if stems is not None:
        there = next(each for each in (Path(stems), *Path(stems).parents) if each.exists())
        if not there.is_dir():
            raise AudioFileError(f"{there}: is no folder: give --stems a folder")
        parts = {number: Path(stems) / f"{path.stem}-part{number}.wav" for number in recipe.parts}
    for file in parts.values():
        if file.parent.is_dir():
            check_output(file, inputs)
    return beside, parts


def render(
    engine: Engine, recipe: Recipe, file: AudioFile | None = None, before: Rendering | None = None
) -> Rendering:
    """Make what a recipe says; the same recipe, input and engine give the same samples.

    file: the input, already read. before: what the recipe's `of` gave, if that is at hand. The recipe that
    comes back names the backend and the digests. Raises ConfigError, RecipeError, AudioFileError. Thread:
    any. Real-time safe: no.
    """
    check(recipe)
    recipe = replace(recipe, backend=engine.info.backend, digests=digests_of(recipe))
    timeline, heard = _timeline(recipe), np.zeros(0, np.float32) if file is None else file.audio
    bar1 = round(recipe.bar1_s * SAMPLERATE)
    if file is not None and bar1 >= len(heard):
        raise RecipeError(f"bar 1 is behind the end of {recipe.input}, {file.duration_s:.1f} s: give less")
    lead, heard = np.split(heard, [min(bar1, len(heard))])
    if not recipe.parts:
        raise RecipeError("no part plays: set auto = 1 for one of them")
    bars = recipe.bars or timeline.position(len(heard) - 1).bar + 1
    frames = timeline.bar_frame(bars) if recipe.bars or recipe.loop else len(heard)
    if recipe.of and before is None:
        before = render(engine, recipe.of, file)
    tracks = _tracks(engine, recipe, Room(heard, timeline, bars), before)
    if recipe.loop:
        lead = lead[:0]
    rest = np.zeros((len(lead), 2), np.float32)  # what lies before bar 1 is kept, but for a loop
    parts = {
        number: np.concatenate([rest, _placed(track, recipe, number)[:frames]])
        for number, track in tracks.items()
    }
    audio = sum(parts.values(), start=np.zeros((len(lead) + frames, 2), np.float32))
    if recipe.mix:
        audio = MIX_GAIN * (audio + _long(np.concatenate([lead, heard]), len(audio))[:, None])
    loudest = max(float(np.abs(each).max(initial=0)) for each in (audio, *parts.values()))
    if loudest > CEILING:
        gain = np.float32(CEILING / loudest)
        audio, parts = audio * gain, {number: part * gain for number, part in parts.items()}
    return Rendering(recipe, audio, parts, tracks)


def estimated(recipe: Recipe, audio: np.ndarray, bar1_s: float | None) -> Recipe:
    """Return a recipe with the tempo that is heard in the input (frames,), and bar 1 where it is not given.

    Raises TempoError. Thread: any. Real-time safe: no.
    """
    numerator, denominator = (int(number) for number in recipe.values.get("meter"))
    bpm, found_s = estimate_grid(audio, numerator, denominator)
    values = recipe.values.with_value("tempo", None, (bpm,))
    return replace(recipe, values=values, bar1_s=found_s if bar1_s is None else bar1_s)


def _long(audio: np.ndarray, frames: int) -> np.ndarray:
    return np.concatenate([audio[:frames], np.zeros(max(0, frames - len(audio)), np.float32)])


def _timeline(recipe: Recipe) -> Timeline:
    numerator, denominator = (int(number) for number in recipe.values.get("meter"))
    timeline = Timeline.start(SAMPLERATE, 0, recipe.values.number("tempo"), numerator, denominator)
    if max_bars(timeline, 0) < 1:
        raise ConfigError("a bar of this meter and tempo is longer than a riff: give a shorter --meter")
    return timeline


def _tracks(engine: Engine, recipe: Recipe, room: Room, before: Rendering | None) -> dict[int, Riff]:
    tracks: dict[int, Riff] = {}
    for number in recipe.parts:
        settings_at = partial(_settings, recipe.values, number, _sound(recipe, number, room.audio), room)
        old = before.tracks.get(number) if before else None
        if old is not None and recipe.inpaint:
            first, bars = recipe.inpaint
            if not 1 <= first <= first + bars - 1 <= room.bars:
                raise RecipeError(f"--inpaint {first}:{bars}: there are bars 1 to {room.bars}")
            tracks[number] = inpainted(engine, room, settings_at, old, first - 1, bars, recipe.loop)
        elif old is not None and _stays(old, recipe, settings_at(0)):
            tracks[number] = old
        elif recipe.loop:
            tracks[number] = looped(engine, room, settings_at, old, recipe.amount)
        else:
            tracks[number] = track(engine, room, settings_at, old, recipe.amount)
        total = sum((each.audio[PRE_FRAMES:] for each in tracks.values()), start=np.float32(0))
        room = replace(room, others=OtherAudio(0, np.asarray(total, np.float32)))
    return tracks


def _stays(old: Riff, recipe: Recipe, settings: Settings) -> bool:
    """Return whether a variation of a track is the track itself: not varied, as wide, as closed."""
    assert recipe.of is not None
    same = recipe.loop == recipe.of.loop and settings.wide == (old.side is not None)
    return same and recipe.amount == 0


def _settings(values: Values, number: int, sound: Sound | None, room: Room, bar: int) -> Settings:
    """Return the settings of a part's riff that begins at a bar: its morph under way, the player as loud."""
    path = "part/<p>/morph"
    morph = Glide(0.0, values.number(path, number), 0, int(values.number(f"{path}/bars", number))).at(bar)
    begin, end = (room.timeline.bar_frame(each) for each in (bar, bar + 1))
    heard = loudness(room.audio[begin:end]) if len(room.audio) else None
    return snapshot(values, number, Moment(morph, sound, heard))


def _sound(recipe: Recipe, number: int, heard: np.ndarray) -> Sound | None:
    name = recipe.values.text("part/<p>/audio", number)
    if not name:
        return None
    if name == INPUT:
        if not len(heard):
            raise RecipeError("the input cannot be the sound prompt: there is none")
        return Sound(INPUT, heard)
    return sounds.read(sounds.first_found(name, [Path(), paths.media_folder()]), name)


def _placed(track: Riff, recipe: Recipe, number: int) -> np.ndarray:
    """Return a part's track (frames, 2) at its width, pan and level."""
    value = partial(recipe.values.number, part=number)
    side = None if track.side is None else track.side[PRE_FRAMES:]
    both = stereo(track.audio[PRE_FRAMES:], side, value("part/<p>/width"))
    pan, level = value("part/<p>/pan"), value("part/<p>/level") * recipe.values.number("level")
    silent = value("part/<p>/mute")
    gains = [0.0 if silent else level * pan_gain(each * pan) for each in (1, -1)]
    return both * np.asarray(gains, np.float32)


def digests_of(recipe: Recipe) -> dict[str, str]:
    """Return the sha256 of the engine's manifest, of the input and of the sounds. Thread: any."""
    found = digests_of(recipe.of) if recipe.of else {}
    if recipe.engine != "fake":
        found["engine"] = file_sha256(find_bundle(recipe.engine) / "manifest.json")
    names = {recipe.input, *(recipe.values.text("part/<p>/audio", part) for part in recipe.parts)}
    for name in sorted(names - {"", INPUT}):
        path = sounds.first_found(name, [Path(), paths.media_folder()])
        found[name] = file_sha256(path) if path.is_file() else ""
    return found


def check_digests(recipe: Recipe) -> None:
    """Raise RecipeError unless the engine and the files are those the recipe was rendered with."""
    try:
        found = digests_of(recipe)
    except BundleError as problem:
        raise RecipeError(str(problem)) from None
    for name, digest in recipe.digests.items():
        if found.get(name) != digest:
            what = f"engine {recipe.engine}" if name == "engine" else name
            raise RecipeError(f"{what} is not what this was rendered with: bring it back, or render anew")
