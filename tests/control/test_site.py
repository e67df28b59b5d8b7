"""What a GET is answered with, without a socket; and over one, who is let in."""

from __future__ import annotations

import asyncio
import json
import socket

import aiohttp
import pytest

from livenode.control import ports
from livenode.control.fake_surface import FakeSurface
from livenode.control.gate import COOKIE, Gate
from livenode.control.oscquery import Tree
from livenode.control.site import Ask, Site, read_page
from tests.control.rig import live_server
from tests.control.test_http import FIGURES, ask
from tests.control.test_websocket import hear, say, server_at
from tests.ports import free_port

TOKEN = "0123456789ab"
PHONE = "192.168.1.9"
BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def site(tmp_path) -> Site:
    (tmp_path / "index.html").write_text("<!doctype html>hello")
    (tmp_path / "app.js").write_text("1;")
    (tmp_path / "notes.txt").write_text("not of the page")
    (tmp_path / "more").mkdir()
    return Site(
        lambda: FIGURES,
        Tree(FakeSurface().get, "/livenode", "stage", 7400),
        Gate(token=TOKEN),
        read_page(tmp_path),
    )


def get(site: Site, path: str, **more: str):
    return site.answer(Ask(path, **{"host": "127.0.0.1:7480", **more}))


def test_a_browser_gets_the_page_and_a_program_the_tree(site):
    assert get(site, "/", accept=BROWSER).body == b"<!doctype html>hello"
    assert get(site, "/", query="HTML").body == b"<!doctype html>hello"
    for accept in ("", "*/*", "application/json"):
        assert json.loads(get(site, "/", accept=accept).body)["CONTENTS"]["livenode"]
    assert json.loads(get(site, "/", accept=BROWSER.replace("text/html", "")).body)["FULL_PATH"] == "/"


def test_files_have_their_type_and_others_are_not_there(site):
    script = get(site, "/app.js")
    assert (script.status, script.body, script.kind) == (200, b"1;", "text/javascript; charset=utf-8")
    for path in ("/notes.txt", "/more", "/../app.js", "//app.js", "/app.js/", "/%61pp.js", "/index.htm"):
        assert get(site, path).status == 404


def test_the_page_may_load_and_reach_its_own_node_only(site):
    for path in ("/index.html", "/app.js", "/livenode/tempo"):
        headers = get(site, path, host="192.168.1.5:7480").headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'; connect-src 'self' ws://192.168.1.5:7480;")
        assert "unsafe" not in policy and "*" not in policy and "http:" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"


def test_another_machine_shows_the_token_once_and_then_its_cookie(site):
    phone = {"peer": PHONE, "host": "192.168.1.5:7480", "accept": BROWSER}
    assert get(site, "/", **phone).status == 403
    assert get(site, "/", query="token=wrong", **phone).status == 403
    shown = get(site, "/", query=f"token={TOKEN}", **phone)
    assert shown.status == 200
    cookie = shown.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}={TOKEN}; ") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    for path in ("/", "/app.js", "/livenode/tempo"):
        assert get(site, path, **phone).status == 403
        kept = get(site, path, cookie=TOKEN, **phone)
        assert kept.status == 200 and "Set-Cookie" not in kept.headers


def test_the_token_is_no_attribute(site):
    asked = get(site, "/livenode/tempo", query=f"token={TOKEN}&VALUE", peer=PHONE)
    assert json.loads(asked.body) == {"VALUE": [120.0]}
    asked = get(site, "/", query=f"HOST_INFO&token={TOKEN}", peer=PHONE)
    assert json.loads(asked.body)["NAME"] == "stage"


def test_figures_need_no_token_as_before(site):
    for path in ("/status", "/metrics"):
        assert get(site, path, peer=PHONE, host="anything").status == 200


def test_nothing_to_say_has_no_body(site):
    answer = get(site, "/livenode/panic", query="VALUE")
    assert (answer.status, answer.body) == (204, b"")


def test_without_a_page_the_tree_is_shown(tmp_path):
    tree = Tree(FakeSurface().get, "/livenode", "stage", 7400)
    bare = Site(lambda: FIGURES, tree, Gate(), read_page(tmp_path / "none"))
    assert json.loads(get(bare, "/", accept=BROWSER).body)["FULL_PATH"] == "/"


# -- over sockets


@pytest.fixture
def port() -> int:
    return free_port()


def test_the_tree_is_asked_over_http(port):
    with server_at(port) as (server, _):
        status, headers, body = ask(port, "/livenode/tempo?VALUE")
        assert (status, json.loads(body)) == (200, {"VALUE": [120.0]})
        assert ask(port, "/livenode/panic?VALUE")[::2] == (204, b"")
        assert ask(port, "/livenode/tempo?HUE")[0] == 400
        told = json.loads(ask(port, "/?HOST_INFO")[2])
        assert (told["OSC_PORT"], told["WS_PORT"], told["OSC_IP"]) == (server.port, port, "127.0.0.1")


def test_a_strange_host_or_origin_is_refused_over_http(port):
    with server_at(port, name="Left Stage"):
        assert ask(port, "/", Host=f"evil.example:{port}")[0] == 403
        assert ask(port, "/livenode", Origin="http://evil.example")[0] == 403
        assert ask(port, "/livenode", Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200
        for name in (socket.gethostname(), "left-stage.local", "left-stage-2.local"):
            assert ask(port, "/livenode", Host=f"{name}:{port}")[0] == 200


@pytest.mark.parametrize(
    ("headers", "enters"),
    [
        ({}, True),
        ({"Origin": "http://127.0.0.1:{port}"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://evil.example:{port}", "Host": "evil.example:{port}"}, False),
    ],
)
def test_a_strangers_page_opens_no_websocket(port, headers, enters):
    spelled = {key: value.format(port=port) for key, value in headers.items()}

    async def talk() -> None:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(f"http://127.0.0.1:{port}/", headers=spelled) as opened:
                await say(opened, "tempo", 99.0)
                await say(opened, "ping", 1)
                await hear(opened, "pong")

    with server_at(port) as (server, surface):
        if enters:
            asyncio.run(talk())
            assert surface.values.get("tempo") == (99.0,)
        else:
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                asyncio.run(talk())
            assert surface.commands == [] and server.session.rejects.counts["denied"] == 1


def test_on_the_network_the_page_and_its_websocket_need_the_token(port):
    """The node's own address on its network stands for another machine: it is not loopback."""
    address = ports.own_address()
    if address.startswith("127."):
        pytest.skip("this machine has no network address")

    async def talk(query: str) -> tuple[object, ...]:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(f"http://{address}:{port}/{query}") as opened:
                await say(opened, "ping", 1)
                return (await hear(opened, "pong")).args

    options = {"lan": True, "allow": ("0.0.0.0/0",), "token": TOKEN}
    with live_server(report=lambda: FIGURES, http_port=port, http_required=True, **options) as (server, _):
        assert server.http_addresses() == [f"http://{address}:{port}/?token={TOKEN}"]
        assert asyncio.run(talk(f"?token={TOKEN}")) == (1,)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            asyncio.run(talk(""))
        assert ask(port, "/livenode")[0] == 200  # from this machine itself
