"""The state of a node's line to its server: up or down and why, looked after in the background."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from livenode.serving.line import Line, Refusal, Tensors

LOOK_EVERY_S = 0.5
ABOUT_S = 2.0  # how long a server may take to say what it is
MOST_LATE = 2  # so many answers in a row that are too late: it is too slow
SLOW_S = 10.0  # how long a server that was too slow, or that refuses us, is left alone
MOST_SLOW_S = 160.0  # twice as long each time that it is too slow again
TRUSTED = 16  # so many answers in time, and that is forgotten


@dataclass(frozen=True)
class LinkState:
    """Whether the server makes the riffs, on which backend; or why it does not."""

    up: bool
    backend: str = ""
    why: str = ""
    kind: str = ""  # of the refusal


class Link:
    """One server's line: opened, asked, given up and opened again. Thread: any. Real-time safe: no.

    connect: opens a line. check: raises Refusal unless the server at a line has our engine; it is told what
    the server says of itself.
    """

    def __init__(
        self,
        connect: Callable[[], Line],
        check: Callable[[Line, Mapping[str, str]], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._connect, self._check, self._clock = connect, check, clock
        self._line: Line | None = None
        self._state = LinkState(False, why="not asked yet")
        self._late, self._answers, self._slow, self._next_s = 0, 0, 0, 0.0
        self._changing = threading.Lock()
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="livenode-link")
        self._looking: Future[None] | None = None

    @property
    def state(self) -> LinkState:
        """How it is now."""
        return self._state

    def ask(self, model: str, digest: str, tensors: Tensors, timeout_s: float) -> Tensors | None:
        """Return the server's answer; None where there is none in time."""
        line = self._line
        if line is None:
            return None
        try:
            made = line.ask(model, digest, tensors, timeout_s)
        except Refusal as refusal:
            self.give_up(refusal)
            return None
        self._late, self._answers = 0, self._answers + 1
        if self._answers >= TRUSTED:
            self._slow = 0
        return made

    def give_up(self, refusal: Refusal) -> None:
        """Take a refusal: the line is down, but for a first answer that was late."""
        self._late += refusal.kind == "late"
        if refusal.kind == "late" and self._late < MOST_LATE:
            return
        if refusal.kind == "late":
            wait_s = min(SLOW_S * 2**self._slow, MOST_SLOW_S)
            self._slow += 1
            self._fall(Refusal("late", "its answers come too late"), wait_s)
        else:
            self._fall(refusal, LOOK_EVERY_S)

    def look(self) -> None:
        """See to the line in the background, where it is time for that."""
        is_looking = self._looking is not None and not self._looking.done()
        if not is_looking and self._clock() >= self._next_s:
            self._next_s = self._clock() + LOOK_EVERY_S
            self._looking = self._looker.submit(self.look_now)

    def look_now(self) -> None:
        """Ask the server what it is, and open the line anew where it is down."""
        line = self._line
        try:
            if line is not None:
                line.about(ABOUT_S)
                return
            line = self._connect()
            about = line.about(ABOUT_S)
            self._check(line, about)
        except Refusal as refusal:
            self._fall(refusal, SLOW_S if refusal.kind in ("invalid", "denied") else LOOK_EVERY_S)
            if line is not None and line is not self._line:
                line.close()
            return
        with self._changing:
            self._line, self._late, self._answers = line, 0, 0
            self._state = LinkState(True, about.get("backend", ""))

    def _fall(self, refusal: Refusal, wait_s: float) -> None:
        with self._changing:
            self._line, self._late = None, 0
            self._state = LinkState(False, why=str(refusal), kind=refusal.kind)
            self._next_s = self._clock() + wait_s
