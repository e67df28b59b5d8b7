"""Packets are lost and programs die: the others go on, and one `refresh` makes a client right again."""

import random
import socket
import time

import pytest

from livenode.control.osc import decode, encode
from livenode.params import PARAMS, spoken
from tests.control.relay import LOCAL, lossy
from tests.control.rig import live_server

VALUES = [(row, part) for row in PARAMS.values() if row.kind == "value" for part in row.parts]


class Client:
    """A program with one socket. `heard`: the last arguments of each address; `log`: all that came."""

    def __init__(self, port: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((LOCAL, 0))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.heard: dict[str, tuple] = {}
        self.log: list[tuple[str, tuple]] = []
        self._node = (LOCAL, port)

    def say(self, path: str, *args: object) -> None:
        self.socket.sendto(encode(f"/livenode/{path}", args), self._node)

    def listen(self, seconds: float) -> None:
        """Take what comes within some seconds."""
        until_s = time.monotonic() + seconds
        while (left_s := until_s - time.monotonic()) > 0:
            self.socket.settimeout(left_s)
            try:
                (message,) = decode(self.socket.recv(4096))
            except TimeoutError:
                return
            path = message.address.removeprefix("/livenode/")
            self.heard[path] = message.args
            self.log.append((path, message.args))

    def told(self, path: str) -> list[tuple]:
        return [args for at, args in self.log if at == path]


@pytest.fixture
def client():
    opened = []

    def open_one(port: int) -> Client:
        opened.append(Client(port))
        return opened[-1]

    yield open_one
    for each in opened:
        each.socket.close()


def another(rng: random.Random, row, part) -> tuple:
    """Return other arguments that the row takes."""
    return tuple(
        rng.choice(arg.choices)
        if arg.choices
        else rng.choice(("1", "bass", "pad"))
        if arg.tag == "s"
        else rng.randint(int(arg.low), min(int(arg.high), 9))
        if arg.tag == "i"
        else rng.uniform(arg.low, arg.high)
        for arg in row.args
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_refresh_after_losses_makes_client_and_node_agree_on_every_value(seed, client):
    rng = random.Random(seed)
    with live_server() as (server, surface), lossy(server.port, 0.05, seed) as relay:
        far, near = client(relay.port), client(server.port)
        while not far.heard:  # hello and subscribe may be lost as well
            far.say("subscribe", 0, "all", 30)
            far.listen(0.2)
        for number in range(400):
            row, part = rng.choice(VALUES)
            path, args = spoken(row.path, part), another(rng, row, part)
            if row.path == "part/<p>/name":
                continue
            (far if number % 2 else near).say(path, *args)
            if number % 2:
                far.heard[path] = args  # where its fader stands now
            far.listen(0.002)
        far.listen(0.5)
        assert min(relay.lost) > 0
        wrong = differing(far, surface)
        lost = relay.lost[1]
        far.log.clear()
        far.heard.clear()  # as one that has just been started knows nothing
        relay.begin_anew()
        while not far.told("update"):
            far.say("refresh")
            far.listen(0.05)
        far.listen(1.0)
        print(f"{len(wrong)} values differed before, lost since: {relay.lost[1] - lost}")
        assert relay.lost[1] > lost
        assert differing(far, surface) == []


def differing(client: Client, surface) -> list[str]:
    return [
        path
        for row, part in VALUES
        if client.heard.get(path := spoken(row.path, part)) != pytest.approx(surface.get(row.path, part))
    ]


@pytest.mark.parametrize("way", ["its socket closes", "it is silently gone"])
def test_a_subscriber_that_dies_costs_the_other_nothing(way, client):
    with live_server() as (server, _):
        dying, living, hand = client(server.port), client(server.port), client(server.port)
        if way == "it is silently gone":
            dying.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        for each in (dying, living, hand):
            each.say("subscribe", 0, "all", 100)
        living.listen(0.6)
        living.log.clear()
        for step in range(100):
            if step == 30 and way == "its socket closes":
                dying.socket.close()
            hand.say("part/3/seed", step)
            hand.say("at", "now", "part/2/pan", step / 100)
            until_s = time.monotonic() + 5
            while not (
                step_told(living, "part/3/seed", step) and step_told(living, "part/2/pan", step / 100)
            ):
                assert time.monotonic() < until_s, f"step {step} was not told"
                living.listen(0.005)


def step_told(client: Client, path: str, value: float) -> bool:
    return client.heard.get(path) == (pytest.approx(value),)
