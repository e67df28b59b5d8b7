"""Who may see the page and talk to it."""

import stat

import pytest

from livenode.config import Config
from livenode.control.gate import Gate, Visitor, kept_token
from livenode.node import _control_options

NODE = "192.168.1.5:7480"
TOKEN = "0123456789ab"
PHONE = "192.168.1.9"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:7480", "localhost:7480", "LOCALHOST", "[::1]:7480", NODE, "stage.local:7480", "stage.local"],
)
def test_the_node_answers_to_its_own_names(host):
    gate = Gate(["Stage.local"])
    assert gate.refusal(Visitor(host=host)) == ""
    assert gate.refusal(Visitor(host=host, origin=f"http://{host}")) == ""


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example:7480",
        "127.0.0.1.evil.example",
        "local",
        "evil.local:7480",
        "127.0.0.1:7480:1",
        "fe80::1%; x",
    ],
)
def test_a_name_bound_to_our_address_is_refused(host):
    assert "ask for it by its address" in Gate(["stage.local"]).refusal(Visitor(host=host))


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1:7480",
        "http://127.0.0.1",
        "http://127.0.0.1:8000",
        "http://localhost:7480",
        "null",
        "http://127.0.0.1:7480.evil.example",
    ],
)
def test_a_page_of_another_origin_is_refused(origin):
    visitor = Visitor(host="127.0.0.1:7480", origin=origin)
    assert "open the node's own page" in Gate().refusal(visitor)


@pytest.mark.parametrize(
    ("peer", "tokens", "enters"),
    [
        ("127.0.0.1", (), True),
        (PHONE, (TOKEN, ""), True),
        (PHONE, ("", TOKEN), True),
        (PHONE, ("", ""), False),
        (PHONE, (TOKEN[:-1],), False),
        (PHONE, (TOKEN.upper(),), False),
        (PHONE, ("\udcff",), False),
        ("", (), False),
    ],
)
def test_other_machines_need_the_token(peer, tokens, enters):
    refusal = Gate(token=TOKEN).refusal(Visitor(peer, NODE, "", tokens))
    assert (refusal == "") == enters
    assert enters or "?token=" in refusal


def test_without_a_token_none_is_needed():
    assert Gate().refusal(Visitor(PHONE, NODE)) == ""


def test_the_token_is_kept_over_restarts_for_its_owner_only(tmp_path):
    file = tmp_path / "state" / "page_token"
    token = kept_token(file)
    assert len(token) == 12 and int(token, 16) >= 0
    assert kept_token(file) == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept_token(tmp_path / "other") != token


@pytest.mark.parametrize("kept", [b"", b"short", b"0123456789AB", b"\xff\xfe", b"0123456789ab\n0123456789ab"])
def test_a_torn_token_is_made_anew(tmp_path, kept):
    file = tmp_path / "page_token"
    file.write_bytes(kept)
    token = kept_token(file)
    assert len(token) == 12 and file.read_text() == token


def test_a_disk_that_cannot_keep_it_costs_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    assert len(kept_token(tmp_path / "file" / "page_token")) == 12


@pytest.mark.parametrize(
    ("lan", "asked", "has"), [(False, True, False), (True, True, True), (True, False, False)]
)
def test_only_on_the_network_is_there_a_token(lan, asked, has, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert bool(_control_options(Config(lan=lan, token=asked), False).token) == has
    assert (tmp_path / "livenode").exists() == has
