"""The OSCQuery tree, held against the proposal's rules for every row, and what each row accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from livenode.control.address import requests
from livenode.control.fake_surface import FakeSurface
from livenode.control.oscquery import Tree
from livenode.params import PARAMS, Refused, spoken
from livenode.surface import Event
from tests.control.rig import Rig

PREFIX = "/livenode"
HERE = ("192.168.1.5", 7480)
KINDS = {"i": int, "f": (int, float), "s": str}
PANEL = ("192.168.1.9#1", 50000)  # a WebSocket
OTHER = ("192.168.1.9#2", 50001)


@pytest.fixture
def surface() -> FakeSurface:
    return FakeSurface()


@pytest.fixture
def tree(surface) -> Tree:
    return Tree(surface.get, PREFIX, "stage", 7400)


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("CONTENTS", {}).values():
        yield from nodes(below)


def methods(tree: Tree) -> dict[str, dict[str, Any]]:
    return {node["FULL_PATH"]: node for node in nodes(tree.answer("/", "", *HERE)[1]) if "TYPE" in node}


def spoken_rows() -> dict[str, tuple[str, int | None]]:
    return {
        f"{PREFIX}/{spoken(row.path, part)}": (row.path, part)
        for row in PARAMS.values()
        for part in row.parts
    }


def test_every_row_is_a_method_and_nothing_else_is(tree):
    assert set(methods(tree)) == set(spoken_rows())


def test_the_tree_is_json_and_each_node_lies_where_it_says(tree):
    root = json.loads(json.dumps(tree.answer("/", "", *HERE)[1], allow_nan=False))
    for node in nodes(root):
        for name, below in node.get("CONTENTS", {}).items():
            assert below["FULL_PATH"] == f"{node['FULL_PATH'].rstrip('/')}/{name}"
            assert tree.answer(below["FULL_PATH"], "", *HERE) == (200, below)
        assert ("TYPE" in node) or ("CONTENTS" in node and node["ACCESS"] == 0)
        assert node["ACCESS"] in (0, 1, 2, 3) and isinstance(node["DESCRIPTION"], str)


def test_each_attribute_has_one_entry_for_each_type(tree):
    for node in methods(tree).values():
        tags = node["TYPE"]
        assert set(tags) <= set("ifsI")
        for name in ("VALUE", "RANGE", "EXTENDED_TYPE"):
            assert name not in node or len(node[name]) == len(tags), node
        assert len(node.get("UNIT", [0])) in (1, len(tags))
        if node["ACCESS"] == 2:
            assert "VALUE" not in node


def test_values_have_their_type_and_lie_in_their_range(tree):
    for node in methods(tree).values():
        if node["LIVENODE"]["KIND"] != "value":
            continue
        also = node["LIVENODE"].get("ALSO", [[]] * len(node["TYPE"]))
        ranges = node.get("RANGE", [{}] * len(node["TYPE"]))
        for values in (node["VALUE"], node["LIVENODE"]["DEFAULT"]):
            assert len(values) == len(node["TYPE"])
            for tag, value, span, more in zip(node["TYPE"], values, ranges, also, strict=True):
                assert isinstance(value, KINDS[tag])
                if "VALS" in span:
                    assert value in span["VALS"] and set(span) == {"VALS"}
                elif span:
                    assert span["MIN"] <= value <= span["MAX"] or value in more


def extremes(node: dict[str, Any]) -> Iterator[tuple[list[object], bool]]:
    """Yield arguments and whether the tree says that they are accepted."""
    ranges = node.get("RANGE", [])
    if not ranges:
        return
    middle = [span.get("VALS", [span.get("MIN", "a1" if tag == "s" else 1)])[0]
              for tag, span in zip(node["TYPE"], ranges, strict=True)]  # fmt: skip
    for at, span in enumerate(ranges):
        told = node["LIVENODE"].get("ALSO", [[]] * len(ranges))[at]
        good = [*span.get("VALS", []), *[span[end] for end in ("MIN", "MAX") if end in span], *told]
        bad = (
            [span["MIN"] - 9, span["MAX"] + 9]
            if "MIN" in span
            else ["no such word"]
            if "VALS" in span
            else []
        )
        for values, accepted in ((good, True), (bad, False)):
            yield from ((middle[:at] + [value] + middle[at + 1 :], accepted) for value in values)


def test_a_client_that_believes_the_ranges_is_never_refused(tree):
    """Each end of each range, each choice and each extra value is taken; what lies outside is refused."""
    tried = 0
    for path, node in methods(tree).items():
        if node["ACCESS"] & 2 == 0 or node["LIVENODE"]["KIND"] == "session":
            continue
        for args, accepted in extremes(node):
            tried += 1
            try:
                requests(path, args, PREFIX)
                assert accepted, (path, args)
            except Refused:
                assert not accepted, (path, args)
    assert tried > 400


def test_a_button_takes_the_impulse_it_declares_and_its_overload(tree):
    for path, node in methods(tree).items():
        if node["LIVENODE"]["KIND"] == "action" and node["TYPE"] == "I":
            assert len(requests(path, [None], PREFIX)) == 1
            assert node["CRITICAL"] is True
        for overload in node.get("OVERLOADS", []):
            assert overload["TYPE"].endswith("s") and overload["EXTENDED_TYPE"][-1] == "when"
            assert "CONTENTS" not in overload
            span = overload["RANGE"][:-1]
            given = [one.get("MIN", "a1") for one in span]
            for when in overload["RANGE"][-1]["VALS"]:
                (command,) = requests(path, [*given, when], PREFIX)
                assert command.when == when


def test_a_value_is_the_surfaces(tree, surface):
    surface.values = surface.values.with_value("part/<p>/level", 2, (0.25,))
    assert tree.answer("/livenode/part/2/level", "VALUE", *HERE) == (200, {"VALUE": [0.25]})
    assert tree.answer("/livenode/part/1/level/", "VALUE", *HERE) == (200, {"VALUE": [0.8]})


def test_what_is_no_number_in_json_is_0(tree, surface):
    surface.outs["in/level", None] = (float("-inf"), float("nan"))
    assert tree.answer("/livenode/in/level", "VALUE", *HERE) == (200, {"VALUE": [0.0, 0.0]})


@pytest.mark.parametrize(
    ("path", "attribute", "status"),
    [
        ("/livenode/tempo", "RANGE", 200),
        ("/livenode/tempo", "CONTENTS", 200),
        ("/livenode/panic", "VALUE", 204),
        ("/livenode/panic", "RANGE", 204),
        ("/livenode/part", "VALUE", 204),
        ("/livenode/generation", "VALUE", 204),
        ("/livenode/tempo", "CLIPMODE", 400),
        ("/livenode/tempo", "tempo", 400),
        ("/livenode/tempi", "", 404),
        ("/livenode/tempi", "VALUE", 404),
        ("/livenode/part/5/level", "", 404),
        ("/livenode/part/<p>/level", "", 404),
        ("//", "", 200),
        ("", "", 200),
    ],
)
def test_status_of_an_attribute(tree, path, attribute, status):
    assert tree.answer(path, attribute, *HERE)[0] == status


def test_host_info_says_where_to_talk_and_what_is_there(tree):
    for path in ("/", "/livenode/tempo", "/nowhere"):
        status, told = tree.answer(path, "HOST_INFO", *HERE)
        assert status == 200
        assert told == {
            **told, "NAME": "stage", "OSC_IP": HERE[0], "OSC_PORT": 7400, "OSC_TRANSPORT": "UDP",
            "WS_IP": HERE[0], "WS_PORT": HERE[1],
        }  # fmt: skip
    used = {name for node in methods(tree).values() for name in node} - {"FULL_PATH", "CONTENTS", "TYPE"}
    assert used | {"LISTEN", "HTML"} == {name for name, there in told["EXTENSIONS"].items() if there}


# -- LISTEN and IGNORE


def command(rig: Rig, word: str, path: str, source: tuple = PANEL) -> list[tuple]:
    rig.take()
    rig.session.command(json.dumps({"COMMAND": word, "DATA": f"{PREFIX}/{path}"}), source)
    return rig.take()


def test_who_listens_hears_the_value_at_once_and_each_change_and_nothing_else():
    rig = Rig()
    assert command(rig, "LISTEN", "tempo") == []
    assert set(rig.run(0.1)) == {(PANEL, "tempo", (120.0,))}
    rig.say("tempo", 99.0, source=OTHER)
    rig.say("level", 0.5, source=OTHER)
    rig.session.publish(Event("generation", None, ("1", "x", 1.0, 1.0, 0)))
    assert {(to, path) for to, path, _ in rig.run(2.0)} == {(PANEL, "tempo")}
    command(rig, "IGNORE", "tempo")
    rig.run(0.2)
    rig.say("tempo", 98.0, source=OTHER)
    assert rig.run(2.0) == []


def test_who_listens_to_a_line_of_the_log_hears_each():
    rig = Rig()
    command(rig, "LISTEN", "generation")
    for number in range(3):
        rig.session.publish(Event("generation", None, ("1", str(number), 1.0, 1.0, 0)))
    assert [args[1] for _, _, args in rig.run(0.1)] == ["0", "1", "2"]


def test_listening_outlasts_a_subscription_and_ends_with_the_connection():
    rig = Rig()
    command(rig, "LISTEN", "tempo")
    rig.say("subscribe", 0, "beat", 30, source=PANEL)
    rig.hush()
    rig.say("tempo", 99.0, source=OTHER)
    assert (PANEL, "tempo", (99.0,)) in rig.run(0.2)
    rig.session.left(PANEL[0])
    rig.say("tempo", 98.0, source=OTHER)
    assert rig.run(2.0) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "LISTEN", "[]", "{}", "null", '{"COMMAND": "LISTEN"}', "[" * 8000),
        '{"COMMAND": [], "DATA": "/livenode/tempo"}',
        '{"COMMAND": "SING", "DATA": "/livenode/tempo"}',
        '{"COMMAND": "LISTEN", "DATA": "/x/tempi"}',
        '{"COMMAND": "LISTEN", "DATA": 7}',
    ],
)
def test_what_is_no_command_is_answered_by_an_error(text):
    rig = Rig()
    rig.session.command(text, PANEL)
    ((to, path, args),) = rig.take()
    assert (to, path, args[0]) == (PANEL, "error", "LISTEN")
    assert rig.session.feedback.subscriptions == {}


# -- a connection is a host of its own


def test_a_connection_hears_on_itself_whatever_port_it_names(tmp_path):
    rig = Rig(state_file=tmp_path / "reply_ports.json")
    assert {to for to, _, _ in rig.say("hello", 9000, "panel", source=PANEL)} == {PANEL}
    rig.say("subscribe", 9001, "all", 30, source=PANEL)
    assert {to for to, _, _ in rig.run(1.0)} == {PANEL}
    assert not (tmp_path / "reply_ports.json").exists()
    rig.say("unsubscribe", 9001, source=PANEL)
    rig.hush()
    assert rig.run(2.0) == []


def test_a_connection_stays_subscribed_as_long_as_it_stands():
    rig = Rig()
    rig.say("subscribe", source=PANEL)
    rig.hush()
    rig.now_s += 30 * 24 * 3600.0
    assert [path for _, path, _ in rig.run(0.1)] == ["heartbeat"]


def test_two_connections_of_one_machine_are_two_hosts():
    rig = Rig()
    for panel in (PANEL, OTHER):
        rig.say("subscribe", 0, "state", 30, source=panel)
    rig.hush()
    rig.say("tempo", 99.0, source=PANEL)
    assert {(OTHER, "tempo", (99.0,))} == {sent for sent in rig.run(0.1) if sent[1] == "tempo"}


def test_on_a_connection_nothing_is_said_twice():
    rig = Rig()
    rig.say("hello", source=OTHER)
    rig.say("subscribe", 0, "state", 30, source=PANEL)
    rig.run(1.0)
    rig.say("refresh", source=PANEL)
    told = [path for _, path, _ in rig.run(0.9) if path != "heartbeat"]
    assert len(told) > 100 and len(set(told)) == len(told) - 1  # update 1 and update 0
    rig.say("part/1/mute", 1, source=("10.0.0.7", 5))
    assert [path for _, path, _ in rig.run(0.9) if path != "heartbeat"] == ["part/1/mute"]
