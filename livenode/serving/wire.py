"""What is asked of an engine as named arrays: a table of types and sizes, checked before anything is made."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from livenode.inference.engine import DECODE_LEFT, EngineInfo, Performed, Sampling, Sounding, Term
from livenode.inference.grid_inputs import (
    CONDITION_CHANNELS,
    GLOBAL_CHANNELS,
    GUIDANCE_CHANNELS,
    LATENT_CHANNELS,
    PROMPT_CHANNELS,
    RIFF_START,
    WINDOW_LATENTS,
)
from livenode.serving.line import Refusal, Tensors

MOST_TAKES, MOST_TERMS, MOST_STEPS = 8, 3, 30
MOST_LATENTS = WINDOW_LATENTS - RIFF_START
MOST_FRAMES = 1_000_000  # a riff is 768,000 long at the most
HOPS = (50.0, 2000.0)
FAR = 2**52  # audio frames: 3000 years
SIGMA_MOST = 1e4
_GLOBALS = (GLOBAL_CHANNELS, GLOBAL_CHANNELS + GUIDANCE_CHANNELS)


@dataclass(frozen=True)
class Kind:
    """What an array must be: its type, and of each dimension the least and the most."""

    dtype: type
    sizes: tuple[tuple[int, int], ...]


def _kind(dtype: type, *sizes: int | tuple[int, int]) -> Kind:
    return Kind(dtype, tuple((size, size) if isinstance(size, int) else size for size in sizes))


_WHERE = {
    "before": _kind(np.float32, (0, DECODE_LEFT + 1), LATENT_CHANNELS),
    "grid": _kind(np.float64, 2),  # origin, hop
    "place": _kind(np.int64, 4),  # first, start, frames, period_frames
}
ASKED: Mapping[str, Mapping[str, Kind]] = {
    "perform": {
        "start": _kind(np.float32, (1, MOST_TAKES), WINDOW_LATENTS, LATENT_CHANNELS),
        "sigmas": _kind(np.float64, (1, MOST_STEPS + 1)),
        "factors": _kind(np.float64, (1, MOST_TERMS)),
        "condition": _kind(np.float32, (1, MOST_TERMS), WINDOW_LATENTS, CONDITION_CHANNELS),
        "prompt": _kind(np.float32, (1, MOST_TERMS), PROMPT_CHANNELS + 1),
        "globals": _kind(np.float32, (1, MOST_TERMS), _GLOBALS),
        "order_length": _kind(np.int64, 2),
        **_WHERE,
    },
    "sound": {"latents": _kind(np.float32, (1, MOST_LATENTS), LATENT_CHANNELS), **_WHERE},
}


def performing(sampling: Sampling, sounding: Sounding) -> Tensors:
    """Return what `perform` is asked with, as arrays. Thread: any. Real-time safe: no."""
    terms = sampling.terms
    return {
        "start": sampling.start.astype(np.float32),
        "sigmas": np.asarray(sampling.sigmas, np.float64),
        "factors": np.array([term.factor for term in terms], np.float64),
        "condition": np.stack([term.condition for term in terms]).astype(np.float32),
        "prompt": np.stack([term.prompt for term in terms]).astype(np.float32),
        "globals": np.stack([term.globals_ for term in terms]).astype(np.float32),
        "order_length": np.array([sampling.order, sampling.length], np.int64),
        **_where(sounding),
    }


def sounded(latents: np.ndarray, sounding: Sounding) -> Tensors:
    """Return what `sound` is asked with, as arrays. Thread: any. Real-time safe: no."""
    return {"latents": latents.astype(np.float32), **_where(sounding)}


def _where(sounding: Sounding) -> Tensors:
    place = (sounding.first, sounding.start, sounding.frames, sounding.period_frames)
    before = sounding.before[-DECODE_LEFT - 1 :].astype(np.float32)
    return {
        "before": before.reshape(-1, LATENT_CHANNELS),
        "grid": np.array([sounding.origin, sounding.hop], np.float64),
        "place": np.array(place, np.int64),
    }


def read_performing(tensors: Tensors, info: EngineInfo) -> tuple[Sampling, Sounding]:
    """Return what `perform` is asked for by this engine. Raises Refusal. Thread: any. Real-time safe: no."""
    _check("perform", tensors)
    sigmas, factors = tensors["sigmas"], tensors["factors"]
    order, length = (int(number) for number in tensors["order_length"])
    told = tensors["condition"], tensors["prompt"], tensors["globals"]
    wanted = _GLOBALS[info.guided]
    _see(all(len(part) == len(factors) for part in told), "the terms are not as many as their factors")
    _see(told[2].shape[1] == wanted, f"globals hold {told[2].shape[1]} numbers; this engine takes {wanted}")
    _see(bool(np.all(np.diff(sigmas) < 0)) and 0 <= sigmas[-1], "sigmas do not fall")
    _see(sigmas[-1] == 0 and sigmas[0] <= SIGMA_MOST, "sigmas end in 0 and begin below 10,000")
    _see(order in (1, 2) and 1 <= length <= MOST_LATENTS, "order or length is out of range")
    terms = tuple(Term(float(factor), *rows) for factor, *rows in zip(factors, *told, strict=True))
    return Sampling(tensors["start"], sigmas, order, terms, length), _read_where(tensors)


def read_sounded(tensors: Tensors) -> tuple[np.ndarray, Sounding]:
    """Return what `sound` is asked for. Raises Refusal. Thread: any. Real-time safe: no."""
    _check("sound", tensors)
    return tensors["latents"], _read_where(tensors)


def _read_where(tensors: Tensors) -> Sounding:
    origin, hop = (float(number) for number in tensors["grid"])
    first, start, frames, period = (int(number) for number in tensors["place"])
    _see(HOPS[0] <= hop <= HOPS[1], f"hop {hop:g} is out of range")
    _see(max(abs(origin), abs(first), abs(start)) < FAR, "a place is out of range")
    _see(0 < frames <= MOST_FRAMES and 0 <= period <= 4 * MOST_FRAMES, "frames are out of range")
    return Sounding(tensors["before"], origin, hop, first, start, frames, period)


def performed(made: Performed) -> Tensors:
    """Return an answer to `perform` as arrays. Thread: any. Real-time safe: no."""
    stages = np.array([made.denoise_ms, made.decode_ms], np.float64)
    return {"latents": made.latents, "audio": made.audio, "stages_ms": stages}


def read_performed(tensors: Tensors, sampling: Sampling, sounding: Sounding, backend: str) -> Performed:
    """Return the riff of an answer. Raises Refusal where it is not what was asked for."""
    takes, channels = len(sampling.start), sampling.start.shape[2]
    latents = _answer(tensors, "latents", (takes, sampling.length, channels))
    audio = _answer(tensors, "audio", (takes, sounding.frames))
    stages = np.asarray(tensors.get("stages_ms", np.zeros(2)), np.float64)
    denoise_ms, decode_ms = (float(stage) for stage in stages) if stages.shape == (2,) else (0.0, 0.0)
    return Performed(latents, audio, denoise_ms, decode_ms, backend)


def read_audio(tensors: Tensors, sounding: Sounding) -> np.ndarray:
    """Return the audio of an answer to `sound`. Raises Refusal where it is not what was asked for."""
    return _answer(tensors, "audio", (sounding.frames,))


def _answer(tensors: Tensors, name: str, shape: tuple[int, ...]) -> np.ndarray:
    array = tensors.get(name)
    if array is None or array.shape != shape or array.dtype != np.float32 or not np.isfinite(array).all():
        raise Refusal("broken", f"the server's {name} are not what was asked for")
    return array


def _check(model: str, tensors: Tensors) -> None:
    """Raise Refusal unless the arrays are those of the table, and nothing but numbers."""
    kinds = ASKED[model]
    if set(tensors) != set(kinds):
        raise Refusal("invalid", f"{model} takes the arrays {', '.join(kinds)}")
    for name, kind in kinds.items():
        array = tensors[name]
        fits = array.ndim == len(kind.sizes) and all(
            least <= size <= most for size, (least, most) in zip(array.shape, kind.sizes, strict=True)
        )
        _see(fits and array.dtype == kind.dtype, f"{name} is {array.dtype} {array.shape}: out of range")
        _see(kind.dtype is np.int64 or bool(np.isfinite(array).all()), f"{name} holds what is no number")


def _see(is_right: bool, text: str) -> None:
    if not is_right:
        raise Refusal("invalid", text)
