"""An engine without weights: quick, deterministic, audible, and sensitive to all that a real one is.

For tests and dry runs of the node; `livenode run --engine fake`.
"""

import numpy as np

from livenode.inference.engine import DECODE_LATENTS, DECODE_LEFT, ENCODE_LATENTS, ENCODE_LEFT, EngineInfo
from livenode.inference.features import BANDS, STFT_PER_LATENT
from livenode.inference.grid_inputs import CONDITION_CHANNELS, GLOBAL_CHANNELS, LATENT_CHANNELS
from livenode.inference.hashing import TEXT_BUCKETS, text_counts
from livenode.inference.host import HostEngine
from livenode.inference.synthesis import NOISE_BANDS, NOISE_PER_STFT, OSCILLATORS


class FakeEngine(HostEngine):
    """Fixed random projections in place of networks. Thread: any. Real-time safe: no."""

    def __init__(self) -> None:
        rng = np.random.default_rng(5)
        self._from_bands = (rng.standard_normal((BANDS, LATENT_CHANNELS)) / BANDS**0.5).astype(np.float32)
        self._from_condition = (rng.standard_normal((CONDITION_CHANNELS, LATENT_CHANNELS)) / 8).astype(
            np.float32
        )
        self._from_globals = (rng.standard_normal((GLOBAL_CHANNELS, LATENT_CHANNELS)) / 8).astype(np.float32)
        self._from_text = rng.standard_normal((TEXT_BUCKETS, 128)).astype(np.float32)

    @property
    def info(self) -> EngineInfo:
        """What this engine is. Thread: any. Real-time safe: no."""
        return EngineInfo(
            "fake", "fake", "draft", steps_default=2, steps_max=30, sigma_max=80.0, threads=1, towers="fake"
        )

    def encode(self, bands: np.ndarray, fine: np.ndarray, hop: np.ndarray) -> np.ndarray:
        """See Engine.encode. Thread: any. Real-time safe: no."""
        mean = bands.reshape(ENCODE_LEFT + ENCODE_LATENTS, STFT_PER_LATENT, BANDS).mean(1)
        return np.asarray(mean[ENCODE_LEFT:] @ self._from_bands, np.float32)

    def denoise(
        self, x: np.ndarray, sigma: float, condition: np.ndarray, prompt: np.ndarray, globals_: np.ndarray
    ) -> np.ndarray:
        """See Engine.denoise. Thread: any. Real-time safe: no."""
        mean = condition.mean(0) @ self._from_condition + 0.1 * prompt[:LATENT_CHANNELS]
        mean += globals_ @ self._from_globals
        keep = 1 / (1 + sigma**2)
        return np.asarray(keep * x + (1 - keep) * np.tanh(0.3 * x / (1 + sigma) + mean), np.float32)

    def decode(self, latents: np.ndarray, hop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """See Engine.decode. Thread: any. Real-time safe: no."""
        middle = latents[DECODE_LEFT : DECODE_LEFT + DECODE_LATENTS]
        amplitudes = np.zeros((DECODE_LATENTS * STFT_PER_LATENT, OSCILLATORS), np.float32)
        amplitudes[:, 30:94] = np.repeat(0.02 * np.clip(middle, 0, 1), STFT_PER_LATENT, 0)
        gains = np.zeros((DECODE_LATENTS * STFT_PER_LATENT * NOISE_PER_STFT, NOISE_BANDS), np.float32)
        return amplitudes, gains + np.float32(1e-3)

    def embed_text(self, text: str) -> np.ndarray:
        """See Engine.embed_text. Thread: any. Real-time safe: no."""
        embedding = text_counts(text) @ self._from_text + np.float32(1e-3)  # also words without a letter
        return np.asarray(embedding / (np.linalg.norm(embedding) + 1e-9), np.float32)

    def embed_audio(self, latents: np.ndarray) -> np.ndarray:
        """See Engine.embed_audio. Thread: any. Real-time safe: no."""
        embedding = np.concatenate([latents.mean(0), latents.max(0)]) + np.float32(1e-3)
        return np.asarray(embedding / (np.linalg.norm(embedding) + 1e-9), np.float32)
