"""`record` beside the music: told, ended by a full disk or a bad folder, never in its way."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from livenode.show import room
from livenode.show.files import SetFiles, SoundFiles
from livenode.show.folder import STEREO_FILES, read_info
from livenode.show.stored import read_set
from livenode.surface import Command
from tests.live.node_thread import wait_until
from tests.show.conftest import BEGIN, begun, samples
from tests.show.virtual_set import VirtualSet

RECORD, STOP = (Command("record", None, (on,)) for on in (1, 0))
PLAY = Command("transport/play", when="now")


def told(virtual: VirtualSet, path: str) -> list[tuple]:
    return [event.args for event in virtual.events if event.path == path]


def playing(folder: Path) -> VirtualSet:
    virtual = begun(folder)
    virtual.say(RECORD, *BEGIN)
    virtual.run_to(0.3)
    virtual.say(PLAY)
    return virtual


def sounds(virtual: VirtualSet, seconds: float) -> bool:
    """Play on, and return whether it was heard."""
    first = virtual.memory.frame()
    virtual.run_to(first / 48_000 + seconds)
    return bool(virtual.memory.read_sent(first, virtual.memory.frame() - first).any())


def test_what_is_recorded_is_told_each_second_and_when_it_has_ended(tmp_path):
    virtual = playing(tmp_path)
    virtual.run_to(5.2)
    virtual.say(STOP)
    virtual.run_to(6.0)
    (folder,) = tmp_path.iterdir()
    states = told(virtual, "record/state")
    assert {state[:2] for state in states[:-1]} == {("recording", folder.name)}
    assert [state[2] for state in states[:-1]] == [1, 2, 3, 4, 5]
    assert states[-1] == ("stopped", folder.name, 5, "")
    assert read_info(folder)["ended"] == "as asked" and read_info(folder)["frames"] == len(
        samples(folder / "input.wav")
    )
    assert virtual.recording.recorder is None


def test_a_disk_that_is_full_ends_the_recording_and_not_the_music(tmp_path, monkeypatch):
    virtual, write = playing(tmp_path), SoundFiles.write
    virtual.run_to(3.0)

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(SoundFiles, "write", full)
    virtual.run_to(3.5)
    (error,) = told(virtual, "error")
    assert error == (
        "record",
        "internal",
        "the recording has ended: No space left on device; the music goes on",
    )
    assert virtual.conductor.get("record", None) == (0,)
    assert told(virtual, "record/state")[-1][0] == "stopped"
    assert told(virtual, "record/state")[-1][3].endswith("No space left on device")
    assert sounds(virtual, 2.0)
    (folder,) = tmp_path.iterdir()
    assert {len(samples(folder / name)) for name in STEREO_FILES} == {read_info(folder)["frames"]}
    monkeypatch.setattr(SoundFiles, "write", write)
    virtual.say(RECORD)  # once there is room again
    virtual.run_to(8.0)
    assert len(list(tmp_path.iterdir())) == 2
    virtual.finish()


def test_a_full_disk_that_is_one(tmp_path):
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("mounts a file system: needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk)], check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        virtual = playing(disk / "sets")
        virtual.run_to(9.0)
        errors = [error[2] for error in told(virtual, "error")]
        assert "the disk has room for less than 1 min" in errors[0]
        assert "No space left on device; the music goes on" in errors[1]
        assert sounds(virtual, 1.0)
        (folder,) = (disk / "sets").iterdir()
        lengths = [len(samples(folder / name)) for name in ("input.wav", *STEREO_FILES)]
        assert min(lengths) > 48_000
        stored = read_set(folder)
        assert stored.frames > 48_000 or stored.performance.torn
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    virtual = playing(tmp_path / "file")
    virtual.run_to(1.0)
    assert told(virtual, "error")[0][2].startswith("the recording has ended: ")
    assert virtual.conductor.get("record", None) == (0,)
    assert sounds(virtual, 3.0)


def test_a_disk_that_stands_still_for_too_long_costs_silence_in_the_files(tmp_path):
    virtual = playing(tmp_path)
    virtual.run_to(3.0)
    recorder = virtual.recording.recorder
    assert recorder is not None
    recorder.round, turn = (lambda: True), recorder.round  # type: ignore[method-assign]
    virtual.run_to(7.0)  # the ring holds 2.7 s
    recorder.round = turn  # type: ignore[method-assign]
    virtual.run_to(9.0)
    lost = recorder.lost_frames
    folder = virtual.finish()
    stored = read_set(folder)
    assert 48_000 < lost < 72_000 and read_info(folder)["lost_frames"] == lost
    assert any("too slow" in error[2] for error in told(virtual, "error"))
    assert "too slow" in " ".join(stored.notes)
    first, frames = stored.performance.lost[0]
    assert not samples(folder / "master.wav")[first : first + frames].any()
    heard = samples(folder / "input.wav")[:, 0]
    assert np.array_equal(heard, virtual.memory.read_record(0, len(heard)))  # the record ring is longer


def test_the_room_on_a_disk_is_told_before_it_is_full(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: usage._replace(free=9 * 60 * 44 * 48_000))
    virtual = playing(tmp_path)
    virtual.run_to(4.0)
    (error,) = told(virtual, "error")
    assert error[2] == "the disk has room for 9 min of recording: free some"
    assert told(virtual, "record/state")[-1][3] == error[2]
    virtual.finish()


def test_pressed_twice_at_once_leaves_nothing_open(tmp_path):
    virtual = begun(tmp_path)
    virtual.say(RECORD)
    virtual.run_to(0.1)
    virtual.say(STOP)
    virtual.run_to(0.8)
    assert virtual.recording.recorder is None
    virtual.say(RECORD)
    virtual.run_to(2.0)
    assert len(list(tmp_path.iterdir())) == 2
    virtual.finish()


def test_the_thread_does_it_by_itself(tmp_path):
    virtual = begun(tmp_path, threaded=True)
    virtual.say(RECORD, *BEGIN)
    virtual.run_to(0.5)
    wait_until(lambda: bool(virtual.recording.recorder and virtual.recording.recorder.folder), 10)
    virtual.run_to(2.0)
    folder = virtual.finish()
    assert len(samples(folder / "master.wav")) >= 96_000
    assert read_set(folder).frames > 0


def test_rows_that_come_while_rows_are_written_are_the_next_round_s(tmp_path, monkeypatch):
    virtual = begun(tmp_path)
    virtual.say(RECORD)
    virtual.run_to(0.5)
    recorder = virtual.recording.recorder
    written = []

    def write_row(files, row):
        written.append(row)
        assert len(written) < 1000, "a round that never ends"
        recorder.put(row)

    with monkeypatch.context() as slow:
        slow.setattr(SetFiles, "write_row", write_row)
        recorder.put({"frame": 0, "known": True})
        assert recorder.round()
    assert 0 < len(written) < 1000
    virtual.finish()
