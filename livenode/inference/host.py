"""A riff from an engine's networks, in numpy: sampled step by step, decoded and sounded in chunks."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from time import perf_counter

import numpy as np

from livenode.inference.engine import (
    DECODE_LATENTS,
    DECODE_LEFT,
    DECODE_RIGHT,
    ENCODE_LATENTS,
    ENCODE_LEFT,
    EngineInfo,
    Performed,
    Sampling,
    Sounding,
)
from livenode.inference.features import STFT_PER_LATENT, features, silence_features
from livenode.inference.grid_inputs import RIFF_START
from livenode.inference.sampler import Estimate, sample
from livenode.inference.synthesis import edge_frames, synthesize

NOISE_SEED = 1  # the decoder's noise is a texture: it differs from frame to frame, not from riff to riff
KNEE = 0.7  # amplitude above which peaks are rounded; nothing exceeds 1.0
MIDDLE_HOP = 543.0
TAIL_LATENTS = DECODE_LATENTS + DECODE_RIGHT + 2  # behind a riff, enough for whole chunks


class HostEngine(ABC):
    """What an engine does with its networks (see Engine). Thread: worker. Real-time safe: no."""

    at_once = 1  # how many riffs `perform_all` gains by

    @property
    @abstractmethod
    def info(self) -> EngineInfo: ...

    @abstractmethod
    def encode(self, bands: np.ndarray, fine: np.ndarray, hop: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def denoise(
        self, x: np.ndarray, sigma: float, condition: np.ndarray, prompt: np.ndarray, globals_: np.ndarray
    ) -> np.ndarray: ...

    @abstractmethod
    def decode(self, latents: np.ndarray, hop: np.ndarray) -> tuple[np.ndarray, np.ndarray]: ...

    @abstractmethod
    def embed_text(self, text: str) -> np.ndarray: ...

    @abstractmethod
    def embed_audio(self, latents: np.ndarray) -> np.ndarray: ...

    features = staticmethod(features)

    @cached_property
    def silence(self) -> np.ndarray:
        """See Engine.silence."""
        count = ENCODE_LEFT + ENCODE_LATENTS
        bands, fine, _ = silence_features(count)
        encoded = self.encode(bands, fine, np.full(count, MIDDLE_HOP, np.float32))[-1]
        if not np.isfinite(encoded).all():  # raised, it is not kept
            raise ValueError("the engine's latents of silence are not finite")
        return encoded

    def perform(self, sampling: Sampling, sounding: Sounding) -> Performed:
        """See Engine.perform."""
        begun, estimate = perf_counter(), self._estimate(sampling)
        clean = np.stack([sample(estimate, x, sampling.sigmas, sampling.order) for x in sampling.start])
        latents = clean[:, RIFF_START : RIFF_START + sampling.length].astype(np.float32)
        denoised = perf_counter()
        audio = np.stack([self.sound(take, sounding) for take in latents])
        return Performed(latents, audio, 1000 * (denoised - begun), 1000 * (perf_counter() - denoised))

    def perform_all(self, asked: Sequence[tuple[Sampling, Sounding]]) -> list[Performed]:
        """Perform riffs of one path and length, together where the engine can."""
        return [self.perform(*each) for each in asked]

    def follow(self, frame: Callable[[], int]) -> None:  # noqa: B027
        """See Engine.follow: what is asked is done at once."""

    def idle(self) -> None:  # noqa: B027
        """See Engine.idle: a processor needs nothing."""

    def _estimate(self, sampling: Sampling) -> Estimate:
        def estimate(x: np.ndarray, sigma: float) -> np.ndarray:
            total = np.zeros_like(x)
            for term in sampling.terms:
                total += np.float32(term.factor) * self.denoise(
                    x, sigma, term.condition, term.prompt, term.globals_
                )
            return total

        return estimate

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """See Engine.sound."""
        tail = np.resize(latents, (TAIL_LATENTS, latents.shape[1]))
        sequence = np.concatenate([left_of(sounding, self.silence), latents, tail], dtype=np.float32)
        hops = np.full(DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT, sounding.hop, np.float32)
        audio = np.zeros(sounding.frames, np.float32)
        for offset in range(0, len(latents) + 2, DECODE_LATENTS):
            stft = (sounding.first - 1 + offset) * STFT_PER_LATENT
            if not _reaches(sounding, stft):
                continue
            amplitudes, gains = self.decode(sequence[offset : offset + len(hops)], hops)
            part, at = synthesize(
                amplitudes, gains, sounding.origin, sounding.hop, stft, NOISE_SEED, sounding.period_frames
            )
            _add(audio, part, at - sounding.start)
        return soften(audio)


def _reaches(sounding: Sounding, stft: int) -> bool:
    """Return whether the chunk that begins with STFT frame `stft` can be heard in the frames asked for."""
    begin, edge = sounding.origin + stft * sounding.hop, edge_frames(sounding.hop)
    end = begin + DECODE_LATENTS * STFT_PER_LATENT * sounding.hop
    return begin - edge < sounding.start + sounding.frames and end + edge > sounding.start


def left_of(sounding: Sounding, silence: np.ndarray) -> np.ndarray:
    """Return the DECODE_LEFT + 1 latents before a riff: silence, then what was sounded, float32."""
    pad = np.broadcast_to(silence, (DECODE_LEFT + 1, len(silence)))
    return np.concatenate([pad, sounding.before])[-DECODE_LEFT - 1 :].astype(np.float32)


def soften(audio: np.ndarray) -> np.ndarray:
    """Return audio whose peaks above KNEE are rounded off below 1.0, sample by sample.

    Without memory, so that chunks stay equal to the whole. Thread: any. Real-time safe: no.
    """
    over = np.maximum(np.abs(audio) - KNEE, 0)
    rounded = (1 - KNEE) * np.tanh(over / (1 - KNEE))
    return np.where(over > 0, np.sign(audio) * (KNEE + rounded), audio).astype(np.float32)


def _add(target: np.ndarray, part: np.ndarray, at: int) -> None:
    begin, end = max(0, at), min(len(target), at + len(part))
    if end > begin:
        target[begin:end] += part[begin - at : end - at]
