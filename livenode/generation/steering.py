"""What steers the parts beside their values: morphs under way, sounds as prompts, the player's loudness."""

from collections.abc import Callable

import numpy as np

from livenode.generation.board import Board
from livenode.generation.ear import Ear
from livenode.generation.hearing import Hearing
from livenode.generation.moment import Glide, Moment, loudness
from livenode.generation.prompting import SOUND_S
from livenode.generation.riff import Sound
from livenode.generation.scene import Scene
from livenode.inference.features import SAMPLERATE
from livenode.params import PARTS, Refused
from livenode.rt.memory import Memory
from livenode.surface import Values

INPUT = "input"  # the sound prompt that is what the performer has just played
SILENT = 1e-4  # peak

OpenSound = Callable[[str], Sound]  # by name; raises Refused


def note_sound(sound: Sound | None, frame: int, board: Board) -> None:
    """Write down which sound a part was given, by what it holds. Thread: control. Real-time safe: no."""
    if sound is not None and sound.name != INPUT:
        board.journal({"frame": frame, "sound": sound.name, "digest": sound.digest})


def no_sounds(name: str) -> Sound:
    """Refuse: no sounds are there. Thread: control. Real-time safe: no."""
    raise Refused("out_of_range", f"no sound {name!r}: this node was started without a media folder")


class Steering:
    """What each part is steered by. `sounds`: its sound prompt. Thread: control. Real-time safe: no."""

    def __init__(self, memory: Memory, open_sound: OpenSound = no_sounds) -> None:
        self._ear, self._memory, self._open = Ear(memory), memory, open_sound
        self._glides: dict[int, Glide] = {}
        self.sounds: dict[int, Sound | None] = dict.fromkeys(PARTS)
        self._opened: dict[str, Sound] = {}

    def moment(self, scene: Scene, number: int, bar: int, heard_frame: int, hearing: Hearing) -> Moment:
        """Return how a part is steered in a riff that begins at `bar` and hears up to music frame
        `heard_frame`.
        """
        glide = self._glides.get(number)
        morph = glide.at(bar) if glide else scene.values.number("part/<p>/morph", number)
        heard = loudness(self._heard(hearing, heard_frame, _bars_frames(scene, 1)))
        return Moment(morph, self.sounds[number], heard)

    def move(self, scene: Scene, number: int, begin: float) -> None:
        """Begin a part's morph from an amount to that of its values, at the next bar."""
        bar = scene.timeline.position(scene.frame).bar + 1
        under_way = self._glides.get(number)
        begin = under_way.at(bar) if under_way else begin
        end, bars = (scene.values.number(f"part/<p>/morph{more}", number) for more in ("", "/bars"))
        self._glides[number] = Glide(begin, end, bar, int(bars))

    def stop(self) -> None:
        """End every morph where it was to go: the bars it was counted in are no more."""
        self._glides.clear()

    def open(self, name: str) -> None:
        """Look whether a sound can be had, and keep it for `take`. Raises Refused."""
        if name and name != INPUT:
            self._opened = {name: self._open(name)}

    def take(self, name: str, number: int, frame: int, values: Values, hearing: Hearing) -> None:
        """Give a part a sound as its prompt: none, a file, or the bars played last.

        Raises Refused; the part keeps the sound it had then.
        """
        if name == INPUT:
            self.sounds[number] = self._played(frame, values, hearing)
        elif name:
            self.sounds[number] = self._opened.get(name) or self._open(name)
        else:
            self.sounds[number] = None

    def _played(self, frame: int, values: Values, hearing: Hearing) -> Sound:
        """Return the last bars that were played, as many as a loop has."""
        beats, unit = values.get("meter")
        bar_s = 60 / values.number("tempo") * float(beats) * 4 / float(unit)
        seconds = min(SOUND_S[1], max(SOUND_S[0], values.number("loop/bars") * bar_s))
        audio = self._heard(hearing, hearing.heard_frame(frame), round(seconds * SAMPLERATE))
        if not len(audio) or abs(audio).max() < SILENT:
            raise Refused("not_ready", "nothing was played yet that could be the prompt: play, then send it")
        return Sound(INPUT, audio)

    def _heard(self, hearing: Hearing, end_frame: int, frames: int) -> np.ndarray:
        return self._ear.read(Hearing(hearing.delay_frames), end_frame - frames, frames)


def _bars_frames(scene: Scene, bars: int) -> int:
    entry = scene.timeline.entry_at_frame(scene.frame)
    return round(bars * entry.frames_per_bar(scene.timeline.samplerate))
