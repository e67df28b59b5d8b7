"""An engine that lives on one device: a riff goes in as a few arrays and comes back as audio, in one copy.

Its networks are torch modules (backend torch) or TensorRT plans. On CUDA all steps of a sampling are one
graph, replayed; work runs on a stream of its own with high priority.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch import Tensor

from livenode.backends.signal import Signal, soften
from livenode.inference.bundle import Bundle
from livenode.inference.engine import (
    DECODE_LATENTS,
    DECODE_LEFT,
    DECODE_RIGHT,
    Performed,
    Sampling,
    Sounding,
)
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.graph_engine import GraphEngine
from livenode.inference.grid_inputs import RIFF_START
from livenode.inference.host import TAIL_LATENTS, left_of
from livenode.inference.sampler import sample
from livenode.inference.synthesis import NOISE_PER_STFT

Network = Callable[..., Any]  # the graph's inputs, batch first -> its outputs
GRAPHS_KEPT = 16
AT_ONCE = 8  # riffs in one batch: made as 1, 2, 4 or 8, so that there are few graphs
IDLE_S = 0.05  # a card that rests longer slows its clock down


class DeviceEngine(GraphEngine):
    """A bundle's networks on a device. Thread: worker (created anywhere). Real-time safe: no."""

    at_once = AT_ONCE

    def __init__(
        self, bundle: Bundle, backend: str, networks: Mapping[str, Network], device: torch.device
    ) -> None:
        super().__init__(bundle, backend)
        self._networks, self._device = networks, device
        self._signal = Signal(device)
        self._stream: Any = None
        if device.type == "cuda":
            self._stream = torch.cuda.Stream(device, priority=-1)  # type: ignore[no-untyped-call]
        self._paths: OrderedDict[tuple, Path] = OrderedDict()
        self._worked = perf_counter()

    def _working(self) -> AbstractContextManager:
        self._worked = perf_counter()
        return nullcontext() if self._stream is None else torch.cuda.stream(self._stream)

    @torch.inference_mode()
    def ask(self, component: str, **inputs: np.ndarray) -> list[np.ndarray]:
        """See GraphEngine.ask. Thread: worker. Real-time safe: no."""
        with self._working():
            made = self._networks[component](*[self._signal.put(value) for value in inputs.values()])
            return [value.cpu().numpy() for value in (made if isinstance(made, tuple) else (made,))]

    @torch.inference_mode()
    def features(  # type: ignore[override]
        self, audio: np.ndarray, first_frame: int, centres: np.ndarray
    ) -> tuple[np.ndarray, ...]:
        """See Engine.features. Thread: worker. Real-time safe: no."""
        with self._working():
            return tuple(part.cpu().numpy() for part in self._signal.features(audio, first_frame, centres))

    def perform(self, sampling: Sampling, sounding: Sounding) -> Performed:
        """See Engine.perform. Thread: worker. Real-time safe: no."""
        return self.perform_all([(sampling, sounding)])[0]

    @torch.inference_mode()
    def perform_all(self, asked: Sequence[tuple[Sampling, Sounding]]) -> list[Performed]:
        """See HostEngine.perform_all: one batch. Thread: worker. Real-time safe: no."""
        samplings, soundings = zip(*asked, strict=True)
        with self._working():
            clock = Clock(self._stream)
            clock.mark()
            full = [*samplings, *samplings[-1:] * ((1 << (len(asked) - 1).bit_length()) - len(asked))]
            clean = self._path(full).run(full)[: len(asked) * len(samplings[0].start)]
            latents = clean[:, RIFF_START : RIFF_START + samplings[0].length].float()
            riffs = latents.chunk(len(asked))
            clock.mark()
            audios = self._sound(riffs, soundings)
            clock.mark()
            found = torch.cat([part.reshape(-1) for part in (*riffs, *audios)]).cpu().numpy()
        parts = np.split(found, np.cumsum([part.numel() for part in (*riffs, *audios)])[:-1])
        shaped = [part.reshape(of.shape) for part, of in zip(parts, (*riffs, *audios), strict=True)]
        denoise_ms, decode_ms = clock.stages_ms()
        pairs = zip(shaped[: len(asked)], shaped[len(asked) :], strict=True)
        return [Performed(latents, audio, denoise_ms, decode_ms) for latents, audio in pairs]

    @torch.inference_mode()
    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """See Engine.sound. Thread: worker. Real-time safe: no."""
        with self._working():
            return self._sound([self._signal.put(latents)[None]], [sounding])[0][0].cpu().numpy()

    def idle(self) -> None:
        """Make a small riff's worth of work, where nothing was asked for a while: a card that rests slows
        down.
        """
        if self._stream is not None and self._paths and perf_counter() - self._worked > IDLE_S:
            with self._working():
                next(reversed(self._paths.values())).again()

    def _path(self, samplings: Sequence[Sampling]) -> "Path":
        key = (len(samplings), samplings[0].path)
        if key not in self._paths:
            self._paths[key] = Path(self._networks["denoiser"], samplings, self._signal, self._stream)
            while len(self._paths) > GRAPHS_KEPT:
                self._paths.popitem(last=False)
        self._paths.move_to_end(key)
        return self._paths[key]

    def _sound(self, riffs: Sequence[Tensor], soundings: Sequence[Sounding]) -> list[Tensor]:
        """Return the audio (takes, frames) of riffs' latents (takes, n, 64), all chunks decoded at once."""
        asked, hops = zip(*map(self._chunks, riffs, soundings), strict=True)
        controls = self._networks["decoder"](torch.cat(asked), torch.cat(hops))
        counts = [len(chunks) for chunks in asked]
        split = zip(*(part.split(counts) for part in controls), strict=True)
        return [
            self._heard(parts, len(latents), sounding)
            for parts, latents, sounding in zip(split, riffs, soundings, strict=True)
        ]

    def _chunks(self, latents: Tensor, sounding: Sounding) -> tuple[Tensor, Tensor]:
        """Return what the decoder is asked: windows of latents, take by take, and their hops."""
        takes, length, channels = latents.shape
        left = self._signal.put(left_of(sounding, self.silence)).expand(takes, -1, -1)
        following = torch.arange(length + TAIL_LATENTS, device=self._device) % length
        sequence = torch.cat([left, latents[:, following]], 1)
        width = DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT
        chunks = len(range(0, length + 2, DECODE_LATENTS))
        windows = sequence.unfold(1, width, DECODE_LATENTS)[:, :chunks].transpose(2, 3)
        asked = windows.reshape(takes * chunks, width, channels)
        return asked, torch.full((takes * chunks, width), sounding.hop, device=self._device)

    def _heard(self, controls: Sequence[Tensor], takes: int, sounding: Sounding) -> Tensor:
        """Return the audio (takes, frames) of the decoder's controls."""
        chunks = len(controls[0]) // takes
        spans = (STFT_PER_LATENT, STFT_PER_LATENT * NOISE_PER_STFT)
        amplitudes, gains = (
            part[:, DECODE_LEFT * span : (DECODE_LEFT + DECODE_LATENTS) * span].reshape(
                takes, chunks * DECODE_LATENTS * span, -1
            )
            for part, span in zip(controls, spans, strict=True)
        )
        first_stft = (sounding.first - 1) * STFT_PER_LATENT
        made, first = self._signal.sound(
            amplitudes, gains, sounding.origin, sounding.hop, first_stft, sounding.period_frames
        )
        audio = torch.zeros(takes, sounding.frames, device=self._device)
        begin, end = (
            max(0, first - sounding.start),
            min(sounding.frames, first - sounding.start + made.shape[1]),
        )
        if end > begin:
            audio[:, begin:end] = made[:, begin + sounding.start - first : end + sounding.start - first]
        return soften(audio)


