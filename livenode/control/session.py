"""The conversation: a packet in, commands to the surface, answers and feedback out. No socket, no own clock.

`ControlServer` gives it packets and sends what it says; tests do the same with a clock they move by hand.
"""

import heapq
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from types import MappingProxyType

from livenode import __version__
from livenode.control.address import Call, Query, Request, requests
from livenode.control.feedback import DEFAULT_HZ, Feedback
from livenode.control.osc import Message, OscError, decode, encode, encode_list, to_wall_s
from livenode.control.oscquery import parse_command
from livenode.control.rejects import Rejects
from livenode.control.replies import Replies, named_port
from livenode.control.target import Target
from livenode.control.waiting import Waiting
from livenode.params import PARAMS, PARTS, Args, Refused, spoken
from livenode.surface import Command, Event, Surface

API_VERSION = (1, 0)
AHEAD_S = 10.0
LATE_S = 0.05
MAX_SCHEDULED = 256
LISTED = ("preset/list", "engine/list", "midi/map")  # told in as many messages as the names take

Send = Callable[[Target, bytes], None]
Clock = Callable[[], float]
Take = Callable[[Target, Args], None]  # answers a row; raises `Refused`


@dataclass(frozen=True)
class Plan:
    """A decoded message and what it asks for."""

    message: Message
    asked: tuple[Request, ...]


def _is_move(command: Command) -> bool:
    """Return whether a command moves a control now; the others are acknowledged and told when done."""
    return PARAMS[command.path].kind == "value" and command.when is None


