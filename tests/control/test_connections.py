"""What becomes of connections that end, and of what they asked for."""

import pytest

from livenode.control.connections import MAX_WAITING_BYTES, Connections
from livenode.control.fake_surface import FakeSurface
from livenode.control.feedback import MAX_SUBSCRIPTIONS
from livenode.control.osc import encode, encode_bundle
from livenode.control.session import Session

WALL_S = 1.7e9


class FakeWire:
    """A client that takes what it is sent, or nothing at all."""

    def __init__(self) -> None:
        self.waiting_bytes, self.is_cut = 0, False

    def send(self, packet: bytes) -> None:
        assert not self.is_cut

    def cut(self) -> None:
        self.is_cut = True


class Hall:
    """Connections to a session whose clock is moved by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.session = Session(
            FakeSurface(),
            lambda target, packet: self.connections.send(target, packet),
            now=lambda: self.now_s,
            wall=lambda: WALL_S + self.now_s,
        )
        self.connections = Connections(self.session, lambda host: True)

    def subscriptions(self) -> int:
        return len(self.session.feedback.subscriptions)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_what_a_connection_asks_for_after_it_was_cut_ends_with_it(hall):
    for _ in range(2 * MAX_SUBSCRIPTIONS):
        wire = FakeWire()
        target = hall.connections.open(wire, ("10.0.0.5", 50_000))
        wire.waiting_bytes = MAX_WAITING_BYTES
        hall.session.receive(encode("/livenode/ping", ()), target)
        assert wire.is_cut
        hall.session.receive(encode("/livenode/subscribe", ()), target)  # it had been sent before
        hall.session.command('{"COMMAND": "LISTEN", "DATA": "/livenode/bar1"}', target)
        hall.connections.close(target)  # as the transport does in the end
    assert hall.subscriptions() == 0


def test_a_subscription_that_was_scheduled_by_a_connection_ends_with_it(hall):
    for _ in range(2 * MAX_SUBSCRIPTIONS):
        target = hall.connections.open(FakeWire(), ("10.0.0.5", 50_000))
        hall.session.receive(encode_bundle([("/livenode/subscribe", ())], WALL_S + hall.now_s + 1.0), target)
        hall.connections.close(target)
    hall.now_s += 2.0
    for _ in range(3):
        hall.session.poll()
    assert hall.subscriptions() == 0
