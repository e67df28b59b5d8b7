"""Play one part on a soundfont through fluidsynth, in process and faster than real time."""

import ctypes
import ctypes.util
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from livenode.training.data.notes import Note
from livenode.training.data.places import LIBRARY_VARIABLE, MissingError, fluidsynth_library, font_file

SAMPLERATE = 48_000
FONTS = ("FluidR3_GM", "MuseScore_General_Lite")
# fluidsynth acts on events only between its blocks, so events are rounded to them (0.7 ms at most).
SYNTH_BLOCK = 64
DRUM_CHANNEL, DRUM_BANK = 9, 128
SYNTH_GAIN = 0.4


def _import_fluidsynth():
    """Import pyfluidsynth with the library that the environment names: it only asks `find_library` itself."""
    named, find = fluidsynth_library(), ctypes.util.find_library
    ctypes.util.find_library = lambda name: (named if named and "fluidsynth" in name else None) or find(name)
    try:
        import fluidsynth
    except ModuleNotFoundError:
        raise
    except (ImportError, OSError) as problem:
        raise MissingError(
            f"no library fluidsynth ({problem}): install the package libfluidsynth3, or name its file in "
            f"{LIBRARY_VARIABLE}"
        ) from problem
    finally:
        ctypes.util.find_library = find
    return fluidsynth


fluidsynth = _import_fluidsynth()
# Calls that pyfluidsynth leaves out.
_library = fluidsynth._fl
_get_font = _library.fluid_synth_get_sfont_by_id
_get_font.restype, _get_font.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]
_add_font = _library.fluid_synth_add_sfont
_add_font.restype, _add_font.argtypes = ctypes.c_int, [ctypes.c_void_p, ctypes.c_void_p]
_remove_font = _library.fluid_synth_remove_sfont
_remove_font.restype, _remove_font.argtypes = ctypes.c_int, [ctypes.c_void_p, ctypes.c_void_p]
_write_float = _library.fluid_synth_write_float
_write_float.restype = ctypes.c_int
_write_float.argtypes = [ctypes.c_void_p, ctypes.c_int] + [ctypes.c_void_p, ctypes.c_int, ctypes.c_int] * 2
_tune_octave = _library.fluid_synth_activate_octave_tuning
_tune_octave.restype = ctypes.c_int
_tune_octave.argtypes = [
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_int,
]
_use_tuning = _library.fluid_synth_activate_tuning
_use_tuning.restype, _use_tuning.argtypes = ctypes.c_int, [ctypes.c_void_p] + [ctypes.c_int] * 4
_set_log = _library.fluid_set_log_function
_set_log.restype, _set_log.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
LOG_WARNING = 2


@dataclass(frozen=True)
class Action:
    """What fluidsynth is told at `at_s` seconds: `kind` is "off", "control", "bend" or "on"."""

    at_s: float
    kind: str
    number: int
    value: int


class FontPlayer:
    """A soundfont loaded once, that renders parts without the synth's own reverb and chorus.

    Each part gets a synth of its own that borrows the font: a voice of fluidsynth starts from the gain it had
    when it was last used, so with one synth a part would depend on the parts before it.
    """

    def __init__(self, font: str):
        """Load a font named in `FONTS` (0.5-2 s).

        Raises:
            MissingError: the font is not installed; the message names the package.
        """
        path = font_file(font)
        _set_log(LOG_WARNING, None, None)  # a synth that gives its font back warns for each of its channels
        self._owner = _synth()
        self._font = _get_font(self._owner.synth, self._owner.sfload(str(path)))

    def render(
        self,
        notes: Sequence[Note],
        controls: Sequence[Action],
        program: int,
        is_drum: bool,
        cents: float,
        frames: int,
    ) -> np.ndarray:
        """Render notes (seconds from frame 0), `cents` off 440 Hz; return mono (frames,) float32, about ±1.0.

        Drums are not tuned.

        Raises:
            ValueError: the font has no such program or drum kit.
        """
        synth = _synth()
        font_id = _add_font(synth.synth, self._font)
        try:
            channel, bank = (DRUM_CHANNEL, DRUM_BANK) if is_drum else (0, 0)
            if synth.program_select(channel, font_id, bank, program) != 0:
                raise ValueError(f"the font has no program {program} in bank {bank}")
            if cents and not is_drum:
                _tune(synth, channel, cents)
            return _play(synth, channel, _in_order(notes, controls), frames)
        finally:
            _remove_font(synth.synth, self._font)
            synth.delete()


def _synth():
    synth = fluidsynth.Synth(gain=SYNTH_GAIN, samplerate=float(SAMPLERATE), channels=16)
    for setting in ("synth.reverb.active", "synth.chorus.active"):
        synth.setting(setting, 0)
    return synth


def _tune(synth, channel: int, cents: float) -> None:
    """Tune every key by a table: pitch bends are left to the music."""
    octave = np.full(12, cents)
    _tune_octave(synth.synth, 0, 0, b"piece", octave.ctypes.data, 1)
    _use_tuning(synth.synth, channel, 0, 0, 1)


def _in_order(notes: Sequence[Note], controls: Sequence[Action]) -> list[Action]:
    """Return all that happens, sorted: at one moment notes end before others begin."""
    ends = [Action(note.end, "off", note.pitch, 0) for note in notes]
    starts = [Action(note.start, "on", note.pitch, note.velocity) for note in notes]
    return sorted([*ends, *controls, *starts], key=lambda action: action.at_s)


def _play(synth, channel: int, actions: Sequence[Action], frames: int) -> np.ndarray:
    blocks, position, out = -(-frames // SYNTH_BLOCK), 0, []
    for action in actions:
        block = round(action.at_s * SAMPLERATE / SYNTH_BLOCK)
        if block >= blocks:
            break
        if block > position:
            out.append(_read(synth, block - position))
            position = block
        _send(synth, channel, action)
    out.append(_read(synth, blocks - position))
    return np.concatenate(out)[:frames]


def _send(synth, channel: int, action: Action) -> None:
    if action.kind == "on":
        synth.noteon(channel, action.number, action.value)
    elif action.kind == "off":
        synth.noteoff(channel, action.number)
    elif action.kind == "control":
        synth.cc(channel, action.number, action.value)
    else:
        synth.pitch_bend(channel, action.value)


def _read(synth, blocks: int) -> np.ndarray:
    """Return the next blocks as mono. In floats: the 16-bit call adds dither that depends on the past."""
    frames = blocks * SYNTH_BLOCK
    stereo = np.empty((2, frames), np.float32)
    _write_float(synth.synth, frames, stereo[0].ctypes.data, 0, 1, stereo[1].ctypes.data, 0, 1)
    return stereo.mean(axis=0)
