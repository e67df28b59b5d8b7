"""OSC over TCP: python-osc and liblo as clients, and clients that misbehave."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_tcp_server import MODE_1_0, MODE_1_1
from pythonosc.tcp_client import SimpleTCPClient

from livenode.control import connections
from livenode.control.framing import SIZED, SLIP, Stream
from livenode.control.osc import decode, encode
from livenode.surface import Event
from tests.control.rig import live_server

FRAMINGS = {MODE_1_0: SIZED, MODE_1_1: SLIP}


class Client:
    """A plain client in one framing."""

    def __init__(self, port: int, framing=SIZED) -> None:
        self.socket = socket.socket()
        self.socket.settimeout(10)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.socket.connect(("127.0.0.1", port))
        self.framing, self._stream = framing, Stream()

    def send(self, path: str, *args: object) -> None:
        self.socket.sendall(self.framing.wrap(encode(f"/livenode/{path}", args)))

    def hear(self):
        """Return the next message; None: the connection is closed."""
        while (packet := self._stream.packet()) is None:
            try:
                data = self.socket.recv(65536)
            except ConnectionResetError:
                data = b""
            if not data:
                return None
            self._stream.feed(data)
        return decode(packet)[0]

    def hear_until(self, path: str):
        """Return the next message at this path."""
        while (message := self.hear()) is not None:
            if message.address == f"/livenode/{path}":
                return message
        raise AssertionError(f"closed before {path} came")


@contextmanager
def client(port: int, framing=SIZED) -> Iterator[Client]:
    opened = Client(port, framing)
    try:
        yield opened
    finally:
        opened.socket.close()


def until(happens: Callable[[], bool]) -> None:
    limit_s = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < limit_s
        time.sleep(0.01)


@pytest.mark.parametrize("mode", [MODE_1_0, MODE_1_1])
def test_python_osc_asks_sets_and_hears(mode):
    with live_server() as (server, surface), SimpleTCPClient("127.0.0.1", server.port, mode=mode) as opened:
        opened.send_message("/livenode/tempo", [131.5])
        opened.send_message("/livenode/tempo", [])
        (packet, *_) = [packet for packet in opened.receive(10) if packet]
        assert OscMessage(packet).address == "/livenode/tempo"
        assert OscMessage(packet).params == [131.5]
        assert surface.values.get("tempo") == (131.5,)


@pytest.mark.parametrize("framing", [SIZED, SLIP])
def test_a_connection_subscribes_and_leaves(framing):
    with live_server() as (server, _):
        with client(server.port, framing) as opened:
            opened.send("hello", 9, "panel")
            assert opened.hear_until("hello").args[0] == "livenode"
            opened.send("subscribe", 9, "state", 30)
            assert opened.hear_until("update").args == (1,)
            opened.send("unsubscribe", 9)
            opened.send("subscribe")
            opened.send("preset/list")
            opened.hear_until("preset/list")
            assert len(server.session.feedback.subscriptions) == 1
        until(lambda: not server.session.feedback.subscriptions)


def test_an_error_is_told_on_the_connection():
    with live_server() as (server, _), client(server.port) as opened:
        opened.send("tempo", 9999.0)
        assert opened.hear_until("error").args[1] == "out_of_range"


def test_oscsend_speaks_tcp():
    oscsend = shutil.which("oscsend")
    assert oscsend, "oscsend is not installed; apt install liblo-tools"
    with live_server() as (server, surface):
        url = f"osc.tcp://127.0.0.1:{server.port}/"
        subprocess.run([oscsend, url, "/livenode/tempo", "f", "99"], check=True, timeout=20)
        until(lambda: surface.values.get("tempo") == (99.0,))


@pytest.mark.parametrize("data", [b"GET / HTTP/1.1\r\n\r\n", b"\x7f\xff\xff\xff", b"\xc0/\xdb\xc0"])
def test_a_bad_frame_closes_its_connection_and_is_counted(data):
    with live_server() as (server, _), client(server.port) as bad, client(server.port) as good:
        bad.socket.sendall(data)
        assert bad.hear() is None
        good.send("ping", 3)
        assert good.hear_until("pong").args == (3,)
        assert [kind.startswith("not OSC, frame") for kind in server.session.rejects.counts] == [True]


def test_a_bad_packet_in_a_good_frame_is_counted_and_no_more():
    with live_server() as (server, _), client(server.port) as opened:
        opened.socket.sendall(SIZED.wrap(b"/bad"))
        opened.send("ping", 3)
        assert opened.hear_until("pong").args == (3,)


def test_a_flood_in_one_write_is_all_answered():
    with live_server() as (server, _), client(server.port) as opened:
        opened.socket.sendall(SIZED.wrap(encode("/livenode/ping", (1,))) * 1000)
        assert [opened.hear().args for _ in range(1000)] == [(1,)] * 1000


def test_a_stranger_is_cut_off_unread():
    with live_server(allow=("10.0.0.0/8",)) as (server, surface), client(server.port) as opened:
        opened.send("tempo", 99.0)
        assert opened.hear() is None
        assert surface.commands == [] and server.session.rejects.counts["not allowed"] == 1


def test_one_connection_too_many_is_refused(monkeypatch):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 2)
    with live_server() as (server, _), client(server.port) as first, client(server.port) as second:
        for opened in (first, second):
            opened.send("ping", 1)
            opened.hear_until("pong")
        with client(server.port) as third:
            assert third.hear() is None
        assert server.session.rejects.counts["busy"] == 1
        first.socket.close()
        until(lambda: len(server._connections._wires) == 1)
        with client(server.port) as third:
            third.send("ping", 4)
            assert third.hear_until("pong").args == (4,)


def test_who_does_not_read_is_closed_and_nobody_else_misses_a_line():
    """Three thousand lines of the log: one subscriber reads, the other never does."""
    with live_server() as (server, _), client(server.port) as reader, client(server.port, SLIP) as deaf:
        for opened in (reader, deaf):
            opened.send("subscribe", 0, "log", 100)
            opened.hear_until("update")
        text = "x" * 150
        loop = server._poller.get_loop()
        for first in range(0, 3000, 200):
            lines = [Event("error", None, (text, "late", str(n))) for n in range(first, first + 200)]
            loop.call_soon_threadsafe(lambda lines=lines: [server.publish(line) for line in lines])
            for line in lines:
                assert reader.hear_until("error").args[1:] == line.args[1:]
        assert server.session.rejects.counts["does not read"] == 1
        until(lambda: len(server.session.feedback.subscriptions) == 1)
