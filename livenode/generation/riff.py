"""What a riff is asked for with, and what comes back: values that cross from control to worker and back."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

import numpy as np

from livenode.generation.hearing import Hearing
from livenode.inference.grid_inputs import LATENT_CHANNELS
from livenode.transport.timeline import Timeline

PRE_FRAMES = 480  # audio before the bar line, for the join


@dataclass(frozen=True, eq=False)
class Sound:
    """A sound as a prompt: its name, and audio (frames,) float32 at 48 kHz. Known by identity."""

    name: str
    audio: np.ndarray

    @cached_property
    def digest(self) -> str:
        """What tells it from others of its name. Thread: any. Real-time safe: no."""
        return sha256(self.audio.tobytes()).hexdigest()[:16]


@dataclass(frozen=True)
class Prompt:
    """What to play: `text`, moved to `text2` by `morph` 0..1; the words moved to the `sound` by `mix` 0..1.

    What is empty does not count: without words the sound alone, without anything no prompt.
    """

    text: str = ""
    text2: str = ""
    morph: float = 0.0
    sound: Sound | None = None
    mix: float = 0.5


@dataclass(frozen=True)
class Settings:
    """The snapshot of parameters that one riff is made with."""

    mode: str = "anticipate"
    loop_bars: int = 4
    prompt: Prompt = Prompt()
    guidance_context: float = 2.0
    guidance_prompt: float = 2.0
    attributes: tuple[tuple[str, float], ...] = ()
    steps: int = 0
    seed: int = 0
    takes: int = 1  # made at once, the best is sounded
    wide: bool = False  # with a side signal, for width


@dataclass(frozen=True)
class Past:
    """What a part sounds somewhere: latents (n, 64) at latent frames `first ..`; n may be 0."""

    first: int = 0
    latents: np.ndarray = field(default_factory=lambda: np.zeros((0, LATENT_CHANNELS), np.float32))


@dataclass(frozen=True)
class OtherAudio:
    """The sum of what the other parts and the loop sound and will sound: audio from `first_frame`, known to
    its end.
    """

    first_frame: int = 0
    audio: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))


def summed(one: OtherAudio, other: OtherAudio) -> OtherAudio:
    """Return both together; known to the end of the longer."""
    if not len(one.audio) or not len(other.audio):
        return one if len(one.audio) else other
    first = min(one.first_frame, other.first_frame)
    audio = np.zeros(max(each.first_frame + len(each.audio) for each in (one, other)) - first, np.float32)
    for each in (one, other):
        audio[each.first_frame - first :][: len(each.audio)] += each.audio
    return OtherAudio(first, audio)


@dataclass(frozen=True)
class Riff:
    """A riff: latents (n, 64), and audio (frames,); index PRE_FRAMES is the downbeat of `start_bar`.

    It is one of `takes` (takes, n, 64), the best first: number `take`. side: (frames,) what is added to the
    audio on the left and taken from it on the right, at full width, made with the takes' `twins` (takes, n,
    64); None: nothing.
    """

    part: int
    number: int
    start_bar: int
    bars: int
    start_frame: int
    takes: np.ndarray
    audio: np.ndarray
    take: int = 0
    timings_ms: tuple[tuple[str, float], ...] = ()
    network_calls: int = 0
    engine: str = ""
    space: str = ""  # of its latents (EngineInfo)
    side: np.ndarray | None = None
    twins: np.ndarray | None = None
    backend: str = ""  # that made its latents

    @property
    def signals(self) -> tuple[np.ndarray, np.ndarray]:
        """Its mid and its side, (frames,) each; the side is silence where it has none."""
        return self.audio, np.zeros_like(self.audio) if self.side is None else self.side

    @property
    def latents(self) -> np.ndarray:
        """What it sounds, (n, 64)."""
        return self.takes[self.take]

    def alone(self) -> "Riff":
        """Return it with no take but the one that sounds."""
        one = slice(self.take, self.take + 1)
        twins = None if self.twins is None else self.twins[one]
        return replace(self, takes=self.takes[one], twins=twins, take=0)

    def from_bar(self, bar: int) -> tuple[np.ndarray, np.ndarray | None]:
        """Return its takes and twins (takes, n, 64), turned to begin with its own bar `bar` (from 0)."""
        turn = -(bar % self.bars) * (self.takes.shape[1] // self.bars)
        return np.roll(self.takes, turn, 1), None if self.twins is None else np.roll(self.twins, turn, 1)


@dataclass(frozen=True)
class Kept:
    """A riff to inpaint: only `bars` bars of it, from its bar `first` (from 0) on, are made anew."""

    riff: Riff
    first: int
    bars: int


@dataclass(frozen=True)
class RiffRequest:
    """Everything that a riff depends on, beside the recorded input before `heard_frame` and the engine.

    past, after: what the part sounds before and behind the riff's bars. vary: how far `vary_from`, (n, 64)
    latents of a riff, is varied, 0..1. kept: the riff to inpaint, its first bar at `start_bar`.
    """

    part: int
    number: int
    timeline: Timeline
    start_bar: int
    bars: int
    heard_frame: int
    settings: Settings
    past: Past = Past()
    after: Past = Past()
    others: OtherAudio = OtherAudio()
    vary: float = 0.0
    vary_from: np.ndarray | None = None
    kept: Kept | None = None
    hearing: Hearing = Hearing()  # `heard_frame` is a music frame

    @property
    def start_frame(self) -> int:
        """The frame of the riff's first downbeat."""
        return self.timeline.bar_frame(self.start_bar)
