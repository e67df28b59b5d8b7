"""The default backend: ONNX Runtime on the CPU, one thread, spinning off (notes: docs/decisions.md).

The only file that imports onnxruntime.
"""

import numpy as np
import onnxruntime

from livenode.inference.backend import BackendError
from livenode.inference.bundle import GRAPHS, Bundle, BundleError
from livenode.inference.graph_engine import GraphEngine

# backend: (execution provider, the package that brings it)
PROVIDERS = {
    "onnx": ("CPUExecutionProvider", "onnxruntime"),
    "onnx:cuda": ("CUDAExecutionProvider", "onnxruntime-gpu"),
    "onnx:coreml": ("CoreMLExecutionProvider", "onnxruntime, on a Mac"),
    "onnx:directml": ("DmlExecutionProvider", "onnxruntime-directml, on Windows"),
}


class OnnxEngine(GraphEngine):
    """An engine on ONNX Runtime. Thread: worker (created anywhere). Real-time safe: no."""

    def __init__(self, bundle: Bundle, threads: int = 1, backend: str = "onnx") -> None:
        """Load the graphs. Raises BundleError, and BackendError where the provider cannot be had."""
        super().__init__(bundle, backend, threads)
        provider, package = PROVIDERS[backend]
        if provider not in onnxruntime.get_available_providers():
            raise BackendError(f"backend {backend}: ONNX Runtime has no {provider} here: install {package}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._sessions = {
                name: onnxruntime.InferenceSession(str(bundle.graph(name)), options, providers=[provider])
                for name in GRAPHS
            }
        except Exception as problem:  # onnxruntime has no common base class
            raise BundleError(
                f"engine {bundle.name} does not load: {problem}: install the engine again"
            ) from None
        if self._sessions["denoiser"].get_providers()[0] != provider:
            raise BackendError(
                f"backend {backend}: {provider} does not start here, though {package} is installed: "
                "see that its driver and libraries are those it asks for"
            )

    def ask(self, component: str, **inputs: np.ndarray) -> list[np.ndarray]:
        """See GraphEngine.ask. Thread: worker. Real-time safe: no."""
        return [np.asarray(value) for value in self._sessions[component].run(None, inputs)]
