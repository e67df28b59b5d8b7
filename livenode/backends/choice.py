"""Which backend runs an engine: the one that is asked for or none; with `auto` the fastest that passes."""

import ctypes
import sys
import time
from collections.abc import Callable

import numpy as np

from livenode.inference.backend import BackendError
from livenode.inference.bundle import Bundle, load_bundle
from livenode.inference.engine import Engine, EngineInfo, Performed, Sampling, Sounding, Term
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.graph_engine import GraphEngine
from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    GLOBAL_CHANNELS,
    GUIDANCE_CHANNELS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    WINDOW_LATENTS,
)
from livenode.inference.host import HostEngine
from livenode.inference.onnx_engine import PROVIDERS, OnnxEngine
from livenode.inference.sampler import noise_levels

MOST_ERROR = 0.03  # of the norm, beside ONNX Runtime on the CPU
AUTO = ("tensorrt", "torch")  # what is tried on a machine with an NVIDIA card, beside onnx
PROBE_LATENTS, PROBE_HOP = 24, 500.0


def open_named(name: str, wanted: str = "auto", threads: int = 1) -> HostEngine:
    """Load an engine by name or folder; `fake` needs no weights. Raises BundleError, BackendError."""
    return FakeEngine() if name == "fake" else open_engine(load_bundle(name), wanted, threads)


def open_engine(bundle: Bundle, wanted: str = "auto", threads: int = 1) -> GraphEngine:
    """Load a bundle on a backend; its info says why on this one.

    Raises BackendError: the backend that was named cannot run here, and what to do.
    """
    reference = OnnxEngine(bundle, threads)
    if wanted == "onnx" or (wanted == "auto" and not has_nvidia_card()):
        return reference.chosen("asked for" if wanted == "onnx" else "no NVIDIA card here")
    if wanted != "auto":
        return _probed(wanted, bundle, threads, reference).chosen("asked for")
    passed: dict[str, tuple[GraphEngine, float]] = {"onnx": (reference, _riff_ms(reference))}
    problems = []
    for name in AUTO:
        try:
            engine = _probed(name, bundle, threads, reference)
        except BackendError as problem:
            problems.append(str(problem))
            continue
        passed[name] = (engine, _riff_ms(engine))
    best = min(passed, key=lambda name: passed[name][1])
    times = ", ".join(f"{name} {took_ms:.1f} ms" for name, (_, took_ms) in passed.items())
    return passed[best][0].chosen("; ".join([f"the fastest: {times}", *problems]))


def has_nvidia_card() -> bool:
    """Say whether NVIDIA's driver is here: without loading torch, which takes seconds."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def _open_torch(bundle: Bundle, threads: int) -> GraphEngine:
    from livenode.backends.torch_backend import open_torch

    return open_torch(bundle)


def _open_tensorrt(bundle: Bundle, threads: int) -> GraphEngine:
    from livenode.backends.tensorrt_backend import open_tensorrt

    return open_tensorrt(bundle)


OPENERS: dict[str, Callable[[Bundle, int], GraphEngine]] = {
    "torch": _open_torch,
    "tensorrt": _open_tensorrt,
}


def _probed(name: str, bundle: Bundle, threads: int, reference: Engine) -> GraphEngine:
    try:
        engine = OnnxEngine(bundle, threads, name) if name in PROVIDERS else OPENERS[name](bundle, threads)
        probe(engine, reference)
    except ModuleNotFoundError as problem:
        raise BackendError(
            f"backend {name}: {problem.name} is not installed: pip install 'livenode[gpu]'"
        ) from None
    except (ImportError, OSError, RuntimeError) as problem:  # what libraries, driver and card say
        raise BackendError(f"backend {name} does not run here: {problem}: use --backend onnx") from None
    return engine


def probe(engine: Engine, reference: Engine) -> None:
    """Raise BackendError unless an engine makes what the reference makes, and nothing but numbers."""
    made, right = (each.perform(*probe_riff(each.info)) for each in (engine, reference))
    problem = difference(made, right)
    if problem:
        raise BackendError(f"backend {engine.info.backend} {problem}: use --backend onnx")


def difference(made: Performed, right: Performed) -> str:
    """Say what is wrong with a riff beside one of the reference (ONNX Runtime), "" for nothing."""
    for what in ("latents", "audio"):
        one, other = getattr(made, what), getattr(right, what)
        if not np.isfinite(one).all():
            return f"makes {what} that are no numbers here"
        error = float(np.linalg.norm(one - other) / np.linalg.norm(other))
        if error > MOST_ERROR:
            return f"differs from ONNX Runtime by {error:.3f} in {what} ({MOST_ERROR} is let pass)"
    return ""


def probe_riff(info: EngineInfo) -> tuple[Sampling, Sounding]:
    """Return a riff of PROBE_LATENTS out of seeded noise."""
    rng = np.random.default_rng(20)
    count = GLOBAL_CHANNELS + GUIDANCE_CHANNELS * info.guided
    condition, prompt, globals_, before, start = (
        rng.standard_normal(shape).astype(np.float32) * np.float32(0.3)
        for shape in (
            (WINDOW_LATENTS, CONDITION_CHANNELS),
            (PROMPT_CHANNELS + 1,),
            (count,),
            (16, LATENT_CHANNELS),
            (1, WINDOW_LATENTS, LATENT_CHANNELS),
        )
    )
    sigmas = noise_levels(info.steps_default, info.sigma_max, info.sigma_min)
    terms = (Term(1.0, condition, prompt, globals_),)
    frames = round(PROBE_LATENTS * 8 * PROBE_HOP)
    sampling = Sampling(start / np.float32(0.3) * np.float32(sigmas[0]), sigmas, 1, terms, PROBE_LATENTS)
    return sampling, Sounding(before, 0.0, PROBE_HOP, 0, 0, frames)


def _riff_ms(engine: Engine) -> float:
    """Return the milliseconds of a riff once everything is warm, the middle of five."""
    riff = probe_riff(engine.info)
    engine.perform(*riff)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        engine.perform(*riff)
        times.append(1000 * (time.perf_counter() - begun))
    return float(np.median(times))
