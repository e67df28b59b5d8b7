"""What one subscriber is still to be told: at most so often, latest wins, moving controls left alone.

Time is a number of seconds that the caller passes in.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from livenode.params import PARAMS, Args, Key, Param
from livenode.surface import Event

Get = Callable[[str, int | None], Args]

QUIET_S = 0.15  # no echo to a moving control until this long after its last packet
AGAIN_S = 0.05  # a discrete state is sent once more after this: UDP loses
EACH_TOLD = ("log", "wave")  # groups of which every message counts, not the newest alone
SNAPSHOT_AGAIN = 2  # how often each value of a snapshot is sent once more
BURST = 24  # messages of a queue a poll; a snapshot goes out in a few polls
MAX_QUEUE = 512


def is_discrete(row: Param) -> bool:
    """Return whether a row is a state that does not glide: it is sent twice."""
    return row.group == "state" and "f" not in row.tags


@dataclass
class Outbox:
    """Events on their way to one target. `groups`, `keys`: what it hears; `max_hz`: how often each.

    `loses`: packets may be lost on the way, so that some are sent again.
    """

    groups: frozenset[str] = frozenset()
    max_hz: float = 30.0
    keys: set[Key] = field(default_factory=set)
    loses: bool = True
    queue: deque[Event] = field(default_factory=lambda: deque(maxlen=MAX_QUEUE))
    latest: dict[Key, Args] = field(default_factory=dict)
    sent_s: dict[Key, float] = field(default_factory=dict)
    again: dict[Key, tuple[float, Args, int]] = field(default_factory=dict)  # when, what, how often
    quiet_until_s: dict[Key, float] = field(default_factory=dict)
    wants_snapshot: bool = False

    @property
    def idle(self) -> bool:
        """True when nothing is left to send."""
        return not (self.queue or self.latest or self.again or self.quiet_until_s or self.wants_snapshot)

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
        self.again.pop(key, None)

    def begin_snapshot(self, events: Sequence[Event], now_s: float) -> None:
        """Queue every value and state, between `update 1` and `update 0`; then each comes twice more."""
        self.wants_snapshot = False
        self.queue.extend([Event("update", None, (1,)), *events, Event("update", None, (0,))])
        for event in events:
            self.latest.pop((event.path, event.part), None)
            if self.loses:
                self.again[event.path, event.part] = (now_s + 2 * AGAIN_S, event.args, SNAPSHOT_AGAIN)

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
        due = [key for key, (at_s, _, _) in self.again.items() if at_s <= now_s]
        return told + [self._tell_again(key, now_s) for key in due[:BURST]]

    def _may_speak(self, key: Key, now_s: float) -> bool:
        return (
            key not in self.quiet_until_s and now_s - self.sent_s.get(key, -1e9) >= 1.0 / self.max_hz - 1e-9
        )

    def _tell(self, key: Key, args: Args, now_s: float) -> Event:
        self.sent_s[key] = now_s
        _, _, times = self.again.pop(key, (0.0, args, 0))
        self._plan_again(key, args, max(times, int(is_discrete(PARAMS[key[0]]))), now_s)
        return Event(*key, args)

    def _tell_again(self, key: Key, now_s: float) -> Event:
        _, args, times = self.again.pop(key)
        self._plan_again(key, args, times - 1, now_s)
        return Event(*key, args)

    def _plan_again(self, key: Key, args: Args, times: int, now_s: float) -> None:
        if times > 0 and self.loses:
            self.again[key] = (now_s + AGAIN_S, args, times)
