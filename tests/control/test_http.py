"""The HTTP port: what it tells, what it refuses, and that nobody can hold it up."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from livenode.control import http as node_http
from livenode.control.connections import Connections
from livenode.control.exposition import exposition
from livenode.control.fake_surface import FakeSurface
from livenode.control.gate import Gate
from livenode.control.http import MAX_CONNECTIONS, HttpServer
from livenode.control.osc import decode, encode
from livenode.control.oscquery import Tree
from livenode.control.ports import ControlError, PortBusy
from livenode.control.server import ControlOptions, ControlServer
from livenode.control.session import Session
from livenode.control.site import Site
from livenode.figures import Attended, Figures, RiffFigures
from livenode.rt.memory import Memory
from livenode.status import DEGRADED, FAULT, Status
from tests.ports import free_port

STATUS = Status(DEGRADED, 'a "card"\\ of\nmine', 48_000, 256, 0.25, 3, 1, "default", "onnx", "draft")
FIGURES = Figures(
    "stage", STATUS, 61.5, 7, Memory().counters(), RiffFigures(9, 1, 0, 2, 100.0, 250.0, 40, -5)
)


def everyone(host: str) -> bool:
    return True


@contextmanager
def http_server(
    allows: Callable[[str], bool] = everyone, report: Callable[[], Figures] = lambda: FIGURES
) -> Iterator[tuple[int, list[str]]]:
    """Run a server in a thread; yields its port and the classes of what it refused."""
    loop, refused = asyncio.new_event_loop(), []

    def count(kind: str, detail: str) -> None:
        refused.append(kind)

    surface = FakeSurface()
    site = Site(report, Tree(surface.get, "/livenode", "stage", 7400), Gate(), {})
    session = Session(surface, lambda target, packet: None)
    server = HttpServer(site, Connections(session, allows), allows, count)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start("127.0.0.1", 0), loop).result(10)
    try:
        yield server.port, refused
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    """Return (status, headers, body) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def raw(port: int, data: bytes) -> bytes:
    """Return all that comes back for these bytes until the connection ends."""
    with socket.create_connection(("127.0.0.1", port), 10) as opened:
        opened.sendall(data)
        told = b""
        try:
            while more := opened.recv(4096):
                told += more
        except ConnectionError:
            pass
        return told


def test_status_is_json():
    with http_server() as (port, _), urllib.request.urlopen(f"http://127.0.0.1:{port}/status") as answer:
        assert answer.headers["Content-Type"] == "application/json"
        told = json.load(answer)
    assert told["status"] == {**told["status"], "status": "degraded", "blocksize": 256, "late": 1}
    assert told["riffs"] == {**told["riffs"], "made": 9, "cost_p99_ms": 250.0, "margin_least_ms": -5}
    assert {"frame", "callbacks", "xruns", "input_overflow", "nonfinite", "late_write_frames"} <= set(
        told["counters"]
    )
    assert (told["uptime_s"], told["bar"], told["name"]) == (61.5, 7, "stage")


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [
        (Status(), 200, "ok\nclosed\n"),
        (STATUS, 200, "degraded\nclosed\n"),
        (Status(DEGRADED, reason="late riffs in 30 s: 2"), 200, "degraded: late riffs in 30 s: 2\nclosed\n"),
        (Status(FAULT, reason="no sound for 40 s"), 503, "fault: no sound for 40 s\nclosed\n"),
    ],
)
def test_health_is_a_code_and_a_reason(status, code, says):
    figures = replace(FIGURES, status=status, attended=Attended(hours="closed"))
    with http_server(report=lambda: figures) as (port, _):
        told, headers, body = ask(port, "/healthz")
    assert (told, headers["Content-Type"], body.decode()) == (code, "text/plain; charset=utf-8", says)


