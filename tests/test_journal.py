"""A journal gives a performance again."""

import json

import numpy as np
import pytest

from livenode.audio.files import write_wav
from livenode.cli import main
from livenode.inference.fake_engine import FakeEngine
from livenode.journal import JournalError, JournalWriter, read
from livenode.node import SAMPLERATE
from livenode.surface import Command
from livenode.virtual import replay, run_virtual

SETTINGS = (
    Command("tempo", None, (200.0,)),
    Command("bars", None, (1,)),
    Command("part/<p>/auto", 2, (1,)),
    Command("part/<p>/level", 2, (0.3,)),
    Command("monitor", None, (0.5,)),
)


@pytest.mark.parametrize("bar1_s", [0.0, 0.7])
def test_a_virtual_run_is_given_again_by_its_journal(tmp_path, bar1_s):
    audio = 0.2 * np.random.default_rng(1).standard_normal(9 * SAMPLERATE).astype(np.float32)
    with JournalWriter(tmp_path / "journal") as journal:
        first = run_virtual(FakeEngine(), audio, SETTINGS, bar1_s=bar1_s, lead_ms=400, write=journal.write)
    performance = read(tmp_path / "journal")
    again = replay(FakeEngine(), audio, performance)
    assert len(performance.riffs) >= 8
    assert first.parts[:, :2].any(0).all()
    np.testing.assert_array_equal(again.output, first.output)
    np.testing.assert_array_equal(again.parts, first.parts)
    assert again.bar_frames == first.bar_frames


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"frame": 1, "path": "tempo"}', "{}", "\udcff"])
def test_what_is_no_journal_is_told(tmp_path, text):
    (tmp_path / "journal").write_text(f"{text}\n", "utf-8", "surrogateescape")
    with pytest.raises(JournalError, match="journal"):
        read(tmp_path / "journal")


def test_costs_come_back_to_the_last_digit(tmp_path):
    with JournalWriter(tmp_path / "journal") as journal:
        journal.write(
            {
                "frame": 0,
                "blocksize": 256,
                "opening_ms": 0.2,
                "whole_ms": 1 / 3,
                "lead_ms": None,
                "pad_frames": 0,
            }
        )
        journal.write({"frame": 512, "riff": 1, "number": 4, "ms": 0.1 + 0.2, "failed": "ValueError: x"})
    performance = read(tmp_path / "journal")
    assert performance.start.whole_ms == 1 / 3
    (arrival,) = performance.arrivals[1, 4]
    assert arrival.cost_ms == 0.1 + 0.2
    assert performance.start.round_trip_frames == 0  # journals of before have none
    assert performance.riffs == ()
    assert len([json.loads(line) for line in (tmp_path / "journal").read_text().splitlines()]) == 2


def test_a_last_line_that_was_torn_is_left_out(tmp_path):
    with JournalWriter(tmp_path / "journal") as journal:
        journal.write({"frame": 0, "blocksize": 256})
        journal.write({"frame": 512, "target": "gain", "value": 0.5})
    whole = (tmp_path / "journal").read_bytes()
    (tmp_path / "journal").write_bytes(whole[:-9])
    assert read(tmp_path / "journal").changes == ()


ROWS = {
    "a block of nothing": ({"frame": 0, "blocksize": 0}, "blocksize is 1 to 65536"),
    "hours of silence before": ({"frame": 0, "blocksize": 9, "pad_frames": 1 << 40}, "pad_frames"),
    "true for a frame": ({"frame": True}, "frame cannot be True"),
    "no such row": ({"frame": 1, "path": "volume", "part": None}, "no row of the table"),
    "no such part": ({"frame": 1, "path": "part/<p>/level", "part": 9}, "of part 9"),
    "an argument that is a list": (
        {"frame": 1, "at": 1, "path": "tempo", "part": None, "args": [[1]], "when": None},
        "tempo cannot be given [1]",
    ),
    "a line without end": ({"frame": 1, "x": "x" * (1 << 20)}, "a line is longer"),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_cannot_be_is_told_with_its_line(tmp_path, kind):
    row, says = ROWS[kind]
    (tmp_path / "journal").write_text(json.dumps({"frame": 0}) + "\n" + json.dumps(row) + "\n")
    with pytest.raises(JournalError) as refused:
        read(tmp_path / "journal")
    assert says in str(refused.value) and len(str(refused.value)) < 400


def test_a_torn_journal_is_played_and_told(tmp_path, capsys):
    audio = 0.2 * np.random.default_rng(1).standard_normal(5 * SAMPLERATE).astype(np.float32)
    write_wav(tmp_path / "in.wav", audio)
    with JournalWriter(tmp_path / "journal") as journal:
        run_virtual(FakeEngine(), audio, SETTINGS, lead_ms=400, write=journal.write)
    (tmp_path / "journal").write_bytes((tmp_path / "journal").read_bytes()[:-5])
    words = ["run", "--virtual", str(tmp_path / "in.wav"), str(tmp_path / "out.wav"), "--engine", "fake"]
    assert main([*words, "--replay", str(tmp_path / "journal")]) == 0
    assert "the last line is torn" in capsys.readouterr().err
