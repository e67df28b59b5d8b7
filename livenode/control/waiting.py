"""Who waits to hear that what was asked for is done."""

from collections import deque
from collections.abc import Iterable

from livenode.control.target import Target

MAX_PATHS = 256
MAX_TARGETS = 8  # that wait for the same


class Waiting:
    """Targets by the spoken path they wait for. Thread: control. Real-time safe: no."""

    def __init__(self) -> None:
        self._by_path: dict[str, deque[Target]] = {}

    def add(self, paths: Iterable[str], target: Target) -> None:
        """Remember who is told when these are done; too many are forgotten, which costs them that answer."""
        for path in paths:
            if path in self._by_path or len(self._by_path) < MAX_PATHS:
                self._by_path.setdefault(path, deque(maxlen=MAX_TARGETS)).append(target)

    def remove(self, paths: Iterable[str], target: Target) -> None:
        """Forget one wait of a target for each of these."""
        for path in paths:
            if target in self._by_path.get(path, ()):
                self._by_path[path].remove(target)
                if not self._by_path[path]:
                    del self._by_path[path]

    def take(self, path: str) -> list[Target]:
        """Return each one who waits for this, once, and forget one wait of each."""
        waiting = list(dict.fromkeys(self._by_path.get(path, ())))
        for target in waiting:
            self.remove([path], target)
        return waiting

    def keep_only(self, path: str) -> None:
        """Forget all waits but those for this."""
        self._by_path = {one: who for one, who in self._by_path.items() if one == path}
