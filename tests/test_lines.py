"""A disk that fails costs lines, never the program."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from livenode import lines
from livenode.lines import LineWriter, open_lines


class Tiny(io.RawIOBase):
    """A disk with room for a few bytes: takes what fits, then says that it is full."""

    def __init__(self, file: io.FileIO, room: int) -> None:
        self.file, self.room = file, room

    def write(self, data: bytes) -> int:
        if not self.room:
            raise OSError(28, "No space left on device")
        count = self.file.write(data[: self.room])
        self.room -= count
        return count

    def fileno(self) -> int:
        return self.file.fileno()


class Stuck(io.RawIOBase):
    """A disk that does not answer."""

    def write(self, data: bytes) -> int:
        time.sleep(0.5)
        return len(data)


def test_lines_are_written_in_order_and_at_once(tmp_path):
    writer = open_lines(tmp_path / "file", "it")
    for number in range(1000):
        writer.write(str(number))
    deadline_s = time.monotonic() + 10
    while (tmp_path / "file").read_text().count("\n") < 1000:
        assert time.monotonic() < deadline_s
    writer.close()
    assert [int(line) for line in (tmp_path / "file").read_text().splitlines()] == list(range(1000))
    assert writer.problem == ""


def test_lines_are_appended_or_begun_anew(tmp_path):
    for append, text in ((True, "one\n"), (True, "one\none\n"), (False, "one\n")):
        writer = open_lines(tmp_path / "file", "it", append=append)
        writer.write("one")
        writer.close()
        assert (tmp_path / "file").read_text() == text


def test_a_full_disk_is_told_and_leaves_whole_lines(tmp_path):
    file = io.FileIO(tmp_path / "file", "w")
    writer = LineWriter(Tiny(file, 10), "the file")
    for number in range(5):
        writer.write(f"line{number}")
    writer.close()
    file.close()
    assert writer.problem == "the file is no longer written (No space left on device)"
    assert (tmp_path / "file").read_text() == "line0\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_a_device_without_room_is_told():
    writer = open_lines(Path("/dev/full"), "it")
    writer.write("line")
    writer.close()
    assert "No space left" in writer.problem


def test_a_slow_disk_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setattr(lines, "MOST_WAITING", 100)
    monkeypatch.setattr(lines, "CLOSE_S", 0.1)
    writer = LineWriter(Stuck(), "it")
    begun_s = time.monotonic()
    for _ in range(200):
        writer.write("line")
    writer.close()
    assert time.monotonic() - begun_s < 0.4
    assert writer.problem == "it is no longer written (the disk is too slow)"
    writer._thread.join(5)


def test_a_disk_that_does_not_answer_at_the_end_is_left_alone(monkeypatch):
    monkeypatch.setattr(lines, "CLOSE_S", 0.1)
    writer = LineWriter(Stuck(), "it")
    writer.write("line")
    writer.close()
    assert "does not answer" in writer.problem
    writer._thread.join(5)
