"""The one pipeline of live, virtual, offline and benchmark: request and context -> riff, a pure function."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np

from livenode.generation.asking import asked, twins_asked
from livenode.generation.context import ContextStore
from livenode.generation.decode import sounding
from livenode.generation.inpaint import piece_asked, spliced
from livenode.generation.others import OthersStore
from livenode.generation.ranking import ranked, surroundings
from livenode.generation.riff import Riff, RiffRequest
from livenode.generation.width import TWIN_AMOUNT, side_of
from livenode.inference.engine import Engine, Performed, Sampling, Sounding
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.grid_inputs import RIFF_START, WINDOW_LATENTS
from livenode.transport.timeline import Timeline

Opened = Callable[[Riff], None]


def max_bars(timeline: Timeline, bar: int) -> int:
    """Return the longest riff (bars) the window holds at the grid of `bar`.

    Thread: any. Real-time safe: no.
    """
    return (WINDOW_LATENTS - RIFF_START) // timeline.entry_at_bar(bar).latent_frames_per_bar


def generate(
    engine: Engine,
    store: ContextStore,
    request: RiffRequest,
    others: OthersStore | None = None,
    opened: Opened | None = None,
) -> Riff:
    """Make a riff. The same request, input and engine give the same samples.

    others: what the part heard of the others for its last riff, to save work. opened: given the first bar, a
    riff of its own, as soon as it is decoded; not of a riff that is inpainted. Thread: worker. Real-time
    safe: no.
    """
    others = others or OthersStore(engine)
    if request.kept is not None:
        return spliced(request, generate(engine, store, piece_asked(request), others))
    begun = perf_counter()
    sampling, condition, before = asked(engine, store, request, others)
    encode_ms = 1000 * (perf_counter() - begun)
    making = _Making(engine, request, sampling, condition, before, opened, encode_ms)
    return making.made()


class _Making:
    """A riff being made: sampled, its first bar sounded, then the rest. Thread: worker."""

    def __init__(
        self,
        engine: Engine,
        request: RiffRequest,
        sampling: Sampling,
        condition: np.ndarray,
        before: np.ndarray,
        opened: Opened | None,
        encode_ms: float,
    ) -> None:
        self._engine, self._request, self._sampling, self._opened = engine, request, sampling, opened
        self._condition = condition
        self._whole = sounding(request.timeline, request.start_bar, request.bars, before)
        opening_end = request.timeline.bar_frame(request.start_bar + 1)
        self._first = replace(self._whole, frames=opening_end - self._whole.start)
        self._stages = {"encode": encode_ms, "denoise": 0.0, "decode": 0.0}
        self._calls, self._backend = 0, engine.info.backend

    def made(self) -> Riff:
        request, first = self._request, self._first
        in_two = request.bars > 1 and (self._opened is not None or request.settings.takes > 1)
        now = first if in_two else self._whole
        made = self._performed(self._sampling, now)
        order = self._ranked(made) if request.settings.takes > 1 else [0]
        takes, audio, twins, side = made.latents[order], made.audio[order[0]], None, None
        if request.settings.wide:
            asked_twins = twins_asked(self._engine, self._sampling, takes, request, TWIN_AMOUNT)
            made = self._performed(asked_twins, now)
            twins = made.latents
            side, balance = side_of(audio, made.audio[0], self._lines(now))
        if in_two:
            if self._opened is not None:
                self._opened(self._riff(takes, twins, audio, side, bars=1))
            rest = replace(now, start=now.start + now.frames, frames=self._whole.frames - now.frames)
            following = self._sounded(takes[0], rest)
            if twins is not None and side is not None:
                twin = self._sounded(twins[0], rest)
                more, _ = side_of(following, twin, self._lines(rest), balance)
                side = np.concatenate([side, more])
            audio = np.concatenate([audio, following])
        return self._riff(takes, twins, audio, side, request.bars)

    def _lines(self, where: Sounding) -> list[int]:
        """Return where bars begin in the audio of `where`."""
        bar_frame, bar = self._request.timeline.bar_frame, self._request.start_bar
        lines = [bar_frame(bar + index) - where.start for index in range(self._request.bars)]
        return [line for line in lines if 0 <= line < where.frames]

    def _performed(self, sampling: Sampling, where: Sounding) -> Performed:
        made = self._engine.perform(sampling, where)
        self._stages["denoise"] += made.denoise_ms
        self._stages["decode"] += made.decode_ms
        self._backend = made.backend or self._backend
        self._calls += len(sampling.terms) * (len(sampling.sigmas) - 1)
        return made

    def _sounded(self, latents: np.ndarray, where: Sounding) -> np.ndarray:
        begun = perf_counter()
        audio = self._engine.sound(latents, where)
        self._stages["decode"] += 1000 * (perf_counter() - begun)
        return audio

    def _ranked(self, made: Performed) -> list[int]:
        entry = self._request.timeline.entry_at_bar(self._request.start_bar)
        riff = slice(RIFF_START, RIFF_START + entry.latent_frames_per_bar)
        around = surroundings(self._condition[riff])
        beat = entry.stft_frames_per_beat // STFT_PER_LATENT
        return ranked(self._engine, made.audio[:, : self._first.frames], self._first, around, beat)

    def _riff(
        self,
        takes: np.ndarray,
        twins: np.ndarray | None,
        audio: np.ndarray,
        side: np.ndarray | None,
        bars: int,
    ) -> Riff:
        request, length = self._request, takes.shape[1] // self._request.bars * bars
        return Riff(
            part=request.part,
            number=request.number,
            start_bar=request.start_bar,
            bars=bars,
            start_frame=request.start_frame,
            takes=takes[:, :length],
            twins=None if twins is None else twins[:, :length],
            audio=audio,
            side=side,
            timings_ms=tuple(self._stages.items()),
            network_calls=self._calls,
            engine=self._engine.info.name,
            space=self._engine.info.space,
            backend=self._backend,
        )