class Session:
    """The OSC side of one node. `now`: monotonic seconds; `wall`: Unix seconds, for time tags. `calls`: rows
    that others answer.

    Thread: control. Real-time safe: no.
    """

    def __init__(
        self,
        surface: Surface,
        send: Send,
        prefix: str = "/livenode",
        name: str = "livenode",
        permanent: Sequence[Target] = (),
        state_file: Path | None = None,
        now: Clock = time.monotonic,
        wall: Clock = time.time,
        calls: Mapping[str, Take] = MappingProxyType({}),
    ) -> None:
        self.rejects = Rejects(now)
        self.feedback = Feedback(surface.get)
        self.http_port = 0  # the one that is open, told in answer to hello
        self._surface, self._send, self._prefix, self._name = surface, send, prefix, name
        self._now, self._wall = now, wall
        self._replies = Replies(permanent, state_file, now, wall)
        self._scheduled: list[tuple[float, int, Target, list[Plan]]] = []
        self._order = count()
        self._waiting = Waiting()
        self._calls: dict[str, Take] = {
            "ping": self._ping,
            "version": self._version,
            "hello": self._hello,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "refresh": self._refresh,
            **calls,
        }
        for target in permanent:
            self.feedback.add_permanent(target)
        surface.attach(self.publish)

    def receive(self, packet: bytes, source: Target) -> None:
        """Take one packet. Never raises: what is wrong is counted and answered."""
        try:
            self._receive(packet, source)
        except OscError as error:
            self.rejects.count(f"not OSC, {error.kind}", f"from {source[0]}")
        except Exception as error:  # a bug must not stop the show
            self.rejects.count("internal", repr(error))

    def command(self, text: str, source: Target) -> None:
        """Take an OSCQuery command: to hear an address on this connection, or no longer."""
        try:
            keys, is_heard = parse_command(text, self._prefix)
            if is_heard:
                self.feedback.listen(source, keys, self._now())
            else:
                self.feedback.ignore(source, keys)
        except Refused as refused:
            self._refuse(source, "LISTEN", refused)

    def left(self, host: str) -> None:
        """Forget a connection that is closed; what it scheduled is still run."""
        self.feedback.leave(host)

    def publish(self, event: Event) -> None:
        """Tell subscribers, and with `done` also whoever asked for it; a refusal tells only who did. Never
        raises.
        """
        try:
            self._publish(event)
        except Exception as error:
            self.rejects.count("internal", f"{event}: {error!r}")

    def _publish(self, event: Event) -> None:
        told: list[Target] = []
        if event.path in ("queued", "done", "error"):
            path, what = str(event.args[0]), event.args[1]
            event = Event(event.path, None, (f"{self._prefix}/{path}", *event.args[1:]))
            told = [] if event.path == "queued" or what == "internal" else self._waiting.take(path)
            for target in told:
                self._tell(target, event)
        if event.path != "error" or not told:
            self.feedback.publish(event, told)

    def poll(self) -> None:
        """Run what is due and send what may be sent. Called every few milliseconds."""
        while self._scheduled and self._scheduled[0][0] <= self._now():
            _, _, source, plans = heapq.heappop(self._scheduled)
            self._guarded_run(plans, source)
        try:
            for target, event in self.feedback.due(self._now()):
                self._tell(target, event)
        except Exception as error:
            self.rejects.count("internal", repr(error))

    def _receive(self, packet: bytes, source: Target) -> None:
        messages = decode(packet)
        self.feedback.heard_from(source[0], self._now())
        self._replies.heard_from(source[0])
        plans = []
        for message in messages:
            try:
                asked = requests(message.address, message.args, self._prefix, self._named)
                plans.append(Plan(message, tuple(asked)))
            except Refused as refused:
                self._refuse(source, message.address, refused, alone=len(messages) == 1)
        if len(plans) < len(messages):  # a bundle is applied whole or not at all
            return
        for timetag, group in groupby(plans, key=lambda plan: plan.message.timetag):
            self._place(timetag, list(group), source)

    def _named(self, name: str) -> tuple[int, ...]:
        """Return the parts that are called so."""
        return tuple(part for part in PARTS if name and self._surface.get("part/<p>/name", part) == (name,))

    def _place(self, timetag: int | None, plans: list[Plan], source: Target) -> None:
        ahead_s = 0.0 if timetag is None else to_wall_s(timetag) - self._wall()
        address = plans[0].message.address
        if 0 < ahead_s <= AHEAD_S:
            if len(self._scheduled) >= MAX_SCHEDULED:
                self._refuse(
                    source, address, Refused("busy", f"{MAX_SCHEDULED} bundles are waiting; send fewer")
                )
                return
            heapq.heappush(self._scheduled, (self._now() + ahead_s, next(self._order), source, plans))
            return
        self._guarded_run(plans, source)
        if ahead_s > AHEAD_S:
            text = f"run now: its time tag is {ahead_s:.0f} s ahead; send at most {AHEAD_S:.0f} s ahead"
            self._refuse(source, address, Refused("late", text))
        elif ahead_s < -LATE_S:
            text = f"run now: {-ahead_s * 1000:.0f} ms after its time tag; send earlier, or set the clocks"
            self._refuse(source, address, Refused("late", text))

    def _guarded_run(self, plans: list[Plan], source: Target) -> None:
        try:
            self._run(plans, source)
        except Exception as error:
            self.rejects.count("internal", repr(error))
            self._refuse(
                source, plans[0].message.address, Refused("internal", "the node failed; see its log")
            )

    def _run(self, plans: list[Plan], source: Target) -> None:
        """Hand all commands over as one, then answer the rest in order."""
        commands = [asked for plan in plans for asked in plan.asked if isinstance(asked, Command)]
        if commands and not self._submit(commands, plans, source):
            return
        for plan in plans:
            for asked in plan.asked:
                try:
                    if isinstance(asked, Query):
                        self._answer(source, asked)
                    elif isinstance(asked, Call):
                        self._call(source, asked)
                except Refused as refused:
                    self._refuse(source, plan.message.address, refused)

    def _call(self, source: Target, call: Call) -> None:
        if call.path not in self._calls:
            raise Refused("not_ready", f"{call.path}: this node does not do that")
        self._calls[call.path](source, call.args)

    def _submit(self, commands: list[Command], plans: list[Plan], source: Target) -> bool:
        answers_to = self._replies.route(source)
        moves = [_is_move(command) for command in commands]
        paths = [spoken(command.path, command.part) for command in commands]
        acts = [path for path, move in zip(paths, moves, strict=True) if not move]
        self._waiting.add(acts, answers_to)
        try:
            receipts = self._surface.submit(commands)
        except Refused as refused:
            self._waiting.remove(acts, answers_to)
            self._refuse(source, plans[0].message.address, refused, alone=len(plans) == 1)
            return False
        for command, move, receipt in zip(commands, moves, receipts, strict=True):
            if move:
                self.feedback.touched(source, answers_to, (command.path, command.part), self._now())
            elif receipt.queued_bar is not None:
                path = f"{self._prefix}/{spoken(receipt.path, receipt.part)}"
                self._tell(answers_to, Event("queued", None, (path, receipt.queued_bar)))
        if "cancel" in paths:
            self._waiting.keep_only("cancel")
        return True

    def _answer(self, source: Target, query: Query) -> None:
        target = self._replies.route(source)
        args = self._surface.get(query.path, query.part)
        if args:
            self._tell(target, Event(query.path, query.part, args))
        else:
            raise Refused("not_ready", f"{query.path} is told when it happens; subscribe to hear it")

    def _refuse(self, source: Target, address: str, refused: Refused, alone: bool = True) -> None:
        self.rejects.count(refused.code, f"{address[:80]} from {source[0]}: {refused.text}")
        if address.endswith("/error") and refused.code in ("denied", "unknown_address"):
            return  # a node that we answer to says so, of whatever prefix: the two would never end
        text = refused.text if alone else f"{refused.text}; nothing of its bundle was applied"
        self._tell(self._replies.route(source), Event("error", None, (address, refused.code, text)))

    def _tell(self, target: Target, event: Event) -> None:
        address = f"{self._prefix}/{spoken(event.path, event.part)}"
        listed = event.path in LISTED
        for packet in encode_list(address, event.args) if listed else [encode(address, event.args)]:
            self._send(target, packet)

    def _ping(self, source: Target, args: Args) -> None:
        self._tell(self._replies.route(source), Event("pong", None, args))

    def _version(self, source: Target, args: Args) -> None:
        self._tell(self._replies.route(source), Event("version", None, (__version__, *API_VERSION)))

    def _hello(self, source: Target, args: Args) -> None:
        if port := named_port(source, args):
            self._replies.hold(source[0], port)
        target = self._replies.route(source)
        self._tell(target, Event("hello", None, (self._name, __version__, self.http_port)))
        self.feedback.snapshot(target)

    def _subscribe(self, source: Target, args: Args) -> None:
        defaults: Args = (0, "all", DEFAULT_HZ)
        _, groups, max_hz = args + defaults[len(args) :]
        port = named_port(source, args)
        target = (source[0], port) if port else self._replies.route(source)
        self.feedback.subscribe(target, source, str(groups), int(max_hz), self._now())

    def _unsubscribe(self, source: Target, args: Args) -> None:
        self.feedback.unsubscribe(source[0], named_port(source, args))

    def _refresh(self, source: Target, args: Args) -> None:
        answers_to = self._replies.route(source)
        for target in self.feedback.hands_of(source, answers_to) or [answers_to]:
            self.feedback.snapshot(target)
