"""A node that plays tells what it counts: a line for each riff, HTTP, OSC; a full disk stops no music."""

from __future__ import annotations

import json
import socket
import time
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from livenode.control.osc import decode, encode
from livenode.journal import read
from livenode.surface import Command
from tests.live.node_thread import running_node, wait_until
from tests.ports import free_port

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

PLAY = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("count_in", None, (0,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("transport/play", None, (), "now"),
)


def test_metrics_match_the_journal(tmp_path):
    journal, metrics = tmp_path / "journal", tmp_path / "metrics"
    metrics.write_text('{"of": "the show before"}\n')
    with running_node(PLAY, options={"journal": journal, "metrics": str(metrics)}) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 4, 20)
        assert len(metrics.read_text().splitlines()) > 3, "not written at once"
    rows = {(row["riff"], row["number"]): row for row in read(journal).riffs}
    before, *lines = [json.loads(line) for line in metrics.read_text().splitlines()]
    assert before == {"of": "the show before"}
    assert {(line["part"], line["number"]) for line in lines} == set(rows)
    for line in lines:
        row = rows[line["part"], line["number"]]
        assert (line["cost_ms"], line["frame"], line["engine"]) == (row["ms"], row["frame"], "fake")
        assert line["bar"] == row["start_bar"] + 1 and line["late"] == bool(row["late"])
        assert line["lead_ms"] == row["lead_frames"] / 48
        assert line["margin_ms"] < line["lead_ms"]
        assert line["late"] or line["margin_ms"] >= 0
        assert set(line["timings_ms"]) == {"encode", "denoise", "decode"}
        assert sum(line["timings_ms"].values()) < line["cost_ms"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_told_once_and_the_music_goes_on():
    said: list[str] = []
    options = {"journal": Path("/dev/full"), "metrics": "/dev/full"}
    with running_node(PLAY, said.append, options) as node:
        wait_until(lambda: node.conductor.band.made_riffs >= 4, 20)
        wait_until(lambda: node.report.status().reason != "", 5)
        riffs = node.conductor.band.made_riffs
        wait_until(lambda: node.conductor.band.made_riffs >= riffs + 2, 10)
        status = node.report.status()
    assert status.status == "degraded"
    assert "the journal /dev/full is no longer written (No space left on device)" in status.reason
    assert "the metrics file /dev/full is no longer written" in status.reason
    assert len([line for line in said if "no longer written" in line]) == 2


def test_http_and_osc_tell_what_is_counted():
    port = free_port()
    with (
        running_node(PLAY, http_port=port) as node,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as panel,
    ):
        panel.bind(("127.0.0.1", 0))
        panel.settimeout(5)
        panel.sendto(encode("/livenode/subscribe", (0, "state", 30)), ("127.0.0.1", node.config.port))
        panel.sendto(encode("/livenode/hello", ()), ("127.0.0.1", node.config.port))
        wait_until(lambda: node.conductor.band.made_riffs >= 3, 20)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/status") as answer:
            told = json.load(answer)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            families = list(text_string_to_metric_families(answer.read().decode()))
        heard = [message for message in hear(panel, 4.0) if message.address != "/livenode/update"]
    assert told["status"]["status"] in ("ok", "degraded") and told["status"]["engine"] == "fake"
    assert told["riffs"]["made"] >= 3 and told["riffs"]["cost_p50_ms"] > 0
    assert told["counters"]["frame"] > 48_000 and told["counters"]["callbacks"] > 100
    assert told["bar"] >= 1
    values = {sample.name: sample.value for family in families for sample in family.samples}
    assert values["livenode_frames_total"] >= told["counters"]["frame"]
    assert values["livenode_riffs_total"] >= 3
    (hello,) = [message.args for message in heard if message.address == "/livenode/hello"]
    assert hello[2] == port
    counters = [message.args for message in heard if message.address == "/livenode/counters"]
    assert 3 <= len(counters) <= 10, "once a second"
    assert counters[-1][0] >= 3 and counters[-1][4] > 0


def hear(panel: socket.socket, seconds: float) -> list:
    """Return the messages that come within some seconds."""
    messages, until_s = [], time.monotonic() + seconds
    while time.monotonic() < until_s:
        messages += decode(panel.recv(2048))
    return messages
