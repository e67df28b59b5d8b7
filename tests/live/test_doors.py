"""A node that plays, steered over TCP and a WebSocket; its tree; and one client that never reads."""

import asyncio
import json
import socket
import urllib.request

import aiohttp
import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_tcp_server import MODE_1_1
from pythonosc.tcp_client import SimpleTCPClient

from livenode.control.framing import SIZED
from livenode.control.osc import decode, encode
from livenode.surface import Command
from tests.control.test_oscquery import KINDS, nodes
from tests.live.node_thread import running_node, wait_until
from tests.live.test_clients_node import FAST
from tests.ports import free_port

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]


def test_play_over_tcp_is_heard_on_a_websocket():
    async def hear_bars(port: int) -> None:
        heard: set[str] = set()
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(f"http://127.0.0.1:{port}/") as page:
                await page.send_bytes(encode("/livenode/subscribe", ()))
                with SimpleTCPClient("127.0.0.1", node.config.port, mode=MODE_1_1) as panel:
                    panel.send_message("/livenode/transport/play", ["now"])
                    (told, *_) = [OscMessage(packet) for packet in panel.receive(10) if packet]
                    assert told.address in ("/livenode/queued", "/livenode/done")
                    while not {"beat", "generation", "out/level", "heartbeat"} <= heard:
                        (message,) = decode(await page.receive_bytes(timeout=10))
                        heard.add(message.address.removeprefix("/livenode/"))

    with running_node(FAST, http_port=free_port()) as node:
        asyncio.run(asyncio.wait_for(hear_bars(node.server.http_port), 30))
        wait_until(lambda: not node.server.session.feedback.subscriptions, 10)
        assert not node.server.session.rejects.counts


def test_every_value_of_a_node_that_plays_is_of_its_type():
    with running_node((*FAST, Command("transport/play", None, (), "now")), http_port=free_port()) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 2, 15)
        with urllib.request.urlopen(f"http://127.0.0.1:{node.server.http_port}/") as answer:
            tree = json.load(answer)
    told = [method for method in nodes(tree) if "VALUE" in method]
    assert len(told) > 100
    for method in told:
        assert len(method["VALUE"]) == len(method["TYPE"]), method
        for tag, value in zip(method["TYPE"], method["VALUE"], strict=True):
            assert isinstance(value, KINDS[tag]) and not isinstance(value, bool), method


def test_a_client_that_never_reads_costs_no_riff():
    with running_node((*FAST, Command("transport/play", None, (), "now"))) as node, socket.socket() as deaf:
        band = node.conductor.band
        wait_until(lambda: band.made_riffs >= 2, 15)
        late, riffs = band.late_riffs, band.made_riffs
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        deaf.connect(("127.0.0.1", node.config.port))
        deaf.sendall(SIZED.wrap(encode("/livenode/subscribe", ())))
        try:
            while not node.server.session.rejects.counts["does not read"]:
                deaf.sendall(SIZED.wrap(encode("/livenode/ping", ("x" * 150,))) * 50)
        except ConnectionError:
            pass
        wait_until(lambda: band.made_riffs >= riffs + 2, 15)
        assert node.server.session.rejects.counts["does not read"] == 1
        assert band.late_riffs == late


def test_with_lan_the_address_is_said_with_its_token_and_as_a_code(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("livenode.control.discovery.network_addresses", list)
    said: list[str] = []
    with running_node(say=said.append, http_port=free_port(), lan=True):
        wait_until(lambda: any("Ctrl-C" in line for line in said), 10)
    token = (tmp_path / "livenode" / "page_token").read_text()
    assert any(f"/?token={token}" in line for line in said)
    assert sum("█" in line for line in said) > 10
