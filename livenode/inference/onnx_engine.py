"""The default backend: ONNX Runtime on the CPU, one thread, spinning off (notes: docs/decisions.md).

The only file that imports onnxruntime.
"""

import numpy as np
import onnxruntime

from livenode.inference.bundle import GRAPHS, Bundle, BundleError
from livenode.inference.engine import DECODE_LATENTS, DECODE_LEFT, ENCODE_LEFT, EngineInfo
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.host import HostEngine
from livenode.inference.synthesis import NOISE_PER_STFT
from livenode.prompts.hashing import text_counts


class OnnxEngine(HostEngine):
    """An engine on ONNX Runtime. Thread: worker (created anywhere). Real-time safe: no."""

    def __init__(self, bundle: Bundle, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._sessions = {
                name: onnxruntime.InferenceSession(
                    str(bundle.graph(name)), options, providers=["CPUExecutionProvider"]
                )
                for name in GRAPHS
            }
        except Exception as problem:  # onnxruntime has no common base class
            raise BundleError(
                f"engine {bundle.name} does not load: {problem}: install the engine again"
            ) from None
        self._text_buckets = int(self._sessions["text_tower"].get_inputs()[0].shape[1])
        steps = bundle.manifest["steps"]
        self._info = EngineInfo(
            name=bundle.name,
            backend="onnx",
            grade=bundle.manifest["grade"],
            steps_default=steps["default"],
            steps_max=steps["max"],
            sigma_max=float(bundle.manifest["sigma_max"]),
            threads=threads,
            sigma_min=float(bundle.manifest.get("sigma_min", EngineInfo.sigma_min)),
            guided=bool(bundle.manifest.get("guided", False)),
            past_noise=float(bundle.manifest.get("past_noise", EngineInfo.past_noise)),
            towers=" ".join(bundle.manifest["files"][f"{side}_tower.onnx"] for side in ("text", "audio")),
        )

    @property
    def info(self) -> EngineInfo:
        """What this engine is. Thread: any. Real-time safe: no."""
        return self._info

    def _run(self, component: str, **inputs: np.ndarray) -> list[np.ndarray]:
        batched = {name: np.ascontiguousarray(value[None], np.float32) for name, value in inputs.items()}
        return [np.asarray(value)[0] for value in self._sessions[component].run(None, batched)]

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
        return self._run("text_tower", counts=text_counts(text, self._text_buckets))[0]

    def embed_audio(self, latents: np.ndarray) -> np.ndarray:
        """See Engine.embed_audio. Thread: any. Real-time safe: no."""
        return self._run("audio_tower", latents=latents)[0]
