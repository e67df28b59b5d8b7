"""The announcement on the network, with the real library on loopback, and heard by a browser of its own."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable

import pytest
from zeroconf import Zeroconf

from livenode.control import discovery
from livenode.control.discovery import OSC, OSCQUERY, Announcer, Service, network_addresses
from livenode.control.fake_surface import FakeSurface
from livenode.control.ports import network_names
from livenode.control.server import ControlOptions, ControlServer

SERVICES = (Service(OSC, 7400), Service(OSCQUERY, 7480))
HERE = ["127.0.0.1"]


def announcer(names: list[str], addresses: Callable[[], list[str]] = lambda: HERE, services=SERVICES):
    counted: list[str] = []
    made = Announcer(services, names, lambda kind, detail: counted.append(detail), addresses)
    made.counted = counted
    return made


def until(happens: Callable[[], object]) -> None:
    limit_s = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < limit_s
        time.sleep(0.02)


def test_both_services_are_found_under_one_name_and_a_second_node_takes_the_next():
    names = ["stage", "stage-2"]
    first, second = announcer(names), announcer(names, services=SERVICES[:1])
    browser = Zeroconf(interfaces=HERE, use_asyncio=False)
    try:
        first.start()
        until(lambda: first.name == "stage")
        second.start()
        until(lambda: second.name == "stage-2")
        for service, name in ((SERVICES[0], "stage"), (SERVICES[1], "stage"), (SERVICES[0], "stage-2")):
            found = browser.get_service_info(service.kind, f"{name}.{service.kind}", 5000)
            assert (found.port, found.server) == (service.port, f"{name}.local.")
            assert found.parsed_addresses() == HERE
    finally:
        asyncio.run(first.stop())
        asyncio.run(second.stop())
        browser.close()
    assert (first.name, second.name, first.counted, second.counted) == ("", "", [], [])
    assert not [thread for thread in threading.enumerate() if thread.name == "livenode-discovery"]


def test_without_a_network_it_waits_for_one(monkeypatch):
    monkeypatch.setattr(discovery, "RETRY_S", 0.05)
    monkeypatch.setattr(discovery, "PROBE_MS", 100)
    cards: list[list[str]] = [[]]
    waiting = announcer(["late"], lambda: cards[0])
    waiting.start()
    try:
        time.sleep(0.3)
        assert (waiting.name, waiting.counted) == ("", [])
        cards[0] = HERE
        until(lambda: waiting.name == "late")
        cards[0] = []  # pulled out again
        until(lambda: waiting.name == "")
    finally:
        asyncio.run(waiting.stop())


def test_a_network_that_fails_is_counted_once(monkeypatch):
    monkeypatch.setattr(discovery, "RETRY_S", 0.01)
    tried = []

    def broken() -> list[str]:
        tried.append(1)
        raise OSError("no such device")

    failing = announcer(["stage"], broken)
    failing.start()
    until(lambda: len(tried) > 5)
    asyncio.run(failing.stop())
    assert failing.counted == ["OSError('no such device')"]


def test_stopping_does_not_wait_for_the_network():
    stopping = announcer(["stage"])
    stopping.start()
    begun_s = time.monotonic()
    asyncio.run(stopping.stop())
    assert time.monotonic() - begun_s < discovery.CLOSE_S + 5


def test_loopback_is_no_network():
    assert not [address for address in network_addresses() if address.startswith("127.")]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("livenode", "livenode"),
        ("Left Stage!", "left-stage"),
        ("é", "livenode"),
        ("x" * 90, "x" * 40),
        ("", "livenode"),
    ],
)
def test_a_name_is_made_of_what_a_network_takes(name, first):
    names = network_names(name)
    assert names[:2] == [first, f"{first}-2"] and len(set(names)) == 9


async def started(**options: object) -> tuple[ControlServer, bool]:
    server = ControlServer(FakeSurface(), ControlOptions(port=0, **options))
    await server.start()
    announced = server._announcer is not None
    await server.stop()
    return server, announced


def test_only_lan_is_announced():
    assert asyncio.run(started())[1] is False
    assert asyncio.run(started(lan=True))[1] is True


def test_without_the_library_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "livenode.control.discovery", None)
    server, announced = asyncio.run(started(lan=True))
    assert not announced and "pip install 'livenode[discovery]'" in server.problems[0]
