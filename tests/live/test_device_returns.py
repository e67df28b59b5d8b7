"""The JACK server ends under a playing node and starts again: the node goes on by itself, on the bar.

The node has a process of its own: what PortAudio and libjack keep of a dead server is the process's.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.live.watched_node import BAR_FRAMES
from tests.live.watching import AWAY_S, RECOVERY_LIMIT_S, Watched, assert_heard_on_the_bar, drift_s, plays

pytestmark = [pytest.mark.audio, pytest.mark.slow]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    node = Watched(tmp_path)
    try:
        node.wait(lambda row: plays(row) and row["riffs"] >= 2, 30)
        yield node
    finally:
        node.close()


def test_the_node_plays_on_when_jack_comes_back_and_again(watched: Watched) -> None:
    before = list(watched.rows)
    took_s = [watched.restart()]
    watched.wait_for_riffs(2)
    took_s.append(watched.restart())
    heard = watched.listen(4.0)
    watched.wait_for_riffs(2)
    rows = watched.rows[:]
    frames, begins = watched.end()
    count = assert_heard_on_the_bar(heard, frames[-12:], begins[-12:])
    moved_ms = 1000 * drift_s([before[-1], rows[-1]])
    print(f"recovered after {took_s[0]:.2f} s and {took_s[1]:.2f} s; {count} riffs heard on the bar;")
    print(f"musical time moved by {moved_ms:.0f} ms in two losses; {rows[-1]['late']} late riffs")
    assert [line["said"].split(";")[0].split(" after")[0] for line in watched.said[3:]] == [
        "sound card lost: system, JACK Audio Connection Kit",
        "sound card is back",
    ] * 2
    assert len({row["bar0_frame"] for row in rows}) == 1
    assert ((frames - rows[0]["bar0_frame"]) % BAR_FRAMES == 0).all()
    assert (np.diff([row["frame"] for row in rows]) >= 0).all()
    assert np.abs(heard).max() > 0.01 and count >= 2
    assert "fault" in rows[-1]["heartbeats"] and rows[-1]["heartbeats"][-1] != "fault"
    assert abs(moved_ms) < 500


def test_the_server_comes_back_at_another_rate_and_period(watched: Watched) -> None:
    took_s = watched.restart(44_100, 512)
    watched.wait_for_riffs(2)
    print(f"recovered after {took_s:.2f} s, through the bridge")
    assert watched.said[-1]["said"].endswith("; now 44100 Hz, 512 frames a block")
    assert (watched.rows[-1]["samplerate"], watched.rows[-1]["block"]) == (44_100, 512)
    took_s = watched.restart()
    assert watched.said[-1]["said"].endswith("; now 48000 Hz, 256 frames a block")
    print(f"recovered after {took_s:.2f} s, at the core's rate again")
    frames, _ = watched.end()
    assert ((frames - watched.rows[0]["bar0_frame"]) % BAR_FRAMES == 0).all()


def test_a_server_that_hangs_and_goes_on(watched: Watched) -> None:
    watched.server.send_signal(signal.SIGSTOP)
    watched.wait(lambda row: row["status"] == "fault", 5)
    time.sleep(2)
    watched.server.send_signal(signal.SIGCONT)
    took_s = watched.wait(plays, RECOVERY_LIMIT_S)
    heard = watched.listen(4.0)
    watched.wait_for_riffs(1)
    frames, begins = watched.end()
    print(f"recovered after {took_s:.2f} s")
    assert assert_heard_on_the_bar(heard, frames[-8:], begins[-8:]) >= 2


def test_a_node_that_was_suspended(watched: Watched) -> None:
    watched.process.send_signal(signal.SIGSTOP)
    time.sleep(AWAY_S)
    watched.process.send_signal(signal.SIGCONT)
    took_s = watched.wait(plays, RECOVERY_LIMIT_S)
    heard = watched.listen(4.0)
    watched.wait_for_riffs(1)
    rows, said = watched.rows[:], watched.said[3:]
    frames, begins = watched.end()
    print(f"recovered after {took_s:.2f} s; {rows[-1]['late']} late riffs")
    print(f"it stood still for {-drift_s(rows):.2f} s")
    assert said == []  # the card was never lost
    assert assert_heard_on_the_bar(heard, frames[-8:], begins[-8:]) >= 2
    assert ((frames - rows[0]["bar0_frame"]) % BAR_FRAMES == 0).all()
