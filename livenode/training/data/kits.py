"""Drum kits of samples: those of Debian's hydrogen-drumkits whose licences let the result be published.

Audiophob is CC0, the rumpf kit CC BY 3.0 (Emanuel Rumpf); the other kits of the package are left out.
"""

import sys
from functools import cache
from pathlib import Path

import numpy as np

from livenode.audio.files import read_audio
from livenode.training.data import places
from livenode.training.data.notes import Note
from livenode.training.data.percussion import CHOKED, CHOKING, HIGHER_SEMITONES, kind_for
from livenode.training.data.sampler import Hit, gain_of, lay, repitched

CHOKE_S = 0.04
# kit: its folder, the names for captions, and the file of each kind of drum
KITS = {
    "Audiophob": (
        "Audiophob",
        ("lo-fi electronic drum kit", "lo-fi drum machine", "crunchy drum machine"),
        {
            "kick": "86335__zgump__tom-0105.wav",
            "stick": "16336__sstokes__ss-ht-crunchtime.wav",
            "snare": "25671__walter-odington__garage-city-snare-snappy.wav",
            "clap": "29800__stomachache__3.wav",
            "low tom": "99930__menegass__noise-tom0.wav",
            "middle tom": "99931__menegass__noise-tom1.wav",
            "high tom": "101450__menegass__tomh.wav",
            "closed hat": "116973__cbeeching__hat-light.wav",
            "pedal hat": "156272__dayvonjersen__fxshake5.wav",
            "open hat": "104227__minorr__hhat-paiste-302-14-open-p.wav",
            "cowbell": "122557__anillogic__trimo-c3.wav",
            "crash": "124101__connersaw8__crash.wav",
        },
    ),
    "rumpf": (
        "rumpf_kit_z01_h2",
        ("analog drum kit", "analog drums", "electronic drum kit"),
        {
            "kick": "beats_06-38.flac",
            "stick": "beats_09-12.flac",
            "snare": "beats_01-21.flac",
            "clap": "beats_01-26.flac",
            "closed hat": "beats_09-10.flac",
            "pedal hat": "beats_06-28.flac",
            "open hat": "beats_08-31.flac",
            "low tom": "beats_08-17.flac",
            "middle tom": "beats_08-18.flac",
            "high tom": "beats_08-19.flac",
            "crash": "beats_06-43.flac",
            "ride": "beats_08-20.flac",
            "cowbell": "beats_08-32.flac",
        },
    ),
}
Kit = dict[str, np.ndarray]


@cache
def load_kit(name: str) -> Kit | None:
    """Return the samples of a kit of KITS, mono float32 at 48 kHz, by kind of drum.

    None, and a sentence on stderr, where the package is not installed.
    """
    folder, _, files = KITS[name]
    if not (places.kits() / folder).is_dir():
        print(f"no drum kit {places.kits() / folder}: install hydrogen-drumkits", file=sys.stderr)
        return None
    return {kind: trimmed(_read(places.kits() / folder / file)) for kind, file in files.items()}


def play_kit(kit: Kit, notes: list[Note], samplerate: int, frames: int) -> np.ndarray:
    """Play drum notes (seconds from frame 0, General MIDI pitches) on a kit; return mono (frames,) float32.

    Hats choke an open hat.
    """
    struck = [(note, kind_for(note.pitch, set(kit))) for note in notes]
    chokes = sorted(note.start for note, kind in struck if kind in CHOKING)
    hits = []
    for note, kind in struck:
        if kind is None:
            continue
        sample = repitched(kit[kind], 2 ** (HIGHER_SEMITONES.get(note.pitch, 0) / 12))
        choked = next((at for at in chokes if at > note.start + 0.01), None) if kind == CHOKED else None
        hits.append(
            Hit(
                round(note.start * samplerate),
                sample,
                gain_of(note.velocity),
                None if choked is None else round(choked * samplerate),
                round(CHOKE_S * samplerate),
            )
        )
    return lay(hits, frames)


def trimmed(sample: np.ndarray) -> np.ndarray:
    """Return a sample at a peak of 0.7, from a millisecond before it reaches 2 % of that."""
    peak = float(np.abs(sample).max())
    first = max(0, int(np.argmax(np.abs(sample) > 0.02 * peak)) - 48)
    return (sample[first:] * np.float32(0.7 / peak)).astype(np.float32)


def _read(path: Path) -> np.ndarray:
    return read_audio(path).audio
