"""A recorded set is given again to the sample, wherever it began."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from livenode.generation.planner import Cost
from livenode.generation.riff import Sound
from livenode.replaying import Replay
from livenode.set_replay import Again, play_again
from livenode.show.folder import STEREO_FILES
from livenode.show.stored import read_set
from livenode.surface import Command
from tests.show.conftest import BEGIN, SCORE, SECONDS, begun, samples
from tests.stage.day import QuickEngine


def replayed(folder: Path, out: Path, **options: object) -> Again:
    return play_again(read_set(folder), QuickEngine(), out, **options)  # type: ignore[arg-type]


def assert_same(folder: Path, out: Path) -> Again:
    again = replayed(folder, out)
    assert [one.name for one in again.compared] == list(STEREO_FILES)
    assert {one.differing for one in again.compared} == {0}
    assert min(one.frames for one in again.compared) > 48_000
    return again


def test_a_set_with_late_riffs_and_a_control_that_stood_still(performed, tmp_path):
    virtual, folder = performed
    stored = read_set(folder)
    assert virtual.conductor.band.late_riffs >= 3
    assert len(stored.performance.late_writes) >= 10
    assert not stored.inexact and not stored.notes and not virtual.refused
    again = assert_same(folder, tmp_path / "out")
    assert again.late_riffs == virtual.conductor.band.late_riffs
    for name in ("input.wav", *STEREO_FILES):
        assert np.array_equal(samples(tmp_path / "out" / name), samples(folder / name))


def test_what_was_recorded_is_what_sounded(performed):
    virtual, folder = performed
    audio = {name: samples(folder / name) for name in STEREO_FILES}
    length = {len(one) for one in audio.values()}
    assert 0 <= min(length) - SECONDS * 48_000 < 24_000 and len(length) == 1
    assert np.array_equal(samples(folder / "input.wav")[:, 0], virtual.memory.read_record(0, *length))
    assert [bool(audio[f"part{part}.wav"].any()) for part in (1, 2, 3, 4)] == [True, True, False, False]
    left, right = audio["part2.wav"].T
    assert not np.array_equal(left, right)  # wide, and to the left
    assert not audio["master.wav"][round(10.8 * 48_000) :].any()  # after panic


def test_without_where_late_writes_began_it_is_another(performed, tmp_path, monkeypatch):
    _, folder = performed
    begin = Replay._begin

    def forgetful(self: Replay, performance: object) -> None:
        begin(self, performance)  # type: ignore[arg-type]
        self.memory.writes.edges = {}

    monkeypatch.setattr(Replay, "_begin", forgetful)
    assert any(one.differing for one in replayed(folder, tmp_path / "out").compared)


def test_begun_while_the_transport_stands_still_after_music(tmp_path):
    virtual = begun(tmp_path / "sets", 16)
    virtual.perform_on([(second, command) for second, command in SCORE if command.path != "record"], 11.5)
    virtual.say(Command("record", None, (1,)))
    virtual.run_to(11.7)
    virtual.say(Command("transport/play", when="now"))
    virtual.run_to(15.5)
    folder = virtual.finish()
    stored = read_set(folder)
    assert stored.first_frame > 11 * 48_000 and len(stored.before) == stored.first_frame
    assert_same(folder, tmp_path / "out")


def test_begun_while_the_music_plays(tmp_path):
    virtual = begun(tmp_path / "sets")
    score = [*((0.0, command) for command in BEGIN), (0.3, Command("transport/play", when="now"))]
    virtual.perform_on([*score, (4.0, Command("part/<p>/level", 1, (0.4,)))], 6.0)
    virtual.say(Command("record", None, (1,)))
    virtual.run_to(11.5)
    folder = virtual.finish()
    assert read_set(folder).first_frame >= 6 * 48_000
    assert_same(folder, tmp_path / "out")


def test_begun_long_after_the_beginning_it_says_so_and_goes_on_with_other_riffs(tmp_path):
    virtual = begun(tmp_path / "sets", 16, record_frames=2**18)  # remembers 5 s
    score = [*((0.0, command) for command in BEGIN), (0.3, Command("transport/play", when="now"))]
    virtual.perform_on(score, 9.0)
    virtual.say(Command("record", None, (1,)))
    virtual.run_to(15.5)
    folder = virtual.finish()
    stored = read_set(folder)
    assert "played for too long" in stored.inexact
    replayed(folder, tmp_path / "out")
    late = samples(tmp_path / "out" / "part1.wav")[3 * 48_000 :]
    assert np.abs(late).max() > 0.01  # it plays, on the same bars
    assert np.array_equal(samples(tmp_path / "out" / "input.wav"), samples(folder / "input.wav"))


def test_with_a_loop_that_was_there_before(tmp_path):
    virtual = begun(tmp_path / "sets", 20)
    press = Command("loop/press", when="now")
    play = (Command("transport/stop", when="now"), Command("transport/play", when="now"))
    quiet = [(0.0, Command("part/<p>/auto", 1, (0,))), (0.0, Command("metronome", None, (0,)))]
    virtual.perform_on([*quiet, (1.0, press), (3.0, press), (5.0, press), (7.5, press), (9.5, play[0])], 11.0)
    virtual.say(Command("record", None, (1,)))
    virtual.run_to(11.6)
    virtual.say(play[1])
    virtual.run_to(17.0)
    folder = virtual.finish()
    assert len(list((folder / "arrays").glob("loop-*.npy"))) == 3
    assert_same(folder, tmp_path / "out")
    assert np.abs(samples(folder / "master.wav")[4 * 48_000 :]).max() > 0.1


def test_with_sounds_that_are_prompts(tmp_path):
    made = []

    def opened(name: str) -> Sound:
        made.append(name)
        noise = np.random.default_rng(len(made)).standard_normal(96_000).astype(np.float32)
        return Sound(name, noise)

    virtual = begun(tmp_path / "sets", open_sound=opened)
    virtual.say(Command("part/<p>/audio", 2, ("before.wav",)))
    virtual.run_to(0.2)
    folder = virtual.perform([*SCORE, (8.0, Command("part/<p>/audio", 1, ("later.wav",)))], SECONDS)
    assert made == ["before.wav", "later.wav"]
    assert len(list((folder / "arrays").glob("*.npy"))) == 2
    assert_same(folder, tmp_path / "out")


def test_a_preset_that_has_changed_since_is_taken_as_it_was(performed, tmp_path, monkeypatch):
    monkeypatch.setattr("livenode.replaying.load_preset", lambda name: pytest.fail("read from its file"))
    assert_same(performed[1], tmp_path / "out")


def test_two_sets_in_one_evening(tmp_path):
    virtual = begun(tmp_path / "sets", 16)
    first = virtual.perform(SCORE[:10], 6.0)
    virtual.say(Command("transport/stop", when="now"))
    virtual.run_to(7.5)
    second = virtual.perform([(8.0, Command("record", None, (1,))), (8.5, SCORE[8][1])], 13.0)
    assert first != second
    for number, folder in enumerate((first, second)):
        assert_same(folder, tmp_path / f"out{number}")


def test_other_steps_come_at_the_same_bars(performed, tmp_path):
    _, folder = performed
    replay = replayed(folder, tmp_path / "out", steps=3)
    stretches = [
        list(one.bar_lines.stretches(576_000)) for one in (replay, assert_same(folder, tmp_path / "b"))
    ]
    assert stretches[0] == stretches[1]


def test_what_a_torn_line_or_a_cut_file_leaves_is_played(performed, tmp_path):
    virtual = begun(tmp_path / "sets")
    folder = virtual.perform(SCORE, 8.0)
    events = (folder / "events.jsonl").read_text().splitlines(keepends=True)
    known = [number for number, line in enumerate(events) if '"known"' in line]
    (folder / "events.jsonl").write_text("".join(events[: known[3] + 1]) + '{"frame": 3000')
    info = json.loads((folder / "set.json").read_text())
    del info["ended"], info["frames"]
    (folder / "set.json").write_text(json.dumps(info))
    stored = read_set(folder)
    assert stored.performance.torn and stored.frames == json.loads(events[known[3]])["frame"]
    assert [note.split()[1] for note in stored.notes] == [
        "recording",
        "last",
        "last",
    ]  # cut off, torn, unknown
    assert_same(folder, tmp_path / "out")


def test_costs_that_differ_from_riff_to_riff(tmp_path):
    costs = iter(np.random.default_rng(5).uniform(20, 700, 1000))
    virtual = begun(tmp_path / "sets", cost_of=lambda request: Cost(10.0, float(next(costs))))
    assert_same(virtual.perform(SCORE, SECONDS), tmp_path / "out")


def test_riffs_that_depend_on_more_than_the_node_remembers(tmp_path):
    options = {"record_frames": 2**20, "cost_of": lambda request: Cost(20.0, 60.0)}
    virtual = begun(tmp_path / "sets", 30, **options)  # 22 s; a riff looks back for 30
    score = [row for row in SCORE if row[1].path in ("record", "part/<p>/auto")]
    again = ((23.0, Command("transport/stop", when="now")), (23.3, Command("transport/play", when="now")))
    quick = (0.0, Command("bars", None, (1,))), (0.0, Command("tempo", None, (150.0,)))
    folder = virtual.perform([*score, *quick, (0.3, again[1][1]), *again], 29.5)
    assert len(read_set(folder).performance.riffs) > 15
    assert_same(folder, tmp_path / "out")
