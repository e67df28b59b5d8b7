"""An engine whose riffs a server makes, and this machine itself whenever the server does not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TypeVar

import numpy as np

from livenode.backends.choice import difference, probe_riff
from livenode.inference.backend import BackendError
from livenode.inference.engine import Engine, EngineInfo, Performed, Sampling, Sounding
from livenode.inference.features import SAMPLERATE
from livenode.serving import wire
from livenode.serving.line import Line, Refusal, Tensors
from livenode.serving.link import Link
from livenode.serving.patience import CALM_S, DELIVERY_S, Costs, amount, patience_s, seconds

Made = TypeVar("Made")


class RemoteEngine:
    """An `Engine`: sampling and sounding by a server, all else here. Thread: worker. Real-time safe: no.

    local: the same engine on this machine. address: how the server is called in words. connect: opens a line
    to it. Where the server is away it is asked again in the background, and takes over again by itself.
    """

    def __init__(self, local: Engine, address: str, connect: Callable[[], Line]) -> None:
        """Look for the server once. Raises BackendError where it has another engine, or lets us not in."""
        self._local, self._address = local, address
        self._here, self._there = Costs(), Costs()
        self._frame: Callable[[], int] | None = None
        self._probe = probe_riff(local.info)
        self._right = self._measured()
        self._link = Link(connect, self._check)
        self.features, self.encode = local.features, local.encode
        self.denoise, self.decode = local.denoise, local.decode
        self.embed_text, self.embed_audio = local.embed_text, local.embed_audio
        self._link.look_now()
        if self._link.state.kind in ("invalid", "denied"):
            raise BackendError(f"the server {address} is not used: {self._link.state.why}")

    @property
    def silence(self) -> np.ndarray:
        """See Engine.silence. Thread: worker. Real-time safe: no."""
        return self._local.silence

    @property
    def info(self) -> EngineInfo:
        """What the engine is, and who makes its riffs now. Thread: any. Real-time safe: no."""
        state, info = self._link.state, self._local.info
        if state.up:
            return replace(info, backend=f"{state.backend} served", why=f"by {self._address}")
        trouble = f"the server {self._address} makes no riffs ({state.why}); this machine makes them"
        return replace(info, why=f"not served: {self._address}: {state.why}", trouble=trouble)

    def follow(self, frame: Callable[[], int]) -> None:
        """See Engine.follow. Thread: worker. Real-time safe: no."""
        self._frame = frame
        self._local.follow(frame)

    def idle(self) -> None:
        """Look after the line. Thread: worker. Real-time safe: no."""
        self._link.look()
        if not self._link.state.up:
            self._local.idle()

    def perform(self, sampling: Sampling, sounding: Sounding) -> Performed:
        """See Engine.perform. Thread: worker. Real-time safe: no."""
        work, tensors = amount(sampling, sounding), partial(wire.performing, sampling, sounding)
        read = partial(wire.read_performed, sampling=sampling, sounding=sounding, backend=self.info.backend)
        made = self._served("perform", work, sounding, tensors, read)
        if made is None:
            begun_s = perf_counter()
            made = replace(self._local.perform(sampling, sounding), backend=self._local.info.backend)
            self._here.took("perform", work, perf_counter() - begun_s)
        return made

    def sound(self, latents: np.ndarray, sounding: Sounding) -> np.ndarray:
        """See Engine.sound. Thread: worker. Real-time safe: no."""
        work, tensors = seconds(sounding), partial(wire.sounded, latents, sounding)
        read = partial(wire.read_audio, sounding=sounding)
        made = self._served("sound", work, sounding, tensors, read)
        if made is None:
            begun_s = perf_counter()
            made = self._local.sound(latents, sounding)
            self._here.took("sound", work, perf_counter() - begun_s)
        return made

    def _served(
        self,
        model: str,
        work: float,
        where: Sounding,
        tensors: Callable[[], Tensors],
        read: Callable[[Tensors], Made],
    ) -> Made | None:
        """Return what the server makes in time, or None."""
        self._link.look()
        left_s = None
        if self._frame is not None:
            left_s = (where.start - self._frame()) / SAMPLERATE - DELIVERY_S
        wait_s = patience_s(left_s, self._here.usual_s(model, work), self._there.usual_s(model, work))
        if not self._link.state.up:
            return None
        if (
            wait_s <= 0
        ):  # slower than this machine; what it takes is measured again when it is looked for anew
            self._link.give_up(Refusal("late", "it would be too late"))
            return None
        begun_s = perf_counter()
        found = self._link.ask(model, self._local.info.digest, tensors(), wait_s)
        if found is None:
            return None
        self._there.took(model, work, perf_counter() - begun_s)
        try:
            return read(found)
        except Refusal as refusal:
            self._link.give_up(refusal)
            return None

    def _measured(self) -> Performed:
        """Return a riff made here, twice, so that it is known what one costs."""
        sampling, sounding = self._probe
        for _ in range(2):
            begun_s = perf_counter()
            right = self._local.perform(sampling, sounding)
            self._here = Costs()
            self._here.took("perform", amount(sampling, sounding), perf_counter() - begun_s)
        begun_s = perf_counter()
        self._local.sound(right.latents[0], sounding)
        self._here.took("sound", seconds(sounding), perf_counter() - begun_s)
        return right

    def _check(self, line: Line, about: Mapping[str, str]) -> None:
        """Raise Refusal unless a server has this engine, and makes of a riff what this machine makes."""
        info, (sampling, sounding) = self._local.info, self._probe
        if (about.get("digest"), about.get("space")) != (info.digest, info.space):
            name = about.get("name", "")[:60] or "none of livenode's"
            raise Refusal(
                "invalid",
                f"its engine ({name}) is not this node's ({info.name}): start both with the same --engine",
            )
        costs = Costs()
        for _ in range(2):  # the first warms up
            begun_s = perf_counter()
            answer = line.ask("perform", info.digest, wire.performing(sampling, sounding), CALM_S)
            made = wire.read_performed(answer, sampling, sounding, about.get("backend", ""))
            costs = Costs()
            costs.took("perform", amount(sampling, sounding), perf_counter() - begun_s)
        problem = difference(made, self._right)
        if problem:
            raise Refusal("invalid", f"its engine {problem}")
        self._there = costs
