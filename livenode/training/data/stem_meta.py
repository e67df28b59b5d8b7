"""Describe a stem of the user's as the recipe describes its own: figures, and captions by its name."""

import random

import numpy as np

from livenode.training.data.arrange import Part
from livenode.training.data.captions import caption_parts, draw_captions
from livenode.training.data.levels import activity, heard, rms_db
from livenode.training.data.measure_stem import mean_pitch, onsets
from livenode.training.data.sounds import Sound
from livenode.training.data.stem_names import StemName

RESTING = 0.05  # a bar in which a stem sounds less is one in which it rests


def describe_stem(audio: np.ndarray, name: StemName, captions: tuple[str, ...], meta: dict) -> dict:
    """Return what meta.json says of a stem (frames,); notes and pitch are measured, not known.

    captions: the user's own, which replace those by name. `activity_of_all` counts the bars it rests in too.
    """
    rests = rest_bars(audio, meta)
    frames = [(round(a * meta["frames_per_bar"]), round(b * meta["frames_per_bar"])) for a, b in rests]
    sounding = heard(audio, frames)
    bars = max(1, meta["bars"] - sum(last - first for first, last in rests))
    is_drum = name.role == "drum"
    notes_per_bar = onsets(audio, meta["samplerate"]) / bars
    pitch = 0.0 if is_drum else mean_pitch(audio, meta["samplerate"])
    part = Part(name.role, is_drum, name.program, (), (), notes_per_bar, pitch, note_beats=1.0)
    names = tuple(dict.fromkeys((name.instrument, name.words or name.instrument)))
    sound = Sound("stem", name.program, name.instrument, names)
    said = caption_parts(part, sound, meta["style"], meta["bpm"], meta["key"], ())
    rng = random.Random(f"{meta['song']}:{meta['first_bar']}:{name.words}")
    drawn = [" ".join(text.split()) for text in draw_captions(rng, part, sound, said)]
    return {
        "role": name.role,
        "program": name.program,
        "program_name": name.instrument,
        "drum": is_drum,
        "sound": {"source": "stem"},
        "caption_parts": said,
        "captions": list(captions) or drawn,
        "rest_bars": [list(span) for span in rests],
        "activity": round(activity(sounding, meta["samplerate"]), 3) if len(sounding) else 0.0,
        "activity_of_all": round(activity(audio, meta["samplerate"]), 3),
        "notes_per_bar": round(notes_per_bar, 2),
        "mean_pitch": round(pitch, 1),
        "rms_db": round(rms_db(audio), 2),
    }


def rest_bars(audio: np.ndarray, meta: dict) -> list[tuple[int, int]]:
    """Return the spans (first bar, bar after the last) in which a stem hardly sounds."""
    spans: list[tuple[int, int]] = []
    for bar in range(meta["bars"]):
        first, last = (round(edge * meta["frames_per_bar"]) for edge in (bar, bar + 1))
        if activity(audio[first:last], meta["samplerate"]) < RESTING:
            begins = spans.pop()[0] if spans and spans[-1][1] == bar else bar
            spans.append((begins, bar + 1))
    return spans
