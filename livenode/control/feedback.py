"""Who is told what: subscriptions, their leases, snapshots and the heartbeat.

A subscription is a target (host, port) that hears groups of events. Time is passed in, in seconds.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from livenode.control.outbox import Get, Outbox
from livenode.control.target import Target, is_connection
from livenode.params import EVERYDAY_GROUPS, GROUPS, PARAMS, Key, Refused
from livenode.surface import Event

LEASE_S = 12 * 3600.0
MAX_SUBSCRIPTIONS = 16
MAX_GUESTS = 64
DEFAULT_HZ = 30
HEARTBEAT_S = 1.0
DEAF_S = 60.0  # a host that refuses packets for this long is dropped
DEAF_GAP_S = 5.0  # refusals further apart than this are not one silence


@dataclass
class Subscription:
    """One subscriber. `owner`: whose packets mean that it is at the controls. `expires_s` None: never."""

    outbox: Outbox
    owner: Target | None = None
    expires_s: float | None = None
    deaf_since_s: float | None = None
    deaf_last_s: float = 0.0


@dataclass
class Feedback:
    """All subscriptions of a node. `get` reads the surface."""

    get: Get
    subscriptions: dict[Target, Subscription] = field(default_factory=dict)
    guests: dict[Target, Outbox] = field(default_factory=dict)  # a snapshot for one who only said hello
    beats_s: float = -1e9

    def add_permanent(self, target: Target) -> None:
        """Subscribe a target to everything, for good."""
        self.subscriptions[target] = Subscription(Outbox(frozenset(EVERYDAY_GROUPS), DEFAULT_HZ))

    def subscribe(self, target: Target, owner: Target, groups: str, max_hz: int, now_s: float) -> None:
        """Subscribe or renew a target and send a snapshot. Refused beyond 16, or for an unknown group."""
        heard = parse_groups(groups)
        known = self.subscriptions.get(target)
        if known is None:
            self._need_room()
        permanent = known is not None and known.expires_s is None
        expires_s = None if permanent else now_s + lease_s(target[0])
        box = Outbox(heard, max_hz, known.outbox.keys if known else set(), not is_connection(target[0]))
        self.subscriptions[target] = Subscription(box, owner, expires_s)
        self.snapshot(target)

    def listen(self, target: Target, keys: Iterable[Key], now_s: float) -> None:
        """Let a target hear these rows alone, beside what it is subscribed to; each is told at once."""
        if target not in self.subscriptions:
            self._need_room()
            box = Outbox(loses=not is_connection(target[0]))
            self.subscriptions[target] = Subscription(box, target, now_s + lease_s(target[0]))
        box = self.subscriptions[target].outbox
        for key in keys:
            box.keys.add(key)
            row = PARAMS[key[0]]
            if row.kind in ("value", "out") and row.group != "log" and (args := self.get(*key)):
                box.latest[key] = args

    def ignore(self, target: Target, keys: Iterable[Key]) -> None:
        """End what `listen` began."""
        if target in self.subscriptions:
            self.subscriptions[target].outbox.keys.difference_update(keys)

    def unsubscribe(self, host: str, port: int | None) -> None:
        """End the subscription of one port of a host, or of all its ports."""
        for target in self._of_host(host):
            if self.subscriptions[target].expires_s is not None and port in (None, target[1]):
                del self.subscriptions[target]

    def leave(self, host: str) -> None:
        """Forget all targets of a connection that is closed."""
        for target in [target for target in (*self.subscriptions, *self.guests) if target[0] == host]:
            self.subscriptions.pop(target, None)
            self.guests.pop(target, None)

    def snapshot(self, target: Target) -> None:
        """Tell a target every value and state at the next poll; one that is being told, then once more."""
        if target in self.subscriptions:
            box = self.subscriptions[target].outbox
        else:
            if target not in self.guests and len(self.guests) >= MAX_GUESTS:
                self.guests.pop(next(iter(self.guests)))
            box = self.guests.setdefault(target, Outbox(loses=not is_connection(target[0])))
        box.wants_snapshot = True

    def publish(self, event: Event, skip: Iterable[Target] = ()) -> None:
        """Tell every subscriber of the event's group, less those that were told already."""
        for target, subscription in self.subscriptions.items():
            if target not in skip:
                subscription.outbox.put(event)

    def hears(self, group: str) -> bool:
        """Return whether anybody is subscribed to a group."""
        return any(group in subscription.outbox.groups for subscription in self.subscriptions.values())

    def heard_from(self, host: str, now_s: float) -> None:
        """Renew the leases of a host: a packet came from it."""
        for target in self._of_host(host):
            subscription = self.subscriptions[target]
            if subscription.expires_s is not None:
                subscription.expires_s = now_s + lease_s(host)

    def touched(self, source: Target, answers_to: Target, key: Key, now_s: float) -> None:
        """Note that the sender moves this control, so that it is not pulled from under the finger."""
        for target in self.hands_of(source, answers_to):
            self.subscriptions[target].outbox.touch(key, now_s)

    def refused_by(self, target: Target, now_s: float) -> None:
        """Note that a target's host refused a packet; after a minute of that the subscription ends."""
        subscription = self.subscriptions.get(target)
        if subscription is None or subscription.expires_s is None:
            return
        if subscription.deaf_since_s is None or now_s - subscription.deaf_last_s > DEAF_GAP_S:
            subscription.deaf_since_s = now_s
        subscription.deaf_last_s = now_s
        if now_s - subscription.deaf_since_s >= DEAF_S:
            del self.subscriptions[target]

    def due(self, now_s: float) -> list[tuple[Target, Event]]:
        """Return what is to be sent now, in order."""
        self._expire(now_s)
        if now_s - self.beats_s >= HEARTBEAT_S:
            self.beats_s = now_s
            self._heartbeat()
        boxes = {target: subscription.outbox for target, subscription in self.subscriptions.items()}
        boxes = {**self.guests, **boxes}
        for box in boxes.values():
            if box.wants_snapshot and not box.queue:
                box.begin_snapshot(self._state(), now_s)
        told = [
            (target, event)
            for target, box in boxes.items()
            if not box.idle
            for event in box.due(now_s, self.get)
        ]
        self.guests = {target: box for target, box in self.guests.items() if not box.idle}
        return told

    def _heartbeat(self) -> None:
        if self.subscriptions:
            event = Event("heartbeat", None, self.get("heartbeat", None))
            for subscription in self.subscriptions.values():
                if subscription.outbox.groups or ("heartbeat", None) in subscription.outbox.keys:
                    subscription.outbox.latest[event.path, None] = event.args

    def _need_room(self) -> None:
        if len(self.subscriptions) >= MAX_SUBSCRIPTIONS:
            raise Refused("busy", f"{MAX_SUBSCRIPTIONS} subscribers already; unsubscribe one")

    def _expire(self, now_s: float) -> None:
        for target, subscription in list(self.subscriptions.items()):
            if subscription.expires_s is not None and subscription.expires_s <= now_s:
                del self.subscriptions[target]

    def _state(self) -> list[Event]:
        rows = [row for row in PARAMS.values() if row.kind in ("value", "out") and row.group == "state"]
        events = [Event(row.path, part, self.get(row.path, part)) for row in rows for part in row.parts]
        return [event for event in events if event.args]

    def _of_host(self, host: str) -> list[Target]:
        return [target for target in self.subscriptions if target[0] == host]

    def hands_of(self, source: Target, answers_to: Target) -> list[Target]:
        """Return the subscribed targets that belong to the sender of a packet."""
        mine = [t for t, s in self.subscriptions.items() if source in (t, s.owner)]
        if mine:
            return mine
        return [answers_to] if answers_to in self.subscriptions else self._of_host(source[0])


def lease_s(host: str) -> float:
    """Return how long a host may be silent: a connection as long as it stands."""
    return math.inf if is_connection(host) else LEASE_S


def parse_groups(text: str) -> frozenset[str]:
    """Return the groups named in "state beat" or "state,beat"; "" and "all" mean the everyday ones."""
    words = text.replace(",", " ").split()
    unknown = [word for word in words if word not in (*GROUPS, "all")]
    if unknown:
        raise Refused("out_of_range", f"groups are {', '.join(GROUPS)} or all, got {unknown[0][:32]!r}")
    everyday = EVERYDAY_GROUPS if not words or "all" in words else ()
    return frozenset(words).difference({"all"}).union(everyday)
