"""What one subscriber is still to be told: at most so often, latest wins, moving controls left alone.

Time is a number of seconds that the caller passes in.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from livenode.params import PARAMS, Args, Key, Param
from livenode.surface import Event

Get = Callable[[str, int | None], Args]

QUIET_S = 0.15  # no echo to a moving control until this long after its last packet
AGAIN_S = 0.05  # a discrete state is sent once more after this: UDP loses
EACH_TOLD = ("log", "wave")  # groups of which every message counts, not the newest alone
BURST = 24  # messages of a queue a poll; a snapshot goes out in a few polls
MAX_QUEUE = 512


def is_discrete(row: Param) -> bool:
    """Return whether a row is a state that does not glide: it is sent twice."""
    return row.group == "state" and "f" not in row.tags


@dataclass
class Outbox:
    """Events on their way to one target. `groups`, `keys`: what it hears; `max_hz`: how often each."""

    groups: frozenset[str] = frozenset()
    max_hz: float = 30.0
    keys: set[Key] = field(default_factory=set)
    queue: deque[Event] = field(default_factory=lambda: deque(maxlen=MAX_QUEUE))
    latest: dict[Key, Args] = field(default_factory=dict)
    sent_s: dict[Key, float] = field(default_factory=dict)
    again: dict[Key, tuple[float, Args]] = field(default_factory=dict)
    quiet_until_s: dict[Key, float] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """True when nothing is left to send."""
        return not (self.queue or self.latest or self.again or self.quiet_until_s)

    def put(self, event: Event) -> None:
        """Take an event if its group is heard: all of some groups, else the latest of each address."""
        group = PARAMS[event.path].group
        if group not in self.groups and (event.path, event.part) not in self.keys:
            return
        if group in EACH_TOLD:
            self.queue.append(event)
        else:
            self.latest[event.path, event.part] = event.args

    def touch(self, key: Key, now_s: float) -> None:
        """Note that this subscriber moves this control: it is told the outcome once it rests."""
        self.quiet_until_s[key] = now_s + QUIET_S

    def due(self, now_s: float, get: Get) -> list[Event]:
        """Return what may be sent now, and forget it."""
        told = [self.queue.popleft() for _ in range(min(BURST, len(self.queue)))]
        if self.queue:  # what is newer than the rest of a snapshot follows it
            return told
        for key in [key for key, until_s in self.quiet_until_s.items() if until_s <= now_s]:
            del self.quiet_until_s[key]
            self.latest[key] = get(*key)
        for key in [key for key in self.latest if self._may_speak(key, now_s)]:
            told.append(self._tell(key, self.latest.pop(key), now_s))
        for key in [key for key, (at_s, _) in self.again.items() if at_s <= now_s]:
            told.append(Event(*key, self.again.pop(key)[1]))
        return told

    def _may_speak(self, key: Key, now_s: float) -> bool:
        return (
            key not in self.quiet_until_s and now_s - self.sent_s.get(key, -1e9) >= 1.0 / self.max_hz - 1e-9
        )

    def _tell(self, key: Key, args: Args, now_s: float) -> Event:
        self.sent_s[key] = now_s
        self.again.pop(key, None)
        if is_discrete(PARAMS[key[0]]):
            self.again[key] = (now_s + AGAIN_S, args)
        return Event(*key, args)