def test_metrics_tell_what_is_done_while_nobody_looks():
    attended = Attended("closing", "attracting", 3, 14.0, 99, 7)
    with http_server(report=lambda: replace(FIGURES, attended=attended, device_losses=2)) as (port, _):
        body = ask(port, "/metrics")[2].decode()
    for line in (
        'livenode_hours{state="closing"} 1.0',
        'livenode_hours{state="open"} 0.0',
        'livenode_attract{state="attracting"} 1.0',
        "livenode_silences_total 3",
        "livenode_silent_seconds 14.0",
        "livenode_watchdog_fed_total 99",
        "livenode_state_saves_total 7",
        "livenode_device_losses_total 2",
    ):
        assert f"{line}\n" in body


def test_metrics_are_read_by_prometheus_parser():
    with http_server() as (port, _):
        status, headers, body = ask(port, "/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
    families = {family.name: family for family in text_string_to_metric_families(body.decode())}
    assert all(name.startswith("livenode_") for name in families)
    values = {
        (sample.name, *sample.labels.values()): sample.value
        for family in families.values()
        for sample in family.samples
    }
    assert values["livenode_riffs_total",] == 9
    assert values["livenode_riff_cost_seconds", "0.99"] == 0.25
    assert values["livenode_status", "degraded"] == 1 and values["livenode_status", "ok"] == 0
    assert values["livenode_xruns_total", "output_underflow"] == 0
    assert families["livenode_info"].samples[0].labels["device"] == STATUS.device
    assert families["livenode_riffs"].type == "counter"


def test_every_family_is_said_once_and_explained():
    families = list(text_string_to_metric_families(exposition(FIGURES)))
    assert len({family.name for family in families}) == len(families)
    assert all(family.documentation and family.samples for family in families)


def test_head_has_no_body():
    with http_server() as (port, _):
        status, headers, body = ask(port, "/status", "HEAD")
    assert status == 200 and int(headers["Content-Length"]) > 100 and body == b""


def test_unknown_path_names_those_there_are():
    with http_server() as (port, _):
        for path in ("/statu", "/status/", "/../etc/passwd", "/%2e%2e/x", "/livenode/tempi"):
            status, _, body = ask(port, path)
            assert status == 404
            assert json.loads(body)["paths"] == ["/", "/status", "/metrics", "/healthz"]


def test_a_query_does_not_matter():
    with http_server() as (port, _):
        assert ask(port, "/status?x=1")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_get_and_head_are_answered(method):
    with http_server() as (port, _):
        status, headers, _ = ask(port, "/status", method)
    assert status == 405 and headers["Allow"] == "GET, HEAD"


def test_a_body_is_refused():
    with http_server() as (port, _):
        assert ask(port, "/status", "GET", b"x" * 100)[0] == 400


@pytest.mark.parametrize(
    "data",
    [
        b"GET /status HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 5000 + b"\r\n\r\n",
        b"GET /" + b"x" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /status HTTP/1.1\r\n" + b"X: y\r\n" * 100 + b"\r\n",
        b"\x16\x03\x01 hello over TLS\r\n\r\n",
        b"#bundle\0\0\0\0\0\0\0\0\1\r\n\r\n",
    ],
)
def test_what_is_too_large_or_no_http_is_answered_by_400(data):
    with http_server() as (port, refused):
        assert raw(port, data).startswith(b"HTTP/1.0 400")
        assert refused == ["not HTTP"]
        assert ask(port, "/status")[0] == 200


def test_five_pages_load_at_once():
    """As when the node is started anew: each browser fetches the page's files six at a time."""
    with http_server() as (port, refused):
        opened = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(5 * 6)]
        for each in opened:
            each.sendall(b"GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        for each in opened:
            with each:
                assert each.recv(12) == b"HTTP/1.1 200"
        assert refused == []


def test_what_is_no_handshake_of_a_websocket_ends_with_its_answer():
    with http_server() as (port, refused):
        told = raw(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 400") and b"handshake" in told
        assert refused == ["not HTTP"]


def test_a_connection_serves_one_request():
    with http_server() as (port, _):
        told = raw(port, b"GET /status HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
    assert told.count(b"HTTP/1.1 200") == 1 and b"Connection: close" in told


def test_slow_clients_are_cut_off_and_keep_nobody_waiting(monkeypatch):
    monkeypatch.setattr(node_http, "CONNECTION_S", 1.0)
    with http_server() as (port, refused):
        slow = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(3 * MAX_CONNECTIONS)]
        begun_s = time.monotonic()
        for opened in slow[-MAX_CONNECTIONS + 1 :]:
            opened.sendall(b"GET /status HT")
        assert ask(port, "/status")[0] == 200
        assert time.monotonic() - begun_s < 2
        assert refused.count("busy") == 2 * MAX_CONNECTIONS + 1
        slow[-1].settimeout(5)
        try:
            assert slow[-1].recv(100) == b""
        except ConnectionResetError:
            pass
        assert time.monotonic() - begun_s > 0.9
        for opened in slow:
            opened.close()


def test_who_asks_without_end_waits():
    with http_server() as (port, _):
        assert ask(port, "/status")[0] == 200
        begun_s = time.monotonic()
        assert [ask(port, "/status")[0] for _ in range(10)] == [200] * 10
        assert time.monotonic() - begun_s > 9 * node_http.TURN_S


def test_a_stranger_is_cut_off_unread():
    with http_server(allows=lambda host: False) as (port, refused):
        assert raw(port, b"GET /status HTTP/1.1\r\nHost: x\r\n\r\n") == b""
        assert refused == ["not allowed"]


def test_a_report_that_fails_is_told_and_counted():
    def broken() -> Figures:
        raise ValueError("x")

    with http_server(report=broken) as (port, refused):
        assert ask(port, "/status")[0] == 500
        assert refused == ["internal"]


# -- beside OSC


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


async def started(**options: object) -> tuple[ControlServer, int]:
    """Start a server, stop it again; return it and the HTTP port it had."""
    server = ControlServer(FakeSurface(), ControlOptions(port=0, **options), report=lambda: FIGURES)
    try:
        await server.start()
        return server, server.http_port
    finally:
        await server.stop()


def test_a_taken_port_leaves_the_node_without_http(taken):
    server, port = asyncio.run(started(http_port=taken))
    (problem,) = server.problems
    assert port == 0 and f"HTTP port {taken} is taken" in problem
    assert f"--http-port {taken + 1}" in problem and "playing without HTTP" in problem


def test_a_taken_port_that_was_asked_for_is_an_error(taken):
    with pytest.raises(PortBusy, match=f"HTTP port {taken} is taken"):
        asyncio.run(started(http_port=taken, http_required=True))


def test_a_port_that_may_not_be_opened_is_told(monkeypatch):
    async def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(HttpServer, "start", refuse)
    with pytest.raises(ControlError, match="HTTP port 80 cannot be opened .Permission denied."):
        asyncio.run(started(http_port=80, http_required=True))


def test_port_0_is_off():
    server, port = asyncio.run(started(http_port=0))
    assert port == 0 and server.problems == [] and server.http_addresses() == []


def test_hello_tells_the_port_that_is_open(taken):
    async def hello(wanted: int) -> tuple[object, ...]:
        server = ControlServer(
            FakeSurface(), ControlOptions(port=0, http_port=wanted), report=lambda: FIGURES
        )
        told: list[bytes] = []
        server.session._send = lambda target, packet: told.append(packet)
        await server.start()
        try:
            server.session.receive(encode("/livenode/hello", ()), ("127.0.0.1", 5))
            return decode(told[0])[0].args
        finally:
            await server.stop()

    free = free_port()
    assert asyncio.run(hello(free))[2] == free
    assert asyncio.run(hello(taken))[2] == 0
    assert asyncio.run(hello(0))[2] == 0
