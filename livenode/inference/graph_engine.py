"""An engine whose networks are asked by name with arrays: what the backends of a bundle have in common."""

from abc import abstractmethod
from dataclasses import replace
from typing import Self

import numpy as np

from livenode.inference.bundle import Bundle
from livenode.inference.engine import DECODE_LATENTS, DECODE_LEFT, ENCODE_LEFT, EngineInfo
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.hashing import text_counts
from livenode.inference.host import HostEngine
from livenode.inference.synthesis import NOISE_PER_STFT


class GraphEngine(HostEngine):
    """The networks of a bundle on some backend. Thread: worker. Real-time safe: no."""

    def __init__(self, bundle: Bundle, backend: str, threads: int = 1) -> None:
        """Read what the manifest says of the engine."""
        steps = bundle.manifest["steps"]
        self._shapes = bundle.manifest["shapes"]
        self._info = EngineInfo(
            name=bundle.name,
            backend=backend,
            grade=bundle.manifest["grade"],
            steps_default=steps["default"],
            steps_max=steps["max"],
            sigma_max=float(bundle.manifest["sigma_max"]),
            threads=threads,
            sigma_min=float(bundle.manifest.get("sigma_min", EngineInfo.sigma_min)),
            guided=bool(bundle.manifest.get("guided", False)),
            past_noise=float(bundle.manifest.get("past_noise", EngineInfo.past_noise)),
            space=bundle.manifest["files"]["encoder.onnx"],
            digest=bundle.digest,
            towers=" ".join(bundle.manifest["files"][f"{side}_tower.onnx"] for side in ("text", "audio")),
        )

    @property
    def info(self) -> EngineInfo:
        """What this engine is. Thread: any. Real-time safe: no."""
        return self._info

    def chosen(self, why: str) -> Self:
        """Keep why this backend runs it; returns itself."""
        self._info = replace(self._info, why=why)
        return self

    @abstractmethod
    def ask(self, component: str, **inputs: np.ndarray) -> list[np.ndarray]:
        """Return what a network makes of inputs with a batch of one in front, in the same form."""

    def _run(self, component: str, **inputs: np.ndarray) -> list[np.ndarray]:
        batched = {name: np.ascontiguousarray(value[None], np.float32) for name, value in inputs.items()}
        return [value[0] for value in self.ask(component, **batched)]

    def encode(self, bands: np.ndarray, fine: np.ndarray, hop: np.ndarray) -> np.ndarray:
        """See Engine.encode. Thread: worker. Real-time safe: no."""
        return self._run("encoder", bands=bands, fine=fine, hop=hop)[0][ENCODE_LEFT:]

    def denoise(
        self, x: np.ndarray, sigma: float, condition: np.ndarray, prompt: np.ndarray, globals_: np.ndarray
    ) -> np.ndarray:
        """See Engine.denoise. Thread: worker. Real-time safe: no."""
        level = np.asarray(sigma, np.float32)
        return self._run("denoiser", x=x, sigma=level, condition=condition, prompt=prompt, globals=globals_)[
            0
        ]

    def decode(self, latents: np.ndarray, hop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """See Engine.decode. Thread: worker. Real-time safe: no."""
        amplitudes, gains = self._run("decoder", latents=latents, hop=hop)
        first, last = DECODE_LEFT * STFT_PER_LATENT, (DECODE_LEFT + DECODE_LATENTS) * STFT_PER_LATENT
        return amplitudes[first:last], gains[first * NOISE_PER_STFT : last * NOISE_PER_STFT]

    def embed_text(self, text: str) -> np.ndarray:
        """See Engine.embed_text. Thread: any. Real-time safe: no."""
        return self._run(
            "text_tower", counts=text_counts(text, int(self._shapes["text_tower"]["counts"][1]))
        )[0]

    def embed_audio(self, latents: np.ndarray) -> np.ndarray:
        """See Engine.embed_audio. Thread: any. Real-time safe: no."""
        return self._run("audio_tower", latents=latents)[0]
