"""What an engine is: four networks behind numpy arrays of fixed shapes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

ENCODE_LATENTS = 6  # new latent frames per encode call
ENCODE_LEFT = 16  # latent frames of left context given with them
DECODE_LATENTS = 28
DECODE_LEFT = 16
DECODE_RIGHT = 2


@dataclass(frozen=True)
class EngineInfo:
    """What is told about an engine: name, backend, grade (draft, good, stage), steps and sigma range.

    A `guided` denoiser was taught to guide itself: it takes the strengths after the globals, and its estimate
    is where the sampling will end. Noise of deviation `past_noise` is added to what it is shown of the part's
    own past, and it is told so: it then leans less on its own riffs. `towers` tells its prompt towers from
    those of other engines. `why` says why it runs on this backend. Engines of one `space` understand each
    other's latents; those of one `digest` are one engine, file by file. `trouble`: it should run elsewhere.
    """

    name: str
    backend: str
    grade: str
    steps_default: int
    steps_max: int
    sigma_max: float
    threads: int
    sigma_min: float = 0.03
    guided: bool = False
    past_noise: float = 0.0
    towers: str = ""
    why: str = ""
    space: str = ""
    digest: str = ""
    trouble: str = ""

    def words(self) -> str:
        """Say what plays, on what and why, and how good it is."""
        reason = f" ({self.why})" if self.why else ""
        return f"engine {self.name} on {self.backend}{reason}, engine quality: {self.grade}"


@dataclass(frozen=True)
class Term:
    """One of the estimates whose weighted sum is followed: its factor and what the denoiser is told."""

    factor: float
    condition: np.ndarray
    prompt: np.ndarray
    globals_: np.ndarray


@dataclass(frozen=True)
class Sampling:
    """How a window is sampled: from noisy latents start (takes, 192, 64) along sigmas, by the sum of terms.

    order: 2, or 1 where an estimate is the end of the path itself. The riff is `length` latents from
    RIFF_START on.
    """

    start: np.ndarray
    sigmas: np.ndarray
    order: int
    terms: tuple[Term, ...]
    length: int

    @property
    def path(self) -> Hashable:
        """What it has in common with those that can be sampled in one batch with it."""
        factors = tuple(term.factor for term in self.terms)
        return len(self.start), tuple(self.sigmas.tolist()), self.order, factors


@dataclass(frozen=True)
class Sounding:
    """Where a riff's audio lies, in audio frames: STFT frame `j` is centred at `origin + j * hop`.

    before: (m, 64) what was sounded up to it, m may be 0. The riff's first latent is latent frame `first`;
    `frames` of audio are wanted from `start` on: all of the riff, or some of it, the same to the bit. The
    riff's own beginning follows its end, so that a repeat closes. period_frames: after so many frames all is
    the same again, oscillators and noise too; 0: never.
    """

    before: np.ndarray
    origin: float
    hop: float
    first: int
    start: int
    frames: int
    period_frames: int = 0


@dataclass(frozen=True)
class Performed:
    """Takes of a riff: latents (takes, length, 64), audio (takes, frames), and what the two stages took.

    backend: which made it, where it is not the engine's own.
    """

    latents: np.ndarray
    audio: np.ndarray
    denoise_ms: float
    decode_ms: float
    backend: str = ""


class Engine(Protocol):
    """Networks loaded on a backend. Latents are standardised. Thread: worker. Real-time safe: no."""

    @property
    def info(self) -> EngineInfo: ...

    def features(
        self, audio: np.ndarray, first_frame: int, centres: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """See livenode.inference.features.features: bands, fine bins, semitone levels."""

    def perform(self, sampling: Sampling, sounding: Sounding) -> Performed:
        """Sample takes of a riff and sound them."""

    def follow(self, frame: Callable[[], int]) -> None:
        """Take what tells the frame that sounds now: what is asked for is due before its own first one."""

    def idle(self) -> None:
        """Do whatever keeps the engine quick while nothing is asked of it."""

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """latents (n, 64) of a riff -> audio (frames,) float32 within -1..1."""

    @property
    def silence(self) -> np.ndarray:
        """The latent (64,) of silence at a middle hop."""

    def encode(self, bands: np.ndarray, fine: np.ndarray, hop: np.ndarray) -> np.ndarray:
        """bands (8m, 192), fine (2m, 192), hop (m,) audio frames, m = ENCODE_LEFT + ENCODE_LATENTS
        -> latents (ENCODE_LATENTS, 64) float32."""

    def denoise(
        self, x: np.ndarray, sigma: float, condition: np.ndarray, prompt: np.ndarray, globals_: np.ndarray
    ) -> np.ndarray:
        """x (192, 64), condition (192, CONDITION_CHANNELS), prompt (129,), globals_ (GLOBAL_CHANNELS,), with
        GUIDANCE_CHANNELS more for a guided one -> estimate of the clean latents (192, 64) float32."""

    def decode(self, latents: np.ndarray, hop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """latents (m, 64), hop (m,), m = DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT -> of the middle:
        amplitudes (8 DECODE_LATENTS, OSCILLATORS), noise gains (32 DECODE_LATENTS, NOISE_BANDS) float32."""

    def embed_text(self, text: str) -> np.ndarray:
        """Return the prompt embedding (128,) of unit length."""

    def embed_audio(self, latents: np.ndarray) -> np.ndarray:
        """latents (n, 64) of a stem, n from 8 to 1024 -> prompt embedding (128,) of unit length, float32."""