class Clock:
    """Marks between stages; on a card they are known once its work was copied back."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._marks: list[Any] = []

    def mark(self) -> None:
        """Note that the stage before ends here."""
        if self._stream is None:
            self._marks.append(perf_counter())
            return
        event: Any = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]
        event.record(self._stream)
        self._marks.append(event)

    def stages_ms(self) -> list[float]:
        """Return the milliseconds from mark to mark."""
        pairs = zip(self._marks, self._marks[1:], strict=False)
        if self._stream is None:
            return [1000 * (after - before) for before, after in pairs]
        return [before.elapsed_time(after) for before, after in pairs]


class Path:
    """The sampling of windows along fixed levels: buffers, and on CUDA a graph of all steps."""

    def __init__(self, net: Network, samplings: Sequence[Sampling], signal: Signal, stream: Any) -> None:
        first = samplings[0]
        self._net, self._signal, self._takes = net, signal, len(first.start)
        self._sigmas, self._order = first.sigmas, first.order
        self._factors = [term.factor for term in first.terms]
        self._buffers = [value.clone() for value in self._given(samplings)]
        self._graph: torch.cuda.CUDAGraph | None = None
        if stream is not None:
            for _ in range(3):  # what is allocated at first use must be there before
                self._steps()
            self._graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(self._graph, stream=stream, capture_error_mode="thread_local"):
                self._clean = self._steps()

    def _given(self, samplings: Sequence[Sampling]) -> list[Tensor]:
        """Return the starts (riffs * takes, 192, 64), and what is told: (terms, riffs, ...) each."""
        terms = list(zip(*(sampling.terms for sampling in samplings), strict=True))
        told = [
            np.stack([np.stack([getattr(term, name) for term in riffs]) for riffs in terms])
            for name in ("condition", "prompt", "globals_")
        ]
        starts = np.concatenate([sampling.start for sampling in samplings])
        return [self._signal.put(value.astype(np.float32)) for value in (starts, *told)]

    def run(self, samplings: Sequence[Sampling]) -> Tensor:
        """Return the clean windows (riffs * takes, 192, 64), valid until the next run."""
        for buffer, value in zip(self._buffers, self._given(samplings), strict=True):
            buffer.copy_(value, non_blocking=True)
        return self.again()

    def again(self) -> Tensor:
        """Do the same work on what is in the buffers."""
        if self._graph is None:
            return self._steps()
        self._graph.replay()
        return self._clean

    def _steps(self) -> Tensor:
        start, *told = self._buffers

        def estimate(x: Tensor, sigma: float) -> Tensor:
            level = torch.full((len(start),), sigma, device=x.device)
            made = torch.zeros_like(x)
            for index, factor in enumerate(self._factors):
                given = [value[index].repeat_interleave(self._takes, 0) for value in told]
                made = made + factor * self._net(x, level, *given)
            return made

        return sample(estimate, start, self._sigmas, self._order)
