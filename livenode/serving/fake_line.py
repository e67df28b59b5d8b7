"""A line without a network: a node and a server in one process, for tests and for trying things out."""

from collections.abc import Mapping
from time import monotonic

from livenode.serving.line import Desk, Refusal, Request, Tensors, Visitor


class FakeLine:
    """A line straight to a desk. cut: whether the network is down. Thread: any. Real-time safe: no."""

    def __init__(self, desk: Desk, token: str = "", address: str = "127.0.0.1") -> None:
        self._desk, self._visitor = desk, Visitor(address, token)
        self.cut = False

    def about(self, timeout_s: float) -> Mapping[str, str]:
        """See Line.about."""
        self._see_to_wire()
        return self._desk.about(self._visitor)

    def ask(self, model: str, digest: str, tensors: Tensors, timeout_s: float) -> Tensors:
        """See Line.ask."""
        self._see_to_wire()
        copies = {name: array.copy() for name, array in tensors.items()}
        begun_s = monotonic()
        request = Request(self._visitor, model, digest, copies, timeout_s, lambda: not self.cut)
        made = self._desk.ask(request)
        self._see_to_wire()
        if monotonic() - begun_s > timeout_s:
            raise Refusal("late", f"no answer within {timeout_s:.3f} s")
        return made

    def close(self) -> None:
        """Do nothing: there is no wire."""

    def _see_to_wire(self) -> None:
        if self.cut:
            raise Refusal("lost", "the line is cut")
