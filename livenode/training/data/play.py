"""Play a written piece: form, sounds, feel, tuning, effects, levels, each drawn from its own stream."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from livenode.training.data import drum_synth, kits
from livenode.training.data.arrange import Part, arrange, measured
from livenode.training.data.captions import caption_parts, draw_captions
from livenode.training.data.effects import draw_effects
from livenode.training.data.feel import Feel, draw_feel, played
from livenode.training.data.form import Form, draw_form, silenced
from livenode.training.data.grooves import split_of
from livenode.training.data.levels import activity, draw_levels, heard, rms_db, turn_down
from livenode.training.data.piece import LEAD_IN_BARS, Piece
from livenode.training.data.render import FONTS, SAMPLERATE, Action, FontPlayer
from livenode.training.data.rumble import without_rumble
from livenode.training.data.sounds import Sound, draw_sound
from livenode.training.data.tuning import cents_of, draw_tuning_hz
from livenode.training.data.write import LOW_OR_DRUM, MIN_STEMS

RECIPE = 2
MIN_ACTIVITY = 0.4  # of the time in which a stem does not rest
MAX_ATTEMPTS = 12
Spans = list[tuple[int, int]]
DrawSound = Callable[[random.Random, Part, str], Sound]


class PlayError(Exception):
    """However it was played, too little of the piece sounded."""


def play_piece(
    seed: int, index: int, piece: Piece, split: str | None = None, draw: DrawSound = draw_sound
) -> tuple[np.ndarray, dict]:
    """Play a piece; return int16 stems (stems, frames) at 48 kHz and its metadata.

    What is drawn depends on the seed and the index alone. The split is that of the groove's family where
    none is given; `draw` draws the sound of a part.

    Raises:
        PlayError: 12 draws were rejected.
        MissingError: a soundfont is not installed.
    """
    for attempt in range(MAX_ATTEMPTS):
        take = _Take(piece, f"{seed}:{index}:{attempt}", split or split_of(piece.groove.family), draw)
        result = take.stems_and_meta()
        if result is not None:
            stems, meta = result
            return stems, {"seed": seed, "index": index, "recipe": RECIPE, **meta}
    raise PlayError(f"piece {index} of seed {seed}: {MAX_ATTEMPTS} takes were rejected")


class _Take:
    """One way to play a piece: everything that is drawn, drawn from streams named after it."""

    def __init__(self, piece: Piece, name: str, split: str, draw: DrawSound):
        self._name = name
        self.piece, self.split = piece, split
        self.frames_per_beat = SAMPLERATE * 60 / piece.bpm
        self.start = round(LEAD_IN_BARS * piece.beats_per_bar * self.frames_per_beat)
        self.frames = round(piece.bars * piece.beats_per_bar * self.frames_per_beat)
        self.from_beat = -self.start / self.frames_per_beat
        written = arrange(piece)
        self.form: Form = draw_form(
            self.stream("form"), [part.notes for part in written], piece.bars, piece.beats_per_bar
        )
        self.parts = [self._silenced(part, i) for i, part in enumerate(written)]
        self.font = self.stream("font").choice(FONTS)
        sounds = self.stream("sounds")
        self.sounds = [draw(sounds, part, self.split) for part in written]
        self.feel: Feel = draw_feel(
            self.stream("feel"),
            [part.notes for part in written],
            piece.meter,
            self.from_beat,
            piece.bars * piece.beats_per_bar,
        )
        self.tuning_hz = draw_tuning_hz(self.stream("tuning"))
        effects = self.stream("effects")
        self.effects = [
            draw_effects(effects, part.role, sound.program, 60 / piece.bpm)
            for part, sound in zip(self.parts, self.sounds, strict=True)
        ]

    def stream(self, what: str) -> random.Random:
        return random.Random(f"{what}:{self._name}")

    def stems_and_meta(self) -> tuple[np.ndarray, dict] | None:
        """Return stems and metadata, or None where too little of the piece sounds."""
        audio = [self._audio(i) for i in range(len(self.parts))]
        rests = [self._rests(i) for i in range(len(self.parts))]
        kept, levelled = keep_active(draw_levels(self.stream("levels"), audio, rests), rests)
        roles = {self.parts[i].role for i in kept}
        if len(kept) < MIN_STEMS or not roles & LOW_OR_DRUM:
            return None
        captions = self.stream("captions")
        described = [
            self._describe(captions, i, stem, rests[i]) for i, stem in zip(kept, levelled, strict=True)
        ]
        stems = np.stack([np.round(stem * 32767).astype(np.int16) for stem in levelled])
        return stems, {**self._piece_meta(kept), "stems": described}

    def _silenced(self, part: Part, i: int) -> Part:
        beats_per_bar = self.piece.beats_per_bar
        quiet = replace(part, notes=silenced(part.notes, self.form.silent(i, beats_per_bar)))
        return measured(quiet, self.form.silent_beats(i, beats_per_bar), self.piece.bars, beats_per_bar)

    def _rests(self, i: int) -> Spans:
        """Return the spans in frames in which a part is silent by its form."""
        spans = self.form.silent(i, self.piece.beats_per_bar)
        return [
            (round(max(first, 0.0) * self.frames_per_beat), round(last * self.frames_per_beat))
            for first, last in spans
        ]

    def _audio(self, i: int) -> np.ndarray:
        part, sound, frames = self.parts[i], self.sounds[i], self.start + self.frames
        loose = self.stream(f"timing {i}")
        notes = played(loose, part.notes, self.feel, i, self.piece.bpm, self.from_beat)
        cents = cents_of(self.tuning_hz)
        if sound.source == "font":
            controls = [self._action(control) for control in part.controls]
            dry = _player(self.font).render(notes, controls, sound.program, part.is_drum, cents, frames)
        elif sound.source == "vital":
            from livenode.training.data.vital import play_patch

            dry = play_patch(sound.patch, notes, cents, SAMPLERATE, frames)
        else:
            dry = kits.play_kit(_kit(sound), notes, SAMPLERATE, frames)
        return without_rumble(self.effects[i].apply(dry, SAMPLERATE), SAMPLERATE)[self.start :]

    def _action(self, control) -> Action:
        beat = self.feel.swung(control.beat) - self.from_beat
        at_s = max(0.0, beat * 60 / self.piece.bpm + self.feel.delay_s(control.beat))
        return Action(at_s, control.kind, control.number, control.value)

    def _piece_meta(self, kept: list[int]) -> dict:
        piece = self.piece
        feel = replace(self.feel, offsets_ms=tuple(self.feel.offsets_ms[i] for i in kept))
        return {
            "split": self.split,
            "family": piece.groove.family,
            "groove": piece.groove.name,
            "style": piece.groove.family,
            "description": piece.groove.description,
            "bpm": piece.bpm,
            "meter": list(piece.meter),
            "meter_cuts": [list(span) for span in piece.cuts],
            "beats_per_bar": piece.beats_per_bar,
            "bars": piece.bars,
            "frames": self.frames,
            "samplerate": SAMPLERATE,
            "frames_per_bar": piece.beats_per_bar * self.frames_per_beat,
            "key": piece.progression.key,
            "chords": [list(piece.progression.chords(bar)) for bar in range(piece.bars)],
            "loop_bars": len(piece.progression.loop),
            "font": self.font,
            "tuning_hz": self.tuning_hz,
            "feel": feel.as_meta(),
            "breaks_beats": [list(span) for span in self.form.breaks],
        }

    def _describe(self, rng: random.Random, i: int, stem: np.ndarray, rests: Spans) -> dict:
        part, sound, piece = self.parts[i], self.sounds[i], self.piece
        feel = self.feel.words(i, part.notes)
        said = caption_parts(
            part, sound, piece.groove.family, piece.bpm, piece.progression.key, self.effects[i].words, feel
        )
        return {
            "role": part.role,
            "program": sound.program,
            "program_name": sound.name,
            "drum": part.is_drum,
            "sound": sound.as_meta(),
            "caption_parts": said,
            "captions": draw_captions(rng, part, sound, said, feel),
            "rest_bars": [list(span) for span in self.form.rests[i]],
            "activity": round(activity(heard(stem, rests), SAMPLERATE), 3),
            "notes_per_bar": round(part.notes_per_bar, 2),
            "mean_pitch": round(part.mean_pitch, 1),
            "rms_db": round(rms_db(stem), 2),
        }


def keep_active(levelled: list[np.ndarray], rests: list[Spans]) -> tuple[list[int], list[np.ndarray]]:
    """Return the indices of the stems that play enough, and those stems at levels whose sum does not clip."""
    kept = list(range(len(levelled)))
    while kept:
        stems = turn_down([levelled[i] for i in kept])
        active = [
            i
            for i, stem in zip(kept, stems, strict=True)
            if activity(heard(stem, rests[i]), SAMPLERATE) >= MIN_ACTIVITY
        ]
        if active == kept:
            return kept, stems
        kept = active  # without the others the sum peaks elsewhere
    return [], []


def _kit(sound: Sound) -> kits.Kit:
    kit = kits.load_kit(sound.kit) if sound.source == "kit" else drum_synth.synthesise_kit(*sound.machine)
    if kit is None:
        raise FileNotFoundError(f"the drum kit {sound.kit} is gone")
    return kit


@cache
def _player(font: str) -> FontPlayer:
    return FontPlayer(font)
