"""What a service manager hears, over a real socket."""

from __future__ import annotations

import sys

import pytest

from livenode.show.notify import Notifier
from tests.show.manager import manager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")


def test_the_manager_hears_each_line():
    with manager(watchdog_s=4.0) as systemd:
        notifier = Notifier(systemd.environment)
        assert notifier.is_supervised and notifier.feed_s == 1.0
        notifier.ready()
        for text in ("plays; open", "plays; open", "no sound\nfor 12 s"):
            notifier.status(text)
        notifier.feed()
        notifier.stopping()
        assert systemd.told == [
            "READY=1",
            "STATUS=plays; open",
            "STATUS=no sound for 12 s",
            "WATCHDOG=1",
            "STOPPING=1",
        ]
        assert notifier.fed == 1


def test_without_a_manager_nothing_is_told():
    notifier = Notifier({})
    notifier.ready()
    assert not notifier.is_supervised and notifier.feed_s == 0.0


def test_a_manager_that_has_gone_stops_nothing():
    with manager() as systemd:
        environment = systemd.environment
    notifier = Notifier(environment)
    notifier.ready()
    notifier.feed()
    assert Notifier({**environment, "WATCHDOG_USEC": "soon"}).feed_s == 0.0


@pytest.mark.skipif(sys.platform != "linux", reason="abstract names are Linux's")
def test_a_name_that_is_no_file():
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("\0livenode-test-notify")
        heard.settimeout(5)
        Notifier({"NOTIFY_SOCKET": "@livenode-test-notify"}).ready()
        assert heard.recv(100) == b"READY=1"
