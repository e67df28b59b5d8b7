"""The log is limited in size, says each thing once, and outlives a full disk."""

from __future__ import annotations

import resource
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from livenode.show import log as module
from livenode.show.log import AGAIN_S, SELDOM_S, Log, LogError, Repeats
from livenode.show.moment import Now

BEGIN = datetime(2026, 10, 19, 9, 30)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> Now:
        return Now(self.s, BEGIN + timedelta(seconds=self.s))


def lines(path: Path) -> list[str]:
    files = [path.with_name(f"{path.name}.{number}") for number in (3, 2, 1)]
    return "".join(file.read_text() for file in [*files, path] if file.exists()).splitlines()


def test_sentences_have_their_time(tmp_path):
    clock, path = Clock(), tmp_path / "deep" / "show.log"
    log = Log(path, clock)
    log.say("sound: card, 48000 Hz")
    clock.s = 61.0
    log.say("sound card lost: card\nwaiting for it")
    log.close()
    assert lines(path) == [
        "2026-10-19 09:30:00 sound: card, 48000 Hz",
        "2026-10-19 09:31:01 sound card lost: card waiting for it",
    ]
    log = Log(path, clock)
    log.say("again")
    log.close()
    assert len(lines(path)) == 3, "appended"


def test_what_comes_again_is_counted():
    repeats = Repeats()
    told = [(second, repeats.line(f"late riff {second}", second)) for second in range(100)]
    said = {second: text for second, text in told if text}
    assert list(said) == [0, AGAIN_S, 3 * AGAIN_S, 7 * AGAIN_S]
    assert said[10] == "late riff 10 (and 9 more like it)"
    assert repeats.line("another", 50) == "another"
    day = [repeats.line("hum", 1000 + second) for second in range(0, 24 * 3600, 5)]
    assert sum(map(bool, day)) < 24 * 3600 / SELDOM_S + 12
    assert repeats.line("late riff 1", 10_000).startswith("late riff 1 (and ")


def test_many_sentences_take_no_memory():
    repeats = Repeats()
    words = ["".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(5000)]
    assert all(repeats.line(word, 0.0) for word in words)
    assert len(repeats._said) <= module.MOST_SENTENCES


def test_the_size_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FILE_BYTES", 5000)
    clock, path = Clock(), tmp_path / "show.log"
    log = Log(path, clock)
    for n in range(3000):
        clock.s += 3600
        log.say(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} happened, and was told in so many words")
    log.close()
    files = list(tmp_path.iterdir())
    assert sorted(file.name for file in files) == ["show.log", "show.log.1", "show.log.2", "show.log.3"]
    assert all(0 < file.stat().st_size <= 5000 for file in files)
    assert "jk" in lines(path)[-1] or len(lines(path)) > 100


def wait_for(happened) -> None:
    """Wait for the thread that writes."""
    for _ in range(500):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def test_a_full_disk_loses_lines_and_no_more(tmp_path):
    clock, path = Clock(), tmp_path / "show.log"
    log = Log(path, clock)
    log.say("begun")
    wait_for(lambda: path.read_text())
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, former[1]))
    try:
        log.say("nobody hears this")
        wait_for(lambda: log.lost)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert log.problem == f"the log {path} cannot be written"
    log.say("there is room")
    wait_for(lambda: not log.problem)
    log.close()
    assert [line[20:] for line in lines(path)] == ["begun", "there is room"]
    assert log.lost == 1


def test_a_log_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(LogError, match="give --log another name"):
        Log(tmp_path, Clock())
