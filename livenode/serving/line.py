"""What goes between a node and a server: named arrays there and back, or a refusal with its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

Tensors = dict[str, np.ndarray]
Heard = Callable[[], bool]
KINDS = ("late", "denied", "invalid", "full", "broken", "lost")


class Refusal(Exception):
    """No answer. kind: late (its time was over), denied (who may ask), invalid (what was asked), full (too
    many wait), broken (the engine raised), lost (there is no server).
    """

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


@dataclass(frozen=True)
class Visitor:
    """Who asks: an IP address, and the token that was shown, "" for none."""

    address: str
    token: str = ""


@dataclass(frozen=True)
class Request:
    """What a node asks: arrays for a model of the engine with this digest, of use within `timeout_s`.

    is_heard: whether the asker is still there.
    """

    visitor: Visitor
    model: str
    digest: str
    tensors: Tensors
    timeout_s: float
    is_heard: Heard = lambda: True


class Line(Protocol):
    """A node's line to a server. Raises Refusal. Thread: any. Real-time safe: no."""

    def about(self, timeout_s: float) -> Mapping[str, str]:
        """Return what the server says of its engine."""

    def ask(self, model: str, digest: str, tensors: Tensors, timeout_s: float) -> Tensors:
        """Return what the engine of this digest makes of arrays; the server is told how long is waited."""

    def close(self) -> None:
        """Let the line go."""


class Desk(Protocol):
    """What a server answers with, whatever it is reached by. Raises Refusal. Thread: any."""

    def about(self, visitor: Visitor) -> Mapping[str, str]:
        """Return what is said of the engine."""

    def ask(self, request: Request) -> Tensors:
        """Return what the engine makes of a request, in time."""

    def counts(self, visitor: Visitor) -> Mapping[str, tuple[int, int]]:
        """Return of each model how many requests were answered, and in how many batches."""
