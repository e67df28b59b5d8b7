"""OSC over WebSocket, with aiohttp's client."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from livenode.control import connections, http_socket
from livenode.control import http as node_http
from livenode.control.osc import decode, encode
from livenode.surface import Event
from tests.control.rig import live_server
from tests.control.test_http import FIGURES
from tests.control.test_tcp import until
from tests.ports import free_port


@pytest.fixture
def port() -> int:
    return free_port()


@asynccontextmanager
async def open_socket(port: int) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Connect with a small receive buffer, so that who does not read is full soon."""
    connector = aiohttp.TCPConnector(socket_factory=small_socket)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.ws_connect(f"http://127.0.0.1:{port}/") as opened:
            yield opened


def small_socket(address: tuple) -> socket.socket:
    opened = socket.socket(*address[:3])
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    return opened


async def say(opened: aiohttp.ClientWebSocketResponse, path: str, *args: object) -> None:
    await opened.send_bytes(encode(f"/livenode/{path}", args))


async def hear(opened: aiohttp.ClientWebSocketResponse, path: str):
    """Return the next message at this path."""
    while True:
        (message,) = decode(await opened.receive_bytes(timeout=10))
        if message.address == f"/livenode/{path}":
            return message


def server_at(port: int, **options: object):
    return live_server(report=lambda: FIGURES, http_port=port, http_required=True, **options)


def test_a_page_says_hello_sets_and_hears(port):
    async def talk() -> None:
        async with open_socket(port) as page, open_socket(port) as other:
            await say(page, "hello")
            assert (await hear(page, "hello")).args[2] == port
            await say(other, "subscribe", 0, "state", 30)
            await hear(other, "update")
            await say(page, "tempo", 131.5)
            while (await hear(other, "tempo")).args != (131.5,):
                pass
            await say(page, "tempo", 9999.0)
            assert (await hear(page, "error")).args[1] == "out_of_range"

    with server_at(port) as (server, surface):
        asyncio.run(talk())
        assert surface.values.get("tempo") == (131.5,)
        until(lambda: not server.session.feedback.subscriptions)


def test_it_outlives_a_short_request(port, monkeypatch):
    monkeypatch.setattr(node_http, "CONNECTION_S", 0.2)

    async def talk() -> None:
        async with open_socket(port) as page:
            await say(page, "ping", 1)
            await hear(page, "pong")
            await asyncio.sleep(0.6)
            await say(page, "ping", 2)
            assert (await hear(page, "pong")).args == (2,)

    with server_at(port):
        asyncio.run(talk())


def test_a_sleeping_phone_is_noticed(port, monkeypatch):
    """Its connection stands, but no ping is answered."""
    monkeypatch.setattr(http_socket, "PING_S", 0.2)

    async def talk() -> None:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(f"http://127.0.0.1:{port}/", autoping=False) as asleep:
                await say(asleep, "subscribe")
                assert len(server._connections._wires) == 1
                while server._connections._wires:
                    await asyncio.sleep(0.05)

    with server_at(port) as (server, _):
        asyncio.run(asyncio.wait_for(talk(), 20))
        until(lambda: not server.session.feedback.subscriptions)


def test_too_large_a_frame_closes_and_is_counted(port):
    async def talk() -> None:
        async with open_socket(port) as page:
            await page.send_bytes(bytes(100_000))
            message = await page.receive(10)
            assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)

    with server_at(port) as (server, _):
        asyncio.run(talk())
        until(lambda: server.session.rejects.counts["not OSC, frame"] == 1)


def test_one_too_many_is_told_to_wait(port, monkeypatch):
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 1)

    async def talk() -> None:
        async with open_socket(port) as page:
            await say(page, "ping", 1)
            await hear(page, "pong")
            with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
                async with open_socket(port):
                    pass

    with server_at(port):
        asyncio.run(talk())


def test_who_does_not_read_is_closed_and_nobody_else_misses_a_line(port):
    text = "x" * 150

    async def talk() -> None:
        loop = server._poller.get_loop()
        async with open_socket(port) as reader, open_socket(port) as deaf:
            for opened in (reader, deaf):
                await say(opened, "subscribe", 0, "log", 100)
                await hear(opened, "update")
            deaf._conn.transport.pause_reading()
            for first in range(0, 60_000, 200):
                lines = [Event("error", None, (text, "late", str(n))) for n in range(first, first + 200)]
                loop.call_soon_threadsafe(lambda lines=lines: [server.publish(line) for line in lines])
                for line in lines:
                    assert (await hear(reader, "error")).args[1:] == line.args[1:]
                if server.session.rejects.counts["does not read"]:
                    deaf._conn.transport.abort()
                    return
            raise AssertionError("never closed")

    with server_at(port) as (server, _):
        asyncio.run(talk())
        assert server.session.rejects.counts["does not read"] == 1


def test_listen_and_ignore_as_text_frames(port):
    async def talk() -> None:
        async with open_socket(port) as page, open_socket(port) as other:
            await page.send_json({"COMMAND": "LISTEN", "DATA": "/livenode/tempo"})
            assert (await hear(page, "tempo")).args == (120.0,)
            await say(other, "tempo", 99.0)
            while (await hear(page, "tempo")).args != (99.0,):
                pass
            await page.send_json({"COMMAND": "IGNORE", "DATA": "/livenode/tempo"})
            await say(page, "ping", 1)
            await hear(page, "pong")
            await say(other, "tempo", 98.0)
            with pytest.raises(asyncio.TimeoutError):
                while True:
                    await page.receive_bytes(timeout=0.4)

    with server_at(port):
        asyncio.run(talk())
