"""What a riff is asked for with, and what comes back: values that cross from control to worker and back."""

from dataclasses import dataclass, field

import numpy as np

from livenode.generation.hearing import Hearing
from livenode.inference.grid_inputs import LATENT_CHANNELS
from livenode.transport.timeline import Timeline

PRE_FRAMES = 480  # audio before the bar line, for the join


@dataclass(frozen=True)
class Settings:
    """The snapshot of parameters that one riff is made with."""

    mode: str = "anticipate"
    loop_bars: int = 4
    prompt: str = ""
    guidance_context: float = 2.0
    guidance_prompt: float = 2.0
    attributes: tuple[tuple[str, float], ...] = ()
    steps: int = 0
    seed: int = 0
    takes: int = 1  # made at once, the best is sounded


@dataclass(frozen=True)
class Past:
    """What a part sounded: latents (n, 64) at latent frames `first ..`, the newest last; n may be 0."""

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
class RiffRequest:
    """Everything that a riff depends on, beside the recorded input before `heard_frame` and the engine."""

    part: int
    number: int
    timeline: Timeline
    start_bar: int
    bars: int
    heard_frame: int
    settings: Settings
    past: Past = Past()
    others: OtherAudio = OtherAudio()
    vary: float = 0.0
    vary_from: np.ndarray | None = None  # (n, 64) latents of the riff to vary
    hearing: Hearing = Hearing()  # `heard_frame` is a music frame

    @property
    def start_frame(self) -> int:
        """The frame of the riff's first downbeat."""
        return self.timeline.bar_frame(self.start_bar)


@dataclass(frozen=True)
class Riff:
    """A riff: latents (n, 64), and audio (frames,); index PRE_FRAMES is the downbeat of `start_bar`.

    It is one of `takes` (takes, n, 64), the best first: number `take`. side: (frames,) float32, half of what
    left has more than right at full width; None: no side.
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

    @property
    def signals(self) -> tuple[np.ndarray, np.ndarray]:
        """Its mid and its side, (frames,) each; the side is silence where it has none."""
        return self.audio, np.zeros_like(self.audio) if self.side is None else self.side

    @property
    def latents(self) -> np.ndarray:
        """What it sounds, (n, 64)."""
        return self.takes[self.take]

    def from_bar(self, bar: int) -> np.ndarray:
        """Return its takes (takes, n, 64), turned to begin with its own bar `bar`, counted from 0."""
        return np.roll(self.takes, -(bar % self.bars) * (self.takes.shape[1] // self.bars), 1)
