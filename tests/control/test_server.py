"""The UDP port itself."""

import asyncio
import socket
import sys
import time

import pytest

from livenode.control.fake_surface import FakeSurface
from livenode.control.osc import decode, encode, encode_bundle
from livenode.control.ports import ControlError, PortBusy, own_address, parse_networks, parse_target
from livenode.control.server import ControlOptions, ControlServer
from tests.control.rig import live_server


@pytest.fixture
def client():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        opened.settimeout(5)
        yield opened


def ask(client, port, path, *args):
    client.sendto(encode(f"/livenode/{path}", args), ("127.0.0.1", port))
    return decode(client.recv(2048))[0]


def test_answer_comes_over_udp(client):
    with live_server() as (server, _):
        assert ask(client, server.port, "tempo").args == (120.0,)


@pytest.mark.parametrize(
    "make",
    [
        lambda: bytes.fromhex("2362756e646c65000000000000000001fffffffc00000000"),
        lambda: b"/" + b"*" * 24 + b"\0\0\0,\0\0\0",
        lambda: encode_bundle([("/livenode/ping", ())] * 100, time.time() + 3600),
        lambda: encode_bundle([("/livenode/ping", ())], time.time() + 9),
        lambda: b"#bundle\0" + b"\xff" * 8,
    ],
    ids=["no end", "stars", "an hour ahead", "soon", "cut"],
)
def test_hostile_packet_does_not_hang_the_port(client, make):
    packet = make()
    with live_server() as (server, _), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hostile:
        for _ in range(20):
            hostile.sendto(packet, ("127.0.0.1", server.port))
        begun_s = time.monotonic()
        assert ask(client, server.port, "ping", 5).args == (5,)
        assert time.monotonic() - begun_s < 2


def test_busy_port_says_what_to_do():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
        server = ControlServer(FakeSurface(), ControlOptions(port=port))
        with pytest.raises(PortBusy, match=f"UDP port {port} is taken .* --port {port + 1}"):
            asyncio.run(server.start())


def test_port_is_free_again_after_stop():
    async def twice() -> None:
        first = ControlServer(FakeSurface(), ControlOptions(port=0))
        await first.start()
        port = first.port
        await first.stop()
        second = ControlServer(FakeSurface(), ControlOptions(port=port))
        await second.start()
        assert second.addresses() == [f"127.0.0.1:{port}"]
        await second.stop()
        await second.stop()

    asyncio.run(twice())


def test_host_outside_the_allow_list_is_not_heard(client):
    with live_server(allow=("192.168.7.0/24",)) as (server, surface):
        client.sendto(encode("/livenode/tempo", (90.0,)), ("127.0.0.1", server.port))
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(2048)
        assert surface.commands == []
        assert server.session.rejects.counts == {"not allowed": 1}


@pytest.mark.parametrize(
    ("host", "lan", "heard"),
    [
        ("127.0.0.1", False, True),
        ("192.168.1.5", False, False),
        ("192.168.1.5", True, True),
        ("8.8.8.8", True, False),
    ],
)
def test_networks_that_are_heard_by_default(host, lan, heard):
    server = ControlServer(FakeSurface(), ControlOptions(lan=lan))
    server.datagram_received(encode("/livenode/tempo", (90.0,)), (host, 5000))
    assert bool(server.session._surface.commands) == heard


def test_lan_listens_on_the_own_address(client):
    address = own_address()
    with live_server(lan=True, allow=("0.0.0.0/0",)) as (server, _):
        assert server.addresses() == [f"{address}:{server.port}"]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
            opened.settimeout(5)
            opened.sendto(encode("/livenode/ping", (3,)), (address, server.port))
            assert decode(opened.recv(2048))[0].args == (3,)


def test_feedback_target_hears_without_asking(client):
    port = client.getsockname()[1]
    with live_server(feedback=(f"localhost:{port}",)):
        assert decode(client.recv(2048))[0].address == "/livenode/heartbeat"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which host refused a packet")
def test_closed_port_of_a_subscriber_costs_no_one_else_a_packet(client):
    with live_server() as (server, _):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closing:
            closing.bind(("127.0.0.1", 0))
            gone = closing.getsockname()
            closing.sendto(encode("/livenode/subscribe", ()), ("127.0.0.1", server.port))
            assert closing.recv(2048)
        until_s = time.monotonic() + 10
        while server.session.feedback.subscriptions[gone].deaf_since_s is None:
            assert time.monotonic() < until_s
            for number in range(20):
                assert ask(client, server.port, "ping", number).args == (number,)
            time.sleep(0.005)


def test_a_host_that_no_network_knows_is_left_out_where_nobody_can_help():
    feedback = ("127.0.0.1:9000", "stage.invalid:9000")
    with pytest.raises(ControlError, match="no host 'stage.invalid' is known"):
        ControlServer(FakeSurface(), ControlOptions(feedback=feedback))
    server = ControlServer(FakeSurface(), ControlOptions(feedback=feedback, patient=True))
    assert len(server.problems) == 1
    assert server.problems[0].endswith("give its address; playing without it")


@pytest.mark.parametrize(
    "text", ["", "9000", ":9000", "host:", "10.0.0.1:0", "10.0.0.1:70000", "no such host:9000"]
)
def test_feedback_that_is_no_target(text):
    with pytest.raises(ControlError, match="--feedback"):
        parse_target(text)


def test_network_that_is_none():
    with pytest.raises(ControlError, match="'all'"):
        parse_networks(["10.0.0.0/8", "all"])


@pytest.mark.parametrize("lan", [False, True])
def test_who_names_the_nodes_own_port_for_answers_does_not_let_it_talk_to_itself(lan):
    with (
        live_server(lan=lan, allow=("0.0.0.0/0",)) as (server, surface),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client,
    ):
        host, counts = own_address() if lan else "127.0.0.1", server.session.rejects.counts
        for path in ("hello", "subscribe", "nothing"):
            client.sendto(encode(f"/livenode/{path}", (server.port,)), (host, server.port))
        limit_s = time.monotonic() + 20
        while counts["own port"] < 10:
            assert time.monotonic() < limit_s
            time.sleep(0.01)
        assert counts["unknown_address"] == 1, "the mistake itself"
        assert set(counts) == {"own port", "unknown_address"}, "none of its answers is answered"
        assert surface.commands == []
