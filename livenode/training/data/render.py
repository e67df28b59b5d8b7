"""Play one part through fluidsynth, in process and faster than real time."""

import ctypes
from collections.abc import Sequence
from pathlib import Path

import fluidsynth
import numpy as np

from livenode.training.data.piece import Event

SAMPLERATE = 48_000
FONTS = {
    "FluidR3_GM": Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"),
    "MuseScore_General_Lite": Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3"),
}
# fluidsynth acts on events only between its blocks, so events are rounded to them (0.7 ms at most).
SYNTH_BLOCK = 64
DRUM_CHANNEL, DRUM_BANK = 9, 128
SYNTH_GAIN = 0.4

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
_set_log = _library.fluid_set_log_function
_set_log.restype, _set_log.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
LOG_WARNING = 2


class FontPlayer:
    """A soundfont loaded once, that renders parts without the synth's own reverb and chorus.

    Each part gets a synth of its own that borrows the font: a voice of fluidsynth starts from the gain it had
    when it was last used, so with one synth a part would depend on the parts before it.
    """

    def __init__(self, font: str):
        """Load a font named in `FONTS` (0.5-2 s).

        Raises:
            FileNotFoundError: the font is not installed; the message names the package.
        """
        path = FONTS[font]
        if not path.exists():
            packages = "fluid-soundfont-gm musescore-general-soundfont-small"
            raise FileNotFoundError(f"no soundfont {path}: install the packages {packages}")
        _set_log(LOG_WARNING, None, None)  # a synth that gives its font back warns for each of its channels
        self._owner = _synth()
        self._font = _get_font(self._owner.synth, self._owner.sfload(str(path)))

    def render(
        self,
        events: Sequence[Event],
        program: int,
        is_drum: bool,
        frames_per_beat: float,
        start_beat: float,
        frames: int,
    ) -> np.ndarray:
        """Render events (sorted by beat) from `start_beat` on; return mono (frames,) float32, about ±1.0.

        Raises:
            ValueError: the font has no such program or drum kit.
        """
        synth = _synth()
        font_id = _add_font(synth.synth, self._font)
        try:
            channel, bank = (DRUM_CHANNEL, DRUM_BANK) if is_drum else (0, 0)
            if synth.program_select(channel, font_id, bank, program) != 0:
                raise ValueError(f"the font has no program {program} in bank {bank}")
            return _play(synth, channel, events, frames_per_beat / SYNTH_BLOCK, start_beat, frames)
        finally:
            _remove_font(synth.synth, self._font)
            synth.delete()


def _synth() -> fluidsynth.Synth:
    synth = fluidsynth.Synth(gain=SYNTH_GAIN, samplerate=float(SAMPLERATE), channels=16)
    for setting in ("synth.reverb.active", "synth.chorus.active"):
        synth.setting(setting, 0)
    return synth


def _play(
    synth: fluidsynth.Synth,
    channel: int,
    events: Sequence[Event],
    blocks_per_beat: float,
    start_beat: float,
    frames: int,
) -> np.ndarray:
    blocks, position, out = -(-frames // SYNTH_BLOCK), 0, []
    for event in events:
        block = round((event.beat - start_beat) * blocks_per_beat)
        if block >= blocks:
            break
        if block > position:
            out.append(_read(synth, block - position))
            position = block
        _send(synth, channel, event)
    out.append(_read(synth, blocks - position))
    return np.concatenate(out)[:frames]


def _send(synth: fluidsynth.Synth, channel: int, event: Event) -> None:
    if event.kind == "on":
        synth.noteon(channel, event.number, event.value)
    elif event.kind == "off":
        synth.noteoff(channel, event.number)
    elif event.kind == "control":
        synth.cc(channel, event.number, event.value)
    else:
        synth.pitch_bend(channel, event.value)


def _read(synth: fluidsynth.Synth, blocks: int) -> np.ndarray:
    """Return the next blocks as mono. In floats: the 16-bit call adds dither that depends on the past."""
    frames = blocks * SYNTH_BLOCK
    stereo = np.empty((2, frames), np.float32)
    _write_float(synth.synth, frames, stereo[0].ctypes.data, 0, 1, stereo[1].ctypes.data, 0, 1)
    return stereo.mean(axis=0)
